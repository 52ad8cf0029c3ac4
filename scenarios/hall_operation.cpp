// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_operation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "core/suggest.hpp"
#include "models/swimming_hall/swimming_hall.hpp"
#include "scenarios/refuse.hpp"

namespace tvilling::scenarios {

namespace {

using models::Basin;
using models::Building;

/// Short of the noise of reckoning: 27 - 0.3 - 27 is -0.3.
double rounded(double value) {
  return std::round(value * 1e6) / 1e6;
}

/// Mean over the basins that hold water, by their surface.
double mean_of_basins(const Building& building, double Basin::* member) {
  double sum = 0.0;
  double area_m2 = 0.0;
  for (const Basin& basin : building.hall->basins) {
    if (basin.closed) continue;
    sum += basin.water_area_m2 * basin.*member;
    area_m2 += basin.water_area_m2;
  }
  return area_m2 > 0.0 ? rounded(sum / area_m2) : 0.0;
}

/// The one value that all basins with water have, else their mean.
double of_basins(const Building& building, double Basin::* member) {
  std::optional<double> common;
  for (const Basin& basin : building.hall->basins) {
    if (basin.closed) continue;
    if (common && *common != basin.*member) return mean_of_basins(building, member);
    common = basin.*member;
  }
  return common.value_or(0.0);
}

template <double models::SwimmingHall::* member>
double hall_number(const Building& start, const Building&) {
  return (*start.hall).*member;
}
template <double Basin::* member>
double basin_number(const Building& start, const Building&) {
  return of_basins(start, member);
}
double air_change_k(const Building& start, const Building& unchanged) {
  return rounded(start.hall->air_temperature_degc - unchanged.hall->air_temperature_degc);
}
double water_change_k(const Building& start, const Building& unchanged) {
  for (std::size_t i = 0; i < start.hall->basins.size(); ++i) {
    if (start.hall->basins[i].closed) continue;
    return rounded(start.hall->basins[i].water_temperature_degc - unchanged.hall->basins[i].water_temperature_degc);
  }
  return 0.0;
}

using models::SwimmingHall;

constexpr std::string_view kCover = "cover_fraction";
constexpr std::string_view kWaterChange = "water_temperature_change_k";
constexpr std::string_view kAirChange = "air_temperature_change_k";
constexpr std::string_view kNightPumps = "night_pump_fraction";
constexpr std::string_view kHumidity = "relative_humidity";
constexpr std::string_view kNightHumidity = "night_relative_humidity";
constexpr double kLeastNightPumps = 0.5;
constexpr double kLeastHumidity = 0.40;
constexpr double kMostHumidity = 0.65;
constexpr double kMostAirOverWater_k = 3.0;
constexpr double kLeastNightOutdoorAir = 0.05;

constexpr std::array kNumbers{
    OperationNumber{kWaterChange, -1.0, 0.0, 0.1, water_change_k},
    OperationNumber{kAirChange, -2.0, 2.0, 0.1, air_change_k},
    OperationNumber{kHumidity, 0.45, 0.65, 0.01, hall_number<&SwimmingHall::relative_humidity>},
    OperationNumber{kNightHumidity, 0.45, 0.70, 0.01, hall_number<&SwimmingHall::night_relative_humidity>},
    OperationNumber{"night_air_set_back_k", 0.0, 3.0, 0.1, hall_number<&SwimmingHall::night_air_set_back_k>},
    OperationNumber{kCover, 0.0, 0.9, 0.05, basin_number<&Basin::cover_fraction>},
    OperationNumber{"night_fan_fraction", 0.25, 0.6, 0.01, hall_number<&SwimmingHall::night_fan_fraction>},
    OperationNumber{"night_outdoor_air_fraction", kLeastNightOutdoorAir, 0.3, 0.01,
                    hall_number<&SwimmingHall::night_outdoor_air_fraction>},
    OperationNumber{kNightPumps, kLeastNightPumps, 1.0, 0.05, basin_number<&Basin::night_pump_fraction>},
};

const OperationNumber& find_number(std::string_view name) {
  std::vector<std::string_view> known;
  for (const OperationNumber& number : kNumbers) {
    if (number.name == name) return number;
    known.push_back(number.name);
  }
  const std::string near = core::nearest(name, known);
  refuse(fmt::format("\"{}\" is no number that an optimisation turns", name),
         fmt::format("{}Known: {}.", near.empty() ? "" : fmt::format("Did you mean \"{}\"? ", near), fmt::join(known, ", ")));
}

constexpr double kSame = 1e-9;  // of two values

/// Ends of the range, round values between them, and the present one.
std::vector<double> values_between(double low, double high, double step, double present) {
  std::vector<double> values{low, high, present};
  for (double k = std::ceil(low / step); k * step < high; k += 1.0) {
    const double value = rounded(k * step);
    if (value > low && value < high) values.push_back(value);
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::erase_if(values, [present](double value) { return value != present && std::abs(value - present) < kSame; });
  return values;
}

bool has_cover(const Building& building) {
  return std::ranges::any_of(building.hall->basins, [](const Basin& b) { return !b.closed && b.cover_fraction > 0.0; });
}

const Basin* largest_indoor_basin(const Building& building) {
  const Basin* largest = nullptr;
  for (const Basin& basin : building.hall->basins) {
    if (basin.closed || basin.outdoor) continue;
    if (largest == nullptr || basin.water_area_m2 > largest->water_area_m2) largest = &basin;
  }
  return largest;
}

/// Of a limit that the hall has nothing for.
constexpr double kDoesNotApply = std::numeric_limits<double>::quiet_NaN();

double air_over_water_k(const Building& b, const HallFigures&) {
  const Basin* basin = largest_indoor_basin(b);
  return basin == nullptr ? kDoesNotApply : b.hall->air_temperature_degc - basin->water_temperature_degc;
}
/// Cuts a range to what the limits can ever allow: a search that looks far beyond them finds less.
void cut_to_limits(std::string_view name, const Building& start, double present, const OperationChoice& choice, double& low,
                   double& high) {
  double least = low;
  double most = high;
  if (name == kHumidity) {
    least = kLeastHumidity;
    most = kMostHumidity;
  } else if (name == kNightPumps) {
    least = kLeastNightPumps;
  } else if (name == kAirChange && largest_indoor_basin(start) != nullptr) {
    const auto water =
        std::ranges::find_if(choice.ranges, [](const HallRange& r) { return r.key.parameter_name() == kWaterChange; });
    const double water_low_k = water != choice.ranges.end() ? water->low : find_number(kWaterChange).low;
    const double water_high_k = water != choice.ranges.end() ? water->high : find_number(kWaterChange).high;
    const double unchanged_k = air_over_water_k(start, {}) - present;  // less the water's change, which is 0 or counts from there
    least = water_low_k - unchanged_k;
    most = kMostAirOverWater_k + water_high_k - unchanged_k;
  }
  least = std::min(least, present);
  most = std::max(most, present);
  if (low > most || high < least) {
    refuse(fmt::format("no {} from {:g} to {:g} is within the limits ({:g} to {:g})", name, low, high, least, most),
           "Give a range within them, or keep the number with --fix.");
  }
  low = std::max(low, least);
  high = std::min(high, most);
}

OperationVariable make_variable(const OperationNumber& number, const Building& start, const Building& unchanged,
                                const OperationChoice& choice) {
  OperationVariable variable{find_hall_key(number.name), number.present(start, unchanged), {}, {}};
  const auto range =
      std::ranges::find_if(choice.ranges, [&number](const HallRange& r) { return r.key.parameter_name() == number.name; });
  if (std::ranges::count_if(choice.ranges, [&number](const HallRange& r) { return r.key.parameter_name() == number.name; }) > 1) {
    refuse(fmt::format("\"{}\" is varied twice", number.name), "Keep one of the two ranges.");
  }
  const bool fixed = std::ranges::any_of(
      choice.fixed, [&number](const std::string& name) { return find_hall_key(name).parameter_name() == number.name; });
  if (fixed && range != choice.ranges.end()) {
    refuse(fmt::format("\"{}\" is both varied and fixed", number.name), "Keep --vary or --fix.");
  }
  if (fixed) {
    variable.kept_because = "as asked (--fix)";
  } else if (number.name == kCover && range == choice.ranges.end() && !choice.cover && !has_cover(start)) {
    variable.kept_because = "the basins have no covers: an investment (--cover allows it)";
  }
  if (!variable.kept_because.empty()) {
    variable.values = {variable.present};
    return variable;
  }
  double low = range != choice.ranges.end() ? range->low : number.low;
  double high = range != choice.ranges.end() ? range->high : number.high;
  cut_to_limits(number.name, start, variable.present, choice, low, high);
  variable.values = values_between(low, high, number.step, variable.present);
  return variable;
}

double air_degc(const Building& b, const HallFigures&) {
  return b.hall->air_temperature_degc;
}
double humidity(const Building& b, const HallFigures&) {
  return b.hall->relative_humidity;
}
double least_night_pumps(const Building& b, const HallFigures&) {
  double least = 1.0;
  for (const Basin& basin : b.hall->basins) {
    if (!basin.closed) least = std::min(least, basin.night_pump_fraction);
  }
  return least;
}
/// Vapours of the water treatment are led away while the water lies open.
double night_outdoor_air(const Building& b, const HallFigures&) {
  constexpr double kAllCovered = 0.9;
  for (const Basin& basin : b.hall->basins) {
    if (!basin.closed && !basin.outdoor && basin.cover_fraction < kAllCovered) return b.hall->night_outdoor_air_fraction;
  }
  return kDoesNotApply;
}
template <HallFigure figure>
double hours(const Building&, const HallFigures& figures) {
  return figures[figure];
}

/// `bound`: for hours, what may come on top of the present ones.
struct LimitRule {
  OperationLimit limit;
  bool above_present;
  double (*value)(const Building&, const HallFigures&);
};

constexpr double kHoursScale = 50.0;
constexpr double kAllowance_h = 24.0;

constexpr LimitRule hours_rule(std::string_view name, std::string_view long_name, double allowance_h,
                               double (*value)(const Building&, const HallFigures&)) {
  return {{name, "h", long_name, true, allowance_h, 0.0, kHoursScale}, true, value};
}

constexpr std::array kRules{
    LimitRule{{"air_over_water_k", "K", "Air above the water of the largest basin", true, kMostAirOverWater_k, 0.0, 1.0},
              false,
              air_over_water_k},
    LimitRule{
        {"air_over_water_k", "K", "Air above the water of the largest basin", false, 0.0, 0.0, 1.0}, false, air_over_water_k},
    LimitRule{{"air_temperature_degc", "degC", "Air temperature while open", true, 31.0, 0.0, 1.0}, false, air_degc},
    LimitRule{{kHumidity, "1", "Relative humidity while open", true, kMostHumidity, 0.0, 0.1}, false, humidity},
    LimitRule{{kHumidity, "1", "Relative humidity while open", false, kLeastHumidity, 0.0, 0.1}, false, humidity},
    LimitRule{{"night_pump_fraction", "1", "Night circulation that keeps the water clean", false, kLeastNightPumps, 0.0, 0.2},
              false,
              least_night_pumps},
    LimitRule{
        {"night_outdoor_air_fraction", "1", "Night outdoor air over uncovered water", false, kLeastNightOutdoorAir, 0.0, 0.05},
        false,
        night_outdoor_air},
    hours_rule("wall_condensation_h", "Hours in which water condenses on outer walls", 0.0, hours<HallFigure::wall_condensation>),
    hours_rule("roof_condensation_h", "Hours in which water condenses on the roof", 0.0, hours<HallFigure::roof_condensation>),
    hours_rule("window_condensation_h", "Hours in which water condenses on windows", 0.0, hours<HallFigure::window_condensation>),
    hours_rule("mould_h", "Hours with more than 80 % humidity at walls or roof", 0.0, hours<HallFigure::mould>),
    hours_rule("discomfort_h", "Open hours with air away from its set point", kAllowance_h, hours<HallFigure::discomfort>),
    hours_rule("humid_h", "Open hours with air too humid for its set point", kAllowance_h, hours<HallFigure::humid>),
    hours_rule("cold_water_h", "Open hours with a basin below its set point", kAllowance_h, hours<HallFigure::cold_water>),
};

}  // namespace

std::span<const OperationNumber> operation_numbers() noexcept {
  return kNumbers;
}

std::vector<OperationVariable> operation_variables(const Building& start, const Building& unchanged,
                                                   const OperationChoice& choice) {
  for (const HallRange& range : choice.ranges) (void)find_number(range.key.parameter_name());
  for (const std::string& name : choice.fixed) (void)find_number(find_hall_key(name).parameter_name());
  std::vector<OperationVariable> variables;
  variables.reserve(kNumbers.size());
  for (const OperationNumber& number : kNumbers) variables.push_back(make_variable(number, start, unchanged, choice));
  if (std::ranges::none_of(variables, &OperationVariable::free)) {
    refuse("nothing may change: every number is fixed", "Leave out a --fix.");
  }
  return variables;
}

std::vector<HallSetting> operation_settings(std::span<const OperationVariable> variables, std::span<const double> values) {
  const auto changed = [&](std::size_t v) { return values[v] != variables[v].present; };
  bool humidity_changed = false;
  for (std::size_t v = 0; v < variables.size(); ++v) {
    if (variables[v].key.parameter_name() == kHumidity) humidity_changed = changed(v);
  }
  std::vector<HallSetting> settings;
  for (std::size_t v = 0; v < variables.size(); ++v) {
    // The measure for the humidity sets day and night.
    const bool moved = humidity_changed && variables[v].key.parameter_name() == kNightHumidity;
    if (changed(v) || moved) settings.push_back({variables[v].key, values[v]});
    // The air is a number of its own, also where the start's measure let it follow the water.
    if (changed(v) && variables[v].key.parameter_name() == kWaterChange) settings.push_back({find_hall_key("air_follows"), 0.0});
  }
  return settings;
}

std::vector<OperationLimit> operation_limits(const Building& start, const HallFigures& present) {
  std::vector<OperationLimit> limits;
  for (const LimitRule& rule : kRules) {
    OperationLimit limit = rule.limit;
    limit.present = rule.value(start, present);
    if (rule.above_present) limit.bound += limit.present;
    if (std::isnan(limit.present)) {
      limits.push_back(limit);
      continue;
    }
    limit.bound = limit.at_most ? std::max(limit.bound, limit.present) : std::min(limit.bound, limit.present);
    limits.push_back(limit);
  }
  return limits;
}

std::vector<double> limited_values(const Building& variant, const HallFigures& figures) {
  std::vector<double> values;
  values.reserve(kRules.size());
  for (const LimitRule& rule : kRules) values.push_back(rule.value(variant, figures));
  return values;
}

}  // namespace tvilling::scenarios
