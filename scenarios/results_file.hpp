// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/time_axis.hpp"
#include "models/building/simulate.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::scenarios {

inline constexpr std::string_view kResultsFileType = "tvilling-results";
inline constexpr int kResultsVersionMajor = 1;
inline constexpr int kResultsVersionMinor = 0;

/// State of one building in one scenario, stored in /status.
enum class TaskStatus : std::uint8_t { pending = 0, done = 1, failed = 2 };

/// What is fixed before the first hour.
struct ResultsLayout {
  std::vector<std::string> scenario_names;
  std::vector<models::Hourly> hourly;                       ///< series kept per building; may be empty
  core::TimeAxis axis;
  /// Text attributes of /provenance in order: name, value. With --reproducible the varying ones are left out by the caller.
  std::vector<std::pair<std::string, std::string>> provenance;
};

/// Results of neighbouring buildings (in portfolio order) of one scenario.
struct ResultsBlock {
  std::size_t scenario = 0;
  std::size_t first_building = 0;
  std::vector<models::BuildingResult> results;
  std::vector<TaskStatus> status;                ///< done or failed; numbers of a failed one are stored as NaN
  std::vector<std::string> messages;             ///< of the failed ones, else empty; stored in 200 bytes each
  std::vector<std::uint8_t> origin;              ///< weakest input of each result (models::Origin)
  std::vector<float> hourly;                     ///< [building][layout.hourly][8760]; empty when none is kept
};

/// City totals per hour of one scenario: [Hourly 0..kCityHourlyCount-1][8760].
using CityHourly = std::vector<double>;

/// Writes `path`.partial and renames it to `path` in finish(); an existing `path` stays whole until then. All calls from one
/// thread. Layout is fixed at once: contiguous, allocated early, no time stamps, so equal content gives equal bytes.
/// Throws Error (io) when the disk is full or the folder may not be written; the destructor removes nothing, so that a
/// `.partial` file can be resumed.
class ResultsWriter {
 public:
  /// Creates the file, or opens an existing `.partial` file for resuming (`resume`): then its layout and its
  /// "run_key" provenance must equal the given ones, else Error (bad_input) says so.
  ResultsWriter(const std::filesystem::path& path, const models::Portfolio& portfolio, const ResultsLayout& layout, bool resume);
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  /// True when the scenario was completed earlier (only after resume).
  [[nodiscard]] bool complete(std::size_t scenario) const;
  /// Writes the numbers, flushes, then writes the status.
  void write(const ResultsBlock& block);
  /// Writes the city's hours and marks the scenario complete; flushed.
  void write_city(std::size_t scenario, const CityHourly& city);
  /// Reads back a completed scenario's annual and monthly results (after resume), in portfolio order.
  [[nodiscard]] std::vector<models::BuildingResult> read_back(std::size_t scenario, std::vector<TaskStatus>& status) const;
  /// Closes and renames to the final name.
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The tables of a result file, read whole (hourly stays in the file).
struct Results {
  std::string path;
  std::string study_name;
  std::vector<std::string> scenario_names;
  models::Portfolio portfolio;  ///< identity, use, area, position, height (storeys x storey_height_m), footprint only
  std::vector<std::vector<models::BuildingResult>> results;  ///< [scenario][building]; NaN where failed or pending
  std::vector<std::vector<TaskStatus>> status;
  std::vector<std::vector<std::string>> messages;
  std::vector<CityHourly> city;  ///< [scenario]
  std::vector<std::pair<std::string, std::string>> provenance;

  [[nodiscard]] std::size_t scenario_index(std::string_view name) const;  ///< Error (bad_input) with the nearest name
};

/// Opens and checks a result file: missing, not HDF5, truncated, of another type or a newer major version gives an Error
/// (bad_input or io) that says which.
[[nodiscard]] Results read_results(const std::filesystem::path& path);

}  // namespace tvilling::scenarios
