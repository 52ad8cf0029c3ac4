// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reuse.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "scenarios/results_layout.hpp"
#include "scenarios/results_schema.hpp"
#include "scenarios/results_sound.hpp"

namespace tvilling::scenarios {

namespace {

std::string path_of(std::string_view name) {
  return std::string(schema::kStatus) + "/" + std::string(name);
}

std::vector<std::uint64_t> stored_keys(const core::Hdf5File& file, std::size_t scenario, std::size_t buildings) {
  return core::read_slab<std::uint64_t>(core::open_dataset(file.id(), path_of(schema::kContentKey)),
                                        {{scenario, 0}, {1, buildings}});
}

/// Places of the values in ascending order.
template <typename Values, typename Key>
std::vector<std::size_t> ascending(const Values& values, Key key) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return key(values[a]) == key(values[b]) ? a < b : key(values[a]) < key(values[b]);
  });
  return order;
}

}  // namespace

EarlierRun::EarlierRun(const std::filesystem::path& path) : path_(path.string()), file_(open_results(path)) {
  if (!core::has_child(file_.id(), path_of(schema::kContentKey))) {
    throw core::Error(core::ErrorKind::bad_input, "the result file keeps no content keys: it was written by an older version",
                      {path.string()}, "Leave --reuse out, or run the earlier study again with this version first.");
  }
  const core::Hdf5Shape shape = core::shape_of(core::open_dataset(file_.id(), path_of(schema::kContentKey)));
  if (shape.size() != 2 || shape != core::shape_of(core::open_dataset(file_.id(), path_of(schema::kTask)))) {
    throw core::Error(core::ErrorKind::bad_input, "/status/content_key does not have the size of its coordinates",
                      {path.string()});
  }
  buildings_ = shape[1];
  const std::vector<std::uint8_t> complete =
      core::read_all<std::uint8_t>(core::open_dataset(file_.id(), path_of(schema::kScenarioComplete)));
  for (std::size_t s = 0; s < shape[0] && s < complete.size(); ++s) {
    const std::vector<std::uint8_t> task =
        core::read_slab<std::uint8_t>(core::open_dataset(file_.id(), path_of(schema::kTask)), {{s, 0}, {1, buildings_}});
    const auto done = [](std::uint8_t t) { return t == static_cast<std::uint8_t>(TaskStatus::done); };
    if (complete[s] == 0 || !std::all_of(task.begin(), task.end(), done)) continue;
    entries_.push_back({s, digest_of(stored_keys(file_, s, buildings_))});
  }
}

EarlierRun::Digest EarlierRun::digest_of(std::vector<std::uint64_t> keys) {
  std::sort(keys.begin(), keys.end());
  return core::sha256(std::as_bytes(std::span(keys)));
}

std::optional<std::size_t> EarlierRun::entry_of(std::span<const ContentKey> keys) const {
  if (keys.size() != buildings_ || entries_.empty()) return std::nullopt;
  std::vector<std::uint64_t> lows;
  lows.reserve(keys.size());
  for (const ContentKey& key : keys) lows.push_back(key.low);
  const Digest wanted = digest_of(std::move(lows));
  const auto entry = std::find_if(entries_.begin(), entries_.end(), [&wanted](const Entry& e) { return e.digest == wanted; });
  if (entry == entries_.end()) return std::nullopt;
  return entry->scenario;
}

std::optional<ScenarioResults> EarlierRun::find(std::span<const ContentKey> keys) const {
  const std::optional<std::size_t> scenario = entry_of(keys);
  if (!scenario) return std::nullopt;
  ScenarioResults kept = read_scenario(file_, *scenario, buildings_);
  const std::string wrong = unsound(kept.results, kept.status, kept.city);
  if (!wrong.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "the result file is damaged: " + wrong, {path_},
                      "Leave it out (no --reuse), or run the earlier study again.");
  }
  const std::vector<std::size_t> wanted = ascending(keys, [](const ContentKey& key) { return key.low; });
  const std::vector<std::size_t> found =
      ascending(stored_keys(file_, *scenario, buildings_), [](std::uint64_t key) { return key; });
  ScenarioResults out;
  out.results.resize(buildings_);
  out.status.assign(buildings_, TaskStatus::done);
  out.messages.resize(buildings_);
  out.city = std::move(kept.city);
  for (std::size_t i = 0; i < buildings_; ++i) out.results[wanted[i]] = kept.results[found[i]];
  return out;
}

}  // namespace tvilling::scenarios
