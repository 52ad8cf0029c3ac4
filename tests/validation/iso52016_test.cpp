// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/iso52016.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace scenarios = tvilling::scenarios;
using scenarios::Iso52016Case;
using scenarios::ValidationReport;
using scenarios::ValidationRow;

namespace {

std::filesystem::path data_or_skip() {
  (void)tvilling::tests::shared_data_or_skip("weather/USA_CO_Denver-Stapleton.724690_DRYCOLD.epw");
  return tvilling::tests::shared_data_or_skip("iso52016/spec.json").parent_path();
}

const Iso52016Case& case_of(const std::vector<Iso52016Case>& cases, std::string_view id) {
  const auto found = std::find_if(cases.begin(), cases.end(), [id](const Iso52016Case& c) { return c.id == id; });
  if (found == cases.end()) throw std::runtime_error("no case " + std::string(id));
  return *found;
}

/// A guard against silent change, not a judgement: what the program gives today [% of the standard's load, K], beside the
/// standard's values, and how far it may move before someone must look. The suite has no pass rule of its own.
struct Today {
  std::string_view case_id;
  std::string_view quantity;
  double deviation;
};
constexpr double kMoves_percent = 3.0;
constexpr double kMoves_k = 1.0;
constexpr std::array kToday{Today{"600", "heating", 7.8},
                            Today{"600", "cooling", 6.1},
                            Today{"900", "heating", 6.4},
                            Today{"900", "cooling", 4.9},
                            Today{"600FF", "highest operative temperature", 0.9},
                            Today{"600FF", "lowest operative temperature", -1.9},
                            Today{"600FF", "mean operative temperature", 0.1}};

void check_as_today(const ValidationReport& report) {
  std::size_t found = 0;
  for (const ValidationRow& row : report.rows) {
    if (!row.lower) continue;
    const auto is = [&row](const Today& today) { return today.case_id == row.case_id && today.quantity == row.quantity; };
    const auto today = std::find_if(kToday.begin(), kToday.end(), is);
    CAPTURE(row.case_id, row.quantity, row.computed, *row.lower);
    REQUIRE(today != kToday.end());
    const bool kelvin = row.unit == "degC";
    const double deviation = kelvin ? row.computed - *row.lower : 100.0 * (row.computed / *row.lower - 1.0);
    CHECK(std::abs(deviation - today->deviation) <= (kelvin ? kMoves_k : kMoves_percent));
    ++found;
  }
  CHECK(found == kToday.size());
}

}  // namespace

TEST_CASE("The six cases of EN ISO 52016-1 are finite and move the way that physics says") {
  const std::vector<Iso52016Case> cases = scenarios::run_iso52016(data_or_skip(), {});
  std::set<std::string> ids;
  for (const Iso52016Case& c : cases) {
    CAPTURE(c.id);
    ids.insert(c.id);
    CHECK(c.free_float == c.id.ends_with("FF"));
    CHECK((std::isfinite(c.heating_kwh) && c.heating_kwh >= 0.0));
    CHECK((std::isfinite(c.cooling_kwh) && c.cooling_kwh >= 0.0));
    CHECK((std::isfinite(c.operative_mean_degc) && c.operative_min_degc < c.operative_mean_degc));
    CHECK((std::isfinite(c.operative_max_degc) && c.operative_mean_degc < c.operative_max_degc));
    if (c.free_float) CHECK((c.heating_kwh == 0.0 && c.cooling_kwh == 0.0));
  }
  CHECK(ids == std::set<std::string>{"600", "640", "900", "940", "600FF", "900FF"});
  CHECK(case_of(cases, "640").heating_kwh < case_of(cases, "600").heating_kwh);  // intermittent
  CHECK(case_of(cases, "940").heating_kwh < case_of(cases, "900").heating_kwh);
  CHECK(case_of(cases, "900").heating_kwh < case_of(cases, "600").heating_kwh);  // heavy
  CHECK(case_of(cases, "900").cooling_kwh < case_of(cases, "600").cooling_kwh);
  CHECK(case_of(cases, "900FF").operative_max_degc < case_of(cases, "600FF").operative_max_degc);
  CHECK(case_of(cases, "900FF").operative_min_degc > case_of(cases, "600FF").operative_min_degc);
}

TEST_CASE("The report on EN ISO 52016-1 shows every deviation and judges nothing") {
  const std::filesystem::path directory = data_or_skip();
  (void)tvilling::tests::shared_data_or_skip("iso52016/reference_open.json");
  const std::vector<Iso52016Case> cases = scenarios::run_iso52016(directory, {});
  const ValidationReport report = scenarios::report_iso52016(directory, cases);
  CHECK(report.rows.size() == 4 * 2 + 2 * 3);
  std::string shown;
  std::size_t compared = 0;
  for (const ValidationRow& row : report.rows) {
    CAPTURE(row.case_id, row.quantity);
    CHECK(row.verdict == ValidationRow::Verdict::none);
    if (!row.lower) continue;
    ++compared;
    CHECK(row.lower == row.upper);
    const bool kelvin = row.unit == "degC";
    const double deviation = kelvin ? row.computed - *row.lower : 100.0 * (row.computed / *row.lower - 1.0);
    CHECK(row.reference == fmt::format("standard; deviation {:+.1f} {}", deviation, kelvin ? "K" : "%"));
    shown += fmt::format("{} {}: {}\n", row.case_id, row.quantity, row.reference);
  }
  CHECK(compared >= 7);
  INFO("Deviations:\n" << shown);
  check_as_today(report);
}

TEST_CASE("A folder without the data of EN ISO 52016-1 is refused with what was looked for") {
  const tvilling::tests::TemporaryFolder folder;
  std::string message;
  try {
    (void)scenarios::run_iso52016(folder.path(), {});
  } catch (const core::Error& error) {
    message = error.what();
  }
  CHECK(message.find("spec.json") != std::string::npos);
}
