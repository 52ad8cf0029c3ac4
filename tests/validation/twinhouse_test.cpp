// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/twinhouse.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace scenarios = tvilling::scenarios;
using scenarios::TwinhouseRoom;
using scenarios::TwinhouseRun;
using scenarios::ValidationReport;
using scenarios::ValidationRow;

namespace {

std::filesystem::path data_or_skip() {
  (void)tvilling::tests::shared_data_or_skip("measured/twinhouse/twinhouse_N2_exp1_hourly.csv");
  return tvilling::tests::shared_data_or_skip("measured/twinhouse/twinhouse_spec.json").parent_path();
}

const TwinhouseRun& run_of(const std::vector<TwinhouseRun>& runs, std::string_view id) {
  const auto found =
      std::find_if(runs.begin(), runs.end(), [id](const TwinhouseRun& run) { return run.id == id && run.variant.empty(); });
  if (found == runs.end()) throw std::runtime_error("no data set " + std::string(id));
  return *found;
}

/// Root of the mean square of computed minus measured, in the hours with prescribed power.
double rmse_k(const TwinhouseRun& run, const TwinhouseRoom& room) {
  double squares = 0.0;
  int hours = 0;
  for (std::size_t h = 0; h < run.period.size(); ++h) {
    const double error_k = room.temperature_degc[h] - room.measured_temperature_degc[h];
    if (run.set_point_period[h] || std::isnan(error_k)) continue;
    squares += error_k * error_k;
    ++hours;
  }
  REQUIRE(hours > 0);
  return std::sqrt(squares / hours);
}

constexpr std::size_t kFirstPeriod = 0;
constexpr std::size_t kThirdPeriod = 2;

/// Computed over measured heat of all rooms in one set-point period, less 1.
double heat_deviation(const TwinhouseRun& run, std::size_t period) {
  double computed_kwh = 0.0;
  double measured_kwh = 0.0;
  for (const TwinhouseRoom& room : run.rooms) {
    for (std::size_t h = 0; h < run.period.size(); ++h) {
      if (run.period[h] != period || std::isnan(room.measured_heater_w[h])) continue;
      REQUIRE(run.set_point_period[h]);
      computed_kwh += 1e-3 * room.heater_w[h];
      measured_kwh += 1e-3 * room.measured_heater_w[h];
    }
  }
  REQUIRE(measured_kwh > 100.0);
  return computed_kwh / measured_kwh - 1.0;
}

}  // namespace

TEST_CASE("The rooms of the twin house stay within 1 K in the mean and 2 K each where power is prescribed") {
  const std::vector<TwinhouseRun> runs = scenarios::run_twinhouse(data_or_skip(), {});
  const TwinhouseRun& run = run_of(runs, "N2_exp1");
  REQUIRE(run.rooms.size() == 7);
  double sum_k = 0.0;
  for (const TwinhouseRoom& room : run.rooms) {
    const double error_k = rmse_k(run, room);
    CAPTURE(room.name, error_k);
    CHECK(error_k <= 2.0);
    sum_k += error_k;
  }
  CHECK(sum_k / 7.0 <= 1.0);
}

TEST_CASE("The heat of the twin house is within 10 percent in both set-point periods") {
  const std::vector<TwinhouseRun> runs = scenarios::run_twinhouse(data_or_skip(), {});
  CHECK(std::abs(heat_deviation(run_of(runs, "N2_exp1"), kFirstPeriod)) <= 0.10);
  CHECK(std::abs(heat_deviation(run_of(runs, "N2_exp1"), kThirdPeriod)) <= 0.10);
}

TEST_CASE("Sun on the facades of the twin house is within a tenth of what was measured on the vertical") {
  const std::vector<TwinhouseRun> runs = scenarios::run_twinhouse(data_or_skip(), {});
  for (const TwinhouseRun& run : runs) {
    REQUIRE(run.facades.size() == 4);
    for (const scenarios::TwinhouseFacade& facade : run.facades) {
      CAPTURE(run.id, facade.name, facade.computed_kwh_m2, facade.measured_kwh_m2);
      CHECK(facade.computed_kwh_m2 == Approx(facade.measured_kwh_m2).epsilon(0.10));
    }
  }
}

TEST_CASE("Heaters of the twin house give what was measured where power is prescribed") {
  const std::vector<TwinhouseRun> runs = scenarios::run_twinhouse(data_or_skip(), {});
  const TwinhouseRun& run = run_of(runs, "N2_exp1");
  const auto living = std::find_if(run.rooms.begin(), run.rooms.end(), [](const TwinhouseRoom& r) { return r.name == "Living"; });
  REQUIRE(living != run.rooms.end());
  std::size_t hours = 0;
  for (std::size_t h = 0; h < run.period.size(); ++h) {
    if (run.set_point_period[h] || std::isnan(living->measured_heater_w[h])) continue;
    CHECK(living->heater_w[h] == Approx(living->measured_heater_w[h]).margin(1e-6));
    ++hours;
  }
  CHECK(hours > 24 * 7);
}

TEST_CASE("The report on the twin house judges every set-point period by its rule and leaves variants unjudged") {
  const std::vector<TwinhouseRun> runs = scenarios::run_twinhouse(data_or_skip(), {});
  const ValidationReport report = scenarios::report_twinhouse(runs);
  std::size_t judged = 0;
  std::vector<std::string> failed;
  for (const ValidationRow& row : report.rows) {
    const bool verdict = row.verdict != ValidationRow::Verdict::none;
    CAPTURE(row.case_id, row.quantity, row.reference);
    judged += verdict && row.case_id == "N2_exp1" ? 1 : 0;
    if (row.verdict == ValidationRow::Verdict::fail) failed.push_back(row.case_id + " " + row.quantity);
    if (row.quantity.starts_with("house: heat, period")) CHECK(verdict);
    if (row.reference.starts_with("variant")) CHECK_FALSE(verdict);
  }
  CHECK(judged == 7 + 1 + 2);  // rooms, their mean, heat of two periods
  CHECK(failed.empty());
}

TEST_CASE("Interpolated hours of the twin house are left out of the table of predictions") {
  (void)tvilling::tests::shared_data_or_skip("measured/twinhouse/twinhouse_N2_exp2_hourly.csv");
  const std::vector<TwinhouseRun> runs = scenarios::run_twinhouse(data_or_skip(), {});
  const TwinhouseRun& run = run_of(runs, "N2_exp2");
  const std::ptrdiff_t missing = std::count(run.hour_start.begin(), run.hour_start.end(), std::string());
  CHECK(missing > 0);
  const std::string text = scenarios::twinhouse_csv(run);
  const std::ptrdiff_t lines = std::count(text.begin(), text.end(), '\n');
  CHECK(lines == 1 + 7 * (static_cast<std::ptrdiff_t>(run.hour_start.size()) - missing));
  CHECK(text.starts_with("hour_start_CET,room,temperature_degc,heater_w\n"));
  CHECK(text.find("\n,") == std::string::npos);
  CHECK(text.find("nan") == std::string::npos);
  for (const TwinhouseRoom& room : run.rooms) {
    for (std::size_t h = 0; h < run.hour_start.size(); ++h) {
      if (!run.hour_start[h].empty()) continue;
      CHECK(std::isnan(room.measured_temperature_degc[h]));
    }
  }
}

TEST_CASE("A folder without the twin house is refused with what was looked for") {
  const tvilling::tests::TemporaryFolder folder;
  std::string message;
  try {
    (void)scenarios::run_twinhouse(folder.path(), {});
  } catch (const core::Error& error) {
    message = error.what();
  }
  CHECK(message.find("twinhouse_spec.json") != std::string::npos);
}
