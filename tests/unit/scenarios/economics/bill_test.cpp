// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/bill.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string_view>

#include "core/error.hpp"
#include "core/exact.hpp"

using namespace tvilling;
using models::Annual;
using models::index;
using models::Monthly;
using scenarios::add_economics;
using scenarios::emission_factors;
using scenarios::EmissionFactors;
using scenarios::Tariff;

namespace {

models::BuildingResult result_with(double heat_kwh, double electricity_kwh, double water_m3, double peak_kw) {
  models::BuildingResult result;
  result.monthly[index(Monthly::heat)].fill(heat_kwh);
  result.monthly[index(Monthly::electricity)].fill(electricity_kwh);
  result.monthly[index(Monthly::water)].fill(water_m3);
  result.annual[index(Annual::heat)] = 12.0 * heat_kwh;
  result.annual[index(Annual::electricity)] = 12.0 * electricity_kwh;
  result.annual[index(Annual::water)] = 12.0 * water_m3;
  result.annual[index(Annual::peak_heat)] = peak_kw;
  return result;
}

/// A building whose district heating water is cooled by so much over the year.
models::Building cooled_by(double cooling_k) {
  models::Building building;
  building.district_heating_cooling_k = cooling_k;
  return building;
}

double cost(const models::BuildingResult& result) {
  return result.annual[index(Annual::cost)];
}
double co2(const models::BuildingResult& result) {
  return result.annual[index(Annual::co2)];
}

}  // namespace

TEST_CASE("BR18 factors are those of the table in its years") {
  REQUIRE(emission_factors("br18", 2025).electricity_kg_kwh == Approx(0.135).epsilon(1e-12));
  REQUIRE(emission_factors("br18", 2025).heat_kg_kwh == Approx(0.0878).epsilon(1e-12));
  REQUIRE(emission_factors("br18", 2035).electricity_kg_kwh == Approx(0.0414).epsilon(1e-12));
  REQUIRE(emission_factors("br18", 2035).heat_kg_kwh == Approx(0.0688).epsilon(1e-12));
}

TEST_CASE("BR18 factors are linear between the table's years") {
  REQUIRE(emission_factors("br18", 2026).electricity_kg_kwh == Approx(0.1174).epsilon(1e-9));
  REQUIRE(emission_factors("br18", 2026).heat_kg_kwh == Approx(0.0845).epsilon(1e-9));
  REQUIRE(emission_factors("br18", 2027).electricity_kg_kwh == Approx(0.0998).epsilon(1e-9));
  REQUIRE(emission_factors("br18", 2027).heat_kg_kwh == Approx(0.0812).epsilon(1e-9));
  REQUIRE(emission_factors("br18", 2032).electricity_kg_kwh == Approx(0.04476).epsilon(1e-9));
  REQUIRE(emission_factors("br18", 2032).heat_kg_kwh == Approx(0.0703).epsilon(1e-9));
}

TEST_CASE("BR18 factors stay at the ends of the table outside its years") {
  REQUIRE(emission_factors("br18", 2000).heat_kg_kwh == Approx(0.105).epsilon(1e-12));
  REQUIRE(emission_factors("br18", 2000).electricity_kg_kwh == Approx(0.187).epsilon(1e-12));
  REQUIRE(emission_factors("br18", 2090).heat_kg_kwh == Approx(0.0680).epsilon(1e-12));
  REQUIRE(emission_factors("br18", 2090).electricity_kg_kwh == Approx(0.0403).epsilon(1e-12));
}

TEST_CASE("HOFOR gives its own district heating and the electricity of BR18") {
  const EmissionFactors hofor = emission_factors("hofor", 2025);
  REQUIRE(hofor.heat_kg_kwh == Approx(0.0340).epsilon(1e-12));
  REQUIRE(hofor.electricity_kg_kwh == emission_factors("br18", 2025).electricity_kg_kwh);
}

TEST_CASE("The heat factor of HOFOR is of one year and does not fall with the study's") {
  REQUIRE(scenarios::kHoforDeclarationYear == 2021);
  for (const int year : {2021, 2025, 2040}) {
    REQUIRE(emission_factors("hofor", year).heat_kg_kwh == emission_factors("hofor", 2030).heat_kg_kwh);
    REQUIRE(emission_factors("hofor", year).electricity_kg_kwh == emission_factors("br18", year).electricity_kg_kwh);
  }
}

TEST_CASE("Every named factor set has factors") {
  for (const std::string_view name : scenarios::kFactorSets) {
    REQUIRE(emission_factors(name, 2025).heat_kg_kwh > 0.0);
    REQUIRE(emission_factors(name, 2025).electricity_kg_kwh > 0.0);
  }
}

TEST_CASE("An unknown factor set names the nearest") {
  try {
    (void)emission_factors("br8", 2025);
    FAIL("accepted");
  } catch (const core::Error& error) {
    REQUIRE(error.kind() == core::ErrorKind::bad_input);
    REQUIRE(error.hint() == "Did you mean \"br18\"?");
  }
}

TEST_CASE("The bill is energy and water at their prices plus power and meter") {
  models::BuildingResult result = result_with(1000.0, 200.0, 10.0, 6.0);
  add_economics(result, cooled_by(30.0), Tariff{}, {0.0878, 0.135});
  const double expected = 12.0 * (1000.0 * 0.56430 + 200.0 * 1.6 + 10.0 * 35.13) + 6.0 * 200.87 + 1528.0;
  REQUIRE(cost(result) == Approx(expected).margin(12.0 * 0x1p-20));
  REQUIRE(co2(result) == Approx(12.0 * (1000.0 * 0.0878 + 200.0 * 0.135)).margin(12.0 * 0x1p-20));
}

TEST_CASE("Power and meter come in twelfths in months without any use") {
  models::BuildingResult result = result_with(0.0, 0.0, 0.0, 12.0);
  result.monthly[index(Monthly::water)][5] = 1.0;
  add_economics(result, cooled_by(30.0), Tariff{}, {});
  REQUIRE(result.monthly[index(Monthly::cost)][0] == Approx(200.87 + 1528.0 / 12.0).margin(0x1p-20));
}

TEST_CASE("A building without water pays no water meter") {
  models::BuildingResult dry = result_with(0.0, 100.0, 0.0, 0.0);
  add_economics(dry, cooled_by(30.0), Tariff{}, {});
  REQUIRE(cost(dry) == Approx(12.0 * 160.0).margin(1e-9));
}

TEST_CASE("Months are on the grid and add up to the year to the last bit") {
  models::BuildingResult result = result_with(1234.56789, 98.7654321, 3.21, 17.3);
  for (std::size_t m = 0; m < core::kMonths; ++m) result.monthly[index(Monthly::heat)][m] *= 1.0 + 0.1 * static_cast<double>(m);
  add_economics(result, cooled_by(30.0), Tariff{}, emission_factors("br18", 2027));
  for (const Monthly variable : {Monthly::cost, Monthly::co2}) {
    double forwards = 0.0;
    double backwards = 0.0;
    for (std::size_t m = 0; m < core::kMonths; ++m) {
      const double value = result.monthly[index(variable)][m];
      REQUIRE(value == core::to_grid(value));
      REQUIRE(value > 0.0);
      forwards += value;
      backwards += result.monthly[index(variable)][core::kMonths - 1 - m];
    }
    const Annual annual = variable == Monthly::cost ? Annual::cost : Annual::co2;
    REQUIRE(result.annual[index(annual)] == forwards);
    REQUIRE(forwards == backwards);
  }
}

TEST_CASE("Unknown use gives an unknown bill") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  models::BuildingResult failed = result_with(nan, nan, nan, nan);
  add_economics(failed, cooled_by(30.0), Tariff{}, {0.1, 0.1});
  REQUIRE(std::isnan(cost(failed)));
  REQUIRE(std::isnan(co2(failed)));
  models::BuildingResult no_water = result_with(1.0, 1.0, nan, 1.0);
  add_economics(no_water, cooled_by(30.0), Tariff{}, {0.1, 0.1});
  REQUIRE(std::isnan(cost(no_water)));
  REQUIRE(std::isfinite(co2(no_water)));
}

TEST_CASE("Adding the bill twice changes nothing") {
  models::BuildingResult result = result_with(1000.0, 200.0, 10.0, 6.0);
  add_economics(result, cooled_by(30.0), Tariff{}, {0.0878, 0.135});
  const double once = cost(result);
  add_economics(result, cooled_by(30.0), Tariff{}, {0.0878, 0.135});
  REQUIRE(cost(result) == once);
}

namespace {

/// HOFOR's example of domain.md B9: 200 kW, 500 MWh, 2024-09 prices, nothing but heat.
double hofor_bill_dkk(double cooling_k, const Tariff& tariff = {}) {
  models::BuildingResult result = result_with(500000.0 / 12.0, 0.0, 0.0, 200.0);
  add_economics(result, cooled_by(cooling_k), tariff, {});
  return cost(result);
}

Tariff with_band_counted() {
  Tariff tariff;
  tariff.cooling_band_counts = true;
  return tariff;
}

constexpr double kMonths = 12.0 * 0x1p-20;  // twelve roundings

}  // namespace

TEST_CASE("HOFOR's example costs 322 324 DKK at the cooling that is asked for") {
  REQUIRE(hofor_bill_dkk(30.0) == Approx(322324.0).margin(kMonths));
}

TEST_CASE("Water that comes back too warm costs what lies beyond the band") {
  REQUIRE(hofor_bill_dkk(22.0) - hofor_bill_dkk(30.0) == Approx(6765.0).margin(2.0 * kMonths));
}

TEST_CASE("Where the band counts too water that comes back too warm costs all of it") {
  REQUIRE(hofor_bill_dkk(22.0, with_band_counted()) - hofor_bill_dkk(30.0) == Approx(18040.0).margin(2.0 * kMonths));
}

TEST_CASE("Water that is cooled further makes heat cheaper") {
  REQUIRE(hofor_bill_dkk(38.0) - hofor_bill_dkk(30.0) == Approx(-6765.0).margin(2.0 * kMonths));
  REQUIRE(hofor_bill_dkk(38.0, with_band_counted()) - hofor_bill_dkk(30.0) == Approx(-18040.0).margin(2.0 * kMonths));
}

TEST_CASE("Within the band the bill is the same to the last bit") {
  for (const double cooling_k : {25.0, 27.5, 30.0, 35.0}) REQUIRE(hofor_bill_dkk(cooling_k) == hofor_bill_dkk(30.0));
  REQUIRE(hofor_bill_dkk(24.9) > hofor_bill_dkk(30.0));
  REQUIRE(hofor_bill_dkk(35.1) < hofor_bill_dkk(30.0));
}

TEST_CASE("The low-temperature area asks for less cooling") {
  Tariff vesterbro;
  vesterbro.required_cooling_k = 25.0;
  REQUIRE(hofor_bill_dkk(22.0, vesterbro) == hofor_bill_dkk(30.0));
}

TEST_CASE("An unknown cooling gives an unknown bill and known CO2") {
  models::BuildingResult result = result_with(1000.0, 200.0, 10.0, 6.0);
  add_economics(result, models::Building{}, Tariff{}, {0.1, 0.1});
  REQUIRE(std::isnan(cost(result)));
  REQUIRE(std::isfinite(co2(result)));
}

TEST_CASE("Sold electricity is paid for and takes no CO2 off") {
  models::BuildingResult result = result_with(1000.0, 200.0, 10.0, 6.0);
  models::BuildingResult selling = result;
  selling.annual[index(Annual::electricity_sold)] = 3000.0;
  add_economics(result, cooled_by(30.0), Tariff{}, {0.1, 0.2});
  add_economics(selling, cooled_by(30.0), Tariff{}, {0.1, 0.2});
  REQUIRE(cost(result) - cost(selling) == Approx(3000.0 * 0.40).margin(2.0 * kMonths));
  REQUIRE(co2(selling) == co2(result));
  REQUIRE(selling.monthly[index(Monthly::cost)][0] == Approx(result.monthly[index(Monthly::cost)][0] - 100.0).margin(0x1p-19));
}

TEST_CASE("The year's bill at once is that of the months but for their rounding") {
  models::BuildingResult result = result_with(1234.56789, 98.7654321, 3.21, 17.3);
  result.annual[index(Annual::electricity_sold)] = 321.0;
  const models::Building building = cooled_by(21.0);
  add_economics(result, building, Tariff{}, {});
  REQUIRE(scenarios::bill_dkk(scenarios::billed_use(result, building, {}), {}) == Approx(cost(result)).margin(kMonths));
}
