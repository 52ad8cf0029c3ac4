// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tvilling::scenarios {

/// Text attributes of /provenance: name, value.
using Provenance = std::vector<std::pair<std::string, std::string>>;

/// The value of an attribute; empty where the file does not have it.
[[nodiscard]] inline std::string provenance_entry(const Provenance& provenance, std::string_view name) {
  const auto found =
      std::find_if(provenance.begin(), provenance.end(), [name](const auto& entry) { return entry.first == name; });
  return found == provenance.end() ? std::string() : found->second;
}

}  // namespace tvilling::scenarios
