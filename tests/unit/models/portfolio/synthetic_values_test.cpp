// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>

#include "models/portfolio/portfolio.hpp"

using namespace tvilling;
using models::Building;

TEST_CASE("Every building of the synthetic city has a backlog and a value on a sale that fit its age and its size") {
  const models::Portfolio city = models::synthetic_city({.buildings = 500, .seed = 1});
  double old_dkk_m2 = 0.0;
  double new_dkk_m2 = 0.0;
  double olds = 0.0;
  double news = 0.0;
  for (const models::BuildingRecord& record : city.buildings) {
    const models::Building& b = record.building;
    const double backlog_dkk_m2 = b.maintenance_backlog_dkk / b.area_m2;
    CHECK(backlog_dkk_m2 >= 0.0);
    CHECK(b.maintenance_backlog_dkk <= 2500.0 * b.area_m2 + 500.0);
    CHECK(b.backlog_growth_fraction >= 0.03);
    CHECK(b.backlog_growth_fraction <= 0.06);
    CHECK(b.sale_value_dkk >= 0.0);
    (b.year < 1950.0 ? old_dkk_m2 : new_dkk_m2) += backlog_dkk_m2;
    (b.year < 1950.0 ? olds : news) += 1.0;
  }
  CHECK(old_dkk_m2 / olds > 2.0 * new_dkk_m2 / news);
}
