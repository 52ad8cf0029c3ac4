// SPDX-License-Identifier: MPL-2.0
#include "core/io/json.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

#include "core/error.hpp"

using tvilling::core::Error;
using tvilling::core::ErrorKind;
using tvilling::core::parse_json;
using tvilling::core::TomlArray;
using tvilling::core::TomlTable;
using tvilling::core::TomlValue;

namespace {

Error error_of(const std::string& text) {
  try {
    (void)parse_json(text, "s.json");
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error for: " << text);
  throw std::logic_error("unreachable");
}

std::string place_of_error(const std::string& text) {
  const Error error = error_of(text);
  INFO(error.what());
  CHECK(error.kind() == ErrorKind::bad_input);
  return tvilling::core::to_string(error.pos());
}

/// `depth` lists inside each other, in the root object.
std::string nested_lists(std::size_t depth) {
  return R"({"a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

}  // namespace

TEST_CASE("Every kind of JSON value arrives with its type") {
  const TomlTable root =
      parse_json(R"({"t": "x", "i": 42, "n": -7, "f": 2.5, "e": 1e3, "b": true, "l": [1, 2.0], "s": {"k": 1}})", "s.json");
  CHECK(*root.find("t")->as_string() == "x");
  CHECK(*root.find("i")->as_integer() == 42);
  CHECK(*root.find("n")->as_integer() == -7);
  CHECK(root.find("f")->as_number() == 2.5);
  CHECK(root.find("f")->as_integer() == nullptr);
  CHECK(root.find("e")->as_number() == 1000.0);
  CHECK(root.find("e")->as_integer() == nullptr);
  CHECK(*root.find("b")->as_bool());
  CHECK_FALSE(root.find("b")->as_number().has_value());
  REQUIRE(root.find("l")->as_array()->size() == 2);
  CHECK(*root.find("l")->as_array()->at(0).as_integer() == 1);
  CHECK(root.find("l")->as_array()->at(1).as_integer() == nullptr);
  CHECK(root.find("s")->as_table()->find("k")->as_number() == 1.0);
  CHECK(root.find("none") == nullptr);
}

TEST_CASE("Whole numbers are exact up to 64 bits with sign and doubles beyond") {
  const TomlTable root = parse_json(R"({"high": 9223372036854775807, "low": -9223372036854775808, "beyond": 9223372036854775808,
                                        "far": 100000000000000000000})",
                                    "s.json");
  CHECK(*root.find("high")->as_integer() == std::numeric_limits<std::int64_t>::max());
  CHECK(*root.find("low")->as_integer() == std::numeric_limits<std::int64_t>::min());
  CHECK(root.find("beyond")->as_integer() == nullptr);
  CHECK(root.find("beyond")->as_number() == 9223372036854775808.0);
  CHECK(root.find("far")->as_number() == 1e20);
}

TEST_CASE("JSON keys keep the order of the file in every object") {
  const TomlTable root = parse_json(R"({"zeta": 1, "alpha": {"y": 1, "x": 2}, "mid": 3})", "s.json");
  REQUIRE(root.entries.size() == 3);
  CHECK(root.entries[0].first == "zeta");
  CHECK(root.entries[1].first == "alpha");
  CHECK(root.entries[2].first == "mid");
  const TomlTable& inner = *root.entries[1].second.as_table();
  REQUIRE(inner.entries.size() == 2);
  CHECK(inner.entries[0].first == "y");
  CHECK(inner.entries[1].first == "x");
}

TEST_CASE("Objects and lists stand inside each other as they are written") {
  const TomlTable root = parse_json(R"({"cases": [{"name": "a", "u": [[1, 2], [3]]}, {"name": "b", "u": []}]})", "s.json");
  const TomlArray& cases = *root.find("cases")->as_array();
  REQUIRE(cases.size() == 2);
  CHECK(*cases[0].as_table()->find("name")->as_string() == "a");
  const TomlArray& rows = *cases[0].as_table()->find("u")->as_array();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].as_array()->size() == 2);
  CHECK(*rows[1].as_array()->at(0).as_integer() == 3);
  CHECK(*cases[1].as_table()->find("name")->as_string() == "b");
  CHECK(cases[1].as_table()->find("u")->as_array()->empty());
}

TEST_CASE("A key with null is left out and null in a list is no number") {
  const TomlTable root = parse_json(R"({"a": null, "b": 1, "l": [1, null, 3], "s": {"k": null}})", "s.json");
  CHECK(root.find("a") == nullptr);
  CHECK(root.find("b")->as_number() == 1.0);
  const TomlArray& list = *root.find("l")->as_array();
  REQUIRE(list.size() == 3);
  CHECK(std::isnan(list[1].as_number().value()));
  CHECK(list[2].as_number() == 3.0);
  CHECK(root.find("s")->as_table()->entries.empty());
}

TEST_CASE("JSON values name their file") {
  const TomlTable root = parse_json(R"({"a": [1], "s": {}})", "s.json");
  CHECK(tvilling::core::to_string(root.pos) == "s.json");
  CHECK(tvilling::core::to_string(root.find("a")->pos) == "s.json");
  CHECK(tvilling::core::to_string(root.find("a")->key_pos) == "s.json");
  CHECK(tvilling::core::to_string(root.find("a")->as_array()->at(0).pos) == "s.json");
  CHECK(tvilling::core::to_string(root.find("s")->as_table()->pos) == "s.json");
}

TEST_CASE("A JSON syntax error names line and column") {
  CHECK(place_of_error("{\n  \"a\": 1,\n  \"b\" 2\n}\n") == "s.json:3:7");
  CHECK(place_of_error("{\"a\": 1,}") == "s.json:1:9");
  CHECK(place_of_error("{\"a\": \"x\n\"}") == "s.json:1:9");
  CHECK(place_of_error("{\"a\": [1, 2}\n") == "s.json:1:12");
  CHECK(place_of_error("{\"a\": 1}\n\n}") == "s.json:3:1");
  CHECK(place_of_error("{\"\xC3\xB8\": ?}") == "s.json:1:7");  // a letter of two bytes is one column
  CHECK(place_of_error("") == "s.json:1:1");
  CHECK(place_of_error("{\"a\": 1\n") == "s.json:2:1");  // the end of the text
}

TEST_CASE("The message of a JSON syntax error is the reason alone") {
  const Error error = error_of(R"({"a" 1})");
  CHECK(error.message() == "syntax error while parsing object separator - unexpected number literal; expected ':'");
  CHECK(error_of("{\"a\": \"" + std::string(100000, 'x')).message().size() < 200);
  CHECK(error_of("{\"a\": 1" + std::string(100000, '0') + "}").message().size() < 250);
}

TEST_CASE("Words that JSON does not know are errors") {
  for (const std::string word : {"NaN", "Infinity", "1e999", "01", "+1", ".5", "'x'", "True", "// no", "0x1", "\"\\x\""}) {
    CAPTURE(word);
    CHECK(error_of("{\"a\": " + word + "}").pos().line == 1);
  }
}

TEST_CASE("A JSON file that holds no object is an error") {
  for (const std::string text : {"[1, 2]", "[]", "1", "\"x\"", "true"}) {
    CAPTURE(text);
    CHECK(error_of(text).message().find("not an object") != std::string::npos);
  }
}

TEST_CASE("Nothing at all and a lonely null are errors") {
  CHECK(error_of(" \n").pos().line == 2);
  CHECK(error_of("null").message().find("not an object") != std::string::npos);
}

TEST_CASE("A JSON key that stands twice in one object is an error that names it") {
  const Error error = error_of(R"({"a": 1, "twice": null, "twice": 2})");
  CHECK(error.kind() == ErrorKind::bad_input);
  CHECK(error.message().find("\"twice\"") != std::string::npos);
  CHECK(parse_json(R"({"a": {"k": 1}, "b": {"k": 2}})", "s.json").entries.size() == 2);
}

TEST_CASE("JSON is 64 levels deep at most") {
  const TomlTable root = parse_json(nested_lists(63), "s.json");
  CHECK(root.find("a")->as_array()->size() == 1);
  CHECK(error_of(nested_lists(64)).message().find("nested") != std::string::npos);
  CHECK(error_of(std::string(1000000, '[')).kind() == ErrorKind::bad_input);
  std::string objects;
  for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
  CHECK(error_of(objects).message().find("nested") != std::string::npos);
}

TEST_CASE("A JSON file of more than 16 MiB is refused") {
  const std::string padding(16UL * 1024UL * 1024UL, ' ');
  CHECK(error_of("{}" + padding).message().find("too many") != std::string::npos);
}

TEST_CASE("Danish letters and escapes arrive as UTF-8 and a byte order mark is passed over") {
  const TomlTable root = parse_json("\xEF\xBB\xBF{\"name\": \"R\\u00e5dhuset \xC3\xB8\", \"tab\": \"a\\tb\"}", "s.json");
  CHECK(*root.find("name")->as_string() ==
        "R\xC3\xA5"
        "dhuset \xC3\xB8");
  CHECK(*root.find("tab")->as_string() == "a\tb");
}

TEST_CASE("JSON bytes that are no UTF-8 and zero bytes are errors") {
  CHECK(place_of_error("{\"name\": \"R\xe5"
                       "dhuset\"}") == "s.json:1:13");
  CHECK(place_of_error(std::string("{}\n") + '\0' + "{}") == "s.json:2:1");
}

TEST_CASE("A JSON file that is missing is an error of the system") {
  try {
    (void)tvilling::core::read_json("no/such/file.json");
    FAIL("a missing file was read");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::io);
  }
}
