// SPDX-License-Identifier: MPL-2.0
#include "scenarios/synthetic_meters.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "core/io/file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;
using scenarios::MeterSeries;
using scenarios::SyntheticMeters;

const models::Portfolio& city() {
  static const models::Portfolio kCity = models::synthetic_city({.buildings = 150, .seed = 1});
  return kCity;
}

SyntheticMeters meters(int threads = 0, double fault_share = 0.0) {
  core::RunContext context;
  context.threads = threads;
  return scenarios::synthetic_meters(city(), {.year = 2024, .seed = 1, .fault_share = fault_share, .danish = false}, context);
}

TEST_CASE("A leap year of meters has 8,784 hours and 29 February is simulated as the day before") {
  const scenarios::MeterHours leap = scenarios::meter_hours(2024);
  REQUIRE(leap.modelled.size() == 8784);
  CHECK(leap.begin_s.size() == 8785);
  CHECK(leap.modelled[59 * 24] == 58 * 24);
  CHECK(leap.modelled[60 * 24] == 59 * 24);
  CHECK(leap.modelled.back() == 8759);
  CHECK(scenarios::meter_hours(2023).modelled.size() == 8760);
  CHECK_THROWS_AS(scenarios::meter_hours(1995), core::Error);
}

TEST_CASE("Readings do not depend on the number of threads") {
  const SyntheticMeters one = meters(1);
  const SyntheticMeters four = meters(4);
  REQUIRE(one.series.size() == four.series.size());
  for (std::size_t i = 0; i < one.series.size(); ++i) {
    CHECK(one.series[i].meter_id == four.series[i].meter_id);
    CHECK(one.series[i].values == four.series[i].values);
  }
}

TEST_CASE("The shares of a meter add up to 1") {
  for (const MeterSeries& series : meters().series) {
    double sum = 0.0;
    for (const auto& [building, share] : series.shares) sum += share;
    CHECK(sum == Approx(1.0).margin(1e-9));
  }
}

TEST_CASE("A register never falls but where it rolls over") {
  std::size_t registers = 0;
  for (const MeterSeries& series : meters().series) {
    if (!series.is_register) continue;
    ++registers;
    std::size_t falls = 0;
    for (std::size_t i = 1; i < series.values.size(); ++i) falls += series.values[i] < series.values[i - 1] ? 1 : 0;
    CHECK(falls == (std::isnan(series.rollover) ? 0U : 1U));
  }
  CHECK(registers > 0);
}

TEST_CASE("Meters are read back in the kWh that were simulated, whatever their unit") {
  const SyntheticMeters made = meters();
  const tests::TemporaryFolder folder;
  models::write_tables(
      [&] {
        std::vector<models::OutTable> all = models::tables_of(city(), folder.path());
        for (models::OutTable& table : scenarios::meter_tables(made)) all.push_back(std::move(table));
        return all;
      }(),
      city(), folder.path(), {});
  const std::size_t written = scenarios::write_readings(made, folder.path(), false);
  core::Findings findings;
  const models::PortfolioSource source(folder.path(), findings);
  const models::Portfolio portfolio = models::read_portfolio(source, findings);
  const models::Metering read = models::read_metering(source, portfolio, findings);
  CHECK(read.readings == written);
  CHECK_FALSE(findings.stops());
  std::size_t compared = 0;
  for (const models::MeterYear& year : read.years) {
    if (year.year != 2024) continue;
    const models::Meter& meter = read.meters[year.meter];
    const auto series = std::find_if(made.series.begin(), made.series.end(),
                                     [&meter](const MeterSeries& s) { return s.meter_id == meter.meter_id; });
    REQUIRE(series != made.series.end());
    double sum = series->is_register ? series->values.back() - series->values.front()
                                     : std::accumulate(series->values.begin(), series->values.end(), 0.0);
    if (sum < 0.0) sum += series->rollover;
    INFO(meter.meter_id << " in " << meter.unit);
    CHECK(year.amount == Approx(sum * meter.factor).epsilon(1e-9));
    CHECK(year.covered_fraction == Approx(1.0));
    ++compared;
  }
  CHECK(compared == made.series.size());
}

TEST_CASE("Meters of a share get a fault and the others keep their readings") {
  const SyntheticMeters clean = meters();
  const SyntheticMeters faulty = meters(0, 0.2);
  CHECK(faulty.faults.size() == static_cast<std::size_t>(std::lround(0.2 * static_cast<double>(clean.series.size()))));
  REQUIRE(clean.series.size() == faulty.series.size());
  for (std::size_t i = 0; i < clean.series.size(); ++i) {
    const std::string& id = clean.series[i].meter_id;
    const bool planted = std::any_of(faulty.faults.begin(), faulty.faults.end(), [&id](const models::PlantedFault& f) {
      return std::find(f.also.begin(), f.also.end(), models::RowName{"meters", id}) != f.also.end();
    });
    if (!planted) CHECK(clean.series[i].values == faulty.series[i].values);
  }
}

}  // namespace
