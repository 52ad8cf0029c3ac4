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
inline constexpr std::string_view kBuildings = "buildings";
inline constexpr std::string_view kOrigin = "origin";
inline constexpr std::string_view kStatus = "status";
inline constexpr std::string_view kProvenance = "provenance";

inline constexpr std::string_view kScenario = "scenario";  ///< dimensions and their coordinates
inline constexpr std::string_view kBuilding = "building";
inline constexpr std::string_view kHall = "hall";
inline constexpr std::string_view kMonth = "month";
inline constexpr std::string_view kTime = "time";
inline constexpr std::string_view kBounds = "bnds";
inline constexpr std::string_view kVertex = "vertex";

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
};

/// Every dataset in the order of its creation (without /provenance).
[[nodiscard]] std::vector<Dataset> datasets(const Parts& parts, const std::string& units_of_time);
[[nodiscard]] std::vector<Link> links(const Parts& parts);
[[nodiscard]] std::vector<std::string_view> groups(const Parts& parts);

using Lengths = std::map<std::string, std::uint64_t, std::less<>>;  ///< of each dimension
[[nodiscard]] Lengths lengths(std::size_t scenarios, std::size_t buildings, std::size_t vertices, std::size_t halls);
[[nodiscard]] core::Hdf5Shape shape(const Dataset& dataset, const Lengths& lengths);
/// Bytes of the values of all datasets; text of any length counts as its two words in the table.
[[nodiscard]] std::uint64_t bytes(std::span<const Dataset> datasets, const Lengths& lengths);

}  // namespace tvilling::scenarios::schema

namespace tvilling::scenarios {

/// The page docs/reference/results-format.md.
[[nodiscard]] std::string results_markdown();

}  // namespace tvilling::scenarios
