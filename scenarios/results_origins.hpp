// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "models/building/origin.hpp"

namespace tvilling::scenarios {

/// How many buildings have each origin, in the order of models::Origin.
using OriginCount = std::array<std::size_t, models::kOriginNames.size()>;

struct ColumnOrigins {
  std::string column;  ///< name with unit
  OriginCount buildings{};
};

/// What a result file tells of where its numbers come from.
struct Origins {
  std::vector<ColumnOrigins> columns;  ///< of the inputs, in the file's order
  OriginCount results{};               ///< of the first scenario: the weakest of each building's inputs
  std::vector<models::Origin> year;    ///< of each building's construction year
  std::size_t withheld = 0;            ///< buildings with a protected address: no name, no place
};

/// Of a file that read_results() has read. Throws Error (bad_input, io).
[[nodiscard]] Origins read_origins(const std::filesystem::path& path);

}  // namespace tvilling::scenarios
