// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>

#include "scenarios/screening/screening_parts.hpp"

namespace tvilling::scenarios {

namespace {

/// A place counts in one potential only: BC10's two do not overlap.
Potential one_of(double occupancy_dkk, double rent_dkk, OverlapGuard guard) {
  const bool occupancy = occupancy_dkk > 0.0;
  const bool rent = rent_dkk > 0.0;
  if (!occupancy && !rent) return Potential::none;
  if (!rent) return Potential::low_occupancy;
  if (!occupancy) return Potential::high_rent;
  return guard == OverlapGuard::occupancy_first || occupancy_dkk >= rent_dkk ? Potential::low_occupancy : Potential::high_rent;
}

/// What takes the area per employee from red to yellow: so much less area, or so many more people in it.
void add_occupancy_change(ScreenedPlace& place, const ScreeningSettings& settings) {
  const ScreenedFigure& figure = place[Screened::area_per_employee];
  if (figure.light != Light::red) return;
  const double each_m2 = figure.reference * settings.red_above_ratio;
  place.fewer_m2 = place.staffed_area_m2 - each_m2 * place.employees;
  place.more_employees = std::ceil(place.staffed_area_m2 / each_m2 - place.employees);
}

}  // namespace

void add_potentials(std::span<ScreenedPlace> places, const ScreeningSettings& settings) {
  for (ScreenedPlace& place : places) {
    add_occupancy_change(place, settings);
    const ScreenedFigure& space = place[Screened::area_per_employee];
    const ScreenedFigure& rent = place[Screened::rent];
    if (space.light == Light::red) {
      const double surplus_m2 = std::max(0.0, place.staffed_area_m2 - space.reference * place.employees);
      place.occupancy_saving_dkk_year = surplus_m2 * rent.value;
    }
    if (rent.light == Light::red) place.rent_saving_dkk_year = std::max(0.0, rent.value - rent.reference) * place.rent_area_m2;
    place.potential = one_of(place.occupancy_saving_dkk_year, place.rent_saving_dkk_year, settings.overlap);
    if (place.potential == Potential::none) continue;
    const bool occupancy = place.potential == Potential::low_occupancy;
    place.saving_dkk_year = occupancy ? place.occupancy_saving_dkk_year : place.rent_saving_dkk_year;
    place.saving_low_dkk_year = kLowSavingFraction * place.saving_dkk_year;
  }
}

double staffed_rent_dkk_year(const ScreenedPlace& place) noexcept {
  return place.staffed_area_m2 * place[Screened::rent].value;
}

std::array<PotentialSum, kPotentialNames.size()> potential_sums(std::span<const ScreenedPlace> properties) {
  std::array<PotentialSum, kPotentialNames.size()> sums;
  for (std::size_t p = 0; p < properties.size(); ++p) {
    const ScreenedPlace& place = properties[p];
    if (place[Screened::area_per_employee].light == Light::red && std::isnan(place[Screened::rent].value)) {
      sums[static_cast<std::size_t>(Potential::low_occupancy)].unpriced.push_back(p);
    }
    if (place[Screened::area_per_employee].why == Unjudged::nobody) {
      sums[static_cast<std::size_t>(Potential::low_occupancy)].nobody.push_back(p);
    }
    if (place.potential == Potential::none) continue;
    PotentialSum& sum = sums[static_cast<std::size_t>(place.potential)];
    sum.properties.push_back(p);
    sum.saving_low_dkk_year += place.saving_low_dkk_year;
    sum.saving_dkk_year += place.saving_dkk_year;
    sum.third_party_dkk_year += place.rented_fraction * place.saving_dkk_year;
    if (place.all_locked) sum.locked_dkk_year += place.saving_dkk_year;
  }
  return sums;
}

}  // namespace tvilling::scenarios
