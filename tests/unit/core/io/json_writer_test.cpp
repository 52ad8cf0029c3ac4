// SPDX-License-Identifier: MPL-2.0
#include "core/io/json_writer.hpp"

#include <catch2/catch.hpp>
#include <limits>

using tvilling::core::JsonWriter;

TEST_CASE("Objects and arrays nest with commas between their members") {
  JsonWriter json;
  json.begin_object().key("a").number(1.5).key("b").begin_array();
  json.begin_object().end_object().text("x").end_array().key("c").begin_array().end_array().end_object();
  CHECK(json.str() == R"({"a":1.5,"b":[{},"x"],"c":[]})");
}

TEST_CASE("Quotes and control characters are escaped and other text is kept") {
  JsonWriter json;
  json.text("\"C:\\\"\n\x01 Nørrebro");
  CHECK(json.str() == "\"\\\"C:\\\\\\\"\\n\\u0001 Nørrebro\"");
}

TEST_CASE("A number that is not known is null and every other reads back equal") {
  JsonWriter json;
  json.begin_array().number(std::numeric_limits<double>::quiet_NaN()).number(0.1).number(12345678.0).end_array();
  CHECK(json.str() == "[null,0.1,12345678]");
}

TEST_CASE("A byte that is not UTF-8 becomes the replacement character") {
  JsonWriter json;
  json.begin_array().text("N\xF8rrebro").text("\xE2\x82").text("\xED\xA0\x80").text("\xC0\xAF").text("€ 😀").end_array();
  CHECK(json.str() == "[\"N\uFFFDrrebro\",\"\uFFFD\uFFFD\",\"\uFFFD\uFFFD\uFFFD\",\"\uFFFD\uFFFD\",\"€ 😀\"]");
}
