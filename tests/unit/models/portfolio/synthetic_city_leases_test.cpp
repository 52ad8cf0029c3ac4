// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>

#include "models/portfolio/portfolio.hpp"

using namespace tvilling;
using models::Portfolio;

namespace {

const Portfolio& city() {
  static const Portfolio instance = models::synthetic_city();
  return instance;
}

}  // namespace

TEST_CASE("The administration has some 300 units, a seventh of which may not move") {
  const std::size_t units = city().units.size();
  const auto locked = static_cast<double>(
      std::count_if(city().units.begin(), city().units.end(), [](const models::Unit& unit) { return !unit.movable; }));
  CHECK(units >= 290);
  CHECK(units <= 310);
  CHECK(locked / static_cast<double>(units) == Approx(0.15).margin(0.05));
}

TEST_CASE("Landlords give six to twelve months of notice and the city half of it") {
  for (const models::Lease& lease : city().leases) {
    const double least = lease.tenure == "third_party" ? 6.0 : 3.0;
    REQUIRE(lease.notice_months >= least);
    REQUIRE(lease.notice_months <= 2.0 * least);
    REQUIRE(lease.notice_months == std::floor(lease.notice_months));
  }
}

TEST_CASE("Every property has costs of maintenance and operation") {
  std::map<std::string, double> area_m2;
  for (const models::BuildingRecord& r : city().buildings) area_m2[r.building.property_id] += r.building.area_m2;
  CHECK(city().costs.size() == 2 * city().properties.size());
  for (const models::Cost& cost : city().costs) {
    const double dkk_m2 = cost.amount_dkk / area_m2.at(cost.property_id);
    const double slack = 50.0 / area_m2.at(cost.property_id);  // rounded to 100 DKK
    REQUIRE(dkk_m2 >= (cost.kind == "maintenance" ? 60.0 : 80.0) - slack);
    REQUIRE(dkk_m2 <= (cost.kind == "maintenance" ? 200.0 : 160.0) + slack);
  }
}
