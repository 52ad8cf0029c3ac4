// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_halls.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>

#include "core/error.hpp"
#include "scenarios/results_schema.hpp"

namespace tvilling::scenarios {

namespace {

using models::HallTotals;
using models::kHallTotalCount;

std::string path_of(std::string_view name) {
  return std::string(schema::kHalls) + "/" + std::string(name);
}

core::Hdf5Dataset open_variable(const core::Hdf5File& file, std::size_t v) {
  return core::open_dataset(file.id(), path_of(models::kHallVariables.at(v).name));
}

[[noreturn]] void refuse(const std::string& message) {
  throw core::Error(core::ErrorKind::bad_input, message, {}, "Run the study again.");
}

}  // namespace

std::vector<std::size_t> hall_places(const models::Portfolio& portfolio) {
  std::vector<std::size_t> places;
  for (std::size_t b = 0; b < portfolio.buildings.size(); ++b) {
    if (portfolio.buildings[b].building.hall != nullptr) places.push_back(b);
  }
  return places;
}

std::vector<core::Hdf5Dataset> open_halls(const core::Hdf5File& file) {
  std::vector<core::Hdf5Dataset> out;
  out.reserve(kHallTotalCount);
  for (std::size_t v = 0; v < kHallTotalCount; ++v) out.push_back(open_variable(file, v));
  return out;
}

void write_halls(std::span<const core::Hdf5Dataset> datasets, std::span<const std::size_t> halls, const ResultsBlock& block) {
  const auto first = std::ranges::lower_bound(halls, block.first_building);
  const auto last = std::ranges::lower_bound(halls, block.first_building + block.results.size());
  const std::span<const std::size_t> own(first, last);
  if (own.empty()) return;
  const std::size_t place = static_cast<std::size_t>(first - halls.begin());
  std::vector<double> values(own.size());
  for (std::size_t v = 0; v < datasets.size(); ++v) {
    for (std::size_t i = 0; i < own.size(); ++i) {
      const std::size_t b = own[i] - block.first_building;
      const bool done = block.status[b] == TaskStatus::done;
      const HallTotals* totals = block.results[b].hall.get();
      if (done && totals == nullptr) throw core::Error(core::ErrorKind::internal, "a swimming hall is done without its totals");
      values[i] = done ? totals->value.at(v) : std::numeric_limits<double>::quiet_NaN();
    }
    core::write_slab<double>(datasets[v], {{block.scenario, place}, {1, own.size()}}, values);
  }
}

std::vector<std::size_t> stored_halls(const core::Hdf5File& file) {
  if (!core::has_child(file.id(), std::string(schema::kHalls))) return {};
  const std::vector<std::string> ids = core::read_text(core::open_dataset(file.id(), std::string(schema::kBuilding)));
  std::unordered_map<std::string_view, std::size_t> place_of;
  for (std::size_t b = 0; b < ids.size(); ++b) place_of.emplace(ids[b], b);
  std::vector<std::size_t> places;
  for (const std::string& id : core::read_text(core::open_dataset(file.id(), path_of(schema::kHall)))) {
    const auto found = place_of.find(id);
    if (found == place_of.end()) refuse("/halls/hall has \"" + id + "\", which is no building of the file");
    places.push_back(found->second);
  }
  return places;
}

void read_halls(const core::Hdf5File& file, std::span<const std::size_t> halls, std::size_t scenario,
                std::span<const TaskStatus> status, std::span<models::BuildingResult> results) {
  if (halls.empty()) return;
  std::vector<HallTotals> totals(halls.size());
  for (std::size_t v = 0; v < kHallTotalCount; ++v) {
    const core::Hdf5Dataset dataset = open_variable(file, v);
    const core::Hdf5Shape shape = core::shape_of(dataset);
    if (shape.size() != 2 || scenario >= shape[0] || shape[1] != halls.size()) {
      refuse("/" + path_of(models::kHallVariables.at(v).name) + " does not have the size of its coordinates");
    }
    const std::vector<double> values = core::read_slab<double>(dataset, {{scenario, 0}, {1, halls.size()}});
    for (std::size_t i = 0; i < halls.size(); ++i) totals[i].value.at(v) = values[i];
  }
  for (std::size_t i = 0; i < halls.size(); ++i) {
    if (status[halls[i]] == TaskStatus::done) results[halls[i]].hall = std::make_shared<const HallTotals>(totals[i]);
  }
}

}  // namespace tvilling::scenarios
