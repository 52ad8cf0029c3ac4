// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/capacity/open_hours.hpp"

namespace tvilling::scenarios {

/// Who comes first where not all can be served (data/activity_words.csv, by the words of the activity).
enum class FitPriority : std::uint8_t {
  first,   ///< children and youth
  second,  ///< all others
  last,    ///< companies, private parties
};
inline constexpr std::array<std::string_view, 3> kFitPriorityNames{"first", "second", "last"};
[[nodiscard]] FitPriority priority_of(std::string_view activity);

/// What comes again in most weeks.
struct FitRequest {
  std::size_t booking = 0;  ///< place in the portfolio, of the first of its series
  std::string booking_id;
  std::string activity;
  FitPriority priority = FitPriority::second;
  std::size_t home = 0;                    ///< place in Capacity::spaces
  std::size_t day = 0;                     ///< 0: Monday
  std::size_t first = 0;                   ///< quarter of an hour of the day in which it begins
  std::size_t quarters = 0;                ///< that it lasts
  double persons = models::kMissing;       ///< on the fullest of its dates
  double mean_persons = models::kMissing;  ///< over all weeks, also those without it
  double weeks_fraction = 1.0;             ///< of the weeks in which it comes
  double holidays_fraction = 0.0;          ///< of the weeks in which it falls on a public holiday
  [[nodiscard]] double hours() const noexcept;
};

/// A space and a begin, on the request's day.
struct FitSeat {
  std::size_t space = 0;
  std::size_t first = 0;  ///< quarter of an hour of the day
  friend bool operator==(const FitSeat&, const FitSeat&) = default;
};

struct FitSettings {
  double shift_h = 1.0;            ///< most that a booking may begin earlier or later, on its day
  double max_distance_m = 2000.0;  ///< most between the old and the new building, as the crow flies
  std::size_t close = 0;           ///< so many buildings of those that live by bookings have none afterwards
  int max_nodes = 5000;            ///< of branch and bound, for a day and a group of buildings
};

/// A building's open hours of a week and its energy of a year in three ways to use it.
struct FitBuilding {
  std::size_t building = 0;  ///< place in Capacity::buildings
  bool closed = false;       ///< has no booking any more
  models::WeekHours open_now{};
  models::WeekHours open_stay{};    ///< hours that are needed if nobody moves
  models::WeekHours open_fitted{};  ///< hours that are needed afterwards
  WeekEnergy now;
  WeekEnergy change_stay;    ///< simulated
  WeekEnergy change_fitted;  ///< simulated
};

struct FitAnswer {
  std::vector<FitRequest> requests;          ///< by booking
  std::vector<std::optional<FitSeat>> seat;  ///< [request]; none: it could not be placed
  std::vector<FitBuilding> buildings;        ///< that take part, in the order of Capacity::buildings
  std::size_t left_out = 0;                  ///< bookings that are no part of an ordinary week, or of basins
  double asked_h = 0.0;                      ///< a week
  double served_h = 0.0;
  double open_cost_dkk = 0.0;      ///< a year, of the hours that are opened for bookings, priced with energy_dkk_per_open_h
  double objective_dkk = 0.0;      ///< the same and what its moves must be worth: what the search makes small
  double bound_dkk = 0.0;          ///< no fitting that serves as much has a smaller objective, with these buildings closed
  bool proven = false;             ///< as many are served as can be, and for the least objective (within 0.1 per mille)
  bool all_closings_tried = true;  ///< else halls were closed one after the other, each time the best
};

/// Fits the bookings of an ordinary week into fewer open hours, or fewer buildings: most hours served, children and youth first,
/// then the least cost of open hours. A booking stays on its day and in its use, within open hours, capacity and distance.
/// Exact by branch and bound for each day and each group of buildings within reach of each other (CBC); where that is too large a
/// greedy answer with the bound of the linear relaxation. What is left is simulated. Equal input gives an equal answer. Throws
/// Error: wrong_usage when more is to be closed than there is, bad_input without any booking of an ordinary week.
[[nodiscard]] FitAnswer fit_bookings(const Capacity& capacity, const std::vector<OpenHours>& hours,
                                     const models::Portfolio& portfolio, const models::Weather& weather,
                                     const OpenHourSettings& settings, const FitSettings& fit, const core::RunContext& context,
                                     core::Findings& findings);

/// What is done in protected buildings is withheld, as their names are: their bookings' activities are "(protected)".
void withhold_protected(FitAnswer& answer, const Capacity& capacity, const models::Portfolio& portfolio);

}  // namespace tvilling::scenarios
