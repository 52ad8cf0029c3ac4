// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/building/origin.hpp"
#include "models/swimming_hall/swimming_hall.hpp"

/// The tables of swimming halls, as they were given.
namespace tvilling::models {

/// A basin and where it is.
struct Pool {
  Basin basin;
  std::string building_id;
  core::SourcePos pos = {};
};

/// What is given of a swimming hall: `hall` has its numbers; its basins and week are in other tables.
struct HallRow {
  std::string building_id;
  SwimmingHall hall;
  core::SourcePos pos = {};
  core::SourcePos area_pos = {};  ///< of hall_area_m2
};

inline constexpr std::size_t kWeekDays = 7;
inline constexpr std::array<std::string_view, kWeekDays> kWeekDayNames{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// Hours in which somebody has a hall, on some days of the week.
struct OpeningHours {
  std::string building_id;
  std::bitset<kWeekDays> days;  ///< 0: Monday; public holidays are Sundays
  double opens_h = kMissing;    ///< 6.5 is half past six
  double closes_h = kMissing;   ///< up to 24
  std::string kind = {};        ///< "public", "school" or "club"; empty: public
  double persons = kMissing;    ///< visitors per hour of a school or club; not known: they come as the public does
  core::SourcePos pos = {};
  core::SourcePos opens_pos = {};
  core::SourcePos persons_pos = {};
};

/// People counted at the entrance of a hall, from `time` to the next whole hour.
struct VisitCount {
  std::string building_id;
  std::string time;  ///< "2025-01-31T18:00", on the clock
  double visitors = kMissing;
  core::SourcePos pos = {};
};

/// Where the numbers of a building's hall come from, in the order of hall_columns() and of basin_columns() for each basin.
struct HallOrigins {
  std::vector<Origin> hall;
  std::vector<std::vector<Origin>> basins;
  Origin week = Origin::metered;

  [[nodiscard]] Origin weakest_of_all() const noexcept {
    Origin all = week;
    for (const Origin one : hall) all = weakest(all, one);
    for (const std::vector<Origin>& basin : basins) {
      for (const Origin one : basin) all = weakest(all, one);
    }
    return all;
  }
};

}  // namespace tvilling::models
