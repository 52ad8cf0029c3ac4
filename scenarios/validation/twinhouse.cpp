// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/twinhouse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <system_error>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "models/fabric/fabric_inputs.hpp"
#include "models/fabric/fabric_run.hpp"
#include "scenarios/validation/suite.hpp"

namespace tvilling::data {
extern const std::span<const core::EmbeddedFile> twinhouse_files;
}

namespace tvilling::scenarios {

namespace {

/// A room: its zone in the building files, and what the three data sets call its sensors.
struct Room {
  std::string_view name;
  std::string_view zone;
  std::string_view temperature_exp1;
  std::string_view temperature_exp2;
  std::string_view heater_exp1;
  std::string_view heater_exp2;
};

constexpr std::array<Room, 7> kRooms{{
    {"Living", "living", "living_AT_h125cm", "living_h110cm_AT", "heat_elP_living_room", "heat_elP_living_room"},
    {"Corridor", "corridor", "corridor_AT", "corridor_AT", "", ""},
    {"Bathroom", "bathroom", "bath_AT", "bath_h110_AT", "heat_elP_bath_room", "heat_elP_bath_room"},
    {"Bedroom1", "bedroom1", "child_AT", "child_h110_AT", "heat_elP_children_room", "heat_elP_children_room"},
    {"Kitchen", "kitchen", "kitchen_AT", "kitchen_AT", "heat_elP_kitchen", "heat_elP_kitchen"},
    {"Entrance", "entrance", "doorway_AT", "doorway_AT", "heat_elP_doorway", "heat_elP_doorway"},
    {"Bedroom2", "bedroom2", "bedroom_AT", "parents_AT", "heat_elP_bedroom", "heat_elP_parents_room"},
}};

/// A facade by one of its walls in the building files; no overhang shades a wall.
struct Facade {
  std::string_view name;
  std::string_view surface;
};
constexpr std::array<Facade, 4> kFacades{{{"north", "W1"}, {"east", "W4"}, {"south", "W8"}, {"west", "W9"}}};

struct DataSet {
  std::string_view id;
  std::string_view building;
  std::string_view measured;
  bool second_experiment;
  std::string_view variant;
};

constexpr std::string_view kN2Exp1 = "twinhouse_N2_exp1_hourly.csv";
constexpr std::array<DataSet, 9> kDataSets{{
    {"N2_exp1", "n2_exp1.toml", kN2Exp1, false, ""},
    {"N2_exp2", "n2_exp2.toml", "twinhouse_N2_exp2_hourly.csv", true, ""},
    {"O5_exp1", "o5_exp1.toml", "twinhouse_O5_exp1_hourly.csv", false, ""},
    {"N2_exp1", "n2_exp1_thick_plaster.toml", kN2Exp1, false, "inside plaster 0.10 m on W10 and W11, as the source writes it"},
    {"N2_exp1", "n2_exp1_optics_as_written.toml", kN2Exp1, false, "plaster emissivity 0.17 and absorptance 0.85, as written"},
    {"N2_exp1", "n2_exp1_gross_areas.toml", kN2Exp1, false, "gross areas without thermal bridges, as the source calculates"},
    {"N2_exp1", "n2_exp1_walls_as_written.toml", kN2Exp1, false, "gross areas, and openings not taken off, as written"},
    {"N2_exp1", "n2_exp1_doors_shut.toml", kN2Exp1, false, "no air through the open doors"},
    {"N2_exp1", "n2_exp1_heaters_convective.toml", kN2Exp1, false, "heaters without radiation instead of 30 %"},
}};

/// What was measured; NaN in hours that are missing, and everywhere without such a column.
std::vector<double> measured_column(const models::FabricInputs& inputs, std::string_view name) {
  std::vector<double> values(inputs.period.hours, std::numeric_limits<double>::quiet_NaN());
  const auto found = inputs.series.find(std::string(name));
  if (found == inputs.series.end()) return values;
  for (std::size_t h = 0; h < values.size(); ++h) {
    if (!inputs.times[h].empty()) values[h] = found->second[h];
  }
  return values;
}

/// Means over the hours of a schedule.
std::vector<double> hourly_means(const models::Schedule& schedule, const models::RunPeriod& period,
                                 const models::SeriesTable& series) {
  const std::vector<double> steps = models::values_of(schedule, period, series);
  std::vector<double> hours(period.hours, 0.0);
  for (std::size_t s = 0; s < steps.size(); ++s) {
    hours[s / static_cast<std::size_t>(period.steps_per_hour)] += steps[s] / period.steps_per_hour;
  }
  return hours;
}

/// The text of column "period" says what was prescribed.
void read_periods(const std::filesystem::path& file, TwinhouseRun& run) {
  core::Findings findings;
  const core::Table table = core::read_csv(file, findings);
  core::throw_if_stopped(findings);
  const auto header =
      std::find_if(table.header.begin(), table.header.end(), [](const core::TableCell& c) { return c.text == "period"; });
  if (header == table.header.end()) throw core::Error(core::ErrorKind::bad_input, "no column \"period\"", {file.string(), 1, 0});
  const std::size_t column = static_cast<std::size_t>(header - table.header.begin());
  std::string before;
  std::size_t number = 0;
  std::size_t row = 0;
  for (const std::string& time : run.hour_start) {
    if (!time.empty() && row >= table.rows.size()) {
      throw core::Error(core::ErrorKind::bad_input, "fewer rows than hours", {file.string(), 0, 0});
    }
    const std::string& text = time.empty() ? before : table.rows[row++][column].text;  // a missing hour goes on as the last
    if (!run.period.empty() && text != before) ++number;
    run.period.push_back(number);
    run.set_point_period.push_back(text.starts_with("setpoint"));
    before = std::string(text);
  }
}

std::vector<TwinhouseFacade> facades_of(const models::FabricInputs& inputs, const models::FabricResult& result,
                                        bool second_experiment) {
  std::vector<TwinhouseFacade> facades;
  for (const Facade& facade : kFacades) {
    const std::string name(facade.name);
    const std::string column =
        second_experiment ? "Solar_radiation_" + name + "_vertical" : "Solar_radiation_global_vertical_" + name;
    const auto measured = inputs.series.find(column);
    if (measured == inputs.series.end()) continue;
    TwinhouseFacade found{name, 0.0, 0.0};
    for (const double value_w_m2 : measured->second) found.measured_kwh_m2 += 1e-3 * value_w_m2;
    for (std::size_t s = 0; s < inputs.fabric.surfaces.size(); ++s) {
      if (inputs.fabric.surfaces[s].name == facade.surface) found.computed_kwh_m2 = result.incident_kwh_m2[s];
    }
    facades.push_back(std::move(found));
  }
  return facades;
}

TwinhouseRun run_data_set(const DataSet& set, const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / set.measured;
  models::FabricFile building = read_case(data::twinhouse_files, set.building, ValidationModel::detailed);
  building.series_file = file;
  core::Findings findings;
  const models::FabricInputs inputs = models::read_fabric_inputs(building, std::nullopt, findings);
  core::throw_if_stopped(findings);
  const models::RunPeriod& period = inputs.period;
  const models::FabricResult result =
      models::simulate_fabric(inputs.fabric, inputs.weather, period, inputs.series, inputs.warm_up);
  TwinhouseRun run;
  run.id = set.id;
  run.variant = set.variant;
  run.hour_start = inputs.times;
  read_periods(file, run);
  run.facades = facades_of(inputs, result, set.second_experiment);
  for (const Room& room : kRooms) {
    const std::vector<models::Zone>& zones = building.fabric.zones;
    const auto zone = std::find_if(zones.begin(), zones.end(), [&room](const models::Zone& z) { return z.name == room.zone; });
    if (zone == zones.end()) throw core::Error(core::ErrorKind::internal, "twin house: no zone " + std::string(room.zone));
    const models::ZoneHours& hours = result.zones[static_cast<std::size_t>(zone - zones.begin())];
    TwinhouseRoom found{std::string(room.name), hours.air_degc, hours.heating_w, {}, {}};
    for (const models::Gain& gain : zone->gains) {
      if (gain.name != "heater") continue;
      const std::vector<double> given_w = hourly_means(gain.power_w, period, inputs.series);
      for (std::size_t h = 0; h < period.hours; ++h) found.heater_w[h] += given_w[h];
    }
    found.measured_temperature_degc =
        measured_column(inputs, set.second_experiment ? room.temperature_exp2 : room.temperature_exp1);
    found.measured_heater_w = measured_column(inputs, set.second_experiment ? room.heater_exp2 : room.heater_exp1);
    run.rooms.push_back(std::move(found));
  }
  return run;
}

struct Errors {
  double rmse_k = 0.0;
  double bias_k = 0.0;
  std::size_t hours = 0;
};

/// Of the hours with prescribed power in which the temperature was measured.
Errors errors_of(const TwinhouseRun& run, const TwinhouseRoom& room) {
  Errors errors;
  double squares = 0.0;
  for (std::size_t h = 0; h < run.period.size(); ++h) {
    const double difference_k = room.temperature_degc[h] - room.measured_temperature_degc[h];
    if (run.set_point_period[h] || !std::isfinite(difference_k)) continue;
    squares += difference_k * difference_k;
    errors.bias_k += difference_k;
    ++errors.hours;
  }
  if (errors.hours == 0) return errors;
  errors.bias_k /= static_cast<double>(errors.hours);
  errors.rmse_k = std::sqrt(squares / static_cast<double>(errors.hours));
  return errors;
}

using Verdict = ValidationRow::Verdict;

Verdict verdict_of(bool pass) {
  return pass ? Verdict::pass : Verdict::fail;
}

void report_temperatures(const TwinhouseRun& run, ValidationReport& report) {
  constexpr double kMeanLimit_k = 1.0;
  constexpr double kRoomLimit_k = 2.0;
  double sum_k = 0.0;
  std::size_t rooms = 0;
  for (const TwinhouseRoom& room : run.rooms) {
    const Errors errors = errors_of(run, room);
    if (errors.hours == 0) continue;
    report.rows.push_back({run.id, room.name + ": RMSE, power prescribed", "K", errors.rmse_k, std::nullopt, kRoomLimit_k,
                           fmt::format("measured; bias {:+.2f} K, {} h", errors.bias_k, errors.hours),
                           verdict_of(errors.rmse_k <= kRoomLimit_k)});
    sum_k += errors.rmse_k;
    ++rooms;
  }
  if (rooms == 0) return;
  const double mean_k = sum_k / static_cast<double>(rooms);
  report.rows.push_back({run.id, "mean over rooms: RMSE, power prescribed", "K", mean_k, std::nullopt, kMeanLimit_k, "measured",
                         verdict_of(mean_k <= kMeanLimit_k)});
}

/// Heat of one set-point period, room by room and in all [kWh].
void report_heat(const TwinhouseRun& run, std::size_t period, ValidationReport& report) {
  constexpr double kLimit = 0.10;
  double all_kwh = 0.0;
  double all_measured_kwh = 0.0;
  for (const TwinhouseRoom& room : run.rooms) {
    double kwh = 0.0;
    double measured_kwh = 0.0;
    std::size_t hours = 0;
    for (std::size_t h = 0; h < run.period.size(); ++h) {
      if (run.period[h] != period || !std::isfinite(room.measured_heater_w[h])) continue;
      kwh += 1e-3 * room.heater_w[h];
      measured_kwh += 1e-3 * room.measured_heater_w[h];
      ++hours;
    }
    if (hours == 0 || !(measured_kwh > 0.0)) continue;
    all_kwh += kwh;
    all_measured_kwh += measured_kwh;
    report.rows.push_back({run.id, fmt::format("{}: heat, period {}", room.name, period + 1), "kWh", kwh, measured_kwh,
                           measured_kwh, fmt::format("measured; deviation {:+.1f} %", 100.0 * (kwh / measured_kwh - 1.0)),
                           Verdict::none});
  }
  if (!(all_measured_kwh > 0.0)) return;
  const double deviation = all_kwh / all_measured_kwh - 1.0;
  report.rows.push_back({run.id, fmt::format("house: heat, period {}", period + 1), "kWh", all_kwh,
                         (1.0 - kLimit) * all_measured_kwh, (1.0 + kLimit) * all_measured_kwh,
                         fmt::format("measured {:.0f}; deviation {:+.1f} %{}", all_measured_kwh, 100.0 * deviation,
                                     period == 0 ? "; the walls are still warming up" : ""),
                         verdict_of(std::abs(deviation) <= kLimit)});
}

/// What a doubtful value is worth: mean error of the rooms and heat of the judged set-point period.
void report_variant(const TwinhouseRun& run, ValidationReport& report) {
  double sum_k = 0.0;
  double bias_k = 0.0;
  double rooms = 0.0;
  for (const TwinhouseRoom& room : run.rooms) {
    const Errors errors = errors_of(run, room);
    if (errors.hours == 0) continue;
    sum_k += errors.rmse_k;
    bias_k += errors.bias_k;
    rooms += 1.0;
  }
  if (rooms == 0.0) return;
  report.rows.push_back({run.id, "mean over rooms: RMSE, " + run.variant, "K", sum_k / rooms, std::nullopt, std::nullopt,
                         fmt::format("variant; bias {:+.2f} K", bias_k / rooms), Verdict::none});
  double heat_kwh = 0.0;
  double measured_kwh = 0.0;
  for (const TwinhouseRoom& room : run.rooms) {
    for (std::size_t h = 0; h < run.period.size(); ++h) {
      if (!run.set_point_period[h] || run.period[h] == 0 || !std::isfinite(room.measured_heater_w[h])) continue;
      heat_kwh += 1e-3 * room.heater_w[h];
      measured_kwh += 1e-3 * room.measured_heater_w[h];
    }
  }
  report.rows.push_back({run.id, "house: heat, " + run.variant, "kWh", heat_kwh, std::nullopt, std::nullopt,
                         fmt::format("variant; deviation {:+.1f} %", 100.0 * (heat_kwh / measured_kwh - 1.0)), Verdict::none});
}

}  // namespace

std::vector<TwinhouseRun> run_twinhouse(const std::filesystem::path& directory, const core::RunContext& context) {
  const std::filesystem::path folder = suite_folder(directory, "twinhouse", "twinhouse_spec.json");
  std::vector<DataSet> sets;
  for (const DataSet& set : kDataSets) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(folder / set.measured, ignored)) sets.push_back(set);
  }
  if (sets.empty()) throw core::Error(core::ErrorKind::bad_input, folder.string() + ": no twinhouse_*_hourly.csv here");
  std::vector<TwinhouseRun> runs(sets.size());
  for_each_case(sets.size(), context, [&runs, &sets, &folder](std::size_t i) { runs[i] = run_data_set(sets[i], folder); });
  return runs;
}

ValidationReport report_twinhouse(const std::vector<TwinhouseRun>& runs) {
  ValidationReport report;
  report.title = "Twin houses of IEA EBC Annex 58, Holzkirchen: measured rooms";
  report.model = "detailed";
  report.notes.emplace_back(
      "Rule: mean over rooms of the temperature RMSE at most 1.0 K where power is prescribed, no room above 2 K; heat within 10 "
      "% where temperature is.");
  report.notes.emplace_back(
      "The state of the walls before the first hour is not known: the first seven days are run before it once more.");
  for (const TwinhouseRun& run : runs) {
    if (!run.variant.empty()) continue;
    const std::ptrdiff_t missing = std::count(run.hour_start.begin(), run.hour_start.end(), std::string());
    if (missing > 0) {
      report.notes.push_back(
          fmt::format("{}: {} hours are missing in the measured file; its inputs are interpolated there, and nothing is judged.",
                      run.id, missing));
    }
    for (const TwinhouseFacade& facade : run.facades) {
      report.rows.push_back({run.id, "sun on the " + facade.name + " facade", "kWh/m2", facade.computed_kwh_m2, std::nullopt,
                             std::nullopt,
                             fmt::format("measured {:.0f}; deviation {:+.1f} %", facade.measured_kwh_m2,
                                         100.0 * (facade.computed_kwh_m2 / facade.measured_kwh_m2 - 1.0)),
                             Verdict::none});
    }
    report_temperatures(run, report);
    for (std::size_t h = 0; h < run.period.size(); ++h) {
      const bool begins = h == 0 || run.period[h] != run.period[h - 1];
      if (begins && run.set_point_period[h]) report_heat(run, run.period[h], report);
    }
  }
  for (const TwinhouseRun& run : runs) {
    if (!run.variant.empty()) report_variant(run, report);
  }
  return report;
}

std::string twinhouse_csv(const TwinhouseRun& run) {
  std::string text = "hour_start_CET,room,temperature_degc,heater_w\n";
  for (std::size_t h = 0; h < run.hour_start.size(); ++h) {
    if (run.hour_start[h].empty()) continue;  // an interpolated hour of the inputs
    for (const TwinhouseRoom& room : run.rooms) {
      text += fmt::format("{},{},{:.3f},{:.2f}\n", run.hour_start[h], room.name, room.temperature_degc[h], room.heater_w[h]);
    }
  }
  return text;
}

}  // namespace tvilling::scenarios
