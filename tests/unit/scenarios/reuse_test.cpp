// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reuse.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "scenarios/batch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

models::Portfolio small_city() {
  models::Portfolio city = models::synthetic_city({.buildings = 24, .seed = 5});
  core::Findings findings;
  models::fill_portfolio(city, findings);
  return city;
}

scenarios::Scenario set_point(const std::string& name, double degc) {
  scenarios::Measure m;
  m.type = "set_point";
  m.parameters = {{"heating_set_point_degc", degc}};
  return {name, {m}};
}

scenarios::Study study_of(std::vector<scenarios::Scenario> extra) {
  scenarios::Study study;
  study.name = "test";
  study.scenarios.push_back({"baseline", {}});
  study.scenarios.insert(study.scenarios.end(), extra.begin(), extra.end());
  return study;
}

scenarios::RunSummary run(const scenarios::Study& study, const models::Portfolio& city, const std::filesystem::path& out,
                          const std::filesystem::path& reuse = {}) {
  static const models::Weather weather = models::reference_year();
  scenarios::RunOptions options;
  options.out = out;
  options.reproducible = true;
  options.reuse = reuse;
  core::Findings findings;
  return scenarios::run_study(study, city, weather, options, {}, findings);
}

}  // namespace

TEST_CASE("A study run again is taken from its earlier results and writes the same bytes") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  const scenarios::Study study = study_of({set_point("warm", 22.0), set_point("cool", 19.0)});
  (void)run(study, city, folder / "old.h5");
  const scenarios::RunSummary again = run(study, city, folder / "new.h5", folder / "old.h5");
  CHECK(again.simulated == 0);
  CHECK(again.taken == 3 * city.buildings.size());
  CHECK(core::read_file(folder / "new.h5") == core::read_file(folder / "old.h5"));
}

TEST_CASE("A later study simulates only what the earlier one lacks and equals a run without reuse") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  (void)run(study_of({set_point("warm", 22.0)}), city, folder / "old.h5");
  const scenarios::Study later = study_of({set_point("hot", 23.0), set_point("as_warm_as_before", 22.0)});
  const scenarios::RunSummary reused = run(later, city, folder / "reused.h5", folder / "old.h5");
  (void)run(later, city, folder / "whole.h5");
  CHECK(reused.taken == 2 * city.buildings.size());
  CHECK(reused.simulated > 0);
  CHECK(core::read_file(folder / "reused.h5") == core::read_file(folder / "whole.h5"));
}

TEST_CASE("A scenario that is equal where the baseline is not is taken after the baseline has run") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  (void)run(study_of({set_point("warm", 22.0)}), city, folder / "old.h5");
  city.buildings.front().building.heating_set_point_degc += 0.5;  // the measure sets it anyway
  const scenarios::Study study = study_of({set_point("warm", 22.0), set_point("hot", 23.0)});
  const scenarios::RunSummary reused = run(study, city, folder / "reused.h5", folder / "old.h5");
  CHECK(reused.taken == city.buildings.size());
  const scenarios::RunSummary whole = run(study, city, folder / "whole.h5");
  CHECK(core::read_file(folder / "reused.h5") == core::read_file(folder / "whole.h5"));
  for (std::size_t s = 0; s < 3; ++s) CHECK(reused.totals[s].value == whole.totals[s].value);
}

TEST_CASE("Buildings under other names and in another order are the same content") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  (void)run(study_of({}), city, folder / "old.h5");
  for (models::BuildingRecord& record : city.buildings) record.building.building_id = "new " + record.building.building_id;
  std::reverse(city.buildings.begin(), city.buildings.end());
  CHECK(run(study_of({}), city, folder / "reused.h5", folder / "old.h5").simulated == 0);
  (void)run(study_of({}), city, folder / "whole.h5");
  CHECK(core::read_file(folder / "reused.h5") == core::read_file(folder / "whole.h5"));
}

TEST_CASE("Other prices of CO2 are counted anew on results that are taken over") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  (void)run(study_of({}), city, folder / "old.h5");
  scenarios::Study hofor = study_of({});
  hofor.factor_set = "hofor";
  CHECK(run(hofor, city, folder / "reused.h5", folder / "old.h5").simulated == 0);
  (void)run(hofor, city, folder / "whole.h5");
  CHECK(core::read_file(folder / "reused.h5") == core::read_file(folder / "whole.h5"));
}

TEST_CASE("One changed building or another year takes nothing from the earlier run") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  (void)run(study_of({}), city, folder / "old.h5");
  scenarios::Study other_year = study_of({});
  other_year.base_year = 2024;
  CHECK(run(other_year, city, folder / "r.h5", folder / "old.h5").taken == 0);
  city.buildings.front().building.area_m2 += 1.0;
  CHECK(run(study_of({}), city, folder / "r.h5", folder / "old.h5").taken == 0);
}

TEST_CASE("A scenario with a failed building is simulated anew") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  city.buildings.front().building.wall_u_value_w_m2k = 90.0;
  (void)run(study_of({}), city, folder / "old.h5");
  const scenarios::RunSummary again = run(study_of({}), city, folder / "r.h5", folder / "old.h5");
  CHECK(again.taken == 0);
  CHECK(again.failed == 1);
}

TEST_CASE("A file that is no result file is refused as an earlier run") {
  const tests::TemporaryFolder folder;
  CHECK_THROWS_AS(run(study_of({}), small_city(), folder / "r.h5", folder / "missing.h5"), core::Error);
  core::write_file_atomic(folder / "text.h5", "not a result file");
  CHECK_THROWS_AS(run(study_of({}), small_city(), folder / "r.h5", folder / "text.h5"), core::Error);
  CHECK_FALSE(std::filesystem::exists(folder / "r.h5"));
}

TEST_CASE("Numbers that were changed in the earlier file are found out") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  (void)run(study_of({}), city, folder / "old.h5");
  const auto damage = [&folder](const char* dataset, double value) {
    std::filesystem::copy_file(folder / "old.h5", folder / "damaged.h5", std::filesystem::copy_options::overwrite_existing);
    const core::Hdf5File file = core::open_hdf5_file(folder / "damaged.h5", core::Hdf5Access::write);
    core::write_slab<double>(core::open_dataset(file.id(), dataset), {{0, 5}, {1, 1}}, std::vector<double>{value});
  };
  for (const char* dataset : {"annual/heat_kwh", "city_hourly/water_m3"}) {
    for (const double value : {1.0, std::nan("")}) {
      damage(dataset, value);
      CHECK_THROWS_WITH(run(study_of({}), city, folder / "r.h5", folder / "damaged.h5"), Catch::Contains("damaged"));
    }
  }
}
