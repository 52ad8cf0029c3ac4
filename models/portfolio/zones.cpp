// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "models/portfolio/fill_range.hpp"
#include "models/portfolio/fill_rules.hpp"
#include "models/portfolio/zone_codes.hpp"
#include "models/portfolio/zone_plan.hpp"

namespace tvilling::models {

namespace {

/// Numbers that depend on the use. The others are the building's in every zone.
constexpr std::array kOfUse{&Building::heated_fraction,
                            &Building::partition_area_fraction,
                            &Building::mechanical_ventilation_l_s_m2,
                            &Building::natural_ventilation_per_h,
                            &Building::heat_recovery_fraction,
                            &Building::specific_fan_power_kj_m3,
                            &Building::window_airing_per_h,
                            &Building::heating_set_point_degc,
                            &Building::night_set_back_k,
                            &Building::heating_capacity_w_m2,
                            &Building::occupant_density_m2_person,
                            &Building::person_heat_w,
                            &Building::appliance_w_m2,
                            &Building::appliance_base_fraction,
                            &Building::lighting_w_m2,
                            &Building::lighting_control_fraction,
                            &Building::hot_water_l_m2,
                            &Building::hot_water_circulation_w_m2,
                            &Building::water_m3_m2,
                            &Building::process_heat_kwh_m2,
                            &Building::process_electricity_kwh_m2};

/// Of these the ones that go with the use: given for a building they hold in the zones of its own use, as the measures on them
/// do. A pool in a school stays warm.
constexpr std::array kOfOwnUse{&Building::heating_set_point_degc, &Building::night_set_back_k};

template <std::size_t N>
bool is_one_of(double Building::* member, const std::array<double Building::*, N>& members) {
  return std::find(members.begin(), members.end(), member) != members.end();
}

using Rooms = std::map<std::string_view, std::vector<const Room*>>;

Rooms rooms_by_building(const Portfolio& portfolio) {
  Rooms rooms;
  for (const Room& room : portfolio.rooms) rooms[room.building_id].push_back(&room);
  for (auto& [building, list] : rooms) {
    const auto by_id = [](const Room* a, const Room* b) { return a->room_id != b->room_id ? a->room_id < b->room_id : a < b; };
    std::sort(list.begin(), list.end(), by_id);
  }
  return rooms;
}

/// Given by somebody, whatever is said of its origin; not filled.
bool is_given(const BuildingRecord& record, double Building::* member) {
  const std::span<const BuildingColumn> columns = building_columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].member != member) continue;
    return !std::isnan(record.building.*member) && (record.given[c] || record.origin[c] <= Origin::register_);
  }
  return false;
}

/// Fills the zones of one building.
class ZoneFiller {
 public:
  ZoneFiller(BuildingRecord& record, const ZonePlan& plan, const Archetypes& archetypes, core::Findings& findings)
      : record_(record),
        plan_(plan),
        archetypes_(archetypes),
        findings_(findings),
        has_own_use_(std::any_of(plan.zones.begin(), plan.zones.end(),
                                 [&record](const PlannedZone& z) { return z.use == record.building.use; })) {}

  /// Returns the given numbers that depend on the use and now hold in zones of several.
  std::set<std::string_view> fill() {
    Building& building = record_.building;
    const bool visitors_given = is_given(record_, &Building::visitors_per_year);
    const bool heated_given = is_given(record_, &Building::heated_fraction);
    std::vector<Building> zones;
    zones.reserve(plan_.zones.size());
    for (std::size_t z = 0; z < plan_.zones.size(); ++z) zones.push_back(zone(z, visitors_given));
    double visitors = 0.0;
    double heated_m2 = 0.0;
    for (const Building& one : zones) {
      visitors += one.visitors_per_year;
      heated_m2 += one.heated_fraction * one.area_m2;
    }
    if (!visitors_given) building.visitors_per_year = visitors;
    if (!heated_given) building.heated_fraction = std::min(1.0, heated_m2 / building.area_m2);
    building.zones = std::move(zones);
    const double u_value_w_m2k = archetypes_.general("zone_partition_u_value_w_m2k");
    for (const PlannedLink& link : plan_.links) building.zone_links.push_back({link.a, link.b, link.area_m2, u_value_w_m2k});
    return spread();
  }

 private:
  [[nodiscard]] bool of_several_uses() const {
    return std::any_of(plan_.zones.begin(), plan_.zones.end(),
                       [this](const PlannedZone& z) { return z.use != plan_.zones[0].use; });
  }

  std::set<std::string_view> spread() const {
    std::set<std::string_view> names;
    for (const BuildingColumn& column : building_columns()) {
      const bool in_all = is_one_of(column.member, kOfUse) && !(has_own_use_ && is_one_of(column.member, kOfOwnUse));
      if (in_all && of_several_uses() && is_given(record_, column.member)) names.insert(column.variable.name);
    }
    return names;
  }

  /// Desks stand in offices, as many as such offices have; the others work in the rest of the building (teachers).
  [[nodiscard]] double employees(const PlannedZone& planned) const {
    const double all = record_.building.employees;
    const double area_m2 = record_.building.area_m2;
    double offices_m2 = 0.0;
    for (const PlannedZone& z : plan_.zones) offices_m2 += z.use == Use::office ? z.area_m2 : 0.0;
    const double others_m2 = area_m2 - offices_m2;
    if (!(offices_m2 > 0.0) || !(others_m2 > 1e-9 * area_m2)) return all * planned.area_m2 / area_m2;
    const double at_desks = std::min(all, offices_m2 / archetypes_.of_use("occupant_density_m2_person", Use::office));
    if (planned.use == Use::office) return at_desks * planned.area_m2 / offices_m2;
    return (all - at_desks) * planned.area_m2 / others_m2;
  }

  /// Whether what was given for the building holds in this zone.
  [[nodiscard]] bool holds(double Building::* member, const PlannedZone& planned) const {
    if (!is_given(record_, member)) return false;
    return planned.use == record_.building.use || !has_own_use_ || !is_one_of(member, kOfOwnUse);
  }

  Building zone(std::size_t z, bool visitors_given) {
    const PlannedZone& planned = plan_.zones[z];
    const Building& whole = record_.building;
    BuildingRecord zone;
    zone.pos = record_.pos;
    zone.building = whole;
    Building& b = zone.building;
    b.building_id = fmt::format("{}, zone {} ({})", whole.building_id, z + 1, to_string(planned.use));
    b.use = planned.use;
    b.footprint.clear();
    b.parts.clear();
    b.area_m2 = planned.area_m2;
    b.share = planned.share;
    b.employees = employees(planned);
    b.visitors_per_year = visitors_given ? whole.visitors_per_year * planned.area_m2 / whole.area_m2 : kMissing;
    for (double Building::* member : kOfUse) {
      if (!holds(member, planned)) b.*member = kMissing;
    }
    if (!std::isnan(planned.heating_set_point_degc)) b.heating_set_point_degc = planned.heating_set_point_degc;
    const Building given = b;
    for (const FillRule& rule : fill_rules()) {
      double& value = b.*rule.member;
      if (!std::isnan(value)) continue;
      const FilledValue filled = rule.fill(b, archetypes_);
      if (std::isnan(filled.value)) continue;  // a place that nobody gave
      value = filled.value;
      record_.zones_origin = weakest(record_.zones_origin, filled.origin);
    }
    check_filled(given, zone, archetypes_, findings_);
    return std::move(b);
  }

  BuildingRecord& record_;
  const ZonePlan& plan_;
  const Archetypes& archetypes_;
  core::Findings& findings_;
  bool has_own_use_;
};

/// What a zone of each use has when its rooms say nothing.
std::array<double, kUseNames.size()> set_points_of(const BuildingRecord& record, const std::vector<const Room*>& rooms,
                                                   const Archetypes& archetypes) {
  const Building& b = record.building;
  double other_uses_m2 = 0.0;
  for (const Room* room : rooms) {
    if (!room->use.empty() && room->use != to_string(b.use) && room->area_m2 > 0.0) other_uses_m2 += room->area_m2;
  }
  const bool has_own_use = b.area_m2 - other_uses_m2 > 1e-9 * b.area_m2;
  const bool given = is_given(record, &Building::heating_set_point_degc);
  std::array<double, kUseNames.size()> degc{};
  for (std::size_t i = 0; i < degc.size(); ++i) {
    const Use use = static_cast<Use>(i);
    const bool holds = given && (use == b.use || !has_own_use);
    degc[i] = holds ? b.heating_set_point_degc : archetypes.of_use("heating_set_point_degc", use);
  }
  return degc;
}

/// One zone of the building's own use and set point is the building as it is.
bool divides(const BuildingRecord& record, const ZonePlan& plan) {
  if (plan.zones.size() != 1) return plan.zones.size() > 1;
  return plan.zones[0].use != record.building.use || !std::isnan(plan.zones[0].heating_set_point_degc);
}

struct Counts {
  std::size_t by_uses = 0;
  std::size_t by_rooms = 0;
  std::size_t zones = 0;
  std::vector<std::string> spread;  ///< ids
  std::set<std::string_view> columns;
};

core::Finding zones_finding(const Counts& counts) {
  core::Finding finding;
  finding.code = zone_code::kZones.code;
  finding.severity = core::Severity::filled;
  finding.message = fmt::format(
      "{} buildings have {} zones ({} buildings by their uses, {} by their rooms); what nobody gave and depends on the use is "
      "that of "
      "each zone's",
      counts.by_uses + counts.by_rooms, counts.zones, counts.by_uses, counts.by_rooms);
  if (!counts.spread.empty()) {
    finding.message += fmt::format("; in {} of them given numbers hold in zones of all uses ({})", counts.spread.size(),
                                   fmt::join(counts.columns, ", "));
  }
  finding.hint = "Give rooms with use, area_m2, storey and adjacent_to to say more; docs/physics/zones.md tells what is assumed.";
  finding.table = "buildings";
  finding.rows = counts.spread;
  return finding;
}

ZonePlan plan_of(const BuildingRecord& record, const Rooms& rooms, const Archetypes& archetypes, core::Findings& findings) {
  const auto own = rooms.find(record.building.building_id);
  if (own == rooms.end()) return record.building.parts.empty() ? ZonePlan{} : plan_of_uses(record, findings);
  if (!record.building.parts.empty()) {
    findings.add(zone_finding(record, zone_code::kPartsUnused.code, core::Severity::info,
                              "it has rooms; its columns of other uses are not used", "Take out one of both."));
  }
  return plan_of_rooms(record, own->second, set_points_of(record, own->second, archetypes), findings);
}

}  // namespace

void make_zones(Portfolio& portfolio, const Archetypes& archetypes, core::Findings& findings) {
  const Rooms rooms = rooms_by_building(portfolio);
  Counts counts;
  for (BuildingRecord& record : portfolio.buildings) {
    record.building.zones.clear();
    record.building.zone_links.clear();
    record.zones_origin = Origin::metered;
    if (record.building.hall != nullptr) continue;  // a pool hall and the rooms around it
    ZonePlan plan = plan_of(record, rooms, archetypes, findings);
    merge_zones(record, plan, findings);
    if (!divides(record, plan)) continue;
    record.zones_origin = Origin::filled;  // who has which part of the envelope is an estimate
    const std::set<std::string_view> spread = ZoneFiller(record, plan, archetypes, findings).fill();
    ++(rooms.contains(record.building.building_id) ? counts.by_rooms : counts.by_uses);
    counts.zones += record.building.zones.size();
    if (!spread.empty()) counts.spread.push_back(record.building.building_id);
    counts.columns.insert(spread.begin(), spread.end());
  }
  if (counts.zones > 0) findings.add(zones_finding(counts));
}

}  // namespace tvilling::models
