// SPDX-License-Identifier: MPL-2.0
#include "scenarios/content_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/io/file.hpp"
#include "core/version.hpp"
#include "scenarios/provenance.hpp"

namespace tvilling::scenarios {

std::string environment_key(const models::Weather& weather, int base_year) {
  return core::sha256_hex(fmt::format("{} {} {} {}", core::version(), core::source_digest(), base_year, weather_sha256(weather)));
}

bool is_simulated(const models::BuildingColumn& column) {
  constexpr std::array kNotSimulated{&models::Building::x_m,
                                     &models::Building::y_m,
                                     &models::Building::district_heating_cooling_k,
                                     &models::Building::maintenance_backlog_dkk,
                                     &models::Building::backlog_growth_fraction,
                                     &models::Building::sale_value_dkk};
  return std::ranges::find(kNotSimulated, column.member) == kNotSimulated.end();
}

namespace {

/// One NaN, one zero.
double one_way(double value) {
  return std::isnan(value) ? models::kMissing : value + 0.0;
}

/// Its use and every number that is simulated.
void add_numbers(const models::Building& building, std::vector<double>& numbers) {
  for (const models::BuildingColumn& column : models::building_columns()) {
    if (!is_simulated(column)) continue;
    numbers.push_back(one_way(building.*column.member));
  }
  numbers.push_back(static_cast<double>(building.use));
}

}  // namespace

std::vector<double> zone_numbers(const models::Building& building) {
  std::vector<double> numbers;
  for (const models::Building& zone : building.zones) {
    add_numbers(zone, numbers);
    numbers.insert(numbers.end(), {zone.share.facade + 0.0, zone.share.roof + 0.0, zone.share.floor + 0.0});
  }
  for (const models::ZoneLink& link : building.zone_links) {
    numbers.insert(numbers.end(),
                   {static_cast<double>(link.a), static_cast<double>(link.b), link.area_m2 + 0.0, link.u_value_w_m2k + 0.0});
  }
  return numbers;
}

std::vector<double> hall_numbers(const models::Building& building) {
  std::vector<double> numbers;
  if (building.hall == nullptr) return numbers;
  const models::SwimmingHall& hall = *building.hall;
  constexpr std::size_t kFlags = 2;
  numbers.reserve(models::hall_columns().size() + kFlags + 2 * models::kWeekHours +
                  hall.basins.size() * (models::basin_columns().size() + kFlags));
  for (const models::HallColumn& column : models::hall_columns()) numbers.push_back(one_way(hall.*column.member));
  numbers.push_back(static_cast<double>(hall.evaporation_model));
  numbers.push_back(hall.week ? 1.0 : 0.0);
  if (hall.week) {
    for (const double open : hall.week->open) numbers.push_back(one_way(open));
    for (const double visits : hall.week->visits) numbers.push_back(one_way(visits));
  }
  for (const models::Basin& basin : hall.basins) {
    for (const models::BasinColumn& column : models::basin_columns()) numbers.push_back(one_way(basin.*column.member));
    numbers.insert(numbers.end(), {basin.outdoor ? 1.0 : 0.0, basin.closed ? 1.0 : 0.0});
  }
  return numbers;
}

ContentKey content_key(const models::Building& building, const std::string& environment) {
  std::vector<double> numbers;
  numbers.reserve(models::kBuildingColumnCount + 1);
  add_numbers(building, numbers);
  const std::vector<double> of_zones = zone_numbers(building);
  numbers.insert(numbers.end(), of_zones.begin(), of_zones.end());
  if (building.hall != nullptr) {
    const std::vector<double> of_hall = hall_numbers(building);
    numbers.push_back(static_cast<double>(of_hall.size()));  // keeps them apart from zones
    numbers.insert(numbers.end(), of_hall.begin(), of_hall.end());
  }
  std::vector<std::byte> bytes(environment.size() + numbers.size() * sizeof(double));
  std::memcpy(bytes.data(), environment.data(), environment.size());
  std::memcpy(bytes.data() + environment.size(), numbers.data(), numbers.size() * sizeof(double));
  const std::array<std::uint8_t, 32> digest = core::sha256(bytes);
  ContentKey key;
  std::memcpy(&key.high, digest.data(), sizeof(key.high));
  std::memcpy(&key.low, digest.data() + sizeof(key.high), sizeof(key.low));
  return key;
}

}  // namespace tvilling::scenarios
