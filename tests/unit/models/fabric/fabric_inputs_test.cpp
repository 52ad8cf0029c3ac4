// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_inputs.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/io/file.hpp"
#include "tests/support/made_epw.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace tvilling;
using core::Finding;
using core::Findings;
using models::FabricInputs;

namespace {

const std::string kRoom =
    "[construction.heavy]\nresistance_m2k_w = 1\nheat_capacity_j_m2k = 1e5\n"
    "[zone.room]\nvolume_m3 = 50\n"
    "[surface.roof]\nzone = \"room\"\nbeyond = \"outdoors\"\nconstruction = \"heavy\"\narea_m2 = 10\ntilt_deg = 0\n";
const std::string kSeries = "[series]\nfile = \"m.csv\"\ntime_column = \"time\"\n";

/// A folder with a building and what is put beside it.
class Folder {
 public:
  void write(const std::string& name, const std::string& text) const { core::write_file_atomic(folder_ / name, text); }
  [[nodiscard]] FabricInputs read(const std::string& text, Findings& findings,
                                  const std::optional<models::Weather>& weather = std::nullopt) const {
    write("h.toml", text);
    const models::FabricFile file = models::read_fabric(folder_ / "h.toml", findings);
    FabricInputs inputs = models::read_fabric_inputs(file, weather, findings);
    for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
    return inputs;
  }

 private:
  tests::TemporaryFolder folder_;
};

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> list;
  for (const Finding& finding : findings.list) list.push_back(finding.code);
  return list;
}

models::Weather year_of_weather() {
  Findings findings;
  return models::parse_epw(tests::make_epw().text(), "test.epw", findings);
}

std::string three_hours(const std::string& day) {
  return "time,t\n" + day + " 01:00,1\n" + day + " 02:00,2\n" + day + " 03:00,3\n";
}

}  // namespace

TEST_CASE("A building without a series runs through its year with the weather that is given") {
  const Folder folder;
  Findings findings;
  const FabricInputs inputs = folder.read("[building]\nyear = 2021\nsteps_per_hour = 2\n" + kRoom, findings, year_of_weather());
  CHECK(findings.list.empty());
  CHECK(inputs.period.hours == 8760);
  CHECK(inputs.period.year == 2021);
  CHECK(inputs.period.steps_per_hour == 2);
  CHECK(inputs.weather.dry_bulb_degc.size() == 8760);
  CHECK(inputs.warm_up.of == models::WarmUp::Of::end);
  CHECK(inputs.warm_up.days == 60);
  CHECK(inputs.times.empty());
}

TEST_CASE("A shorter series gets its hours out of a year of weather") {
  const Folder folder;
  folder.write("m.csv", three_hours("2013-08-21"));
  const models::Weather year = year_of_weather();
  Findings findings;
  const FabricInputs inputs = folder.read("[building]\nyear = 2013\n" + kSeries + kRoom, findings, year);
  CHECK(findings.list.empty());
  CHECK(inputs.period.hours == 3);
  CHECK(inputs.period.first_day_of_year == 232);  // 31 + 28 + 31 + 30 + 31 + 30 + 31 + 20
  CHECK(inputs.warm_up.of == models::WarmUp::Of::beginning);
  CHECK(inputs.times.size() == 3);
  const std::size_t first = 24 * 232 + 1;
  for (const std::vector<double> models::Weather::* column :
       {&models::Weather::dry_bulb_degc, &models::Weather::dew_point_degc, &models::Weather::global_horizontal_w_m2,
        &models::Weather::direct_normal_w_m2, &models::Weather::diffuse_horizontal_w_m2, &models::Weather::wind_speed_m_s,
        &models::Weather::wind_direction_deg, &models::Weather::pressure_pa, &models::Weather::sky_temperature_degc}) {
    REQUIRE((inputs.weather.*column).size() == 3);
    for (std::size_t h = 0; h < 3; ++h) CHECK((inputs.weather.*column)[h] == (year.*column)[first + h]);
  }
  CHECK(inputs.weather.dry_bulb_degc == std::vector<double>{8.2, 8.3, 8.4});  // the made file: month and hour that ends then
}

TEST_CASE("Weather that is neither a year nor as long as the run stops at its place") {
  const Folder folder;
  folder.write("m.csv", three_hours("2013-08-21"));
  models::Weather day = year_of_weather();
  for (std::vector<double>* column : {&day.dry_bulb_degc, &day.dew_point_degc, &day.global_horizontal_w_m2,
                                      &day.direct_normal_w_m2, &day.diffuse_horizontal_w_m2, &day.wind_speed_m_s,
                                      &day.wind_direction_deg, &day.pressure_pa, &day.sky_temperature_degc}) {
    column->resize(24);
  }
  Findings findings;
  (void)folder.read("[building]\nyear = 2013\n" + kSeries + kRoom, findings, day);
  REQUIRE(codes(findings) == std::vector<std::string>{"TV-4120"});
  CHECK(findings.list[0].severity == core::Severity::stops);
  CHECK(findings.list[0].message == "the weather has 24 hours, the run 3");
  Findings of_year;
  (void)folder.read(kRoom, of_year, day);
  CHECK(codes(of_year) == std::vector<std::string>{"TV-4120"});
}

TEST_CASE("A series or weather file that is not there is told with its place and beside all other findings") {
  const Folder folder;
  Findings findings;
  (void)folder.read("[series]\nfile = \"gone.csv\"\ntime_column = \"time\"\n[weather]\nfile = \"gone.epw\"\n" + kRoom +
                        "[zone.room.gain.g]\npower_w = { column = \"heat\" }\n[zone.room.gain.h]\npower_w = [1, 2]\n",
                    findings);
  std::vector<std::string> found = codes(findings);
  std::sort(found.begin(), found.end());
  // The column is not looked for in a series that cannot be read; the list of two is wrong in any case.
  CHECK(found == std::vector<std::string>{"TV-4017", "TV-4017", "TV-4107"});
  std::vector<std::string> places;
  for (const Finding& finding : findings.list) {
    CHECK(finding.severity == core::Severity::stops);
    if (finding.code == "TV-4017") places.push_back(std::to_string(finding.pos.line) + ":" + std::to_string(finding.pos.column));
  }
  std::sort(places.begin(), places.end());
  CHECK(places == std::vector<std::string>{"2:8", "5:8"});
}

TEST_CASE("A building without weather says how it is given") {
  const Folder folder;
  Findings findings;
  (void)folder.read(kRoom, findings);
  REQUIRE(codes(findings) == std::vector<std::string>{"TV-4018"});
  CHECK(findings.list[0].hint.find("--weather") != std::string::npos);
}

TEST_CASE("Weather from the command line takes the place of a file that is named") {
  const Folder folder;
  folder.write("w.epw", "no weather");
  Findings findings;
  const FabricInputs inputs = folder.read("[weather]\nfile = \"w.epw\"\n" + kRoom, findings, year_of_weather());
  CHECK(findings.list.empty());
  CHECK(inputs.weather.dry_bulb_degc.size() == 8760);
}

TEST_CASE("A file that is no TOML is one finding and is not called empty") {
  const Folder folder;
  Findings findings;
  (void)folder.read("[building\n", findings, year_of_weather());
  CHECK(codes(findings) == std::vector<std::string>{"TV-4001"});
  Findings of_base;
  (void)folder.read("[building]\nextends = \"gone.toml\"\n", of_base, year_of_weather());
  CHECK(codes(of_base) == std::vector<std::string>{"TV-4014"});
}
