// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "models/building/envelope.hpp"
#include "models/building/simulate.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/zone_codes.hpp"

/// A school that is filled, with rooms or further uses.
namespace tvilling::tests {

using models::Building;
using models::BuildingRecord;
using models::Origin;
using models::Room;
using models::Use;

/// A school of two storeys, 20 m deep: 600 m2 on 20 m x 30 m.
inline BuildingRecord school() {
  BuildingRecord r;
  r.origin.fill(Origin::register_);
  Building& b = r.building;
  b.building_id = "B1";
  b.use = Use::school;
  b.year = 1965;
  b.area_m2 = 1200;
  b.storeys = 2;
  b.storey_height_m = 3.0;
  b.footprint_area_m2 = 600;
  b.perimeter_m = 100;
  b.x_m = 719300;
  b.y_m = 6179100;
  return r;
}

inline Room room(std::string id, double area_m2, double storey, std::vector<std::string> adjacent_to = {}, std::string use = {}) {
  Room r;
  r.room_id = std::move(id);
  r.building_id = "B1";
  r.use = std::move(use);
  r.area_m2 = area_m2;
  r.storey = storey;
  r.adjacent_to = std::move(adjacent_to);
  r.pos = {"rooms.csv", 7, 1};
  return r;
}

struct Filled {
  models::Portfolio portfolio;
  core::Findings findings;

  [[nodiscard]] const Building& building() const { return portfolio.buildings.front().building; }
  [[nodiscard]] const core::Finding* find(const core::FindingCode& code) const {
    const auto found =
        std::find_if(findings.list.begin(), findings.list.end(), [&code](const core::Finding& f) { return f.code == code.code; });
    return found == findings.list.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool has(const core::FindingCode& code, core::Severity severity) const {
    const core::Finding* finding = find(code);
    return finding != nullptr && finding->severity == severity;
  }
};

inline Filled fill(BuildingRecord record, std::vector<Room> rooms = {}) {
  Filled f;
  f.portfolio.buildings.push_back(std::move(record));
  f.portfolio.rooms = std::move(rooms);
  models::fill_portfolio(f.portfolio, f.findings);
  return f;
}

inline Filled fill_with_parts(std::vector<models::UsePart> parts) {
  BuildingRecord r = school();
  r.building.parts = std::move(parts);
  return fill(std::move(r));
}

inline void check_shared_out(const Building& b) {
  const models::Envelope whole = models::envelope_of(b);
  double area_m2 = 0.0;
  models::EnvelopeShare sum{0.0, 0.0, 0.0};
  double roof_m2 = 0.0;
  double wall_m2 = 0.0;
  for (const Building& zone : b.zones) {
    area_m2 += zone.area_m2;
    sum = {sum.facade + zone.share.facade, sum.roof + zone.share.roof, sum.floor + zone.share.floor};
    roof_m2 += models::envelope_of(zone).roof_m2;
    wall_m2 += models::envelope_of(zone).wall_m2();
  }
  CHECK(area_m2 == Approx(b.area_m2).epsilon(1e-12));
  CHECK(sum.facade == Approx(1.0).epsilon(1e-12));
  CHECK(sum.roof == Approx(1.0).epsilon(1e-12));
  CHECK(sum.floor == Approx(1.0).epsilon(1e-12));
  CHECK(roof_m2 == Approx(whole.roof_m2).epsilon(1e-12));
  CHECK(wall_m2 == Approx(whole.wall_m2()).epsilon(1e-12));
  CHECK_NOTHROW(models::check_building(b));
}

}  // namespace tvilling::tests
