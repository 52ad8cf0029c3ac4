// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_sweep.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <memory>
#include <stop_token>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/hall_sweep_file.hpp"
#include "tests/support/hall_case.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace tvilling;
using scenarios::HallFigure;
using scenarios::HallSweep;

namespace {

const scenarios::HallCase& hall() {
  static const scenarios::HallCase made = test::plausibility_case();
  return made;
}

HallSweep sweep(const std::vector<std::string>& texts, int threads = 2) {
  std::vector<scenarios::SweepAxis> axes;
  for (const std::string& text : texts) axes.push_back(scenarios::parse_axis(text));
  core::RunContext context;
  context.threads = threads;
  return scenarios::sweep_hall(hall(), axes, context);
}

const HallSweep& two_axes() {
  static const HallSweep made = sweep({"relative_humidity=0.5:0.6:3", "cover_fraction=0:0.9:2"});
  return made;
}

}  // namespace

TEST_CASE("A sweep has every combination, the last parameter counts fastest") {
  REQUIRE(two_axes().points.size() == 6);
  CHECK(two_axes().points[0].values == std::vector<double>{0.5, 0.0});
  CHECK(two_axes().points[1].values == std::vector<double>{0.5, 0.9});
  CHECK(two_axes().points[5].values == std::vector<double>{0.6, 0.9});
}

TEST_CASE("The combination that is the hall as it is has no change and is simulated once with it") {
  const scenarios::SweepPoint& same = two_axes().points[2];  // 0.55, no cover
  for (std::size_t f = 0; f < scenarios::kHallFigureCount; ++f) {
    CHECK(same.change.value[f] == 0.0);
    CHECK(same.figures.value[f] == two_axes().unvaried.value[f]);
  }
  CHECK(two_axes().simulated == 6);
}

TEST_CASE("Each point is what simulating the hall with that measure gives") {
  const scenarios::SweepPoint& point = two_axes().points[5];
  models::SwimmingHall changed = test::plausibility_hall();
  changed.relative_humidity = 0.6;
  changed.night_relative_humidity = 0.6;
  for (models::Basin& basin : changed.basins) basin.cover_fraction = 0.9;
  models::Building building = test::plausibility_hall_building();
  building.hall = std::make_shared<const models::SwimmingHall>(changed);
  models::HourlySeries hourly;
  const scenarios::HallFigures expected = scenarios::hall_figures(scenarios::simulate_case(hall(), building, hourly));
  CHECK(point.figures[HallFigure::heat] == expected[HallFigure::heat]);
  CHECK(point.figures[HallFigure::cost] == expected[HallFigure::cost]);
}

TEST_CASE("Drier air costs heat, a cover saves it") {
  CHECK(two_axes().points[0].change[HallFigure::heat] > 0.0);
  CHECK(two_axes().points[3].change[HallFigure::heat] < 0.0);
}

TEST_CASE("One thread and three give the same bits") {
  const HallSweep one = sweep({"relative_humidity=0.5:0.6:3", "cover_fraction=0:0.9:2"}, 1);
  const HallSweep three = sweep({"relative_humidity=0.5:0.6:3", "cover_fraction=0:0.9:2"}, 3);
  CHECK(scenarios::sweep_csv(one) == scenarios::sweep_csv(three));
  CHECK(scenarios::sweep_csv(one) == scenarios::sweep_csv(two_axes()));
}

TEST_CASE("A combination that cannot be simulated is a row with a message and unknown numbers, and the others stand") {
  scenarios::HallCase spa = test::plausibility_case();
  models::SwimmingHall hot = test::plausibility_hall();
  hot.basins[1].water_temperature_degc = 38.0;
  spa.base.hall = std::make_shared<const models::SwimmingHall>(hot);
  spa.start = spa.base;
  const HallSweep result = scenarios::sweep_hall(spa, {scenarios::parse_axis("water_temperature_change_k=0:10:2")}, {});
  REQUIRE(result.points.size() == 2);
  CHECK(result.failed == 1);
  CHECK(result.points[0].failure.empty());
  CHECK(result.points[0].figures[HallFigure::heat] > 0.0);
  CHECK_THAT(result.points[1].failure, Catch::Contains("water_temperature_degc"));
  CHECK(std::isnan(result.points[1].figures[HallFigure::heat]));
  CHECK(std::isnan(result.points[1].change[HallFigure::heat]));
  CHECK_FALSE(result.points[1].condenses);
  const tests::TemporaryFolder folder;
  scenarios::write_sweep_hdf5(result, spa, "Test", folder / "a.h5");
  const core::Hdf5File file = core::open_hdf5_file(folder / "a.h5", core::Hdf5Access::read);
  const core::Hdf5Dataset flags = core::open_dataset(file.id(), "condenses");
  CHECK(core::read_all<std::uint8_t>(flags) == std::vector<std::uint8_t>{0, 2});
  CHECK(core::read_text_attribute(flags.id(), "flag_meanings") == "no yes unknown");
}

TEST_CASE("Humid air at night that wets windows is marked") {
  const HallSweep result = sweep({"night_relative_humidity=0.55:0.9:2"});
  CHECK_FALSE(result.points[0].condenses);
  CHECK(result.points[1].condenses);
  CHECK(scenarios::more_condensation_h(result.points[1].figures, result.unvaried) > 0.0);
}

TEST_CASE("Wetness is measured against the unchanged hall, whatever the sweep starts from") {
  scenarios::HallCase wet = hall();
  models::SwimmingHall humid = test::plausibility_hall();
  humid.relative_humidity = humid.night_relative_humidity = 0.9;
  wet.start.hall = std::make_shared<const models::SwimmingHall>(humid);
  wet.scenario = "wet";
  const HallSweep result = scenarios::sweep_hall(wet, {scenarios::parse_axis("relative_humidity=0.55:0.8:2")}, {});
  CHECK(result.unvaried_condenses);
  CHECK_FALSE(result.points[0].condenses);
  CHECK(result.points[1].condenses);
  CHECK(result.points[1].change[HallFigure::window_condensation] <= 0.0);
  CHECK(result.unchanged.value == two_axes().unvaried.value);
}

TEST_CASE("A sweep stops when it is asked to") {
  std::stop_source source;
  source.request_stop();
  core::RunContext context;
  context.stop = source.get_token();
  try {
    (void)scenarios::sweep_hall(hall(), {scenarios::parse_axis("relative_humidity=0.5:0.6:50")}, context);
    FAIL("it went on");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::interrupted);
  }
}

TEST_CASE("The CSV has a line per point with parameters, figures, changes and marks") {
  core::Findings findings;
  const core::Table table = core::parse_csv(scenarios::sweep_csv(two_axes()), "sweep.csv", findings);
  CHECK_FALSE(findings.stops());
  CHECK(table.rows.size() == 6);
}

TEST_CASE("The HDF5 file has a dimension per parameter and the figures over them, and equal bytes for equal sweeps") {
  const tests::TemporaryFolder folder;
  scenarios::write_sweep_hdf5(two_axes(), hall(), "Test", folder / "a.h5");
  scenarios::write_sweep_hdf5(two_axes(), hall(), "Test", folder / "b.h5");
  CHECK(core::read_file(folder / "a.h5") == core::read_file(folder / "b.h5"));
  const core::Hdf5File file = core::open_hdf5_file(folder / "a.h5", core::Hdf5Access::read);
  CHECK(core::read_all<double>(core::open_dataset(file.id(), "relative_humidity")) == std::vector<double>{0.5, 0.55, 0.6});
  const core::Hdf5Dataset heat = core::open_dataset(file.id(), "heat_kwh");
  CHECK(core::shape_of(heat) == core::Hdf5Shape{3, 2});
  CHECK(core::read_text_attribute(heat.id(), "units") == "kW h");
  CHECK(core::read_all<double>(heat)[3] == two_axes().points[3].figures[HallFigure::heat]);
  CHECK(core::read_all<double>(core::open_dataset(file.id(), "change_heat_kwh"))[2] == 0.0);
}

TEST_CASE("A sweep leaves the unfinished file of a run of the same name as it is") {
  const tests::TemporaryFolder folder;
  core::write_file_atomic(folder / "r.h5.partial", "a run to be resumed");
  scenarios::write_sweep_hdf5(two_axes(), hall(), "Test", folder / "r.h5");
  CHECK(core::read_file(folder / "r.h5.partial") == "a run to be resumed");
}

TEST_CASE("A sweep takes the place of an earlier sweep and of no other HDF5 file") {
  const tests::TemporaryFolder folder;
  scenarios::write_sweep_hdf5(two_axes(), hall(), "Test", folder / "sweep.h5");
  CHECK_NOTHROW(scenarios::refuse_other_hdf5(folder / "sweep.h5"));
  CHECK_NOTHROW(scenarios::refuse_other_hdf5(folder / "new.h5"));
  core::close_hdf5_file(core::create_hdf5_file(folder / "other.h5"));
  CHECK_THROWS_AS(scenarios::refuse_other_hdf5(folder / "other.h5"), core::Error);
  core::write_file_atomic(folder / "text.h5", "text");
  CHECK_THROWS_AS(scenarios::refuse_other_hdf5(folder / "text.h5"), core::Error);
}
