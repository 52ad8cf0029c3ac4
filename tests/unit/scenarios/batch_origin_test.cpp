// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>

#include <vector>

#include "core/io/hdf5.hpp"
#include "scenarios/batch.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace tvilling;  // NOLINT(google-build-using-namespace)

TEST_CASE("What only counts in money is no input of a simulated result") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = models::synthetic_city({.buildings = 3, .seed = 3});
  core::Findings findings;
  models::fill_portfolio(city, findings);
  const auto columns = models::building_columns();
  const auto mark = [&city, &columns](double models::Building::* member) {
    for (models::BuildingRecord& record : city.buildings) {
      record.origin.fill(models::Origin::register_);
      record.zones_origin = models::Origin::register_;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].member != member) continue;
        record.building.*member = 1.0;
        record.origin[c] = models::Origin::default_;
      }
    }
  };
  const auto origins = [&folder] {
    const core::Hdf5File file = core::open_hdf5_file(folder / "r.h5", core::Hdf5Access::read);
    return core::read_all<std::uint8_t>(core::open_dataset(file.id(), "origin/result"));
  };
  scenarios::Study study;
  study.scenarios = {{"baseline", {}}};
  const auto run = [&folder, &study, &city] {
    core::Findings told;
    (void)scenarios::run_study(study, city, models::reference_year(), {.out = folder / "r.h5"}, {}, told);
  };
  const auto every = [](models::Origin origin) { return std::vector<std::uint8_t>(3, static_cast<std::uint8_t>(origin)); };
  for (const auto member : {&models::Building::maintenance_backlog_dkk, &models::Building::backlog_growth_fraction,
                            &models::Building::sale_value_dkk}) {
    mark(member);
    run();
    CHECK(origins() == every(models::Origin::register_));
  }
  mark(&models::Building::wall_u_value_w_m2k);
  run();
  CHECK(origins() == every(models::Origin::default_));
}
