// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include "core/version.hpp"
#include "scenarios/capacity/capacity_report.hpp"
#include "scenarios/capacity/fit_problem.hpp"
#include "scenarios/economics/prices.hpp"

namespace tvilling::scenarios {

namespace {

using Assumptions = std::vector<std::array<std::string, 2>>;

void add_energy(Assumptions& list, const CapacityReport& report) {
  const OpenHourSettings& settings = report.hour_settings;
  const int year = settings.economics.price_level_year;
  const Tariff tariff = tariff_in(settings.economics, year);
  list.push_back({"weather", report.weather});
  list.push_back({"base year", fmt::format("{}: its weekdays and public holidays", settings.base_year)});
  list.push_back({"price level", fmt::format("{}, without VAT", year)});
  list.push_back({"heat_dkk_kwh", fmt::format("{:g}", tariff.heat_dkk_kwh)});
  list.push_back({"heat_capacity_dkk_kw",
                  fmt::format("{:g}; in the whole bill, not in the price of an open hour", tariff.heat_capacity_dkk_kw)});
  list.push_back({"electricity_dkk_kwh", fmt::format("{:g}", tariff.electricity_dkk_kwh)});
  list.push_back({"electricity_sold_dkk_kwh", fmt::format("{:g}", tariff.electricity_sold_dkk_kwh)});
  list.push_back({"water_dkk_m3", fmt::format("{:g}", tariff.water_dkk_m3)});
  list.push_back({"CO2", fmt::format("factor set {}, {}", settings.factor_set, year)});
}

void add_fit(Assumptions& list, const CapacityReport& report) {
  const FitSettings& fit = report.fit_settings;
  list.push_back({"shift", fmt::format("at most {:g} h", fit.shift_h)});
  list.push_back({"distance", fmt::format("at most {:g} m, as the crow flies", fit.max_distance_m)});
  list.push_back({"buildings to close", fmt::format("{}", fit.close)});
  list.push_back({"nodes", fmt::format("at most {} of branch and bound, for a day and a group of buildings", fit.max_nodes)});
  list.push_back({"worth of a move", fmt::format("{:g} DKK a year, and {:g} for each quarter of an hour that it is shifted",
                                                 kMoveWorth_dkk, kShiftWorth_dkk)});
  list.push_back({"priority", "an hour of the first counts as ten of the second, one of the second as ten of the last"});
}

}  // namespace

Assumptions capacity_assumptions(const CapacityReport& report) {
  Assumptions list{
      {"program", fmt::format("tvilling {}", core::version())},
      {"portfolio", report.source.string()},
      {"weeks", "of each building from its first to its last booking; public holidays are Sundays"},
      {"prime time", fmt::format("{}-{} on weekdays", report.prime.from_h, report.prime.to_h)},
  };
  if (report.hours.empty()) {
    list.push_back({"energy", "not simulated"});
  } else {
    add_energy(list, report);
  }
  if (report.fit) add_fit(list, report);
  for (const models::InputFile& input : report.portfolio.inputs)
    list.push_back({input.path, fmt::format("SHA-256 {}", input.sha256)});
  return list;
}

}  // namespace tvilling::scenarios
