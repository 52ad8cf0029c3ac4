// SPDX-License-Identifier: MPL-2.0
#include "models/building/zone_network.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace tvilling::models {

namespace {

template <typename Id>
void move_by(Id& id, std::uint32_t offset) {
  id = static_cast<Id>(static_cast<std::uint32_t>(id) + offset);
}

void move_by(BuildingNetwork& net, const core::NetworkOffset& by) {
  for (core::BoundaryId* id : {&net.outdoor, &net.sky, &net.ground}) move_by(*id, by.boundary);
  for (core::DriveId* id : {&net.ventilation, &net.infiltration}) move_by(*id, by.drive);
  for (core::SourceId* id : {&net.solar, &net.internal}) move_by(*id, by.source);
  for (core::TermId* id :
       {&net.transmission_term, &net.ventilation_term, &net.infiltration_term, &net.solar_term, &net.internal_term}) {
    move_by(*id, by.term);
  }
  for (SunPlane& plane : net.planes) {
    if (plane.absorbed) move_by(*plane.absorbed, by.source);
  }
  move_by(net.air, by.node);
  move_by(net.radiant, by.node);
}

}  // namespace

HeatedZone append_zone(core::ThermalNetwork& network, BuildingNetwork net, std::size_t zone) {
  HeatedZone heated;
  heated.zone = zone;
  heated.net = std::move(net);
  const core::NetworkOffset by = network.append(heated.net.network);
  heated.net.network = {};
  move_by(heated.net, by);
  heated.first_node = by.node;
  heated.end_node = static_cast<std::uint32_t>(network.nodes().size());
  return heated;
}

ZonedNetwork make_zoned_network(const Building& building, const std::array<double, core::kMonths>& outdoor_monthly_degc) {
  ZonedNetwork zoned;
  const std::span<const Building> zones = zones_of(building);
  for (std::size_t z = 0; z < zones.size(); ++z) {
    if (!(zones[z].heated_fraction > 0.0)) continue;
    zoned.zones.push_back(append_zone(zoned.network, make_building_network(zones[z], outdoor_monthly_degc), z));
  }
  const auto heated_zone = [&zoned](std::size_t zone) {
    return std::find_if(zoned.zones.begin(), zoned.zones.end(), [zone](const HeatedZone& h) { return h.zone == zone; });
  };
  for (const ZoneLink& link : building.zone_links) {
    const auto a = heated_zone(link.a);
    const auto b = heated_zone(link.b);
    const double conductance_w_k = link.area_m2 * link.u_value_w_m2k;
    if (a == zoned.zones.end() || b == zoned.zones.end() || !(conductance_w_k > 0.0)) continue;
    zoned.network.connect(a->net.air, b->net.air, conductance_w_k);
  }
  return zoned;
}

}  // namespace tvilling::models
