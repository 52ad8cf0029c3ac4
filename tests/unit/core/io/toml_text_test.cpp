// SPDX-License-Identifier: MPL-2.0
#include "core/io/toml_text.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace core = tvilling::core;

TEST_CASE("A table written as TOML reads back equal", "[toml]") {
  const std::string text =
      "whole = 3\nnumber = 3.0\nsmall = 1e-07\nyes = true\ntext = \"a \\\"b\\\" \\\\ c\\nÆ\"\n\"odd key\" = [1, 2.5, [\"x\"]]\n"
      "rows = [[1, 2], []]\nempty = []\n\n[a]\nb = 1\n\n[a.c]\nd = -2\n\n[[list]]\nx = 1\n\n[[list.inner]]\ny = {z = 2}\n\n"
      "[[list]]\nx = 2\n";
  const core::TomlTable table = core::parse_toml(text, "t.toml");
  const std::string written = core::toml_text(table);
  CHECK(core::toml_text(core::parse_toml(written, "u.toml")) == written);
  const core::TomlTable again = core::parse_toml(written, "u.toml");
  CHECK(*again.find("whole")->as_integer() == 3);
  CHECK(again.find("number")->as_integer() == nullptr);
  CHECK(*again.find("small")->as_number() == 1e-7);
  CHECK(*again.find("text")->as_string() == "a \"b\" \\ c\nÆ");
  CHECK(again.find("odd key")->as_array()->size() == 3);
  CHECK(*again.find("a")->as_table()->find("c")->as_table()->find("d")->as_integer() == -2);
  const core::TomlArray& list = *again.find("list")->as_array();
  REQUIRE(list.size() == 2);
  CHECK(list[0].as_table()->find("inner") != nullptr);
  CHECK(*list[1].as_table()->find("x")->as_integer() == 2);
}

TEST_CASE("Text of any kind is quoted so that TOML reads it back", "[toml]") {
  for (const std::string text : {"", "plain", "use = 'school' AND name LIKE \"%\\%\"", "tab\there", "line\nend\r", "\x01\x7f"}) {
    const core::TomlTable table = core::parse_toml("t = " + core::toml_quoted(text) + "\n", "t.toml");
    CHECK(*table.find("t")->as_string() == text);
  }
}
