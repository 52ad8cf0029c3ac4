// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "models/building/occupancy.hpp"
#include "models/missing.hpp"
#include "scenarios/capacity/capacity.hpp"

namespace tvilling::scenarios {

namespace {

using models::kWeekHours;
using models::WeekHours;

bool is_prime(std::size_t hour, const PrimeTime& prime) {
  constexpr std::size_t kWeekdayHours = 120;
  const int of_day = static_cast<int>(hour % 24);
  return hour < kWeekdayHours && of_day >= prime.from_h && of_day < prime.to_h;
}

double share(double part, double whole) {
  return whole > 0.0 ? part / whole : models::kMissing;
}

CapacitySums space_sums(const Space& space, const CapacityBuilding& building, bool weeks_known, Season season,
                        const PrimeTime& prime) {
  CapacitySums sums;
  const BookedWeek& week = space.season[index(season)];
  const bool known = building.booked_known && weeks_known;
  const bool persons_known = known && space.persons_known && space.capacity_persons > 0.0;
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    const double offered = building.offered[h];
    sums.offered_h += offered;
    if (!known) continue;
    sums.known_offered_h += offered;
    sums.booked_h += week.booked[h];
    sums.booked_offered_h += std::min(offered, week.booked[h]);
    if (is_prime(h, prime)) {
      sums.prime_offered_h += offered;
      sums.prime_booked_h += std::min(offered, week.booked[h]);
    }
    if (!persons_known) continue;
    sums.used_person_h += week.person_h[h];
    sums.possible_person_h += space.capacity_persons * offered;
  }
  return sums;
}

/// A season without any week of the table says nothing; hours of schools and clubs hold in every season.
bool weeks_known(const Capacity& capacity, const CapacityBuilding& building, Season season) {
  const bool has_bookings = std::any_of(building.spaces.begin(), building.spaces.end(),
                                        [&](std::size_t s) { return !capacity.spaces[s].bookings.empty(); });
  return !has_bookings || building.weeks[index(season)] > 0.0;
}

const CapacityBuilding& owner_of(const Capacity& capacity, const Space& space) {
  return *std::find_if(capacity.buildings.begin(), capacity.buildings.end(),
                       [&space](const CapacityBuilding& b) { return b.building == space.building; });
}

}  // namespace

Capacity only_buildings(const Capacity& capacity, const std::vector<bool>& kept) {
  Capacity part;
  for (std::size_t b = 0; b < capacity.buildings.size(); ++b) {
    if (!kept[b]) continue;
    CapacityBuilding building = capacity.buildings[b];
    for (std::size_t& s : building.spaces) {
      part.spaces.push_back(capacity.spaces[s]);
      s = part.spaces.size() - 1;
    }
    part.buildings.push_back(std::move(building));
  }
  return part;
}

double CapacitySums::utilisation_fraction() const noexcept {
  return share(booked_offered_h, known_offered_h);
}
double CapacitySums::prime_utilisation_fraction() const noexcept {
  return share(prime_booked_h, prime_offered_h);
}
double CapacitySums::effective_fraction() const noexcept {
  return share(used_person_h, possible_person_h);
}

void add(CapacitySums& sums, const CapacitySums& more) noexcept {
  sums.buildings += more.buildings;
  sums.known += more.known;
  sums.counted += more.counted;
  for (const auto member :
       {&CapacitySums::offered_h, &CapacitySums::known_offered_h, &CapacitySums::booked_h, &CapacitySums::booked_offered_h,
        &CapacitySums::prime_offered_h, &CapacitySums::prime_booked_h, &CapacitySums::used_person_h,
        &CapacitySums::possible_person_h, &CapacitySums::open_h, &CapacitySums::heated_h, &CapacitySums::known_heated_h,
        &CapacitySums::in_use_h, &CapacitySums::idle_heated_h, &CapacitySums::visitors}) {
    sums.*member += more.*member;
  }
}

CapacitySums sums_of_building(const Capacity& capacity, const models::Portfolio& portfolio, std::size_t building, Season season,
                              const PrimeTime& prime) {
  const CapacityBuilding& of = capacity.buildings[building];
  const bool in_season = weeks_known(capacity, of, season);
  CapacitySums sums;
  for (const std::size_t s : of.spaces) add(sums, space_sums(capacity.spaces[s], of, in_season, season, prime));
  sums.buildings = 1;
  const bool known = of.booked_known && in_season;
  sums.known = known ? 1 : 0;
  for (std::size_t h = 0; of.visitors_known && h < kWeekHours; ++h) sums.visitors += of.visitors[h];
  sums.counted = of.visitors_known ? 1 : 0;
  const WeekHours& open = of.open[index(season)];
  const WeekHours heated = heated_hours(portfolio.buildings[of.building].building, open);
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    sums.open_h += open[h];
    sums.heated_h += heated[h];
    if (!known && !of.visitors_known) continue;
    const double in_use = std::max(of.own[h], of.taken[index(season)][h]);
    sums.known_heated_h += heated[h];
    sums.in_use_h += in_use;
    sums.idle_heated_h += std::max(0.0, heated[h] - in_use);
  }
  return sums;
}

CapacitySums sums_of_space(const Capacity& capacity, std::size_t space, Season season, const PrimeTime& prime) {
  const Space& of = capacity.spaces[space];
  const CapacityBuilding& building = owner_of(capacity, of);
  return space_sums(of, building, weeks_known(capacity, building, season), season, prime);
}

WeekHours heated_hours(const models::Building& building, const WeekHours& open) {
  WeekHours all;
  all.fill(1.0);
  if (building.hall != nullptr) return all;  // water and air of a pool hall are kept warm day and night
  const bool lowered = std::any_of(models::zones_of(building).begin(), models::zones_of(building).end(),
                                   [](const models::Building& zone) { return zone.night_set_back_k > 0.0; });
  return lowered ? models::warm_hours(open) : all;
}

}  // namespace tvilling::scenarios
