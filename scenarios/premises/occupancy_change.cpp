// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/occupancy_change.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "models/building/envelope.hpp"
#include "models/portfolio/archetypes.hpp"
#include "models/portfolio/zone_plan.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;

constexpr double kRounding = 1e-9;
constexpr double kNobody_m2_person = std::numeric_limits<double>::infinity();
constexpr double kM3hPerLitreS = 3.6;

/// The numbers of a zone that people drive, for all of it.
struct Totals {
  double people = 0.0;
  double heat_w = 0.0;  ///< of all people
  double base_w = 0.0;  ///< appliances at any hour
  double appliance_w = 0.0;
  double hot_water_l = 0.0;
  double water_m3 = 0.0;
  double flow_l_s = 0.0;  ///< of the plant, or through windows where there is none
};

double heated_m2(const Building& zone) {
  return zone.area_m2 * zone.heated_fraction;
}

bool has_plant(const Building& zone) {
  return zone.mechanical_ventilation_l_s_m2 > 0.0;
}

Totals totals_of(const Building& zone) {
  Totals t;
  t.people = zone.area_m2 / zone.occupant_density_m2_person;
  t.heat_w = t.people * zone.person_heat_w;
  const double power_w = zone.appliance_w_m2 * zone.area_m2;
  t.base_w = power_w * zone.appliance_base_fraction;
  t.appliance_w = power_w - t.base_w;
  t.hot_water_l = zone.hot_water_l_m2 * zone.area_m2;
  t.water_m3 = zone.water_m3_m2 * zone.area_m2;
  t.flow_l_s = has_plant(zone) ? zone.mechanical_ventilation_l_s_m2 * heated_m2(zone)
                               : zone.natural_ventilation_per_h * models::envelope_of(zone).volume_m3 / kM3hPerLitreS;
  return t;
}

/// Writes totals for the zone's area as it is now. `plant`: whether the flow is the plant's.
void set_totals(Building& zone, const Totals& t, bool plant) {
  zone.occupant_density_m2_person = t.people > 0.0 ? zone.area_m2 / t.people : kNobody_m2_person;
  if (t.people > 0.0) zone.person_heat_w = t.heat_w / t.people;
  const double power_w = t.base_w + t.appliance_w;
  zone.appliance_w_m2 = power_w / zone.area_m2;
  if (power_w > 0.0) zone.appliance_base_fraction = t.base_w / power_w;
  zone.hot_water_l_m2 = t.hot_water_l / zone.area_m2;
  zone.water_m3_m2 = t.water_m3 / zone.area_m2;
  if (!(heated_m2(zone) > 0.0)) return;
  if (plant) {
    zone.mechanical_ventilation_l_s_m2 = t.flow_l_s / heated_m2(zone);
  } else {
    zone.natural_ventilation_per_h = t.flow_l_s * kM3hPerLitreS / models::envelope_of(zone).volume_m3;
  }
}

/// What the zone has beyond its area's part.
double flow_for_people_l_s(const Building& zone, const Totals& t) {
  return std::max(0.0, t.flow_l_s - kAreaVentilation_l_s_m2 * heated_m2(zone));
}

/// What `emptied` leaves of a zone.
bool is_empty(const Building& zone) {
  return zone.occupant_density_m2_person == kNobody_m2_person && zone.appliance_w_m2 == 0.0 && zone.lighting_w_m2 == 0.0;
}

/// Emptied, and heated by the municipality.
bool is_held(const Building& zone) {
  return is_empty(zone) && zone.heated_fraction > 0.0;
}

std::span<Building> zones_of(Building& building) {
  return building.zones.empty() ? std::span(&building, 1) : std::span(building.zones);
}

/// The places of the zones that people of a use sit in: those of the use, else all; none that is emptied while others are left.
std::vector<std::size_t> zones_for(const Building& building, std::optional<models::Use> use) {
  const std::span<const Building> zones = models::zones_of(building);
  std::vector<std::size_t> of_use;
  std::vector<std::size_t> open;
  std::vector<std::size_t> all;
  for (std::size_t z = 0; z < zones.size(); ++z) {
    all.push_back(z);
    if (is_empty(zones[z])) continue;
    open.push_back(z);
    if (zones[z].use == use.value_or(building.use)) of_use.push_back(z);
  }
  if (!of_use.empty()) return of_use;
  return open.empty() ? all : open;
}

/// A total after a change; nothing where only rounding is left.
double changed(double total, double change) {
  const double after = total + change;
  return change < 0.0 && after <= kRounding * total ? 0.0 : after;
}

void change_zone(Building& zone, double persons, const PersonLoad& load) {
  const bool plant = has_plant(zone);
  const Totals before = totals_of(zone);
  const double least_l_s = before.flow_l_s - flow_for_people_l_s(zone, before);
  Totals t = before;
  t.people = changed(before.people, persons);
  t.heat_w = changed(before.heat_w, persons * load.heat_w);
  t.appliance_w = changed(before.appliance_w, persons * load.appliance_w);
  t.hot_water_l = changed(before.hot_water_l, persons * load.hot_water_l_year);
  t.water_m3 = changed(before.water_m3, persons * load.water_m3_year);
  t.flow_l_s = std::max(least_l_s, before.flow_l_s + persons * load.ventilation_l_s);
  if (t.people == 0.0) t.heat_w = t.appliance_w = t.hot_water_l = t.water_m3 = 0.0;
  set_totals(zone, t, plant);
  if (!std::isnan(zone.employees)) zone.employees = std::max(0.0, zone.employees + persons);
}

/// Persons by zone, in proportion to area; where more would leave than are there, the others leave from the rest.
std::vector<double> persons_by_zone(std::span<const Building> zones, const std::vector<std::size_t>& places, double persons) {
  std::vector<double> share(places.size(), 0.0);
  std::vector<std::size_t> left(places.size());
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = i;
  double rest = persons;
  while (!left.empty() && rest != 0.0) {
    double area_m2 = 0.0;
    for (const std::size_t i : left) area_m2 += zones[places[i]].area_m2;
    const double per_m2 = rest / area_m2;
    const auto runs_out = [&](std::size_t i) {
      const Building& zone = zones[places[i]];
      return per_m2 * zone.area_m2 < -(zone.area_m2 / zone.occupant_density_m2_person);
    };
    const auto first_out = std::stable_partition(left.begin(), left.end(), [&](std::size_t i) { return !runs_out(i); });
    if (first_out == left.end()) {
      for (const std::size_t i : left) share[i] = per_m2 * zones[places[i]].area_m2;
      break;
    }
    for (auto i = first_out; i != left.end(); ++i) {
      share[*i] = -(zones[places[*i]].area_m2 / zones[places[*i]].occupant_density_m2_person);
      rest -= share[*i];
    }
    left.erase(first_out, left.end());
  }
  return share;
}

/// Nobody and nothing runs.
void switch_off(Building& zone) {
  zone.occupant_density_m2_person = kNobody_m2_person;
  for (double Building::* column :
       {&Building::appliance_w_m2, &Building::lighting_w_m2, &Building::mechanical_ventilation_l_s_m2,
        &Building::natural_ventilation_per_h, &Building::window_airing_per_h, &Building::hot_water_l_m2,
        &Building::hot_water_circulation_w_m2, &Building::water_m3_m2, &Building::process_heat_kwh_m2,
        &Building::process_electricity_kwh_m2, &Building::visitors_per_year}) {
    zone.*column = 0.0;
  }
  if (!std::isnan(zone.employees)) zone.employees = 0.0;
  zone.hall = nullptr;
}

void empty_zone(Building& zone, EmptyState state, double frost_guard_degc) {
  switch_off(zone);
  zone.heating_set_point_degc = std::min(zone.heating_set_point_degc, frost_guard_degc);
  zone.night_set_back_k = 0.0;
  zone.set_point_correction_k = 0.0;
  zone.rebound_k = 0.0;
  if (state == EmptyState::handed_over) zone.heated_fraction = 0.0;
}

/// A zone without a fraction of its area, with all its people.
Building kept_part(const Building& zone, double fraction) {
  const double stays = 1.0 - fraction;
  const Totals before = totals_of(zone);
  Totals t = before;
  t.base_w = stays * before.base_w;
  const PersonNeeds needs;
  const double people_l_s = std::min(needs.ventilation_l_s * before.people, flow_for_people_l_s(zone, before));
  t.flow_l_s = people_l_s + stays * (before.flow_l_s - people_l_s);
  Building kept = zone;
  kept.area_m2 = stays * zone.area_m2;
  kept.share = {stays * zone.share.facade, stays * zone.share.roof, stays * zone.share.floor};
  set_totals(kept, t, has_plant(zone));
  return kept;
}

Building emptied_part(const Building& zone, double fraction, EmptyState state, double frost_guard_degc) {
  Building part = zone;
  part.area_m2 = fraction * zone.area_m2;
  part.share = {fraction * zone.share.facade, fraction * zone.share.roof, fraction * zone.share.floor};
  part.building_id = zone.building_id + ", emptied";
  empty_zone(part, state, frost_guard_degc);
  return part;
}

double partition_u_value_w_m2k() {
  static const models::Archetypes archetypes;
  return archetypes.general("zone_partition_u_value_w_m2k");
}

/// Divides the zones at `places` side by side: the rest in their places, the emptied parts after all zones.
void divide(Building& building, const std::vector<std::size_t>& places, double fraction, EmptyState state,
            double frost_guard_degc) {
  if (building.zones.empty()) {
    Building zone = building;
    zone.building_id += ", kept";
    zone.footprint.clear();
    zone.parts.clear();
    building.zones.push_back(std::move(zone));
  }
  std::vector<Building>& zones = building.zones;
  std::vector<std::size_t> part_of(zones.size(), zones.size());  // the place of a zone's emptied part; none: its size
  const std::size_t before = zones.size();
  std::vector<models::ZoneLink> links;
  for (const std::size_t z : places) {
    const Building whole = zones[z];
    part_of[z] = zones.size();
    zones.push_back(emptied_part(whole, fraction, state, frost_guard_degc));
    zones[z] = kept_part(whole, fraction);
    const double smaller_m2 = std::min(zones[z].area_m2, zones[part_of[z]].area_m2);
    links.push_back({z, part_of[z], models::wall_between_m2(building, smaller_m2, building.storeys), partition_u_value_w_m2k()});
  }
  for (models::ZoneLink& link : building.zone_links) {
    const bool both = part_of[link.a] != before && part_of[link.b] != before;
    if (!both) continue;
    links.push_back({part_of[link.a], part_of[link.b], fraction * link.area_m2, link.u_value_w_m2k});
    link.area_m2 *= 1.0 - fraction;
  }
  building.zone_links.insert(building.zone_links.end(), links.begin(), links.end());
}

}  // namespace

PersonLoad person_load(const Building& building, const PersonNeeds& needs, std::optional<models::Use> use) {
  const std::span<const Building> zones = models::zones_of(building);
  Totals sum;
  double flow_l_s = 0.0;
  PersonLoad load;
  for (const std::size_t z : zones_for(building, use)) {
    const Totals t = totals_of(zones[z]);
    load.heat_w = zones[z].person_heat_w;  // where nobody is: of those who were
    sum.people += t.people;
    sum.heat_w += t.heat_w;
    sum.appliance_w += t.appliance_w;
    sum.hot_water_l += t.hot_water_l;
    sum.water_m3 += t.water_m3;
    flow_l_s += flow_for_people_l_s(zones[z], t);
  }
  if (!(sum.people > 0.0)) return load;
  return {sum.heat_w / sum.people, sum.appliance_w / sum.people, sum.hot_water_l / sum.people, sum.water_m3 / sum.people,
          std::min(needs.ventilation_l_s, flow_l_s / sum.people)};
}

void add_load(PersonLoad& sum, const PersonLoad& load, double times) noexcept {
  sum.heat_w += times * load.heat_w;
  sum.appliance_w += times * load.appliance_w;
  sum.hot_water_l_year += times * load.hot_water_l_year;
  sum.water_m3_year += times * load.water_m3_year;
  sum.ventilation_l_s += times * load.ventilation_l_s;
}

double people_when_full(const Building& building) noexcept {
  double people = 0.0;
  for (const Building& zone : models::zones_of(building)) people += zone.area_m2 / zone.occupant_density_m2_person;
  return people;
}

Building with_persons(const Building& building, double persons, const PersonLoad& load, std::optional<models::Use> use) {
  Building after = building;
  const std::vector<std::size_t> places = zones_for(building, use);
  const std::vector<double> share = persons_by_zone(models::zones_of(building), places, persons);
  double counted = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    change_zone(zones_of(after)[places[i]], share[i], load);
    counted += share[i];
  }
  if (!building.zones.empty() && !std::isnan(building.employees)) after.employees = std::max(0.0, building.employees + counted);
  return after;
}

Building emptied(const Building& building, double fraction, EmptyState state, double frost_guard_degc) {
  Building after = building;
  std::vector<std::size_t> open;
  double open_m2 = 0.0;
  double smallest_m2 = building.area_m2;
  const std::span<const Building> zones = models::zones_of(building);
  for (std::size_t z = 0; z < zones.size(); ++z) {
    if (is_empty(zones[z])) continue;
    open.push_back(z);
    open_m2 += zones[z].area_m2;
    smallest_m2 = std::min(smallest_m2, zones[z].area_m2);
  }
  const double share = open_m2 > 0.0 ? std::min(1.0, fraction * building.area_m2 / open_m2) : 0.0;
  // A part smaller than a zone may be counts as none or as all.
  if (share * smallest_m2 < models::kLeastZone_m2) return after;
  if ((1.0 - share) * smallest_m2 >= models::kLeastZone_m2) {
    if (building.hall != nullptr) {
      throw core::Error(core::ErrorKind::bad_input, "a part of swimming hall " + building.building_id + " cannot be emptied");
    }
    divide(after, open, share, state, frost_guard_degc);
    return after;
  }
  for (const std::size_t z : open) empty_zone(zones_of(after)[z], state, frost_guard_degc);
  // No open part is left, so nothing of the house runs; and where another has all of it, he has its solar cells too.
  const bool is_whole = state == EmptyState::handed_over && std::ranges::none_of(models::zones_of(after), is_held);
  empty_zone(after, is_whole ? EmptyState::handed_over : EmptyState::frost_guard, frost_guard_degc);
  if (is_whole) after.pv_capacity_kw = 0.0;
  return after;
}

Building with_plant_of(const Building& building, const Building& unchanged) {
  Building after = building;
  const std::span<const Building> before = models::zones_of(unchanged);
  const std::span<Building> zones = zones_of(after);
  for (std::size_t z = 0; z < std::min(before.size(), zones.size()); ++z) {
    if (is_empty(zones[z])) continue;
    zones[z].mechanical_ventilation_l_s_m2 = before[z].mechanical_ventilation_l_s_m2;
    zones[z].natural_ventilation_per_h = before[z].natural_ventilation_per_h;
  }
  return after;
}

}  // namespace tvilling::scenarios
