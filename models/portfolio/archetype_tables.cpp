// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/archetype_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/portfolio/archetype_codes.hpp"
#include "models/portfolio/archetype_sheet.hpp"

namespace tvilling::data {
extern const std::string_view archetype_uses;
extern const std::string_view archetype_u_values;
extern const std::string_view archetype_fabric;
extern const std::string_view archetype_ventilation;
extern const std::string_view archetype_glazing;
extern const std::string_view archetype_general;
extern const std::string_view city_districts;
}  // namespace tvilling::data

namespace tvilling::models {

namespace {

namespace code = archetype_code;
using Names = std::span<const std::string_view>;

constexpr std::array kFiles{
    core::EmbeddedFile{"archetype_uses.csv", &data::archetype_uses},
    core::EmbeddedFile{"archetype_u_values.csv", &data::archetype_u_values},
    core::EmbeddedFile{"archetype_fabric.csv", &data::archetype_fabric},
    core::EmbeddedFile{"archetype_ventilation.csv", &data::archetype_ventilation},
    core::EmbeddedFile{"archetype_glazing.csv", &data::archetype_glazing},
    core::EmbeddedFile{"archetype_general.csv", &data::archetype_general},
    core::EmbeddedFile{"city_districts.csv", &data::city_districts},
};

constexpr std::string_view kSet = "u_value_set";
constexpr std::string_view kListedSet = "listed_u_value_set";
constexpr std::array<std::string_view, 25> kUseRows{kSet,
                                                    kListedSet,
                                                    "storeys",
                                                    "storey_height_m",
                                                    "heated_fraction",
                                                    "window_fraction",
                                                    "partition_area_fraction",
                                                    "mechanical_since_year",
                                                    "mechanical_ventilation_l_s_m2",
                                                    "natural_ventilation_per_h",
                                                    "window_airing_per_h",
                                                    "heating_set_point_degc",
                                                    "night_set_back_k",
                                                    "occupant_density_m2_person",
                                                    "person_heat_w",
                                                    "appliance_w_m2",
                                                    "appliance_base_fraction",
                                                    "lighting_w_m2",
                                                    "lighting_control_fraction",
                                                    "hot_water_l_m2",
                                                    "hot_water_circulation_w_m2",
                                                    "water_m3_m2",
                                                    "process_heat_kwh_m2",
                                                    "process_electricity_kwh_m2",
                                                    "visitors_m2"};
constexpr std::array<std::string_view, 4> kUValues{"wall_u_value_w_m2k", "roof_u_value_w_m2k", "floor_u_value_w_m2k",
                                                   "window_u_value_w_m2k"};
constexpr std::array<std::string_view, 4> kFabric{"q50_l_s_m2", "heat_capacity_kj_m2k", "thermal_bridge_w_m2k",
                                                  "extra_storey_height_m"};
constexpr std::array<std::string_view, 3> kVentilation{"heat_recovery_fraction", "renewed_heat_recovery_fraction",
                                                       "specific_fan_power_kj_m3"};
constexpr std::array<std::string_view, 10> kGeneral{"frame_fraction",
                                                    "shading_fraction",
                                                    "distribution_loss_fraction",
                                                    "party_wall_inner",
                                                    "party_wall_outer",
                                                    "horizon_inner_deg",
                                                    "horizon_outer_deg",
                                                    "inner_radius_m",
                                                    "footprint_aspect",
                                                    "zone_partition_u_value_w_m2k"};

/// The range of the building column of that name, or of the numbers that are no column.
CellRange range_of(std::string_view name) {
  struct Own {
    std::string_view name;
    CellRange range;
  };
  constexpr std::array kOwn{
      Own{"mechanical_since_year", {0.0, 9999.0}},
      Own{"visitors_m2", {0.0, 1000.0}},
      Own{"extra_storey_height_m", {0.0, 5.0}},
      Own{"renewed_heat_recovery_fraction", {0.0, 0.95}},
      Own{"party_wall_inner", {0.0, 1.0}},
      Own{"party_wall_outer", {0.0, 1.0}},
      Own{"horizon_inner_deg", {0.0, 60.0}},
      Own{"horizon_outer_deg", {0.0, 60.0}},
      Own{"inner_radius_m", {0.0, 100000.0}},
      Own{"footprint_aspect", {1.0, 50.0}},
      Own{"zone_partition_u_value_w_m2k", {0.0, 6.0}},
      Own{"above_u_value_w_m2k", {0.0, 5.5}},
      Own{"from_year", {0.0, 9999.0}},
      Own{"to_year", {0.0, 9999.0}},
      Own{"weight", {0.0, 1.0}},
      Own{"inner", {0.0, 1.0}},
  };
  const auto own = std::find_if(kOwn.begin(), kOwn.end(), [name](const Own& o) { return o.name == name; });
  if (own != kOwn.end()) return own->range;
  const BuildingColumn* column = find_building_column(name);
  if (column == nullptr) throw core::Error(core::ErrorKind::internal, fmt::format("no range of '{}' is known", name));
  return {column->min, column->max};
}

/// Opens the tables, own or built in, and keeps what was detected.
class Tables {
 public:
  Tables(OwnTables own, core::Findings& findings, std::map<std::string, std::string, std::less<>>* detected)
      : own_(std::move(own)), findings_(findings), detected_(detected) {}

  ArchetypeSheet open(std::string_view name, Names columns, Names extra = {}) {
    const auto own = own_.find(name);
    const auto file = std::find_if(kFiles.begin(), kFiles.end(), [name](const core::EmbeddedFile& f) { return f.name == name; });
    core::Table table = own == own_.end() ? core::parse_csv(*file->text, std::string(name), findings_) : std::move(own->second);
    ArchetypeSheet sheet(std::move(table), columns, extra, findings_);
    if (own != own_.end() && detected_ != nullptr) detected_->emplace(name, sheet.detected());
    return sheet;
  }

  [[nodiscard]] bool is_own(std::string_view name) const { return own_.contains(name); }

 private:
  OwnTables own_;
  core::Findings& findings_;
  std::map<std::string, std::string, std::less<>>* detected_;
};

/// The names of a table's rows: what stood there, and what misspelt names were meant to be.
struct RowNames {
  std::set<std::string> seen;
  std::set<std::string> meant;
};

/// True for the first row of a known name; else a finding.
bool take_name(ArchetypeSheet& sheet, std::size_t row, std::string_view column, Names known, RowNames& names) {
  const std::string& name = sheet.text(row, column);
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    sheet.stop(code::kUnknownName, row, column, fmt::format("\"{}\" is not known", core::shown(name)),
               core::did_you_mean(name, known));
    names.meant.insert(core::nearest(name, known));
    return false;
  }
  if (names.seen.insert(name).second) return true;
  sheet.stop(code::kTwice, row, column, fmt::format("\"{}\" stands twice", name), "Remove one of the rows.");
  return false;
}

void require_names(ArchetypeSheet& sheet, Names known, const RowNames& names) {
  for (const std::string_view name : known) {
    if (names.seen.contains(std::string(name)) || names.meant.contains(std::string(name))) continue;
    sheet.stop(code::kMissing, fmt::format("the row {} is missing", name),
               "`tvilling archetypes -o FOLDER` writes the table as it must be.");
  }
}

void read_uses(ArchetypeSheet& sheet, ArchetypeData& data) {
  if (!sheet.complete()) return;
  RowNames names;
  for (std::size_t row = 0; row < sheet.size(); ++row) {
    if (!take_name(sheet, row, "column", kUseRows, names)) continue;
    const std::string& name = sheet.text(row, "column");
    const bool is_set = name == kSet || name == kListedSet;
    ByUse<double> values{};
    for (std::size_t use = 0; use < values.size(); ++use) {
      if (is_set) {
        (name == kSet ? data.u_value_set : data.listed_u_value_set)[use] = sheet.text(row, kUseNames[use]);
      } else {
        values[use] = sheet.number(row, kUseNames[use], range_of(name));
      }
    }
    if (!is_set) data.uses.emplace(name, values);
  }
  require_names(sheet, kUseRows, names);
}

/// Epochs follow each other from year 0 to 9999 without gap or overlap.
class EpochReader {
 public:
  EpochReader(ArchetypeSheet& sheet, Names columns) : sheet_(sheet), columns_(columns) {}

  /// One row more of the epochs; `name` says of what.
  void add(std::size_t row, const std::string& name, EpochTable& epochs) {
    const double from = sheet_.number(row, "from_year", range_of("from_year"));
    const double to = sheet_.number(row, "to_year", range_of("to_year"));
    for (const std::string_view column : columns_) {
      epochs.columns[std::string(column)].push_back(sheet_.number(row, column, range_of(column)));
    }
    check_start(row, name, epochs, from);
    if (!std::isnan(from) && !std::isnan(to) && (to < from || std::floor(to) != to)) {
      tell(row, "to_year", name, fmt::format("{} is no last year of an epoch that begins with {}", to, from));
    }
    epochs.file = sheet_.file();
    epochs.to_year.push_back(to);
    last_[&epochs] = {row, name};
  }

  /// After the last row.
  void check_ends() {
    for (std::size_t row = 0; row < sheet_.size(); ++row) {
      for (const auto& [epochs, last] : last_) {
        if (last.first != row || std::isnan(epochs->to_year.back()) || epochs->to_year.back() == kOpen) continue;
        tell(row, "to_year", last.second,
             fmt::format("the last epoch ends with {}: later buildings have no values", epochs->to_year.back()));
      }
    }
  }

 private:
  static constexpr double kOpen = 9999.0;

  void check_start(std::size_t row, const std::string& name, const EpochTable& epochs, double from) {
    const bool first = epochs.to_year.empty();
    if (std::isnan(from) || (!first && std::isnan(epochs.to_year.back()))) return;
    const double expected = first ? 0.0 : epochs.to_year.back() + 1.0;
    if (from == expected) return;
    const std::string_view why = first             ? "earlier buildings have no values"
                                 : from > expected ? "there is a gap before it"
                                                   : "it overlaps the one before";
    tell(row, "from_year", name, fmt::format("the epoch begins with {}, not {}: {}", from, expected, why));
  }

  void tell(std::size_t row, std::string_view column, const std::string& name, const std::string& message) {
    sheet_.stop(code::kEpochs, row, column, name.empty() ? message : fmt::format("set {}: {}", name, message),
                "Epochs stand in order, from year 0 to 9999, each from the year after the one before.");
  }

  ArchetypeSheet& sheet_;
  Names columns_;
  std::map<const EpochTable*, std::pair<std::size_t, std::string>> last_;
};

std::vector<std::string_view> with_years(Names columns) {
  std::vector<std::string_view> all{"from_year", "to_year"};
  all.insert(all.end(), columns.begin(), columns.end());
  return all;
}

void read_epochs(Tables& tables, std::string_view file, Names columns, EpochTable& epochs) {
  ArchetypeSheet sheet = tables.open(file, with_years(columns));
  if (!sheet.complete()) return;
  EpochReader reader(sheet, columns);
  for (std::size_t row = 0; row < sheet.size(); ++row) reader.add(row, {}, epochs);
  reader.check_ends();
}

void read_u_values(ArchetypeSheet& sheet, ArchetypeData& data) {
  if (!sheet.complete()) return;
  EpochReader reader(sheet, kUValues);
  for (std::size_t row = 0; row < sheet.size(); ++row) {
    const std::string& set = sheet.text(row, "set");
    if (set.empty()) {
      sheet.stop(code::kMissing, row, "set", "the row names no set", "Give the set that the row belongs to.");
      continue;
    }
    reader.add(row, set, data.u_values[set]);
  }
  reader.check_ends();
}

/// Every set that a use names is there. The place is that of the table that the user has changed.
void check_sets(ArchetypeSheet& uses, ArchetypeSheet& u_values, bool own_uses, const ArchetypeData& data) {
  if (!uses.complete() || !u_values.complete()) return;
  std::vector<std::string_view> sets;
  sets.reserve(data.u_values.size());
  for (const auto& [set, epochs] : data.u_values) sets.emplace_back(set);
  for (std::size_t row = 0; row < uses.size(); ++row) {
    const std::string& name = uses.text(row, "column");
    if (name != kSet && name != kListedSet) continue;
    for (const std::string_view use : kUseNames) {
      const std::string& set = uses.text(row, use);
      if (data.u_values.contains(set)) continue;
      const std::string message = fmt::format("{} of {}: there is no set \"{}\" of U-values", name, use, core::shown(set));
      if (own_uses) {
        uses.stop(code::kUnknownName, row, use, message, core::did_you_mean(set, sets));
      } else {
        u_values.stop(code::kMissing, message, "Add the set, or bring an archetype_uses.csv that names another one.");
      }
    }
  }
}

void read_glazing(ArchetypeSheet sheet, ArchetypeData& data) {
  if (!sheet.complete()) return;
  for (std::size_t row = 0; row < sheet.size(); ++row) {
    const double above = sheet.number(row, "above_u_value_w_m2k", range_of("above_u_value_w_m2k"));
    if (row > 0 && above >= data.glazing.back()[0]) {
      sheet.stop(code::kSteps, row, "above_u_value_w_m2k", fmt::format("{} is not below the row before", above),
                 "The U-values fall from row to row, down to 0.");
    }
    data.glazing.push_back({above, sheet.number(row, "window_g_value", range_of("window_g_value"))});
  }
  if (data.glazing.empty() || !(data.glazing.back()[0] > 0.0)) return;
  sheet.stop(code::kSteps, sheet.size() - 1, "above_u_value_w_m2k", "better windows than the last row's have no g-value",
             "The last row holds above a U-value of 0.");
}

void read_general(ArchetypeSheet sheet, ArchetypeData& data) {
  if (!sheet.complete()) return;
  RowNames names;
  for (std::size_t row = 0; row < sheet.size(); ++row) {
    if (!take_name(sheet, row, "name", kGeneral, names)) continue;
    const std::string& name = sheet.text(row, "name");
    data.general.emplace(name, sheet.number(row, "value", range_of(name)));
  }
  require_names(sheet, kGeneral, names);
}

void read_city_districts(ArchetypeSheet sheet, ArchetypeData& data) {
  if (!sheet.complete()) return;
  for (std::size_t row = 0; row < sheet.size(); ++row) {
    const double x_m = sheet.number(row, "x_m", range_of("x_m"));
    const double y_m = sheet.number(row, "y_m", range_of("y_m"));
    const double inner = sheet.number(row, "inner", range_of("inner"));
    const double weight = sheet.has("weight") ? sheet.number(row, "weight", range_of("weight")) : 0.0;
    data.districts.push_back({sheet.text(row, "name"), {x_m, y_m}, weight, inner != 0.0});
  }
}

}  // namespace

std::span<const core::EmbeddedFile> built_in_archetype_files() noexcept {
  return kFiles;
}

ArchetypeData read_archetype_tables(OwnTables own, core::Findings& findings,
                                    std::map<std::string, std::string, std::less<>>* detected) {
  constexpr std::string_view kUsesFile = "archetype_uses.csv";
  ArchetypeData data;
  Tables tables(std::move(own), findings, detected);
  std::vector<std::string_view> use_columns{"column"};
  use_columns.insert(use_columns.end(), kUseNames.begin(), kUseNames.end());
  ArchetypeSheet uses = tables.open(kUsesFile, use_columns);
  read_uses(uses, data);
  std::vector<std::string_view> set_columns = with_years(kUValues);
  set_columns.insert(set_columns.begin(), "set");
  ArchetypeSheet u_values = tables.open("archetype_u_values.csv", set_columns);
  read_u_values(u_values, data);
  check_sets(uses, u_values, tables.is_own(kUsesFile), data);
  read_epochs(tables, "archetype_fabric.csv", kFabric, data.fabric);
  read_epochs(tables, "archetype_ventilation.csv", kVentilation, data.ventilation);
  read_glazing(tables.open("archetype_glazing.csv", std::array<std::string_view, 2>{"above_u_value_w_m2k", "window_g_value"}),
               data);
  read_general(tables.open("archetype_general.csv", std::array<std::string_view, 2>{"name", "value"}), data);
  read_city_districts(tables.open("city_districts.csv", std::array<std::string_view, 4>{"name", "x_m", "y_m", "inner"},
                                  std::array<std::string_view, 1>{"weight"}),
                      data);
  return data;
}

}  // namespace tvilling::models
