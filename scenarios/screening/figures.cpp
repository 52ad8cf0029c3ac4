// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "scenarios/screening/screening_codes.hpp"
#include "scenarios/screening/screening_parts.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = screening_code;
using models::kMissing;
using models::Origin;

/// Sets a value, or why there is none.
void set(ScreenedFigure& figure, double value, Origin origin, Unjudged why) {
  if (std::isfinite(value)) {
    figure.value = value;
    figure.origin = origin;
  } else {
    figure.why = why;
  }
}

double per(double amount, double area_m2) {
  return area_m2 > 0.0 ? amount / area_m2 : kMissing;
}

/// What the buildings of a place use in a year, and the area that uses it.
struct Use {
  ScreenedYear sum{.known = true,
                   .heat_kwh = 0.0,
                   .electricity_kwh = 0.0,
                   .water_m3 = 0.0,
                   .co2_kg = 0.0,
                   .heat_dkk = 0.0,
                   .electricity_dkk = 0.0,
                   .water_dkk = 0.0,
                   .heat_origin = Origin::metered,
                   .electricity_origin = Origin::metered,
                   .water_origin = Origin::metered,
                   .heat_source = FigureSource::metered,
                   .electricity_source = FigureSource::metered,
                   .water_source = FigureSource::metered};
  double area_m2 = 0.0;
};

Use use_of(const ScreeningInput& input, const ScreenedPlace& place) {
  Use use;
  for (const PremisesPart& part : place.parts) {
    const ScreenedYear& year = input.years[part.building];
    use.sum.known = use.sum.known && year.known;
    if (!use.sum.known) return use;
    use.area_m2 += part.fraction * input.portfolio.buildings[part.building].building.area_m2;
    for (double ScreenedYear::* member :
         {&ScreenedYear::heat_kwh, &ScreenedYear::electricity_kwh, &ScreenedYear::water_m3, &ScreenedYear::co2_kg,
          &ScreenedYear::heat_dkk, &ScreenedYear::electricity_dkk, &ScreenedYear::water_dkk}) {
      use.sum.*member += part.fraction * year.*member;
    }
    for (Origin ScreenedYear::* member :
         {&ScreenedYear::heat_origin, &ScreenedYear::electricity_origin, &ScreenedYear::water_origin}) {
      use.sum.*member = models::weakest(use.sum.*member, year.*member);
    }
    for (FigureSource ScreenedYear::* member :
         {&ScreenedYear::heat_source, &ScreenedYear::electricity_source, &ScreenedYear::water_source}) {
      use.sum.*member = weakest(use.sum.*member, year.*member);
    }
  }
  return use;
}

void add_physical(const ScreeningInput& input, ScreenedPlace& place) {
  const Use use = use_of(input, place);
  const bool there = !place.parts.empty();
  const Unjudged why = there ? Unjudged::simulation : Unjudged::building;
  const bool known = there && use.sum.known;
  const auto put = [&](Screened v, double amount, Origin origin, FigureSource source) {
    set(place[v], known ? per(amount, use.area_m2) : kMissing, origin, why);
    if (std::isfinite(place[v].value)) place[v].source = source;
  };
  // A tariff is a table of ours: what it makes of metered energy is no invoice.
  const auto bill = [](Origin origin) { return models::weakest(origin, Origin::archetype); };
  const ScreenedYear& sum = use.sum;
  put(Screened::heat, sum.heat_kwh, sum.heat_origin, sum.heat_source);
  put(Screened::electricity, sum.electricity_kwh, sum.electricity_origin, sum.electricity_source);
  put(Screened::water, sum.water_m3, sum.water_origin, sum.water_source);
  put(Screened::co2, sum.co2_kg, models::weakest(sum.heat_origin, sum.electricity_origin),
      weakest(sum.heat_source, sum.electricity_source));
  put(Screened::heat_cost, sum.heat_dkk, bill(sum.heat_origin), sum.heat_source);
  put(Screened::electricity_cost, sum.electricity_dkk, bill(sum.electricity_origin), sum.electricity_source);
  put(Screened::water_cost, sum.water_dkk, bill(sum.water_origin), sum.water_source);
}

/// What the costs table says goes before what a tariff makes of the energy. What only some buildings have is per m2 of those: of
/// the property that is an inference.
void add_costs(ScreenedPlace& place, const PropertyCosts& costs, double area_m2, Origin origin) {
  const auto put = [&](Screened v, std::initializer_list<const PropertyCost*> kinds) {
    ScreenedFigure cost;
    Origin of_parts = origin;
    double each_dkk_m2 = 0.0;
    for (const PropertyCost* kind : kinds) {
      if (std::isnan(kind->amount_dkk)) continue;
      const bool part = std::isfinite(kind->part_area_m2);
      each_dkk_m2 += per(kind->amount_dkk, part ? kind->part_area_m2 : area_m2);
      cost.cost_year = cost.cost_year == 0 ? kind->year : std::min(cost.cost_year, kind->year);
      if (part) of_parts = models::weakest(of_parts, Origin::filled);
    }
    if (cost.cost_year == 0) return;
    cost.source = FigureSource::costs;
    set(cost, each_dkk_m2, of_parts, Unjudged::area);
    place[v] = cost;
  };
  put(Screened::heat_cost, {&costs.heat});
  put(Screened::electricity_cost, {&costs.electricity});
  put(Screened::water_cost, {&costs.water});
  put(Screened::maintenance_cost, {&costs.maintenance, &costs.operation});
  put(Screened::other_cost, {&costs.other});
  if (std::isnan(place[Screened::rent].value) && place[Screened::rent].why != Unjudged::zero_rent) {
    put(Screened::rent, {&costs.rent});
    if (std::isfinite(place[Screened::rent].value)) place.rent_area_m2 = std::fmin(place.area_m2, costs.rent.part_area_m2);
  }
  for (const Screened v : {Screened::maintenance_cost, Screened::other_cost}) {
    if (std::isnan(place[v].value) && place[v].why == Unjudged::none) place[v].why = Unjudged::cost;
  }
}

/// Of its leases by their areas. One rent that is not known or 0 leaves the mean unknown.
void add_rent(const models::Portfolio& portfolio, ScreenedPlace& place) {
  double rent_dkk = 0.0;
  Unjudged why = place.leases.empty() ? Unjudged::lease : Unjudged::none;
  for (const std::size_t l : place.leases) {
    const models::Lease& lease = portfolio.leases[l];
    if (std::isnan(lease.rent_dkk_m2)) why = Unjudged::rent;
    if (lease.rent_dkk_m2 == 0.0 && why == Unjudged::none) why = Unjudged::zero_rent;
    rent_dkk += lease.rent_dkk_m2 * lease.area_m2;
  }
  const double rent = why == Unjudged::none ? per(rent_dkk, place.let_area_m2) : kMissing;
  place.rent_area_m2 = place.let_area_m2;
  set(place[Screened::rent], rent, Origin::register_, why == Unjudged::none ? Unjudged::area : why);
}

void add_space(ScreenedPlace& place) {
  const double each_m2 = place.employees > 0.0 ? place.staffed_area_m2 / place.employees : kMissing;
  const Unjudged why = place.leases.empty() && place.parts.empty() ? Unjudged::lease
                       : place.employees == 0.0                    ? Unjudged::nobody
                       : place.employees > 0.0                     ? Unjudged::area
                                                                   : Unjudged::employees;
  set(place[Screened::area_per_employee], each_m2, place.employees_origin, why);
  const double vacant = place.let_area_m2 > 0.0 ? std::min(place.vacant_m2 / place.let_area_m2, 1.0) : kMissing;
  set(place[Screened::vacancy], std::isnan(place.vacant_m2) ? kMissing : vacant, Origin::register_,
      place.leases.empty()            ? Unjudged::lease
      : std::isnan(place.let_area_m2) ? Unjudged::area
                                      : Unjudged::vacancy);
}

/// A value is that of the whole house, however little of it is let.
void add_value(ScreenedPlace& place, double value_dkk, double buildings_m2, Origin origin) {
  const double value = value_dkk == 0.0 ? kMissing : per(value_dkk, buildings_m2);
  set(place[Screened::property_value], value, origin,
      std::isnan(value_dkk)      ? Unjudged::value
      : value_dkk == 0.0         ? Unjudged::zero_value
      : std::isnan(buildings_m2) ? Unjudged::building
                                 : Unjudged::area);
}

void tell_zero_rents(const models::Portfolio& portfolio, core::Findings& findings) {
  for (const bool rented : {true, false}) {
    core::Finding finding{
        std::string(code::kZeroRent.code), rented ? core::Severity::warns : core::Severity::info, {}, {}, {}, "leases"};
    for (const models::Lease& lease : portfolio.leases) {
      if (lease.rent_dkk_m2 != 0.0 || (lease.tenure == "third_party") != rented) continue;
      if (finding.rows.empty()) finding.pos = lease.pos;
      finding.rows.push_back(lease.lease_id);
    }
    if (finding.rows.empty()) continue;
    finding.id = finding.rows.size() == 1 ? finding.rows.front() : std::string();
    finding.value = "0";
    finding.message = finding.rows.size() == 1
                          ? fmt::format("the rent of lease \"{}\" is 0: it is not compared", finding.rows.front())
                          : fmt::format("the rent of {} leases is 0 (\"{}\" is the first): they are not compared",
                                        finding.rows.size(), finding.rows.front());
    finding.hint = rented ? "Give the rent per m2 and year, or leave it empty when it is not known."
                          : "Give the internal rent, or leave it empty when there is none.";
    findings.add(std::move(finding));
  }
}

}  // namespace

void add_figures(const ScreeningInput& input, ScreenedPlaces& places, core::Findings& findings) {
  const models::Portfolio& portfolio = input.portfolio;
  const std::map<std::string, PropertyCosts> costs = property_costs(portfolio, findings);
  std::map<std::string_view, double> values;
  for (const models::Property& property : portfolio.properties) values.emplace(property.property_id, property.value_dkk);
  struct PropertyArea {
    double area_m2 = kMissing;
    double buildings_m2 = kMissing;
  };
  std::map<std::string_view, PropertyArea> areas;
  for (const ScreenedPlace& place : places.properties) {
    double buildings_m2 = place.parts.empty() ? kMissing : 0.0;
    for (const PremisesPart& part : place.parts) buildings_m2 += portfolio.buildings[part.building].building.area_m2;
    areas.emplace(place.id, PropertyArea{place.area_m2, buildings_m2});
  }
  const auto fill = [&](ScreenedPlace& place, Origin origin) {
    add_space(place);
    add_rent(portfolio, place);
    add_physical(input, place);
    const auto area = areas.find(place.property_id);
    const PropertyArea of_property = area == areas.end() ? PropertyArea{} : area->second;
    const auto cost = costs.find(place.property_id);
    add_costs(place, cost == costs.end() ? PropertyCosts{} : cost->second, of_property.area_m2, origin);
    const auto value = values.find(place.property_id);
    add_value(place, value == values.end() ? kMissing : value->second, of_property.buildings_m2, origin);
  };
  for (ScreenedPlace& place : places.properties) fill(place, Origin::register_);
  // What is known of the property alone is shared by area, so per m2 it is the property's.
  for (ScreenedPlace& place : places.leases) fill(place, Origin::filled);
  tell_zero_rents(portfolio, findings);
}

}  // namespace tvilling::scenarios
