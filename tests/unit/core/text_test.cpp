// SPDX-License-Identifier: MPL-2.0
#include "core/text.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>

using namespace tvilling::core;

TEST_CASE("Blanks of every kind go from both ends of a text and stay inside") {
  CHECK(trimmed(" \t\r\n a b \v\f") == "a b");
  CHECK(trimmed("\xC2\xA0 12 500\xC2\xA0") == "12 500");
  CHECK(trimmed("\xC2\xA0").empty());
  CHECK(trimmed("").empty());
  CHECK(trimmed("\xC3\xA0") == "\xC3\xA0");  // à ends with the byte of a no-break space
}

TEST_CASE("A plain number is read whole or not at all") {
  CHECK(plain_number("3") == 3.0);
  CHECK(plain_number("-.5") == -0.5);
  CHECK(plain_number("5.") == 5.0);
  CHECK(plain_number("+1e3") == 1000.0);
  CHECK(std::isnan(plain_number("nan").value()));
  for (const char* text : {"", "+", "+-1", "1,5", "1 2", "1e309", "1e-400", "0x10", "12m"}) {
    INFO(text);
    CHECK_FALSE(plain_number(text).has_value());
  }
}

TEST_CASE("A text in a message is one line of bounded length with whole letters") {
  CHECK(shown("two\nlines\tand a tab") == "two lines and a tab");
  CHECK(shown(std::string(120, 'x')) == std::string(120, 'x'));
  std::string novel = "A";  // so that letters of two bytes lie across every even place
  for (int i = 0; i < 100000; ++i) novel += "\xC3\xB8";
  const std::string cut = shown(novel);
  CHECK(cut.size() < 130);
  CHECK(is_utf8(cut));
  CHECK(cut.find("\xE2\x80\xA6") != std::string::npos);
}

TEST_CASE("Every letter of Latin-1 becomes its letter in UTF-8") {
  CHECK(latin1_to_utf8("K\xF8"
                       "benhavn \xC6") ==
        "K\xC3\xB8"
        "benhavn \xC3\x86");
  for (int byte = 0; byte < 256; ++byte) CHECK(is_utf8(latin1_to_utf8(std::string(1, static_cast<char>(byte)))));
}

TEST_CASE("UTF-8 with overlong or cut or impossible letters is none") {
  CHECK(is_utf8("\xE2\x82\xAC \xF0\x9F\x8F\xA2"));
  for (const char* bytes : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3", "\xE2\x82", "\x80"}) {
    CHECK_FALSE(is_utf8(bytes));
  }
}

TEST_CASE("Numbers are grouped by thousands with spaces, and one that is not known is a dash") {
  CHECK(group_thousands(0.0, 0) == "0");
  CHECK(group_thousands(999.0, 0) == "999");
  CHECK(group_thousands(1000.0, 0) == "1 000");
  CHECK(group_thousands(1234567.84, 1) == "1 234 567.8");
  CHECK(group_thousands(-1234.5, 1) == "-1 234.5");
  CHECK(group_thousands(999.96, 1) == "1 000.0");
  CHECK(group_thousands(std::numeric_limits<double>::quiet_NaN(), 1) == "-");
}
