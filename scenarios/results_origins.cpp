// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_origins.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "models/building/building.hpp"
#include "scenarios/results_schema.hpp"

namespace tvilling::scenarios {

namespace {

OriginCount count(std::span<const std::uint8_t> bytes, const std::filesystem::path& path) {
  OriginCount counts{};
  for (const std::uint8_t byte : bytes) {
    if (byte >= counts.size()) {
      throw core::Error(core::ErrorKind::bad_input, "/origin has an unknown origin " + std::to_string(byte), {path.string()});
    }
    ++counts.at(byte);
  }
  return counts;
}

}  // namespace

Origins read_origins(const std::filesystem::path& path) {
  const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::read);
  const core::Hdf5Group group = core::open_group(file.id(), std::string(schema::kOrigin));
  Origins out;
  for (const models::BuildingColumn& column : models::building_columns()) {  // a group's own order is that of the alphabet
    const std::string name(column.variable.name);
    if (!core::has_child(group.id(), name)) continue;  // an older file has fewer columns
    const std::vector<std::uint8_t> bytes = core::read_all<std::uint8_t>(core::open_dataset(group.id(), name));
    out.columns.push_back({name, count(bytes, path)});
    if (column.member != &models::Building::year) continue;
    for (const std::uint8_t byte : bytes) out.year.push_back(static_cast<models::Origin>(byte));
  }
  const std::string result(schema::kResultOrigin);
  if (core::has_child(group.id(), result)) {
    const core::Hdf5Dataset dataset = core::open_dataset(group.id(), result);
    const core::Hdf5Shape shape = core::shape_of(dataset);
    out.results = count(core::read_slab<std::uint8_t>(dataset, {{0, 0}, {1, shape.at(1)}}), path);
  }
  const core::Hdf5Group buildings = core::open_group(file.id(), std::string(schema::kBuildings));
  const std::string hidden(schema::kProtectedAddress);
  if (core::has_child(buildings.id(), hidden)) {
    const std::vector<std::uint8_t> flags = core::read_all<std::uint8_t>(core::open_dataset(buildings.id(), hidden));
    out.withheld = static_cast<std::size_t>(std::count(flags.begin(), flags.end(), std::uint8_t{1}));
  }
  return out;
}

}  // namespace tvilling::scenarios
