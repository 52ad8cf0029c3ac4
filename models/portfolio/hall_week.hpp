// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// What the tables say of one building's hall. Places in the portfolio's tables.
struct HallInputs {
  const HallRow* row = nullptr;
  std::vector<const Pool*> pools;
  std::vector<const OpeningHours*> hours;
  std::vector<const VisitCount*> visits;
  std::vector<const Booking*> bookings;  ///< of its basins or of the whole building; not of its rooms
};
/// By building_id, of every building that any of these tables names. Views of the portfolio's ids.
[[nodiscard]] std::map<std::string_view, HallInputs> hall_inputs(const Portfolio& portfolio);
/// Its basins as they were given.
[[nodiscard]] std::vector<Basin> basins_of(const HallInputs& inputs);

/// What is to be told of a hall, at its building's row.
[[nodiscard]] core::Finding of_hall(const BuildingRecord& record, const core::FindingCode& code, core::Severity severity,
                                    std::string message, std::string hint);

/// The open hours of the table, or of the profile of swimming halls where there are none: share of each hour of the week.
[[nodiscard]] WeekHours open_hours(const std::vector<const OpeningHours*>& hours);

/// Visitors of a mean week, as they were counted.
struct CountedVisits {
  WeekHours mean{};
  double per_year = kMissing;  ///< NaN: too few days, nothing is used
  std::size_t days = 0;        ///< with a count
};
/// Days of the week on which nobody was counted or which the opening hours leave out are closed. Of the others some may be closed
/// too; where many are without a count, the days that were counted stand for them.
[[nodiscard]] CountedVisits counted_visits(const std::vector<const VisitCount*>& visits,
                                           const std::vector<const OpeningHours*>& hours);

/// The hours of the week in which anybody was counted, as open hours.
[[nodiscard]] WeekHours counted_hours(const CountedVisits& counted);

/// The week of a hall. The hours are those of the table and of bookings, else where visitors were counted, else of the profile.
/// The visitors are those counted; else schools, clubs and bookings have theirs and the public has what is left of
/// visitors_per_year, as the profile of the use has it in the public's hours.
struct MadeWeek {
  HallWeek week;
  bool hours_given = false;
  bool counted = false;
  Origin origin = Origin::archetype;
};
/// `record` is of a swimming hall, its visitors_per_year known.
[[nodiscard]] MadeWeek make_week(const HallInputs& inputs, const CountedVisits& counted, const BuildingRecord& record,
                                 core::Findings& findings);

}  // namespace tvilling::models
