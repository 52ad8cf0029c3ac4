// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/portfolio/portfolio.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/economics/bill.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

/// A price of the tariff as it stands in /provenance.
struct TariffPrice {
  std::string_view name;
  double Tariff::* member;
};
inline constexpr std::array kTariffPrices{
    TariffPrice{"heat_dkk_kwh", &Tariff::heat_dkk_kwh},
    TariffPrice{"heat_capacity_dkk_kw", &Tariff::heat_capacity_dkk_kw},
    TariffPrice{"electricity_dkk_kwh", &Tariff::electricity_dkk_kwh},
    TariffPrice{"electricity_sold_dkk_kwh", &Tariff::electricity_sold_dkk_kwh},
    TariffPrice{"water_dkk_m3", &Tariff::water_dkk_m3},
    TariffPrice{"water_meter_dkk", &Tariff::water_meter_dkk},
};

/// SHA-256 of the location and the series that the city's buildings see.
[[nodiscard]] std::string weather_sha256(const models::Weather& weather);

/// SHA-256 of everything that decides the numbers: program version, every building's numbers, scenarios, weather, options. Two
/// runs with one key give the same results; `--resume` goes on only with an equal key.
[[nodiscard]] std::string run_key(const Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                                  const RunOptions& options);

/// Text attributes of /provenance. With options.reproducible, what differs from run to run (time, host, command line, thread
/// count, paths) is left out.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> make_provenance(const Study& study,
                                                                               const models::Portfolio& portfolio,
                                                                               const models::Weather& weather,
                                                                               const RunOptions& options, int threads);

}  // namespace tvilling::scenarios
