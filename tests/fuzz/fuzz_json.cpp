// SPDX-License-Identifier: MPL-2.0
// Any bytes as JSON: an error of the user's input with the file's name, or a tree that is not too deep.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/io/json.hpp"
#include "core/text.hpp"
#include "tests/fuzz/require.hpp"

using namespace tvilling;

static void check_table(const core::TomlTable& table, int depth);

static void check_value(const core::TomlValue& value, int depth) {
  FUZZ_REQUIRE(value.pos.file == "fuzz.json" && value.pos.line == 0);
  if (const std::string* text = value.as_string()) FUZZ_REQUIRE(core::is_utf8(*text));
  if (const core::TomlTable* table = value.as_table()) check_table(*table, depth + 1);
  if (const core::TomlArray* array = value.as_array()) {
    FUZZ_REQUIRE(depth < 64);
    for (const core::TomlValue& entry : *array) check_value(entry, depth + 1);
  }
}

static void check_table(const core::TomlTable& table, int depth) {
  FUZZ_REQUIRE(depth <= 64);
  for (const std::pair<std::string, core::TomlValue>& entry : table.entries) {
    FUZZ_REQUIRE(table.find(entry.first) == &entry.second);
    check_value(entry.second, depth);
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    check_table(core::parse_json(text, "fuzz.json"), 1);
  } catch (const core::Error& error) {
    FUZZ_REQUIRE(error.kind() == core::ErrorKind::bad_input);
    FUZZ_REQUIRE(error.pos().file == "fuzz.json" && error.pos().line >= 0 && !error.message().empty());
    FUZZ_REQUIRE(core::is_utf8(error.message()) || !core::is_utf8(text));
  }
  return 0;
}
