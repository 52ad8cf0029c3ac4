// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tvilling::models {

namespace {

constexpr std::string_view kMustBeGiven = "!";

[[nodiscard]] std::string range_text(const FabricKey& key) {
  switch (key.type) {
    case KeyType::yes_no: return "true, false";
    case KeyType::text: return "text";
    case KeyType::name: return "name";
    case KeyType::choice: {
      std::string words;
      for (const std::string_view word : words_of(key)) words += fmt::format("{}`{}`", words.empty() ? "" : ", ", word);
      return words;
    }
    case KeyType::numbers: return "numbers, " + core::to_string(key.range);
    case KeyType::schedule: return "schedule, " + core::to_string(key.range);
    case KeyType::table:
    case KeyType::things: return fmt::format("table `{}`", key.nested);
    case KeyType::tables: return fmt::format("list of `{}`", key.nested);
    case KeyType::free: return "list or table";
    case KeyType::number:
    case KeyType::integer: break;
  }
  return core::to_string(key.range);
}

}  // namespace

std::span<const FabricKey> fabric_keys_of(std::string_view kind) {
  const auto is_kind = [kind](const FabricKey& key) { return key.kind == kind; };
  const auto first = std::find_if(fabric_keys().begin(), fabric_keys().end(), is_kind);
  const auto last = std::find_if_not(first, fabric_keys().end(), is_kind);
  if (first == last) throw core::Error(core::ErrorKind::internal, fmt::format("no kind of table \"{}\"", kind));
  return {first, last};
}

const FabricKey& fabric_key(std::string_view kind, std::string_view key) {
  const std::span<const FabricKey> keys = fabric_keys_of(kind);
  const auto found = std::find_if(keys.begin(), keys.end(), [key](const FabricKey& k) { return k.key == key; });
  if (found == keys.end()) throw core::Error(core::ErrorKind::internal, fmt::format("no key \"{}\" in {}", key, kind));
  return *found;
}

std::vector<std::string_view> words_of(const FabricKey& key) {
  std::vector<std::string_view> words;
  std::string_view rest = key.nested;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

std::string fabric_markdown() {
  std::string text;
  for (const FabricKind& kind : fabric_kinds()) {
    text += fmt::format("## {}\n\n{}\n\n",
                        kind.header.empty() ? fmt::format("`{}`", kind.kind) : fmt::format("`{}`", kind.header), kind.doc);
    text += "| key | meaning | may be | default |\n| --- | --- | --- | --- |\n";
    for (const FabricKey& key : fabric_keys_of(kind.kind)) {
      const std::string_view without = key.fallback == kMustBeGiven ? "must be given" : key.fallback;
      text += fmt::format("| `{}` | {} | {} | {} |\n", key.key, key.doc, range_text(key), without);
    }
    text += "\n";
  }
  return text;
}

}  // namespace tvilling::models
