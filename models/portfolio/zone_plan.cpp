// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/zone_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/text.hpp"
#include "models/portfolio/zone_codes.hpp"

namespace tvilling::models {

namespace {

constexpr double kRounding = 1e-9;  // of an area

/// The largest zone of the building's use, or of all where none has it; not `but`.
std::size_t main_zone(const ZonePlan& plan, Use use, std::size_t but) {
  std::size_t best = but == 0 ? 1 : 0;
  for (std::size_t z = 0; z < plan.zones.size(); ++z) {
    if (z == but) continue;
    const bool better_use = plan.zones[z].use == use && plan.zones[best].use != use;
    const bool same_use = (plan.zones[z].use == use) == (plan.zones[best].use == use);
    if (better_use || (same_use && plan.zones[z].area_m2 > plan.zones[best].area_m2)) best = z;
  }
  return best;
}

/// `from` becomes a part of `to`, and what it had in common with others too.
void join(ZonePlan& plan, std::size_t from, std::size_t to) {
  PlannedZone& into = plan.zones[to];
  const PlannedZone& gone = plan.zones[from];
  into.area_m2 += gone.area_m2;
  into.share.facade += gone.share.facade;
  into.share.roof += gone.share.roof;
  into.share.floor += gone.share.floor;
  const auto renamed = [from, to](std::size_t zone) {
    if (zone == from) zone = to;
    return zone > from ? zone - 1 : zone;
  };
  std::vector<PlannedLink> links;
  for (const PlannedLink& link : plan.links) {
    const std::pair<std::size_t, std::size_t> ends = std::minmax(renamed(link.a), renamed(link.b));
    if (ends.first == ends.second) continue;
    const auto same = std::find_if(links.begin(), links.end(),
                                   [&ends](const PlannedLink& l) { return l.a == ends.first && l.b == ends.second; });
    if (same != links.end()) {
      same->area_m2 += link.area_m2;
    } else {
      links.push_back({ends.first, ends.second, link.area_m2});
    }
  }
  plan.links = std::move(links);
  plan.zones.erase(plan.zones.begin() + static_cast<std::ptrdiff_t>(from));
}

/// Area by use; what cannot be used is told.
std::array<double, kUseNames.size()> areas_of_uses(const BuildingRecord& record, core::Findings& findings) {
  std::array<double, kUseNames.size()> area_m2{};
  for (const UsePart& part : record.building.parts) {
    if (part.area_m2 > 0.0) {
      area_m2[static_cast<std::size_t>(part.use)] += part.area_m2;
      continue;
    }
    findings.add(zone_finding(record, zone_code::kPartWithoutArea.code, core::Severity::warns,
                              fmt::format("its other use {} has no area and is left out", to_string(part.use)),
                              "Give the area of each other use."));
  }
  return area_m2;
}

}  // namespace

core::Finding zone_finding(const BuildingRecord& record, std::string_view code, core::Severity severity, std::string message,
                           std::string hint) {
  core::Finding finding;
  finding.code = code;
  finding.severity = severity;
  finding.pos = record.pos;
  finding.message = fmt::format("building \"{}\": {}", core::shown(record.building.building_id), message);
  finding.hint = std::move(hint);
  finding.table = "buildings";
  finding.id = record.building.building_id;
  return finding;
}

double wall_between_m2(const Building& building, double smaller_m2, double storeys) noexcept {
  const double half_m = 0.25 * building.perimeter_m;
  const double depth_m = half_m - std::sqrt(std::max(0.0, half_m * half_m - building.footprint_area_m2));
  return std::min(depth_m, std::sqrt(smaller_m2 / storeys)) * storeys * building.storey_height_m;
}

ZonePlan plan_of_uses(const BuildingRecord& record, core::Findings& findings) {
  const Building& building = record.building;
  std::array<double, kUseNames.size()> area_m2 = areas_of_uses(record, findings);
  double total_m2 = 0.0;
  for (const double of_use : area_m2) total_m2 += of_use;
  if (total_m2 > building.area_m2 * (1.0 + kRounding)) {
    findings.add(
        zone_finding(record, zone_code::kPartsTooLarge.code, core::Severity::stops,
                     fmt::format("its other uses have {:.10g} m2, the building has {:.10g} m2", total_m2, building.area_m2),
                     "The main use has what the others leave: correct area_m2 or the areas of the uses."));
    return {};
  }
  area_m2[static_cast<std::size_t>(building.use)] += std::max(0.0, building.area_m2 - total_m2);
  ZonePlan plan;
  const auto add = [&plan, &building](Use use, double zone_m2) {
    const double share = zone_m2 / building.area_m2;
    if (zone_m2 > 0.0) plan.zones.push_back({use, zone_m2, kMissing, {share, share, share}});
  };
  add(building.use, area_m2[static_cast<std::size_t>(building.use)]);
  for (std::size_t use = 0; use < area_m2.size(); ++use) {
    if (use != static_cast<std::size_t>(building.use)) add(static_cast<Use>(use), area_m2[use]);
  }
  if (plan.zones.size() < 2) return plan;
  const std::size_t hub = main_zone(plan, building.use, plan.zones.size());
  for (std::size_t z = 0; z < plan.zones.size(); ++z) {
    if (z == hub) continue;
    const double smaller_m2 = std::min(plan.zones[z].area_m2, plan.zones[hub].area_m2);
    plan.links.push_back({std::min(z, hub), std::max(z, hub), wall_between_m2(building, smaller_m2, building.storeys)});
  }
  return plan;
}

void merge_zones(const BuildingRecord& record, ZonePlan& plan, core::Findings& findings) {
  std::size_t joined = 0;
  double joined_m2 = 0.0;
  while (plan.zones.size() > 1) {
    const auto smallest = std::min_element(plan.zones.begin(), plan.zones.end(),
                                           [](const PlannedZone& a, const PlannedZone& b) { return a.area_m2 < b.area_m2; });
    if (plan.zones.size() <= kMostZones && smallest->area_m2 >= kLeastZone_m2) break;
    ++joined;
    joined_m2 += smallest->area_m2;
    const auto from = static_cast<std::size_t>(smallest - plan.zones.begin());
    join(plan, from, main_zone(plan, record.building.use, from));
  }
  if (joined == 0) return;
  findings.add(
      zone_finding(record, zone_code::kMerged.code, core::Severity::filled,
                   fmt::format("{} of its zones, {:.6g} m2 together, are joined with its main one", joined, joined_m2),
                   fmt::format("A building has at most {} zones of at least {} m2: give the rooms fewer uses or set points.",
                               kMostZones, kLeastZone_m2)));
}

}  // namespace tvilling::models
