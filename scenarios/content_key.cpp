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

ContentKey content_key(const models::Building& building, const std::string& environment) {
  std::array<double, models::kBuildingColumnCount + 1> numbers{};
  std::size_t count = 0;
  for (const models::BuildingColumn& column : models::building_columns()) {
    if (column.member == &models::Building::x_m || column.member == &models::Building::y_m) continue;
    const double value = building.*column.member;
    numbers.at(count++) = std::isnan(value) ? models::kMissing : value + 0.0;  // one NaN, one zero
  }
  numbers.at(count++) = static_cast<double>(building.use);
  std::vector<std::byte> bytes(environment.size() + count * sizeof(double));
  std::memcpy(bytes.data(), environment.data(), environment.size());
  std::memcpy(bytes.data() + environment.size(), numbers.data(), count * sizeof(double));
  const std::array<std::uint8_t, 32> digest = core::sha256(bytes);
  ContentKey key;
  std::memcpy(&key.high, digest.data(), sizeof(key.high));
  std::memcpy(&key.low, digest.data() + sizeof(key.high), sizeof(key.low));
  return key;
}

}  // namespace tvilling::scenarios
