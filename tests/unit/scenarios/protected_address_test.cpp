// SPDX-License-Identifier: MPL-2.0
#include "scenarios/protected_address.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/io/hdf5.hpp"
#include "scenarios/results_file.hpp"
#include "tests/support/results_checks.hpp"
#include "tests/support/small_results.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace scenarios = tvilling::scenarios;
namespace tests = tvilling::tests;

namespace {

/// The first building's property is protected.
models::Portfolio portfolio_with_a_secret() {
  models::Portfolio portfolio = tests::small_portfolio();
  portfolio.properties.push_back({"E-1", "Krisecentret", "Hemmelig Vej 1", "SUF", models::kMissing, true});
  portfolio.properties.push_back({"E-2", "Rådhuset", "Rådhuspladsen 1", "KFF", models::kMissing, false});
  return portfolio;
}

std::filesystem::path write(const std::filesystem::path& path, const models::Portfolio& portfolio) {
  const scenarios::ResultsLayout layout = tests::small_layout();
  scenarios::ResultsWriter writer(path, portfolio, layout, false);
  for (std::size_t s = 0; s < 2; ++s) {
    writer.write(tests::small_block(layout, s, 0, 3));
    writer.write_city(s, tests::small_city(s));
  }
  writer.finish();
  return path;
}

}  // namespace

TEST_CASE("A building is protected by its property or by a lease in it", "[protected]") {
  models::Portfolio portfolio = portfolio_with_a_secret();
  CHECK(scenarios::protected_buildings(portfolio) == std::vector<std::uint8_t>{1, 0, 0});
  models::Lease lease;
  lease.property_id = "E-1";
  lease.building_id = "b-003";
  portfolio.leases.push_back(lease);
  CHECK(scenarios::protected_buildings(portfolio) == std::vector<std::uint8_t>{1, 0, 1});
}

TEST_CASE("The result file keeps neither name nor place of a protected building", "[protected]") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = portfolio_with_a_secret();
  const std::filesystem::path path = write(folder / "r.h5", portfolio);
  const scenarios::Results results = scenarios::read_results(path);
  const models::Building& hidden = results.portfolio.buildings[0].building;
  CHECK(hidden.building_id == "b-001");
  CHECK(hidden.property_id == "E-1");
  CHECK(hidden.name == "(protected)");
  CHECK(std::isnan(hidden.x_m));
  CHECK(std::isnan(hidden.y_m));
  CHECK(hidden.footprint.empty());
  CHECK(hidden.area_m2 == 4000.0);
  const models::Building& open = results.portfolio.buildings[1].building;
  CHECK(open.name == portfolio.buildings[1].building.name);
  CHECK(open.x_m == portfolio.buildings[1].building.x_m);
  REQUIRE(open.footprint.size() == 3);
  CHECK(open.footprint[2].y_m == 6175720.0);
  CHECK(results.results[0][0].annual == tests::small_result(0, 0).annual);

  const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::read);
  CHECK(core::read_all<std::uint8_t>(core::open_dataset(file.id(), "buildings/protected_address")) ==
        std::vector<std::uint8_t>{1, 0, 0});
  const std::vector<std::uint8_t> of_x = core::read_all<std::uint8_t>(core::open_dataset(file.id(), "origin/x_m"));
  CHECK(of_x[0] == static_cast<std::uint8_t>(models::Origin::default_));
  CHECK(of_x[1] == static_cast<std::uint8_t>(models::Origin::archetype));
}

TEST_CASE("No byte of a result file tells a protected name", "[protected]") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = portfolio_with_a_secret();
  const std::string bytes = tests::bytes_of(write(folder / "r.h5", portfolio));
  for (const std::string secret : {"Krisecentret", "Hemmelig Vej", "Skolen på"}) {
    INFO(secret);
    const bool told = tests::contains(bytes, secret);
    CHECK_FALSE(told);
  }
}

TEST_CASE("A run with protected buildings is resumed", "[protected]") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = portfolio_with_a_secret();
  const scenarios::ResultsLayout layout = tests::small_layout();
  {
    const scenarios::ResultsWriter begun(folder / "r.h5", portfolio, layout, false);
  }
  CHECK_NOTHROW(scenarios::ResultsWriter(folder / "r.h5", portfolio, layout, true));
}
