// SPDX-License-Identifier: MPL-2.0
// Any bytes as a table of a portfolio (the first byte says which): findings, or buildings that can be filled, each with an id of
// its own and numbers that are finite. Rooms meet two buildings that stand: they can be simulated, with zones or without.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "core/io/csv.hpp"
#include "core/text.hpp"
#include "models/building/simulate.hpp"
#include "models/portfolio/fill_codes.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/read_tables.hpp"
#include "scenarios/protected_address.hpp"
#include "tests/fuzz/require.hpp"

using namespace tvilling;

static void require_told(const core::Findings& findings) {
  for (const core::Finding& finding : findings.list) {
    FUZZ_REQUIRE(!finding.code.empty() && !finding.message.empty());
    FUZZ_REQUIRE(core::is_utf8(finding.message) && core::is_utf8(finding.hint));
  }
}

static void require_buildings(const models::Portfolio& portfolio) {
  std::set<std::string_view> ids;
  for (const models::BuildingRecord& record : portfolio.buildings) {
    const models::Building& b = record.building;
    FUZZ_REQUIRE(!b.building_id.empty() && ids.insert(b.building_id).second);
    FUZZ_REQUIRE(core::is_utf8(b.building_id) && core::is_utf8(b.name));
    for (const models::BuildingColumn& column : models::building_columns()) {
      const double value = b.*column.member;
      FUZZ_REQUIRE(std::isnan(value) || std::isfinite(value));
    }
    for (const models::Point& point : b.footprint) FUZZ_REQUIRE(std::isfinite(point.x_m) && std::isfinite(point.y_m));
  }
}

static constexpr int kThisYear = 2026;

static void add_fixed_buildings(models::Portfolio& portfolio) {
  core::Findings findings;
  core::Table table = core::parse_csv(
      "building_id;use;year;area_m2;storeys;use_2;use_2_area_m2\nB1;school;1965;1200;2;;\nB2;office;2001;900;3;club;200\n"
      "B3;swimming_hall;1975;2800;2;;\n",
      "fixed.csv", findings);
  models::read_buildings(std::move(table), kThisYear, portfolio, findings);
  FUZZ_REQUIRE(!findings.stops() && portfolio.buildings.size() == 3);
  core::Table pools = core::parse_csv("pool_id;building_id;water_area_m2\nP1;B3;312.5\nP2;B3;48\n", "pools.csv", findings);
  models::read_pools(std::move(pools), portfolio, findings);
  FUZZ_REQUIRE(!findings.stops() && portfolio.pools.size() == 2);
}

/// What is filled without a number out of its range can be simulated.
static void require_simulable(const models::Portfolio& portfolio, const core::Findings& filled) {
  for (const core::Finding& finding : filled.list) {
    if (finding.code == models::fill_code::kOutOfRange.code) return;
  }
  for (const models::BuildingRecord& record : portfolio.buildings) models::check_building(record.building);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  core::Findings findings;
  core::Table table = core::parse_csv({reinterpret_cast<const char*>(data) + 1, size - 1}, "fuzz.csv", findings);
  models::Portfolio portfolio;
  constexpr unsigned kTables = 15;
  const unsigned which = data[0] % kTables;
  const bool fixed = which == 8 || which > 11;  // rooms and the tables of swimming halls
  if (fixed) add_fixed_buildings(portfolio);
  if (!table.header.empty()) {
    switch (which) {
      case 5: models::read_properties(std::move(table), portfolio, findings); break;
      case 6: models::read_leases(std::move(table), portfolio, findings); break;
      case 7: models::read_units(std::move(table), portfolio, findings); break;
      case 8: models::read_rooms(std::move(table), portfolio, findings); break;
      case 9: models::read_pools(std::move(table), portfolio, findings); break;
      case 10: models::read_bookings(std::move(table), portfolio, findings); break;
      case 11: models::read_costs(std::move(table), portfolio, findings); break;
      case 12: models::read_swimming_halls(std::move(table), portfolio, findings); break;
      case 13: models::read_opening_hours(std::move(table), portfolio, findings); break;
      case 14: models::read_visits(std::move(table), portfolio, findings); break;
      default: models::read_buildings(std::move(table), kThisYear, portfolio, findings);
    }
  }
  require_told(findings);
  require_buildings(portfolio);
  FUZZ_REQUIRE(scenarios::protected_buildings(portfolio).size() == portfolio.buildings.size());
  if (findings.stops() || portfolio.buildings.empty()) return 0;
  core::Findings filled;
  models::fill_portfolio(portfolio, filled);
  require_told(filled);
  if (fixed) require_simulable(portfolio, filled);
  return 0;
}
