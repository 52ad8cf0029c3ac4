// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "core/io/hdf5.hpp"
#include "scenarios/content_key.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// An earlier result file whose scenarios are taken over where every building has an equal key, in whatever order and under
/// whatever id. (The hours of single buildings are not kept in a file, so the city's hours are taken whole or not at all.)
class EarlierRun {
 public:
  /// Throws Error (bad_input, io) when the file is no finished result file, or has no keys yet.
  explicit EarlierRun(const std::filesystem::path& path);

  /// The scenario with these keys, all of whose buildings succeeded; results in the order of `keys`, without CO2 and cost.
  [[nodiscard]] std::optional<ScenarioResults> find(std::span<const ContentKey> keys) const;

 private:
  struct Entry {
    std::size_t scenario = 0;
    std::vector<std::uint64_t> sorted;
  };
  core::Hdf5File file_;
  std::size_t buildings_ = 0;
  std::vector<Entry> entries_;  ///< of the scenarios without failures
};

}  // namespace tvilling::scenarios
