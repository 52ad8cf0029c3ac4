// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/time_axis.hpp"
#include "models/building/building.hpp"

namespace tvilling::models {

/// How a use runs through the year: for each hour of the axis the share of people present and whether it is open
/// (ventilation, light and the day set point run).
struct UseProfile {
  std::vector<double> presence;    ///< 0..1, 8,760 values
  std::vector<std::uint8_t> open;  ///< 0 or 1, 8,760 values

  // The same as series that follow from them, ready for all buildings of the use.
  std::vector<double> presence_before;  ///< of the hour before; the first hour stands for what is before it
  std::vector<double> presence_after;   ///< of the hour after; the last hour stands for what is after it
  std::vector<double> open_share;       ///< `open` as a number
  std::vector<double> warm;             ///< 1 in use and two hours before (heating up), else 0
  std::vector<double> light;            ///< share of the light in use that is on: less in places that are open at night
  double presence_h = 0.0;              ///< sum of presence, and of the two beside it
  double presence_before_h = 0.0;
  double presence_after_h = 0.0;
};

/// Profiles of all uses, made once per calendar from the embedded table models/building/data/profiles.csv.
struct UseProfiles {
  std::array<UseProfile, kUseNames.size()> of_use;

  [[nodiscard]] const UseProfile& operator[](Use use) const { return of_use[static_cast<std::size_t>(use)]; }
};

/// A week of a use without the days on which it stays closed: hour 0 is Monday from 0 to 1, 167 Sunday from 23 to 24.
struct UseWeek {
  WeekHours presence{};  ///< 0..1
  WeekHours open{};      ///< 0 or 1
};
[[nodiscard]] UseWeek week_of_use(Use use);

/// A profile of its own: presence and open hours, 8,760 of each, with the series that follow from them.
[[nodiscard]] UseProfile make_use_profile(std::vector<double> presence, std::vector<std::uint8_t> open,
                                          const core::TimeAxis& axis);

/// A week laid out on the year: public holidays are Sundays, days on which `use` stays closed have nobody. An hour of which half
/// or more is open is open.
[[nodiscard]] UseProfile make_week_profile(const UseWeek& week, Use use, const core::TimeAxis& axis);

/// The share of each hour of a week in which a place with these open hours is kept warm: while it is open and two hours before.
[[nodiscard]] WeekHours warm_hours(const WeekHours& open);

[[nodiscard]] UseProfiles make_use_profiles(const core::TimeAxis& axis);

}  // namespace tvilling::models
