// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/week_run.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "models/swimming_hall/hall_schedule.hpp"

namespace tvilling::scenarios {

namespace {

using models::kWeekHours;
using models::UseWeek;

bool is_winter(std::size_t month) {
  return month < 3 || month > 8;
}

template <typename Values>
void add_months(const Values& of_month, std::array<double, kSeasonNames.size()>& sums) {
  for (std::size_t month = 0; month < of_month.size(); ++month) {
    sums[index(is_winter(month) ? Season::winter : Season::summer)] += of_month[month];
  }
  sums[index(Season::year)] = sums[index(Season::winter)] + sums[index(Season::summer)];
}

/// Open hours of the year by season.
template <typename Open>
void add_open_hours(const Open& open, const core::TimeAxis& axis, std::array<double, kSeasonNames.size()>& sums) {
  std::array<double, core::kMonths> of_month{};
  for (std::size_t h = 0; h < axis.clock.size(); ++h) of_month[axis.clock[h].month] += static_cast<double>(open[h]);
  add_months(of_month, sums);
}

/// What a use's profile has in its mean open hour.
double mean_presence(const UseWeek& profile) {
  double sum = 0.0;
  double open = 0.0;
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    sum += profile.open[h] * profile.presence[h];
    open += profile.open[h];
  }
  return open > 0.0 ? sum / open : 0.0;
}

/// Persons of bookings over those who are there when it is full; nothing where a booking says nothing of persons.
bool persons_known(const Capacity& capacity, const CapacityBuilding& building) {
  return std::all_of(building.spaces.begin(), building.spaces.end(), [&capacity](std::size_t s) {
    return capacity.spaces[s].persons_known || capacity.spaces[s].bookings.empty();
  });
}

}  // namespace

WeekEnergy difference(const WeekEnergy& week, const WeekEnergy& from) noexcept {
  WeekEnergy change;
  for (const auto member : {&WeekEnergy::heat_kwh, &WeekEnergy::electricity_kwh, &WeekEnergy::co2_kg, &WeekEnergy::cost_dkk,
                            &WeekEnergy::power_dkk, &WeekEnergy::open_h}) {
    change.*member = week.*member - from.*member;
  }
  for (const auto member : {&WeekEnergy::heat_kwh_of, &WeekEnergy::electricity_kwh_of, &WeekEnergy::open_h_of}) {
    for (std::size_t s = 0; s < kSeasonNames.size(); ++s) (change.*member)[s] = (week.*member)[s] - (from.*member)[s];
  }
  return change;
}

UseWeek week_in_use(const models::Building& building, const Capacity& capacity, std::size_t place) {
  const CapacityBuilding& of = capacity.buildings[place];
  UseWeek week;
  if (building.hall != nullptr && building.hall->week) {
    week.open = building.hall->week->open;
    week.presence = building.hall->week->visits;
    return week;
  }
  const UseWeek profile = models::week_of_use(building.use);
  const double mean = mean_presence(profile);
  const bool counts = persons_known(capacity, of);
  const double full = building.area_m2 / building.occupant_density_m2_person;
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    week.open[h] = of.open[index(Season::year)][h];
    const double usual = profile.presence[h] > 0.0 ? profile.presence[h] : mean;
    double booked = of.taken[index(Season::year)][h] * usual;
    if (counts) {
      double persons = 0.0;
      for (const std::size_t s : of.spaces) persons += capacity.spaces[s].season[index(Season::year)].person_h[h];
      booked = persons / full;
    }
    const double own = (of.booked_known ? of.own[h] : of.offered[h]) * usual;
    week.presence[h] = std::min(1.0, std::max(own, booked));
  }
  return week;
}

OwnZones own_zones(const models::Building& building, const Capacity& capacity, std::size_t place) {
  const CapacityBuilding& of = capacity.buildings[place];
  OwnZones own;
  if (std::none_of(of.own.begin(), of.own.end(), [](double share) { return share > 0.0; })) return own;
  std::set<models::Use> booked;
  for (const std::size_t s : of.spaces) {
    if (capacity.spaces[s].kind == SpaceKind::building) return own;
    booked.insert(capacity.spaces[s].use);
  }
  for (const models::Building& zone : building.zones) {
    if (!booked.contains(zone.use)) own.uses.insert(zone.use);
  }
  const UseWeek profile = models::week_of_use(building.use);
  own.week.open = of.own;
  for (std::size_t h = 0; h < kWeekHours; ++h) own.week.presence[h] = of.own[h] > 0.0 ? profile.presence[h] : 0.0;
  return own;
}

WeekEnergy WeekRun::run(const models::Building& building, const UseWeek& week, const OwnZones& own) {
  models::BuildingResult result;
  WeekEnergy energy;
  if (building.hall != nullptr) {
    models::Building variant = building;
    models::SwimmingHall hall = *building.hall;
    hall.week = models::HallWeek{week.open, week.presence};
    variant.hall = std::make_shared<const models::SwimmingHall>(std::move(hall));
    result = models::simulate_building(variant, environment_, hourly_);
    const models::HallSchedule schedule =
        models::make_hall_schedule(*variant.hall->week, building.visitors_per_year, environment_.axis);
    add_open_hours(schedule.open, environment_.axis, energy.open_h_of);
  } else {
    const models::UseProfile profile = models::make_week_profile(week, building.use, environment_.axis);
    for (const models::Building& zone : models::zones_of(building)) {
      if (!own.uses.contains(zone.use)) environment_.profiles.of_use[static_cast<std::size_t>(zone.use)] = profile;
    }
    if (!own.uses.empty()) {
      const models::UseProfile of_own = models::make_week_profile(own.week, building.use, environment_.axis);
      for (const models::Use use : own.uses) environment_.profiles.of_use[static_cast<std::size_t>(use)] = of_own;
    }
    result = models::simulate_building(building, environment_, hourly_);
    add_open_hours(profile.open, environment_.axis, energy.open_h_of);
  }
  add_economics(result, building, tariff_, factors_);
  const auto annual = [&result](models::Annual v) { return result.annual[models::index(v)]; };
  energy.heat_kwh = annual(models::Annual::heat);
  energy.electricity_kwh = annual(models::Annual::electricity);
  energy.co2_kg = annual(models::Annual::co2);
  energy.cost_dkk = annual(models::Annual::cost);
  energy.power_dkk = tariff_.heat_capacity_dkk_kw * annual(models::Annual::peak_heat);
  energy.open_h = energy.open_h_of[index(Season::year)];
  add_months(result.monthly[models::index(models::Monthly::heat)], energy.heat_kwh_of);
  add_months(result.monthly[models::index(models::Monthly::electricity)], energy.electricity_kwh_of);
  return energy;
}

}  // namespace tvilling::scenarios
