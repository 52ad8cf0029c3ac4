// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/uncertainty/uncertain_input.hpp"
#include "scenarios/uncertainty/uncertainty.hpp"

namespace tvilling::scenarios {

inline constexpr std::string_view kUncertaintyFileType = "tvilling-uncertainty";
inline constexpr int kUncertaintyVersionMajor = 1;
inline constexpr int kUncertaintyVersionMinor = 0;

/// What is fixed before the first draw.
struct UncertaintyLayout {
  std::vector<std::string> scenarios;
  std::vector<std::string> buildings;
  std::vector<std::string> uses;  ///< of each building
  std::vector<UncertainInput> inputs;
  std::vector<std::vector<double>> city;  ///< [draw][input]; NaN: drawn per building
  /// Text attributes of /provenance in order: name, value; "run_key" must be equal to resume.
  std::vector<std::pair<std::string, std::string>> provenance;
};

/// Writes `path`.partial and renames it to `path` in finish(), as ResultsWriter does: one run at a time, everything allocated at
/// once, no time stamps, each draw flushed before its flag, a checksum at the end. Throws Error (io) when the disk is full or the
/// folder may not be written, and Error (bad_input) for a .partial file that cannot be resumed. All calls from one thread.
class UncertaintyWriter {
 public:
  UncertaintyWriter(const std::filesystem::path& path, const UncertaintyLayout& layout, bool resume);
  ~UncertaintyWriter();
  UncertaintyWriter(const UncertaintyWriter&) = delete;
  UncertaintyWriter& operator=(const UncertaintyWriter&) = delete;

  /// True when the draw was written earlier (only after resume).
  [[nodiscard]] bool has(std::size_t draw) const;
  [[nodiscard]] DrawResult read(std::size_t draw) const;
  void write(std::size_t draw, const DrawResult& result);
  /// Writes what was found of all draws, closes and renames to the final name.
  void finish(const DrawResult& plain, const UncertaintySpread& spread);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// How many draws an unfinished file holds; 0 when there is no such file, or it cannot be read.
[[nodiscard]] std::size_t completed_draws(const std::filesystem::path& partial);

}  // namespace tvilling::scenarios
