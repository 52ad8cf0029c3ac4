// SPDX-License-Identifier: MPL-2.0
#include "scenarios/content_key.hpp"

#include <fmt/format.h>

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

namespace {

/// Its use and every number but its position, which changes nothing.
void add_numbers(const models::Building& building, std::vector<double>& numbers) {
  for (const models::BuildingColumn& column : models::building_columns()) {
    if (column.member == &models::Building::x_m || column.member == &models::Building::y_m) continue;
    const double value = building.*column.member;
    numbers.push_back(std::isnan(value) ? models::kMissing : value + 0.0);  // one NaN, one zero
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

ContentKey content_key(const models::Building& building, const std::string& environment) {
  std::vector<double> numbers;
  numbers.reserve(models::kBuildingColumnCount + 1);
  add_numbers(building, numbers);
  const std::vector<double> of_zones = zone_numbers(building);
  numbers.insert(numbers.end(), of_zones.begin(), of_zones.end());
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
