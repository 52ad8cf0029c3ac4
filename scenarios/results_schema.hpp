// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/io/hdf5.hpp"
#include "models/building/simulate.hpp"
#include "scenarios/results_file.hpp"

/// The one place that names the groups, datasets and attributes of a result file. The writer makes what stands here, the
/// reader checks against it, and docs/reference/results-format.md is printed from it.
namespace tvilling::scenarios::schema {

inline constexpr std::string_view kRoot;  ///< the root group
inline constexpr std::string_view kAnnual = "annual";
inline constexpr std::string_view kMonthly = "monthly";
inline constexpr std::string_view kHourly = "hourly";
inline constexpr std::string_view kCityHourly = "city_hourly";
inline constexpr std::string_view kHalls = "halls";
inline constexpr std::string_view kEconomics = "economics";
inline constexpr std::string_view kReconciled = "reconciled";
inline constexpr std::string_view kMeasures = "measures";
inline constexpr std::string_view kBuildings = "buildings";
inline constexpr std::string_view kOrigin = "origin";
inline constexpr std::string_view kStatus = "status";
inline constexpr std::string_view kProvenance = "provenance";

inline constexpr std::string_view kScenario = "scenario";  ///< dimensions and their coordinates
inline constexpr std::string_view kBuilding = "building";
inline constexpr std::string_view kHall = "hall";
inline constexpr std::string_view kMeasure = "measure";
inline constexpr std::string_view kMonth = "month";
inline constexpr std::string_view kTime = "time";
inline constexpr std::string_view kBounds = "bnds";
inline constexpr std::string_view kVertex = "vertex";

inline constexpr std::string_view kOfScenario = "of_scenario";
inline constexpr std::string_view kTimeBounds = "time_bnds";
inline constexpr std::string_view kTask = "task";
inline constexpr std::string_view kMessage = "message";
inline constexpr std::string_view kContentKey = "content_key";
inline constexpr std::string_view kScenarioComplete = "scenario_complete";
inline constexpr std::string_view kBuildingsCounted = "buildings_counted";
inline constexpr std::string_view kResultOrigin = "result";
inline constexpr std::string_view kProtectedAddress = "protected_address";
inline constexpr std::string_view kPortfolioName = "portfolio_name";  ///< attribute of /buildings

inline constexpr std::string_view kConventions = "CF-1.10";
inline constexpr std::string_view kRunKey = "run_key";        ///< /provenance: must be equal to resume
inline constexpr std::string_view kStudyName = "study_name";  ///< /provenance: also the file's title

inline constexpr std::size_t kMessageBytes = 200;
inline constexpr std::size_t kLongText = 8192;  ///< bytes; longer provenance becomes a dataset

struct Attribute {
  std::string name;
  std::variant<std::string, double, std::vector<std::uint8_t>> value;
};

struct Dataset {
  std::string group;
  std::string name;
  core::Hdf5Type type = core::Hdf5Type::float64;
  std::vector<std::string> dims;
  std::vector<Attribute> attributes;
  bool scale = false;  ///< gives its one dimension its name
  bool values = true;  ///< false: a dimension without coordinate values

  [[nodiscard]] std::string path() const { return group.empty() ? name : group + "/" + name; }
  /// The text attribute, or empty.
  [[nodiscard]] std::string text(std::string_view attribute) const;
};

/// A coordinate of the root that also stands in `group`, as a hard link, so that xarray finds it there.
struct Link {
  std::string_view group;
  std::string_view name;
};

/// "hours since 2025-01-01 00:00:00".
[[nodiscard]] std::string time_units(int base_year);

/// Which of the groups are there that not every file has.
struct Parts {
  std::vector<models::Hourly> hourly;  ///< none: no /hourly
  bool halls = false;
  bool reconciled = false;
  bool measures = false;
};

/// A text of /measures, fixed before the first hour.
struct MeasureText {
  std::string_view name;
  std::string AppliedMeasure::* member;
  std::string_view long_name;
};
inline constexpr std::array kMeasureTexts{
    MeasureText{"type", &AppliedMeasure::type, "Type of the measure"},
    MeasureText{"parameters", &AppliedMeasure::parameters, "Its parameters"},
    MeasureText{"where", &AppliedMeasure::where, "Choice of buildings; empty: all"},
    MeasureText{"basis", &AppliedMeasure::basis, "What its quantity counts"},
    MeasureText{"source", &AppliedMeasure::source, "Source of the cost"},
};

/// A number of /measures. `counted`: known when the scenario is complete.
struct MeasureNumber {
  core::Variable variable;
  double AppliedMeasure::* member;
  bool counted;
};
inline constexpr std::array kMeasureNumbers{
    MeasureNumber{
        {"unit_cost_dkk", "DKK", "Contractor's price per unit of the basis", ""}, &AppliedMeasure::unit_cost_dkk, false},
    MeasureNumber{{"fixed_cost_dkk", "DKK", "Contractor's price per building", ""}, &AppliedMeasure::fixed_cost_dkk, false},
    MeasureNumber{{"lifetime_years", "1", "Technical life (years)", ""}, &AppliedMeasure::lifetime_years, false},
    MeasureNumber{{"matched", "1", "Buildings that it is for", ""}, &AppliedMeasure::matched, true},
    MeasureNumber{{"done", "1", "Buildings that it betters", ""}, &AppliedMeasure::done, true},
    MeasureNumber{{"idle", "1", "Buildings that are as good already", ""}, &AppliedMeasure::idle, true},
    MeasureNumber{{"listed", "1", "Buildings whose protection blocks it", ""}, &AppliedMeasure::listed, true},
    MeasureNumber{{"replaced", "1", "Buildings where others that are done do what it does", ""}, &AppliedMeasure::replaced, true},
    MeasureNumber{
        {"failed", "1", "Buildings without a result in the scenario or in the baseline", ""}, &AppliedMeasure::failed, true},
    MeasureNumber{{"quantity", "1", "Units of the basis", ""}, &AppliedMeasure::quantity, true},
    MeasureNumber{
        {"investment_dkk", "DKK", "Investment with client's costs, without VAT", ""}, &AppliedMeasure::investment_dkk, true},
    MeasureNumber{{"maintenance_dkk", "DKK", "Maintenance per year, more than in the baseline", "time: sum"},
                  &AppliedMeasure::maintenance_dkk,
                  true},
};

/// Carriers of /reconciled in the order of kReconciledCarriers.
inline constexpr std::array<std::string_view, 3> kFactorNames{"heat_factor", "electricity_factor", "water_factor"};
inline constexpr std::array<std::string_view, 3> kFactorOrigins{"heat_factor_origin", "electricity_factor_origin",
                                                                "water_factor_origin"};
inline constexpr std::array<std::string_view, 3> kFactorYears{"heat_factor_year", "electricity_factor_year", "water_factor_year"};

/// Every dataset in the order of its creation (without /provenance).
[[nodiscard]] std::vector<Dataset> datasets(const Parts& parts, const std::string& units_of_time);
[[nodiscard]] std::vector<Link> links(const Parts& parts);
[[nodiscard]] std::vector<std::string_view> groups(const Parts& parts);

using Lengths = std::map<std::string, std::uint64_t, std::less<>>;  ///< of each dimension
[[nodiscard]] Lengths lengths(std::size_t scenarios, std::size_t buildings, std::size_t vertices, std::size_t halls,
                              std::size_t measures);
[[nodiscard]] core::Hdf5Shape shape(const Dataset& dataset, const Lengths& lengths);
/// Bytes of the values of all datasets; text of any length counts as its two words in the table.
[[nodiscard]] std::uint64_t bytes(std::span<const Dataset> datasets, const Lengths& lengths);

}  // namespace tvilling::scenarios::schema

namespace tvilling::scenarios {

/// The page docs/reference/results-format.md.
[[nodiscard]] std::string results_markdown();

}  // namespace tvilling::scenarios
