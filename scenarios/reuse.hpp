// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
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

  /// The scenario with these keys, all of whose buildings succeeded; results in the order of `keys`, CO2 and cost as they were
  /// counted then. Throws Error (bad_input) when they are damaged.
  [[nodiscard]] std::optional<ScenarioResults> find(std::span<const ContentKey> keys) const;

 private:
  using Digest = std::array<std::uint8_t, 32>;  ///< of a scenario's keys in ascending order
  struct Entry {
    std::size_t scenario = 0;
    Digest digest{};
  };
  [[nodiscard]] static Digest digest_of(std::vector<std::uint64_t> keys);
  [[nodiscard]] std::optional<std::size_t> entry_of(std::span<const ContentKey> keys) const;

  std::string path_;
  core::Hdf5File file_;
  std::size_t buildings_ = 0;
  std::vector<Entry> entries_;  ///< of the scenarios without failures
};

}  // namespace tvilling::scenarios
