// SPDX-License-Identifier: MPL-2.0
// Any bytes as a table of a portfolio (the first byte says which): findings, or buildings that can be filled and simulated,
// each with an id of its own and numbers in their ranges.
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

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  core::Findings findings;
  core::Table table = core::parse_csv({reinterpret_cast<const char*>(data) + 1, size - 1}, "fuzz.csv", findings);
  models::Portfolio portfolio;
  if (!table.header.empty()) {
    switch (data[0] % 12) {
      case 5: models::read_properties(std::move(table), portfolio, findings); break;
      case 6: models::read_leases(std::move(table), portfolio, findings); break;
      case 7: models::read_units(std::move(table), portfolio, findings); break;
      case 8: models::read_rooms(std::move(table), portfolio, findings); break;
      case 9: models::read_pools(std::move(table), portfolio, findings); break;
      case 10: models::read_bookings(std::move(table), portfolio, findings); break;
      case 11: models::read_costs(std::move(table), portfolio, findings); break;
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
  return 0;
}
