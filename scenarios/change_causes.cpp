// SPDX-License-Identifier: MPL-2.0
#include "scenarios/change_causes.hpp"

#include <charconv>
#include <limits>
#include <map>
#include <numeric>
#include <string_view>

#include "scenarios/provenance.hpp"

namespace tvilling::scenarios {

namespace {

using models::Annual;
using models::BuildingResult;
using models::HallTotal;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double of(const BuildingResult& result, Annual variable) {
  return result.annual[models::index(variable)];
}

template <typename Cause, std::size_t Causes>
double& at(std::array<double, Causes>& parts, Cause cause) {
  return parts[static_cast<std::size_t>(cause)];
}

/// What rounding leaves of a whole goes to the last part.
template <std::size_t Causes>
void close(std::array<double, Causes>& parts, double whole) {
  parts.back() = whole - std::accumulate(parts.begin(), parts.end() - 1, 0.0);
}

/// A year's delivered heat by what needs it, with the sign it has there.
std::array<double, kHeatCauses.size()> heat_parts(const BuildingResult& result) {
  std::array<double, kHeatCauses.size()> parts{};
  at(parts, HeatCause::transmission) = of(result, Annual::transmission);
  at(parts, HeatCause::ventilation) = of(result, Annual::ventilation);
  at(parts, HeatCause::infiltration) = of(result, Annual::infiltration);
  at(parts, HeatCause::solar) = -of(result, Annual::solar);
  at(parts, HeatCause::internal) = -of(result, Annual::internal);
  at(parts, HeatCause::storage) = of(result, Annual::storage);
  at(parts, HeatCause::plant_loss) = of(result, Annual::plant_loss);
  if (result.hall == nullptr) {
    at(parts, HeatCause::hot_water) = of(result, Annual::hot_water);
  } else {
    const models::HallTotals& hall = *result.hall;
    at(parts, HeatCause::internal) += hall[HallTotal::heat_pump_air];  // which is no gain here, but heat not bought
    at(parts, HeatCause::hot_water) = hall[HallTotal::shower_heat];
    at(parts, HeatCause::basins) = hall[HallTotal::pool_heating];
    at(parts, HeatCause::grey_water) = -hall[HallTotal::grey_water_heat];
    at(parts, HeatCause::heat_pump) = -hall[HallTotal::heat_pump_air] - hall[HallTotal::heat_pump_pool];
  }
  close(parts, of(result, Annual::heat));
  return parts;
}

std::array<double, kElectricityCauses.size()> electricity_parts(const BuildingResult& result) {
  std::array<double, kElectricityCauses.size()> parts{};
  const double own_kwh = of(result, Annual::pv) - of(result, Annual::electricity_sold);
  at(parts, ElectricityCause::solar_cells) = -own_kwh;
  if (result.hall == nullptr) {
    at(parts, ElectricityCause::equipment) = of(result, Annual::electricity) + own_kwh;
  } else {
    const models::HallTotals& hall = *result.hall;
    at(parts, ElectricityCause::pumps) = hall[HallTotal::pump_electricity];
    at(parts, ElectricityCause::fans) = hall[HallTotal::fan_electricity];
    at(parts, ElectricityCause::light) = hall[HallTotal::light_electricity];
    at(parts, ElectricityCause::heat_pump) = hall[HallTotal::heat_pump_electricity];
    at(parts, ElectricityCause::other) = hall[HallTotal::other_electricity];
  }
  close(parts, of(result, Annual::electricity));
  return parts;
}

std::array<double, kCostCauses.size()> cost_parts(const BuildingResult& result, const Tariff& tariff) {
  std::array<double, kCostCauses.size()> parts{};
  at(parts, CostCause::heat) = tariff.heat_dkk_kwh * of(result, Annual::heat);
  at(parts, CostCause::heat_power) = tariff.heat_capacity_dkk_kw * of(result, Annual::peak_heat);
  at(parts, CostCause::electricity) = tariff.electricity_dkk_kwh * of(result, Annual::electricity);
  at(parts, CostCause::electricity_sold) = -tariff.electricity_sold_dkk_kwh * of(result, Annual::electricity_sold);
  at(parts, CostCause::water) = tariff.water_dkk_m3 * of(result, Annual::water);
  at(parts, CostCause::water_meter) = of(result, Annual::water) != 0.0 ? tariff.water_meter_dkk : 0.0;
  close(parts, of(result, Annual::cost));
  return parts;
}

std::array<double, kCo2Causes.size()> co2_parts(const BuildingResult& result, const EmissionFactors& factors) {
  std::array<double, kCo2Causes.size()> parts{};
  at(parts, Co2Cause::heat) = factors.heat_kg_kwh * of(result, Annual::heat);
  at(parts, Co2Cause::electricity) = factors.electricity_kg_kwh * of(result, Annual::electricity);
  close(parts, of(result, Annual::co2));
  return parts;
}

template <std::size_t Causes>
void add_parts(CausedChange<Causes>& sum, const std::array<double, Causes>& after, const std::array<double, Causes>& before) {
  for (std::size_t c = 0; c < Causes; ++c) sum.causes[c] += after[c] - before[c];
}

template <std::size_t Causes>
void add_whole(CausedChange<Causes>& sum, const BuildingResult& after, const BuildingResult& before, Annual variable) {
  sum.reference += of(before, variable);
  sum.change += of(after, variable) - of(before, variable);
}

/// Zeros would look like a result.
void forget(ChangeCauses& group) {
  const auto fill = [](auto& change) {
    change.reference = kNan;
    change.change = kNan;
    change.causes.fill(kNan);
  };
  fill(group.heat);
  fill(group.electricity);
  fill(group.co2);
  fill(group.cost);
}

std::optional<double> number_in(const Results& results, std::string_view name) {
  for (const auto& [key, text] : results.provenance) {
    if (key != name) continue;
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Factors> factors_of(const Results& results) {
  Factors factors;
  for (const TariffPrice& price : kTariffPrices) {
    const std::optional<double> value = number_in(results, price.name);
    if (!value) return std::nullopt;
    factors.tariff.*price.member = *value;
  }
  const std::optional<double> heat = number_in(results, "co2_heat_kg_kwh");
  const std::optional<double> electricity = number_in(results, "co2_electricity_kg_kwh");
  if (!heat || !electricity) return std::nullopt;
  factors.co2 = {*heat, *electricity};
  return factors;
}

void ChangeCauses::add(const BuildingResult& result, const BuildingResult& base, const std::optional<Factors>& factors) {
  add_whole(heat, result, base, Annual::heat);
  add_whole(electricity, result, base, Annual::electricity);
  add_whole(co2, result, base, Annual::co2);
  add_whole(cost, result, base, Annual::cost);
  add_parts(heat, heat_parts(result), heat_parts(base));
  add_parts(electricity, electricity_parts(result), electricity_parts(base));
  if (!factors) {
    co2.causes.fill(kNan);
    cost.causes.fill(kNan);
    return;
  }
  add_parts(co2, co2_parts(result, factors->co2), co2_parts(base, factors->co2));
  add_parts(cost, cost_parts(result, factors->tariff), cost_parts(base, factors->tariff));
}

std::vector<ChangeCauses> change_causes(const Results& results, std::size_t scenario, std::size_t reference, GroupBy by) {
  const std::optional<Factors> factors = factors_of(results);
  std::map<std::string, ChangeCauses, std::less<>> groups;  // keeps the names sorted
  for (std::size_t b = 0; b < results.portfolio.buildings.size(); ++b) {
    const models::Building& building = results.portfolio.buildings[b].building;
    const std::string name = group_name(building, by);
    ChangeCauses& group = groups[name];
    group.group = name;
    if (results.status[scenario][b] != TaskStatus::done || results.status[reference][b] != TaskStatus::done) {
      ++group.missing;
      continue;
    }
    ++group.buildings;
    group.area_m2 += building.area_m2;
    group.add(results.results[scenario][b], results.results[reference][b], factors);
  }
  std::vector<ChangeCauses> out;
  out.reserve(groups.size());
  for (auto& [name, group] : groups) {
    if (group.buildings == 0) forget(group);
    out.push_back(std::move(group));
  }
  return out;
}

}  // namespace tvilling::scenarios
