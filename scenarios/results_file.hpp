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
#include "scenarios/content_key.hpp"
#include "scenarios/economics/key_figures.hpp"

namespace tvilling::scenarios {

inline constexpr std::string_view kResultsFileType = "tvilling-results";
inline constexpr int kResultsVersionMajor = 1;
inline constexpr int kResultsVersionMinor = 7;

/// State of one building in one scenario, stored in /status.
enum class TaskStatus : std::uint8_t { pending = 0, done = 1, failed = 2 };

/// What simulated use of a building and carrier is multiplied by, so that its baseline is what was metered.
struct ReconciledFactor {
  double factor = 1.0;
  models::Origin origin =
      models::Origin::default_;  ///< of the factor: metered or filled; of the simulation where it is 1 for want
  int year = 0;                  ///< metered year it rests on; 0: none, or not told (the first files of 1.5)
};

/// Columns of /reconciled: a building's year in a scenario, times the factors that make its baseline the metered one.
enum class Reconciled : std::size_t { heat, electricity, water, co2, cost, saving, npv };
inline constexpr std::array kReconciledVariables{
    core::Variable{"heat_kwh", "kW h", "Delivered heat, reconciled with meters", "time: sum"},
    core::Variable{"electricity_kwh", "kW h", "Electricity bought, reconciled with meters", "time: sum"},
    core::Variable{"water_m3", "m3", "Water use, reconciled with meters", "time: sum"},
    core::Variable{"co2_kg", "kg", "Greenhouse gas emission, reconciled with meters", "time: sum"},
    core::Variable{"cost_dkk", "DKK", "Energy and water bill without VAT, reconciled with meters", "time: sum"},
    core::Variable{"saving_dkk", "DKK", "Saving per year: bill less maintenance, reconciled with meters", "time: sum"},
    core::Variable{"npv_dkk", "DKK", "Net present value over the horizon, reconciled with meters", ""},
};
inline constexpr std::size_t kReconciledCount = kReconciledVariables.size();
using ReconciledResult = std::array<double, kReconciledCount>;

/// A measure of a scenario and what became of it: a row of /measures.
struct AppliedMeasure {
  std::size_t scenario = 0;  ///< place in the file
  std::string type;
  std::string parameters;  ///< "u_value_w_m2k = 0.12, include_listed = 0"
  std::string where;
  std::string basis;   ///< one of kCostBasisNames
  std::string source;  ///< of the cost
  double unit_cost_dkk = 0.0;
  double fixed_cost_dkk = 0.0;
  double lifetime_years = 0.0;
  double matched = 0.0;  ///< buildings
  double done = 0.0;
  double idle = 0.0;
  double listed = 0.0;    ///< blocked by protection
  double replaced = 0.0;  ///< by others that are done
  double failed = 0.0;    ///< without a result in the scenario or in the baseline: nothing is counted for them
  double quantity = 0.0;  ///< units of the basis
  double investment_dkk = 0.0;
  double maintenance_dkk = 0.0;  ///< per year
};

/// What is fixed before the first hour.
struct ResultsLayout {
  std::vector<std::string> scenario_names;
  std::vector<models::Hourly> hourly;  ///< series kept per building; may be empty
  core::TimeAxis axis;
  std::vector<AppliedMeasure> measures;                     ///< of all scenarios, in their order; not counted yet
  std::vector<std::array<ReconciledFactor, 3>> reconciled;  ///< of every building; empty: no meters
  /// Text attributes of /provenance in order: name, value. With --reproducible the varying ones are left out by the caller.
  std::vector<std::pair<std::string, std::string>> provenance;
};

/// Results of neighbouring buildings (in portfolio order) of one scenario.
struct ResultsBlock {
  std::size_t scenario = 0;
  std::size_t first_building = 0;
  std::vector<models::BuildingResult> results;
  std::vector<TaskStatus> status;     ///< done or failed; numbers of a failed one are stored as NaN
  std::vector<std::string> messages;  ///< of the failed ones, else empty; stored in 200 bytes each, as \xE5 what is not UTF-8
  std::vector<std::uint8_t> origin;   ///< weakest input of each result (models::Origin)
  std::vector<ContentKey> keys;       ///< of each building's content; the lower half is stored
  std::vector<double> hourly;         ///< [building][layout.hourly][8760]; empty when none is kept
  std::vector<EconomicResult> economics;
  std::vector<ReconciledResult> reconciled;  ///< empty: the file has no /reconciled
};

/// City totals per hour of one scenario: [Hourly 0..kCityHourlyCount-1][8760].
using CityHourly = std::vector<double>;

/// One scenario as it stands in the file, in portfolio order.
struct ScenarioResults {
  std::vector<models::BuildingResult> results;  ///< annual and monthly; NaN where failed
  std::vector<TaskStatus> status;
  std::vector<std::string> messages;  ///< of the failed ones, else empty; at most 200 bytes each
  CityHourly city;
  std::vector<EconomicResult> economics = {};     ///< empty: a file older than 1.5
  std::vector<ReconciledResult> reconciled = {};  ///< empty: no meters
};

/// Writes `path`.partial and renames it to `path` in finish(); an existing `path` stays whole until then. `path`.partial.lock
/// keeps other runs away meanwhile. Name and position of protected buildings are withheld (protected_address.hpp). All calls from
/// one thread. Layout is fixed at once: contiguous, allocated early, no time stamps, so equal content gives equal bytes. Throws
/// Error (io) when the disk is full, the folder may not be written or another run has the file, and Error (bad_input) for text
/// that is not UTF-8; the destructor leaves the `.partial` file, so that it can be resumed.
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
  /// Writes what became of the measures of a scenario, in their order; before write_city.
  void write_measures(std::size_t scenario, std::span<const AppliedMeasure> measures);
  /// Writes the city's hours with the number of buildings in them, and marks the scenario complete; flushed. Every building
  /// must have been written.
  void write_city(std::size_t scenario, const CityHourly& city);
  /// Reads back a completed scenario, for example after resume.
  [[nodiscard]] ScenarioResults read_back(std::size_t scenario) const;
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
  std::vector<std::size_t> halls;  ///< places of the buildings that are swimming halls; their terms are BuildingResult::hall
  models::Portfolio portfolio;     ///< identity, use, area, position, height (storeys x storey_height_m), footprint only
  std::vector<std::vector<models::BuildingResult>> results;  ///< [scenario][building]; NaN where failed
  std::vector<std::vector<TaskStatus>> status;               ///< done or failed
  std::vector<std::vector<std::string>> messages;
  std::vector<CityHourly> city;                                    ///< [scenario]
  std::vector<std::vector<EconomicResult>> economics;              ///< [scenario][building]; empty: a file older than 1.5
  std::vector<std::vector<ReconciledResult>> reconciled;           ///< [scenario][building]; empty: no meters
  std::vector<std::array<ReconciledFactor, 3>> reconciled_factor;  ///< [building]: heat, electricity, water; empty: no meters
  std::vector<AppliedMeasure> measures;                            ///< scenario by scenario
  std::vector<std::pair<std::string, std::string>> provenance;

  [[nodiscard]] std::size_t scenario_index(std::string_view name) const;  ///< Error (bad_input) with the nearest name
};

/// Opens and checks a result file: missing, not HDF5, truncated, changed after it was written (by its checksum), unfinished, of
/// another type or version gives an Error (bad_input or io) that says which. All scenarios: about 3 MB for each 3,500 buildings.
[[nodiscard]] Results read_results(const std::filesystem::path& path);

/// What is read of a result file.
struct WantedResults {
  std::vector<std::string> scenarios;  ///< names, in any order; empty: all. Unknown ones give an Error with the nearest name
  bool city = true;                    ///< the city's hours (0.4 MB a scenario); false: Results::city is empty
};

/// The same checks, but only the wanted scenarios are read; in Results they stand in the order of the file.
[[nodiscard]] Results read_results(const std::filesystem::path& path, const WantedResults& wanted);

/// A result file that is read a scenario at a time, so that memory does not grow with their number. The checks of read_results.
class ResultsFile {
 public:
  explicit ResultsFile(const std::filesystem::path& path);
  ~ResultsFile();
  ResultsFile(const ResultsFile&) = delete;
  ResultsFile& operator=(const ResultsFile&) = delete;

  /// Names, portfolio, halls and provenance; what there is of each scenario is empty.
  [[nodiscard]] const Results& head() const;
  /// The scenario at this place of head().scenario_names. `city`: with the city's hours, else they are empty.
  [[nodiscard]] ScenarioResults scenario(std::size_t place, bool city = true) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// True when the file is a result file of any version, finished or damaged too. An HDF5 file that nobody can open counts.
[[nodiscard]] bool is_result_file(const std::filesystem::path& path);

/// Throws Error (wrong_usage) when `path`, or its unfinished file, is a file of tvilling of another kind than `filetype`: draws
/// of uncertainty do not replace results, nor the other way round. A file that cannot be opened is of no kind.
void refuse_other_kind(const std::filesystem::path& path, std::string_view filetype);

/// How many scenarios an unfinished file holds whole; 0 when there is no such file, or it cannot be read.
[[nodiscard]] std::size_t completed_scenarios(const std::filesystem::path& partial);

}  // namespace tvilling::scenarios
