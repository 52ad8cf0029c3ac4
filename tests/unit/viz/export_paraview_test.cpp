// SPDX-License-Identifier: MPL-2.0
#include "viz/export_paraview.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/error.hpp"
#include "tests/unit/viz/small_city.hpp"
#include "tests/unit/viz/temporary_folder.hpp"

namespace {

using namespace tvilling;
using tests::bytes_of;
using tests::small_results;

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The ParaView folder holds a shape file per scenario and the tables to read them") {
  const tests::TemporaryFolder folder;
  const std::vector<std::filesystem::path> files = viz::export_paraview(small_results(), folder.path() / "out");
  REQUIRE(files.size() == 5);
  CHECK(files.back().filename() == "city.pvd");
  for (const std::filesystem::path& file : files) CHECK(std::filesystem::file_size(file) > 50);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path() / "out"), {}) == 5);
}

TEST_CASE("The pvd file lists the scenarios as time steps") {
  const tests::TemporaryFolder folder;
  viz::export_paraview(small_results(), folder.path());
  const std::string pvd = bytes_of(folder.path() / "city.pvd");
  CHECK(holds(pvd, "timestep=\"0\" name=\"baseline\" group=\"\" part=\"0\" file=\"scenario_000.vtp\""));
  CHECK(holds(pvd, "timestep=\"1\" name=\"roofs\" group=\"\" part=\"0\" file=\"scenario_001.vtp\""));
}

TEST_CASE("Shape files name every annual figure and the change to the baseline") {
  const tests::TemporaryFolder folder;
  viz::export_paraview(small_results(), folder.path());
  const std::string base = bytes_of(folder.path() / "scenario_000.vtp");
  const std::string roofs = bytes_of(folder.path() / "scenario_001.vtp");
  for (const core::Variable& v : models::kAnnualVariables) {
    CHECK(holds(base, "Name=\"" + std::string(v.name) + "\""));
    CHECK(holds(roofs, "Name=\"change_" + std::string(v.name) + "\""));
  }
  for (const std::string name : {"building_index", "surface", "first_cell", "status", "offset_m", "scenario_index"}) {
    CHECK(holds(roofs, "Name=\"" + name + "\""));
  }
  CHECK_FALSE(holds(base, "change_"));
  CHECK(holds(base, "NumberOfPolys=\"28\""));  // walls 4 + 6 + 4 + 4, roof triangles 2 + 4 + 2 + 2
}

TEST_CASE("The building table tells index from id and quotes awkward names") {
  const tests::TemporaryFolder folder;
  scenarios::Results results = small_results();
  results.portfolio.buildings[0].building.name = "The \"old\" school, east";
  viz::export_paraview(results, folder.path());
  const std::string csv = bytes_of(folder.path() / "buildings.csv");
  CHECK(holds(csv, "\n0,A,\"The \"\"old\"\" school, east\",P-A,school,Children and Youth,2000,2,6,724025,6175010,footprint\n"));
  CHECK(holds(csv, "\n2,C,Building C,P-C,school,Children and Youth,1600,4,12,724300,6175000,square\n"));
}

TEST_CASE("The same results give the same ParaView bytes") {
  const tests::TemporaryFolder folder;
  viz::export_paraview(small_results(), folder.path() / "a");
  viz::export_paraview(small_results(), folder.path() / "b");
  CHECK(bytes_of(folder.path() / "a" / "scenario_001.vtp") == bytes_of(folder.path() / "b" / "scenario_001.vtp"));
}

TEST_CASE("A second export into a folder leaves nothing of the first but the files of others") {
  const tests::TemporaryFolder folder;
  scenarios::Results larger = small_results();
  larger.scenario_names.emplace_back("windows");
  larger.results.push_back(larger.results[1]);
  larger.status.push_back(larger.status[1]);
  larger.messages.push_back(larger.messages[1]);
  larger.city.push_back(larger.city[1]);
  viz::export_paraview(larger, folder.path() / "again");
  REQUIRE(std::filesystem::exists(folder.path() / "again" / "scenario_002.vtp"));
  for (const char* other : {"scenario_02.vtp", "scenario_002.vtp.bak", "scenario_abc.vtp", "my_scenario_002.vtp"}) {
    std::ofstream(folder.path() / "again" / other) << "mine";
  }
  viz::export_paraview(small_results(), folder.path() / "again");
  viz::export_paraview(small_results(), folder.path() / "once");
  CHECK_FALSE(std::filesystem::exists(folder.path() / "again" / "scenario_002.vtp"));
  for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator(folder.path() / "once")) {
    CHECK(bytes_of(entry.path()) == bytes_of(folder.path() / "again" / entry.path().filename()));
  }
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path() / "again"), {}) == 5 + 4);
}

TEST_CASE("A folder that cannot be made is an error of the system") {
  const tests::TemporaryFolder folder;
  viz::export_paraview(small_results(), folder.path());
  try {
    viz::export_paraview(small_results(), folder.path() / "city.pvd");
    FAIL("no error");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::io);
  }
}
