// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/run_context.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/capacity/week_run.hpp"
#include "scenarios/economics/settings.hpp"

namespace tvilling::scenarios {

/// Where the week of a building is made longer or shorter.
enum class EdgeHour : std::uint8_t {
  weekday_morning,  ///< it opens an hour earlier or later, Monday to Friday
  weekday_evening,  ///< it closes an hour later or earlier, Monday to Friday
  weekend_day,      ///< a closed day of the weekend opens from 10 to 16, or the last open one stays closed
};
inline constexpr std::array<std::string_view, 3> kEdgeHourNames{"weekday_morning", "weekday_evening", "weekend_day"};

/// What another week changes in the year.
struct EdgeChange {
  EdgeHour edge = EdgeHour::weekday_morning;
  bool more = false;  ///< hours more; else fewer
  WeekEnergy change;  ///< less the week as it is: fewer hours have negative open_h
};

/// Energy of a building's open hours.
struct OpenHours {
  WeekEnergy as_is;
  std::vector<EdgeChange> changes;  ///< those that are possible, in the order of the edges, fewer before more
  std::optional<WeekEnergy>
      only_in_use{};    ///< change if it opened only while it is booked or its own people or the public are there
  std::string failure;  ///< empty: done; else why not, and the rest is 0
};

/// Heat, electricity and water of an open hour, without the bill's part for power; NaN without such a change. With `more` that of
/// an hour more, or of one fewer where there is none; else the other way round.
[[nodiscard]] double energy_dkk_per_open_h(const OpenHours& hours, EdgeHour edge, bool more) noexcept;

/// The week with an edge changed; none: the building has no such hour. In an hour more there are as many people as in the hour
/// beside it.
[[nodiscard]] std::optional<models::UseWeek> edge_changed(const models::UseWeek& week, EdgeHour edge, bool more);

struct OpenHourSettings {
  int base_year = 2025;        ///< weekdays and holidays
  EconomicSettings economics;  ///< prices of the price level's year
  std::string_view factor_set = kBr18FactorSet;
};

/// Simulates each building of `capacity` with its week as it is and with its edges changed. The portfolio must be filled. In the
/// order of Capacity::buildings; neither threads nor order change a bit. A building that cannot be simulated has a failure and a
/// finding. Throws Error (interrupted).
[[nodiscard]] std::vector<OpenHours> open_hours_of(const Capacity& capacity, const models::Portfolio& portfolio,
                                                   const models::Weather& weather, const OpenHourSettings& settings,
                                                   const core::RunContext& context, core::Findings& findings);

}  // namespace tvilling::scenarios
