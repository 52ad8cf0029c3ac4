// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/economics_text.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/error.hpp"
#include "scenarios/results_file.hpp"

using namespace tvilling;
using scenarios::economics_text;
using scenarios::EconomicSettings;
using scenarios::MoneyTables;
using scenarios::Pathway;

namespace {

EconomicSettings odd_settings() {
  EconomicSettings settings;
  settings.price_level_year = 2027;
  settings.horizon_years = 41;
  settings.discount = {{1, 0.1 + 0.2 - 0.2}, {8, 0.0}};
  settings.realised_saving_fraction = 1.0 / 3.0;
  settings.tariff.heat_dkk_kwh = 0.1 + 0.2;
  settings.tariff.cooling_band_counts = true;
  settings.rise.water_fraction_year = -1e-5;
  settings.prices = {{2028, models::kMissing, 199.0, models::kMissing, models::kMissing},
                     {2030, 0.7, models::kMissing, 0.9, 41.0}};
  return settings;
}

}  // namespace

TEST_CASE("The record of how money was counted reads back to the last bit") {
  const Pathway pathway{"plan", 2050, {{2028, "roofs", {}}, {2031, "w[u_value_w_m2k=0.8,g_value=0.5]", {}}}, {}};
  const std::string text = economics_text(odd_settings(), {pathway});
  const MoneyTables read = scenarios::parse_economics_text(text, "record");
  CHECK(economics_text(read.economics, read.pathways) == text);
  CHECK(read.economics.price_level_year == 2027);
  CHECK(read.economics.horizon_years == 41);
  CHECK(read.economics.realised_saving_fraction == 1.0 / 3.0);
  CHECK(read.economics.tariff.heat_dkk_kwh == 0.1 + 0.2);
  CHECK(read.economics.tariff.cooling_band_counts);
  CHECK(read.economics.rise.water_fraction_year == -1e-5);
  REQUIRE(read.economics.discount.size() == 2);
  CHECK(read.economics.discount[0].rate_fraction == 0.1 + 0.2 - 0.2);
  REQUIRE(read.economics.prices.size() == 2);
  CHECK(std::isnan(read.economics.prices[0].heat_dkk_kwh));
  CHECK(read.economics.prices[0].heat_capacity_dkk_kw == 199.0);
  REQUIRE(read.pathways.size() == 1);
  CHECK(read.pathways[0].end_year == 2050);
  CHECK(read.pathways[0].steps.at(1).scenario == "w[u_value_w_m2k=0.8,g_value=0.5]");
}

TEST_CASE("Every number of the settings changes the record") {
  const std::string plain = economics_text({}, {});
  EconomicSettings settings;
  settings.listed_cost_factor = 1.6;
  CHECK(economics_text(settings, {}) != plain);
  settings = {};
  settings.tariff.electricity_sold_dkk_kwh = 0.41;
  CHECK(economics_text(settings, {}) != plain);
  settings = {};
  settings.prices = {{2030, 0.7, models::kMissing, models::kMissing, models::kMissing}};
  CHECK(economics_text(settings, {}) != plain);
}

TEST_CASE("A result file says how its money was counted") {
  scenarios::Results results;
  results.path = "r.h5";
  results.provenance = {{"factor_set", "hofor"}, {"economics", economics_text(odd_settings(), {})}};
  CHECK(scenarios::money_of(results).economics.horizon_years == 41);
  CHECK(scenarios::factor_set_of(results) == "hofor");
}

TEST_CASE("A file that does not say how money was counted says what to do") {
  scenarios::Results results;
  results.path = "old.h5";
  try {
    (void)scenarios::money_of(results);
    FAIL("accepted");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK(error.hint() == "Run the study again with this version.");
  }
  CHECK(scenarios::factor_set_of(results) == "br18");
}
