// SPDX-License-Identifier: MPL-2.0
#include "core/io/toml.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/error.hpp"

using tvilling::core::Error;
using tvilling::core::ErrorKind;
using tvilling::core::parse_toml;
using tvilling::core::TomlTable;
using tvilling::core::TomlValue;

namespace {

Error error_of(const std::string& text) {
  try {
    (void)parse_toml(text, "s.toml");
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error for: " << text);
  throw std::logic_error("unreachable");
}

}  // namespace

TEST_CASE("Every kind of TOML value arrives with its type") {
  const TomlTable root = parse_toml("t = 'x'\ni = 42\nf = 2.5\nb = true\nl = [1, 2.0]\n[sub]\nk = 1\n", "s.toml");
  REQUIRE(*root.find("t")->as_string() == "x");
  REQUIRE(*root.find("i")->as_integer() == 42);
  REQUIRE(root.find("i")->as_number() == 42.0);
  REQUIRE(root.find("f")->as_number() == 2.5);
  REQUIRE(root.find("f")->as_integer() == nullptr);
  REQUIRE(*root.find("b")->as_bool());
  REQUIRE_FALSE(root.find("b")->as_number().has_value());
  REQUIRE(root.find("l")->as_array()->size() == 2);
  REQUIRE(root.find("sub")->as_table()->find("k") != nullptr);
  REQUIRE(root.find("none") == nullptr);
}

TEST_CASE("Keys keep the order of the file") {
  const TomlTable root = parse_toml("zeta = 1\nalpha = 2\nmid = 3\n", "s.toml");
  REQUIRE(root.entries.at(0).first == "zeta");
  REQUIRE(root.entries.at(1).first == "alpha");
  REQUIRE(root.entries.at(2).first == "mid");
}

TEST_CASE("Keys and values know their line and column") {
  const TomlTable root = parse_toml("[study]\n  name = \"x\"\nlist = [1,\n  2]\n", "s.toml");
  const TomlTable& study = *root.find("study")->as_table();
  const TomlValue& name = *study.find("name");
  REQUIRE(tvilling::core::to_string(name.key_pos) == "s.toml:2:3");
  REQUIRE(tvilling::core::to_string(name.pos) == "s.toml:2:10");
  const TomlValue& second = study.find("list")->as_array()->at(1);
  REQUIRE(tvilling::core::to_string(second.pos) == "s.toml:4:3");
  REQUIRE(tvilling::core::to_string(second.key_pos) == "s.toml:4:3");
}

TEST_CASE("Tables of a list know the line of their header") {
  const TomlTable root = parse_toml("[[scenario]]\nname = 'a'\n\n[[scenario]]\nname = 'b'\n", "s.toml");
  const tvilling::core::TomlArray& list = *root.find("scenario")->as_array();
  REQUIRE(list.size() == 2);
  REQUIRE(list[0].as_table()->pos.line == 1);
  REQUIRE(list[1].as_table()->pos.line == 4);
}

TEST_CASE("A table made by a dotted key has a position too") {
  const TomlTable root = parse_toml("\na.b.c = 1\n", "s.toml");
  const TomlValue& a = *root.find("a");
  REQUIRE(a.key_pos.line == 2);
  REQUIRE(a.as_table()->find("b")->as_table()->find("c")->as_number() == 1.0);
}

TEST_CASE("A syntax error names line and column") {
  const Error error = error_of("[study]\nname = \"x\nportfolio = 1\n");
  REQUIRE(error.kind() == ErrorKind::bad_input);
  REQUIRE(error.pos().file == "s.toml");
  REQUIRE(error.pos().line == 2);
  REQUIRE(error.pos().column > 0);
  REQUIRE_FALSE(error.message().empty());
}

TEST_CASE("A key that stands twice is an error at the second place") {
  REQUIRE(error_of("a = 1\na = 2\n").pos().line == 2);
}

TEST_CASE("Text that makes the parser's own checks fail is an error with its line") {
  for (const std::string line : {"[.d = 1", "[[[scenario]]", "x = +an", "d=2020-01-01T:00Z"}) {
    const Error error = error_of("a = 1\n\n" + line + "\nb = 2\n");
    INFO(line << ": " << error.what());
    REQUIRE(error.kind() == ErrorKind::bad_input);
    REQUIRE(error.pos().line == 3);
  }
}

TEST_CASE("Danish letters are fine in text and an error in bare keys") {
  const TomlTable root = parse_toml("name = \"Rådhuset\" # ø\n", "s.toml");
  REQUIRE(*root.find("name")->as_string() == "Rådhuset");
  REQUIRE(error_of("a = 1\nstørrelse = 2\n").pos().line == 2);
}

TEST_CASE("Bytes that are no UTF-8 are an error") {
  REQUIRE(error_of("name = \"R\xe5"
                   "dhuset\"\n")
              .kind() == ErrorKind::bad_input);
}

TEST_CASE("A date asks for quotes") {
  const Error error = error_of("a = 1\nstart = 2025-01-31\n");
  REQUIRE(error.pos().line == 2);
  REQUIRE(error.hint().find("quotes") != std::string::npos);
}

TEST_CASE("Nesting without end is an error and not a crash") {
  REQUIRE(error_of("a = " + std::string(5000, '[')).kind() == ErrorKind::bad_input);
  std::string dotted = "a";
  for (int i = 0; i < 500; ++i) dotted += ".a";
  REQUIRE(error_of(dotted + " = 1\n").message().find("nested") != std::string::npos);
}

TEST_CASE("nan and inf are numbers for the reader to judge") {
  const TomlTable root = parse_toml("a = nan\nb = inf\n", "s.toml");
  REQUIRE(std::isnan(*root.find("a")->as_number()));
  REQUIRE(std::isinf(*root.find("b")->as_number()));
}

TEST_CASE("An empty file is an empty table") {
  REQUIRE(parse_toml("", "s.toml").entries.empty());
}
