// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/io/toml_reader.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/fabric/fabric_check.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/fabric/fabric_keys.hpp"

namespace tvilling::models {

namespace {

constexpr std::size_t kDay = 24;
constexpr std::size_t kWeek = 168;
constexpr std::size_t kShown = 3;

[[nodiscard]] ScheduleUse use_of(const Schedule& schedule, std::string_view kind, std::string_view key, std::string owner) {
  const core::NumberRange& range = fabric_key(kind, key).range;
  return {&schedule, fmt::format("{} of {}", key, owner), range.min, range.max, range.unit};
}

[[nodiscard]] std::string times(const RunPeriod& period, const std::vector<std::size_t>& steps) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, steps.size()); ++i) {
    text += (i == 0 ? "" : ", ") + time_of_step(period, steps[i]);
  }
  return text + (steps.size() > kShown ? " ..." : "");
}

class ScheduleCheck {
 public:
  ScheduleCheck(const RunPeriod& period, const SeriesTable& series, core::Findings& findings)
      : period_(period), series_(series), findings_(findings) {}

  /// True when values_of can be asked.
  [[nodiscard]] bool check(const ScheduleUse& use) {
    const Schedule& schedule = *use.schedule;
    switch (schedule.kind) {
      case Schedule::Kind::constant:
      case Schedule::Kind::points: return true;
      case Schedule::Kind::hourly: return check_length(schedule, use.what);
      case Schedule::Kind::dated: warn_outside(schedule, use.what); return true;
      case Schedule::Kind::column: return check_column(use);
    }
    return false;
  }

 private:
  [[nodiscard]] bool check_length(const Schedule& schedule, const std::string& what) {
    const std::size_t count = schedule.values.size();
    if (count == kDay || count == kWeek || count == period_.hours) return true;
    core::add_stop(findings_, fabric_code::kScheduleLength, schedule.pos, fmt::format("{} has {} values", what, count),
                   fmt::format("Give 24 (each day), 168 (each week) or {} (the hours of the run).", period_.hours));
    return false;
  }

  void warn_outside(const Schedule& schedule, const std::string& what) {
    if (schedule.points.size() < 2) return;  // one date means "always"
    const double shift_h = (period_.year - schedule.year) * 8760.0;
    const double begin_h = 24.0 * period_.first_day_of_year + period_.first_hour + shift_h;
    const double end_h = begin_h + static_cast<double>(period_.hours);
    if (schedule.points.front().first < end_h && schedule.points.back().first > begin_h) return;
    findings_.add({std::string(fabric_code::kDatedOutside.code), core::Severity::warns, schedule.pos,
                   fmt::format("no date of {} falls into the run from {}: it keeps one value", what, time_of_step(period_, 0)),
                   "Look at the years."});
  }

  /// 0 where the column is not looked at.
  [[nodiscard]] std::vector<double> switch_of(const Schedule& schedule) const {
    if (schedule.during.empty()) return std::vector<double>(period_.steps(), 1.0);
    return values_of(schedule.during.front(), period_, series_);
  }

  [[nodiscard]] bool check_column(const ScheduleUse& use) {
    const Schedule& schedule = *use.schedule;
    bool good = schedule.during.empty() || check({&schedule.during.front(), "during of " + use.what, -1e9, 1e9, ""});
    const SeriesTable::const_iterator column = series_.find(schedule.name);
    if (column == series_.end()) {
      std::vector<std::string_view> known;
      for (const auto& [name, values] : series_) known.push_back(name);
      core::add_stop(findings_, fabric_code::kUnknownColumn, schedule.pos,
                     fmt::format("{}: the measured series has no column \"{}\" of numbers", use.what, core::shown(schedule.name)),
                     series_.empty() ? "Give [series] with the file." : core::did_you_mean(schedule.name, known));
      return false;
    }
    if (column->second.size() != period_.hours) {
      core::add_stop(findings_, fabric_code::kScheduleLength, schedule.pos,
                     fmt::format("{}: column \"{}\" has {} values, the run {} hours", use.what, core::shown(schedule.name),
                                 column->second.size(), period_.hours));
      return false;
    }
    if (!good) return false;
    return check_values(use, column->second);
  }

  [[nodiscard]] bool check_values(const ScheduleUse& use, const std::vector<double>& column) {
    const Schedule& schedule = *use.schedule;
    const std::vector<double> on = switch_of(schedule);
    std::vector<std::size_t> blank;
    std::vector<std::size_t> outside;
    const std::size_t per_hour = static_cast<std::size_t>(period_.steps_per_hour);
    for (std::size_t hour = 0; hour < period_.hours; ++hour) {
      const auto first = on.begin() + static_cast<std::ptrdiff_t>(hour * per_hour);
      if (std::all_of(first, first + static_cast<std::ptrdiff_t>(per_hour), [](double value) { return value == 0.0; })) continue;
      const double value = schedule.scale * column[hour];
      if (std::isnan(value)) {
        blank.push_back(hour * per_hour);
      } else if (!(value >= use.min && value <= use.max)) {
        outside.push_back(hour * per_hour);
      }
    }
    if (!blank.empty()) {
      core::add_stop(findings_, fabric_code::kColumnGap, schedule.pos,
                     fmt::format("{}: column \"{}\" is blank in {} of {} hours: {}", use.what, core::shown(schedule.name),
                                 blank.size(), period_.hours, times(period_, blank)),
                     "Complete the series, or name the hours in which it counts by \"during\".");
    }
    if (!outside.empty()) {
      core::add_stop(findings_, fabric_code::kColumnRange, schedule.pos,
                     fmt::format("{}: column \"{}\" times {} is {} and out of range in {} hours: {}", use.what,
                                 core::shown(schedule.name), schedule.scale, schedule.scale * column[outside.front() / per_hour],
                                 outside.size(), times(period_, outside)),
                     "Allowed: " + core::to_string(core::NumberRange{use.min, use.max, use.unit}) + ".");
    }
    return blank.empty() && outside.empty();
  }

  const RunPeriod& period_;
  const SeriesTable& series_;
  core::Findings& findings_;
};

/// Heating above cooling would fight itself.
void check_set_points(const Zone& zone, const RunPeriod& period, const SeriesTable& series, core::Findings& findings) {
  const std::vector<double> heating = values_of(zone.thermostat->heating_set_point_degc, period, series);
  const std::vector<double> cooling = values_of(zone.thermostat->cooling_set_point_degc, period, series);
  std::size_t crossed = 0;
  std::size_t first = 0;
  for (std::size_t step = 0; step < heating.size(); ++step) {
    if (!(heating[step] > cooling[step])) continue;
    if (crossed == 0) first = step;
    ++crossed;
  }
  if (crossed == 0) return;
  core::add_stop(
      findings, fabric_code::kSetPointsCross, zone.thermostat->heating_set_point_degc.pos,
      fmt::format("zone \"{}\": the heating set point {} degC lies above the cooling one {} degC in {} of {} steps, first "
                  "in step {} ({})",
                  zone.name, heating[first], cooling[first], crossed, heating.size(), first + 1, time_of_step(period, first)),
      "Heat to less than you cool to, at every moment.");
}

void add_thermostat(const Zone& zone, std::vector<ScheduleUse>& uses) {
  const std::string owner = fmt::format("zone \"{}\"", zone.name);
  const ZoneThermostat& thermostat = *zone.thermostat;
  uses.push_back(use_of(thermostat.heating_set_point_degc, "thermostat", "heating_set_point_degc", owner));
  uses.push_back(use_of(thermostat.cooling_set_point_degc, "thermostat", "cooling_set_point_degc", owner));
  uses.push_back(use_of(thermostat.heating_capacity_w, "thermostat", "heating_capacity_w", owner));
  uses.push_back(use_of(thermostat.cooling_capacity_w, "thermostat", "cooling_capacity_w", owner));
}

}  // namespace

std::vector<ScheduleUse> schedules_of(const Fabric& fabric) {
  std::vector<ScheduleUse> uses;
  for (const Zone& zone : fabric.zones) {
    if (zone.thermostat) add_thermostat(zone, uses);
    for (const Gain& gain : zone.gains) {
      uses.push_back(use_of(gain.power_w, "gain", "power_w", fmt::format("gain \"{}\" of zone \"{}\"", gain.name, zone.name)));
    }
  }
  for (const GivenTemperature& boundary : fabric.boundaries) {
    uses.push_back(
        use_of(boundary.temperature_degc, "boundary", "temperature_degc", fmt::format("boundary \"{}\"", boundary.name)));
  }
  for (const AirPath& path : fabric.air_paths) {
    uses.push_back(use_of(path.flow_m3_h, "air", "flow_m3_h", fmt::format("air path \"{}\"", path.name)));
  }
  for (const Window& window : fabric.windows) {
    if (!window.blind) continue;
    uses.push_back(use_of(window.blind->closed, "blind", "closed", fmt::format("the blind of window \"{}\"", window.name)));
  }
  return uses;
}

void check_schedules(const FabricFile& file, const RunPeriod& period, const SeriesTable& series, core::Findings& findings) {
  const Fabric& fabric = file.fabric;
  // A series that could not be read was told already; that its columns are not there follows.
  const bool unread = file.series_file && series.empty();
  ScheduleCheck checker(period, series, findings);
  std::vector<const Schedule*> good;
  for (const ScheduleUse& use : schedules_of(fabric)) {
    if (unread && use.schedule->kind == Schedule::Kind::column) continue;
    if (checker.check(use)) good.push_back(use.schedule);
  }
  const auto is_good = [&good](const Schedule& s) { return std::find(good.begin(), good.end(), &s) != good.end(); };
  for (const Zone& zone : fabric.zones) {
    if (!zone.thermostat) continue;
    const ZoneThermostat& thermostat = *zone.thermostat;
    const bool both = is_good(thermostat.heating_set_point_degc) && is_good(thermostat.cooling_set_point_degc);
    if (both) check_set_points(zone, period, series, findings);
  }
  const auto flow_is_good = [&is_good](const AirPath& path) { return is_good(path.flow_m3_h); };
  if (std::all_of(fabric.air_paths.begin(), fabric.air_paths.end(), flow_is_good)) {
    check_air_balance(fabric, period, series, findings);
  }
}

}  // namespace tvilling::models
