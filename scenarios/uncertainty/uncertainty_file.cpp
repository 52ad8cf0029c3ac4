// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/uncertainty_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/error.hpp"
#include "core/io/child_process.hpp"
#include "core/io/file.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_probe.hpp"
#include "scenarios/results_seal.hpp"
#include "scenarios/results_target.hpp"
#include "scenarios/uncertainty/uncertainty_schema.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;
namespace names = uncertainty_schema;

core::Hdf5Dataset open_one(const core::Hdf5File& file, std::string_view group, std::string_view name) {
  return core::open_dataset(file.id(), fmt::format("{}/{}", group, name));
}

[[noreturn]] void cannot_resume(const fs::path& partial, const std::string& what, std::string hint = {}) {
  if (hint.empty()) hint = "Delete it to begin anew, or give the results another name with -o.";
  throw core::Error(core::ErrorKind::bad_input, "cannot resume: " + what, {partial.string()}, std::move(hint));
}

std::string kind_of_file(const core::Hdf5File& file) {
  return core::has_attribute(file.id(), "filetype") ? core::read_text_attribute(file.id(), "filetype") : std::string();
}

std::string run_key_of(const UncertaintyLayout& layout) {
  const auto found = std::ranges::find(layout.provenance, schema::kRunKey, &std::pair<std::string, std::string>::first);
  return found == layout.provenance.end() ? std::string() : found->second;
}

/// What keeps the open file from being gone on with; empty: nothing. Reads all that a resumed run reads.
std::string mismatch(const core::Hdf5File& file, const UncertaintyLayout& layout) {
  if (kind_of_file(file) != kUncertaintyFileType) return "another file type";
  const core::Hdf5Group provenance = core::open_group(file.id(), std::string(schema::kProvenance));
  const std::string key(schema::kRunKey);
  if (!core::has_attribute(provenance.id(), key) || core::read_text_attribute(provenance.id(), key) != run_key_of(layout)) {
    return "other inputs (its run_key differs)";
  }
  const schema::Lengths lengths = names::lengths(layout);
  for (const schema::Dataset& d : names::datasets()) {
    if (!core::has_child(file.id(), d.path())) return fmt::format("no /{}", d.path());
    const core::Hdf5Dataset made = core::open_dataset(file.id(), d.path());
    if (core::shape_of(made) != schema::shape(d, lengths)) return fmt::format("another size of /{}", d.path());
    if (d.group != names::kDraws && d.group != names::kBuildingDraws) continue;
    if (d.type == core::Hdf5Type::float64) static_cast<void>(core::read_all<double>(made));
    if (d.type == core::Hdf5Type::int32) static_cast<void>(core::read_all<std::int32_t>(made));
  }
  return {};
}

}  // namespace

struct UncertaintyWriter::Impl {
  fs::path path;
  fs::path partial;
  std::size_t scenarios = 0;
  std::size_t buildings = 0;
  std::size_t inputs = 0;
  std::optional<core::FileLock> lock;  // before the file: it is let go last
  core::Hdf5File file;
  std::vector<std::uint8_t> done;

  void create(const UncertaintyLayout& layout);
  void resume(const UncertaintyLayout& layout);
  void write_scenarios(const UncertaintySpread& spread, const DrawResult& plain) const;
  void write_buildings(const UncertaintySpread& spread, const DrawResult& plain) const;

  template <typename T>
  void put(std::string_view group, std::string_view name, const core::Hdf5Slab& slab, std::span<const T> values) const {
    core::write_slab<T>(open_one(file, group, name), slab, values);
  }
  template <typename T>
  void put_all(std::string_view group, std::string_view name, const std::vector<T>& values) const {
    core::write_all<T>(open_one(file, group, name), values);
  }
};

void UncertaintyWriter::Impl::create(const UncertaintyLayout& layout) {
  const std::uint64_t bytes = names::bytes(layout);
  check_room(partial, bytes);
  std::error_code code;
  fs::remove(partial, code);
  if (code) core::throw_system_error("cannot replace the file", partial, code.value());
  try {
    file = core::create_hdf5_file(partial, kSealBytes);
    reserve_room(partial, bytes);
    names::create(file, layout);
    // Closed and opened again, as a resumed run finds it: then the bytes are the same.
    core::close_hdf5_file(std::move(file));
    mark_unfinished(partial);
    file = core::open_hdf5_file(partial, core::Hdf5Access::write);
    release_spare_room(partial);
  } catch (...) {
    file.reset();
    fs::remove(partial, code);
    throw;
  }
}

void UncertaintyWriter::Impl::resume(const UncertaintyLayout& layout) {
  // HDF5 may crash on a damaged file, and an unfinished one has no checksum: a child process looks first.
  const auto look = [this, &layout] { return mismatch(core::open_hdf5_file(partial, core::Hdf5Access::read), layout); };
  std::optional<std::string> wrong;
  try {
    check_unfinished(partial);
    wrong = core::run_in_child(look, kProbePatience);
  } catch (const core::Error& error) {
    cannot_resume(partial, error.message(), error.kind() == core::ErrorKind::io ? error.hint() : std::string());
  }
  if (!wrong) cannot_resume(partial, "the unfinished file is damaged: HDF5 fails on it");
  if (!wrong->empty()) cannot_resume(partial, "the unfinished file has " + *wrong);
  file = core::open_hdf5_file(partial, core::Hdf5Access::write);
  mark_unfinished(partial);  // a run that was killed between the seal and the new name has the seal
}

UncertaintyWriter::UncertaintyWriter(const fs::path& path, const UncertaintyLayout& layout, bool resume)
    : impl_(std::make_unique<Impl>()) {
  impl_->path = path;
  impl_->partial = partial_path(path);
  impl_->scenarios = layout.scenarios.size();
  impl_->buildings = layout.buildings.size();
  impl_->inputs = layout.inputs.size();
  check_target(path);
  impl_->lock.emplace(lock_target(path));
  if (resume && fs::exists(impl_->partial)) {
    impl_->resume(layout);
  } else {
    impl_->create(layout);
  }
  impl_->done = core::read_all<std::uint8_t>(open_one(impl_->file, names::kStatus, names::kDone));
}

UncertaintyWriter::~UncertaintyWriter() = default;

bool UncertaintyWriter::has(std::size_t draw) const {
  return impl_->done.at(draw) != 0;
}

DrawResult UncertaintyWriter::read(std::size_t draw) const {
  const auto row = [draw](std::size_t count) { return core::Hdf5Slab{{draw, 0}, {1, count}}; };
  DrawResult result;
  result.figures.resize(impl_->scenarios);
  for (std::size_t f = 0; f < kKeyFigureCount; ++f) {
    const std::vector<double> values =
        core::read_slab<double>(open_one(impl_->file, names::kDraws, kKeyFigureVariables[f].name), row(impl_->scenarios));
    for (std::size_t s = 0; s < values.size(); ++s) result.figures[s][f] = values[s];
  }
  result.counted = core::read_slab<std::int32_t>(open_one(impl_->file, names::kDraws, names::kCounted), row(impl_->scenarios));
  for (std::size_t v = 0; v < kIntensityCount; ++v) {
    result.intensity[v] =
        core::read_slab<double>(open_one(impl_->file, names::kBuildingDraws, kIntensityVariables[v].name), row(impl_->buildings));
  }
  if (impl_->inputs > 0) {
    result.clamped = core::read_slab<std::int32_t>(open_one(impl_->file, names::kInputs, names::kClamped), row(impl_->inputs));
  }
  return result;
}

void UncertaintyWriter::write(std::size_t draw, const DrawResult& result) {
  const auto row = [draw](std::size_t count) { return core::Hdf5Slab{{draw, 0}, {1, count}}; };
  std::vector<double> values(impl_->scenarios);
  for (std::size_t f = 0; f < kKeyFigureCount; ++f) {
    for (std::size_t s = 0; s < values.size(); ++s) values[s] = result.figures[s][f];
    impl_->put<double>(names::kDraws, kKeyFigureVariables[f].name, row(values.size()), values);
  }
  impl_->put<std::int32_t>(names::kDraws, names::kCounted, row(impl_->scenarios), result.counted);
  for (std::size_t v = 0; v < kIntensityCount; ++v) {
    impl_->put<double>(names::kBuildingDraws, kIntensityVariables[v].name, row(impl_->buildings), result.intensity[v]);
  }
  if (impl_->inputs > 0) impl_->put<std::int32_t>(names::kInputs, names::kClamped, row(impl_->inputs), result.clamped);
  core::flush_hdf5(impl_->file);  // the flag must never be ahead of its numbers
  const std::array<std::uint8_t, 1> yes{1};
  impl_->put<std::uint8_t>(names::kStatus, names::kDone, {{draw}, {1}}, yes);
  core::flush_hdf5(impl_->file);
  impl_->done[draw] = 1;
}

void UncertaintyWriter::Impl::write_scenarios(const UncertaintySpread& spread, const DrawResult& plain) const {
  for (std::size_t f = 0; f < kKeyFigureCount; ++f) {
    std::vector<double> of_all;
    std::vector<double> of_plain;
    for (std::size_t s = 0; s < scenarios; ++s) {
      of_all.insert(of_all.end(), spread.scenarios[s].figures[f].begin(), spread.scenarios[s].figures[f].end());
      of_plain.push_back(plain.figures[s][f]);
    }
    put_all(names::kScenarios, kKeyFigureVariables[f].name, of_all);
    put_all(names::kPlain, kKeyFigureVariables[f].name, of_plain);
  }
  put_all(names::kPlain, names::kCounted, plain.counted);
  const auto share = [this, &spread](std::string_view name, double ScenarioSpread::* member) {
    std::vector<double> values;
    for (const ScenarioSpread& s : spread.scenarios) values.push_back(s.*member);
    put_all(names::kScenarios, name, values);
  };
  share("npv_positive_fraction", &ScenarioSpread::npv_positive_fraction);
  share("within_payback_limit_fraction", &ScenarioSpread::within_payback_limit_fraction);
  share("profitable_fraction", &ScenarioSpread::profitable_fraction);
  for (std::size_t m = 0; m < kMoved.size() && inputs > 0; ++m) {
    std::vector<double> values;
    for (const ScenarioSpread& s : spread.scenarios) {
      for (const auto& of_input : s.rank_correlation) values.push_back(of_input[m]);
    }
    put_all(names::kSensitivity, kKeyFigureVariables[index(kMoved[m])].name, values);
  }
}

void UncertaintyWriter::Impl::write_buildings(const UncertaintySpread& spread, const DrawResult& plain) const {
  const auto quantiles_of = [&spread](const auto& get) {
    std::vector<double> values;
    for (const BuildingSpread& b : spread.buildings) {
      const Quantiles& q = get(b);
      values.insert(values.end(), q.begin(), q.end());
    }
    return values;
  };
  for (std::size_t v = 0; v < kIntensityCount; ++v) {
    put_all(names::kBuildings, kIntensityVariables[v].name,
            quantiles_of([v](const BuildingSpread& b) -> const Quantiles& { return b.intensity[v]; }));
  }
  put_all(names::kBuildings, "rank", quantiles_of([](const BuildingSpread& b) -> const Quantiles& { return b.rank; }));
  put_all(names::kBuildings, "plain_heat_kwh_m2", plain.intensity[index(Intensity::heat)]);
  std::vector<std::int32_t> plain_rank;
  std::vector<double> worst;
  std::vector<double> certainty;
  for (const BuildingSpread& b : spread.buildings) {
    plain_rank.push_back(static_cast<std::int32_t>(b.plain_rank));
    worst.push_back(b.worst_fraction);
    certainty.push_back(b.rank_certainty);
  }
  put_all(names::kBuildings, "plain_rank", plain_rank);
  put_all(names::kBuildings, "worst_fraction", worst);
  put_all(names::kBuildings, "rank_certainty", certainty);
}

void UncertaintyWriter::finish(const DrawResult& plain, const UncertaintySpread& spread) {
  if (!std::ranges::all_of(impl_->done, [](std::uint8_t d) { return d != 0; })) {
    throw core::Error(core::ErrorKind::internal, "the file is finished before its last draw");
  }
  impl_->write_scenarios(spread, plain);
  impl_->write_buildings(spread, plain);
  core::close_hdf5_file(std::move(impl_->file));
  seal_results(impl_->partial);
  core::publish_file(impl_->partial, impl_->path);
  impl_->lock.reset();
}

std::size_t completed_draws(const fs::path& partial) {
  const auto count = [&partial] {
    check_unfinished(partial);
    const core::Hdf5File file = core::open_hdf5_file(partial, core::Hdf5Access::read);
    const std::vector<std::uint8_t> done = core::read_all<std::uint8_t>(open_one(file, names::kStatus, names::kDone));
    return std::to_string(std::ranges::count(done, std::uint8_t{1}));
  };
  try {
    return std::stoul(core::run_in_child(count, kProbePatience).value_or("0"));
  } catch (const core::Error&) {
    return 0;
  }
}

}  // namespace tvilling::scenarios
