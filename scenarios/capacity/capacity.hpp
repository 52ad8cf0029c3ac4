// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/building/building.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::scenarios {

/// The heating half of the year is October to March.
enum class Season : std::uint8_t { year, winter, summer };
inline constexpr std::array<std::string_view, 3> kSeasonNames{"year", "winter", "summer"};
[[nodiscard]] constexpr std::size_t index(Season season) noexcept {
  return static_cast<std::size_t>(season);
}

/// What can be booked.
enum class SpaceKind : std::uint8_t { building, room, basin };
inline constexpr std::array<std::string_view, 3> kSpaceKindNames{"building", "room", "basin"};

/// A season's mean week of a space; hour 0 is Monday from 0 to 1 on the clock, public holidays are Sundays.
struct BookedWeek {
  models::WeekHours booked{};    ///< share of the hour in which it is booked, or a school or club has it
  models::WeekHours person_h{};  ///< person-hours of those
};

/// A building without rooms to book, a room or a basin.
struct Space {
  std::string id;            ///< building_id, room_id or pool_id
  std::size_t building = 0;  ///< place in the portfolio
  SpaceKind kind = SpaceKind::building;
  models::Use use = models::Use::office;
  double capacity_persons = models::kMissing;
  models::Origin capacity_origin = models::Origin::default_;  ///< register; archetype: area over area per person when full
  std::vector<std::size_t> bookings;                          ///< places in the portfolio, of its own and of its whole building
  bool persons_known = false;                                 ///< of all that have it
  std::array<BookedWeek, kSeasonNames.size()> season;
};

/// The week of a building.
struct CapacityBuilding {
  std::size_t building = 0;                                 ///< place in the portfolio
  models::Origin hours_origin = models::Origin::archetype;  ///< register: opening_hours; archetype: the profile of its use
  bool booked_known = false;                                ///< bookings, or schools and clubs have all hours; else nobody knows
  models::WeekHours offered{};                              ///< share of the hour in which it is offered
  models::WeekHours own{};                                  ///< its own people or the public have it without booking
  models::WeekHours visitors{};                             ///< counted, of a mean week
  bool visitors_known = false;                              ///< of seven days or more
  std::vector<std::size_t> spaces;                          ///< places in Capacity::spaces
  /// Whole calendar weeks from its first to its last booking, of a season; 0: no bookings in it.
  std::array<double, kSeasonNames.size()> weeks{};
  std::array<models::WeekHours, kSeasonNames.size()> taken{};  ///< share of the hour in which some space of it is booked
  std::array<models::WeekHours, kSeasonNames.size()> open{};   ///< offered, or booked outside of that
};

/// Hours of the week of a portfolio's buildings in which people meet.
struct Capacity {
  std::vector<CapacityBuilding> buildings;  ///< by building_id
  std::vector<Space> spaces;                ///< by building, then by id
};

/// Offered, booked and used hours of every building with bookings or opening hours, and of schools, sports and swimming halls,
/// culture houses, clubs and clubhouses. Where no opening hours are given they are those of the use's profile, and marked so.
/// Bookings are averaged over the whole weeks of their building. What is wrong in bookings is found. The portfolio must be
/// filled.
[[nodiscard]] Capacity capacity_of(const models::Portfolio& portfolio, core::Findings& findings);

/// Only the buildings that are kept, with their spaces.
[[nodiscard]] Capacity only_buildings(const Capacity& capacity, const std::vector<bool>& kept);

struct PrimeTime {
  int from_h = 17;  ///< on weekdays, clock; assumption
  int to_h = 22;
};

/// Hours of a week that add up over spaces, buildings and uses.
struct CapacitySums {
  std::size_t buildings = 0;
  std::size_t known = 0;          ///< buildings of which bookings are known; what is booked is of these
  std::size_t counted = 0;        ///< buildings whose visitors were counted
  double visitors = 0.0;          ///< of those
  double offered_h = 0.0;         ///< of every space
  double known_offered_h = 0.0;   ///< of those with known bookings
  double booked_h = 0.0;          ///< within and outside the offered hours
  double booked_offered_h = 0.0;  ///< within
  double prime_offered_h = 0.0;   ///< of those with known bookings
  double prime_booked_h = 0.0;
  double used_person_h = 0.0;      ///< where the persons of all bookings and the capacity are known
  double possible_person_h = 0.0;  ///< capacity x offered hours of those
  double open_h = 0.0;             ///< of the building
  double heated_h = 0.0;           ///< open, and before that to heat up; all hours without a night set back
  double known_heated_h = 0.0;     ///< of those of which in_use_h is known
  double in_use_h = 0.0;  ///< of those with known bookings or counted visitors: booked, or its own people or the public are there
  double idle_heated_h = 0.0;  ///< heated less in use

  [[nodiscard]] double utilisation_fraction() const noexcept;        ///< booked within offered / offered; NaN: nobody knows
  [[nodiscard]] double prime_utilisation_fraction() const noexcept;  ///< the same in prime time
  [[nodiscard]] double effective_fraction() const noexcept;          ///< person-hours / possible person-hours
};
void add(CapacitySums& sums, const CapacitySums& more) noexcept;

/// Of one building of `capacity`.
[[nodiscard]] CapacitySums sums_of_building(const Capacity& capacity, const models::Portfolio& portfolio, std::size_t building,
                                            Season season, const PrimeTime& prime);
/// Of one space; what is open, heated, in use and idle is 0, for it is the building's.
[[nodiscard]] CapacitySums sums_of_space(const Capacity& capacity, std::size_t space, Season season, const PrimeTime& prime);

/// The share of each hour of the week in which a building is kept warm: open hours and the time to heat up; all hours where the
/// set point is not lowered outside use, and in pool halls.
[[nodiscard]] models::WeekHours heated_hours(const models::Building& building, const models::WeekHours& open);

}  // namespace tvilling::scenarios
