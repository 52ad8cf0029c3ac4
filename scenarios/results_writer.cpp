// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/protected_address.hpp"
#include "scenarios/results_economics.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_halls.hpp"
#include "scenarios/results_layout.hpp"
#include "scenarios/results_probe.hpp"
#include "scenarios/results_schema.hpp"
#include "scenarios/results_seal.hpp"
#include "scenarios/results_target.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;
const std::string kCannotResume = "cannot resume: ";
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<core::Hdf5Dataset> open_all(const core::Hdf5File& file, std::string_view group,
                                        std::span<const core::Variable> variables) {
  std::vector<core::Hdf5Dataset> out;
  for (const core::Variable& v : variables) {
    out.push_back(core::open_dataset(file.id(), std::string(group) + "/" + std::string(v.name)));
  }
  return out;
}

core::Hdf5Dataset open_one(const core::Hdf5File& file, std::string_view group, std::string_view name) {
  return core::open_dataset(file.id(), std::string(group) + "/" + std::string(name));
}

[[noreturn]] void other_run(const fs::path& partial, const std::string& what) {
  throw core::Error(core::ErrorKind::bad_input, kCannotResume + "the unfinished file has " + what, {partial.string()},
                    "Delete it to begin anew, or give the results another name with -o.");
}

/// The error that kept an unfinished file from being read, as one of resuming.
[[noreturn]] void throw_cannot_resume(const core::Error& error) {
  if (error.message().starts_with(kCannotResume)) throw error;
  // Only a damaged file is beyond help.
  const std::string hint = error.kind() == core::ErrorKind::bad_input ? "Delete the file to begin anew." : error.hint();
  throw core::Error(error.kind(), kCannotResume + error.message(), error.pos(), hint);
}

void check_resumable(const core::Hdf5File& file, const fs::path& partial, const models::Portfolio& portfolio,
                     const ResultsLayout& layout) {
  if (!core::has_attribute(file.id(), "filetype") || core::read_text_attribute(file.id(), "filetype") != kResultsFileType) {
    other_run(partial, "another file type");
  }
  const std::vector<std::int32_t> version = core::read_attribute<std::int32_t>(file.id(), "version");
  if (version != std::vector<std::int32_t>{kResultsVersionMajor, kResultsVersionMinor})
    other_run(partial, "another version of the format");
  if (core::read_text(core::open_dataset(file.id(), std::string(schema::kScenario))) != layout.scenario_names) {
    other_run(partial, "other scenarios");
  }
  const std::vector<std::string> ids = core::read_text(core::open_dataset(file.id(), std::string(schema::kBuilding)));
  const auto same = [](const std::string& id, const models::BuildingRecord& record) { return id == record.building.building_id; };
  if (!std::ranges::equal(ids, portfolio.buildings, same)) other_run(partial, "other buildings");

  const core::Hdf5Group provenance = core::open_group(file.id(), std::string(schema::kProvenance));
  const std::string run_key(schema::kRunKey);
  const std::string found =
      core::has_attribute(provenance.id(), run_key) ? core::read_text_attribute(provenance.id(), run_key) : std::string();
  if (found != provenance_value(layout, run_key)) other_run(partial, "other inputs (its run_key differs)");

  if (stored_halls(file) != hall_places(portfolio)) other_run(partial, "other swimming halls");
  const std::vector<schema::Dataset> wanted =
      schema::datasets(parts_of(portfolio, layout), schema::time_units(layout.axis.base_year));
  const schema::Lengths lengths = lengths_of(portfolio, layout);
  if (layout.hourly.empty() == core::has_child(file.id(), std::string(schema::kHourly)))
    other_run(partial, "other hourly series");
  std::size_t hourly = 0;
  for (const schema::Dataset& d : wanted) {
    if (d.group == schema::kHourly) ++hourly;
    if (!core::has_child(file.id(), d.path()) ||
        core::shape_of(core::open_dataset(file.id(), d.path())) != schema::shape(d, lengths)) {
      other_run(partial, "another layout (see /" + d.path() + ")");
    }
  }
  // Two coordinates are linked in from the root.
  if (hourly > 0 && core::child_names(core::open_group(file.id(), std::string(schema::kHourly)).id()).size() != hourly + 2) {
    other_run(partial, "other hourly series");
  }
}

}  // namespace

struct ResultsWriter::Impl {
  fs::path path;
  fs::path partial;
  std::size_t scenarios = 0;
  std::size_t buildings = 0;
  std::optional<core::FileLock> lock;  // before the file: it is let go last
  core::Hdf5File file;                 // before the datasets: they close first
  std::vector<core::Hdf5Dataset> annual;
  std::vector<core::Hdf5Dataset> monthly;
  std::vector<core::Hdf5Dataset> hourly;
  std::vector<core::Hdf5Dataset> city;
  std::vector<core::Hdf5Dataset> halls;
  EconomicDatasets money;
  std::vector<std::size_t> hall_buildings;  // places of the swimming halls
  core::Hdf5Dataset origin;
  core::Hdf5Dataset task;
  core::Hdf5Dataset message;
  core::Hdf5Dataset key;
  core::Hdf5Dataset complete;
  core::Hdf5Dataset counted;
  std::vector<std::uint8_t> completed;
  bool resumed = false;

  void create(const models::Portfolio& portfolio, const ResultsLayout& layout);
  void resume(const models::Portfolio& portfolio, const ResultsLayout& layout);
  /// Does in a child process, only reading, all that a resumed run does: HDF5 may crash on a damaged file. (A file that is being
  /// written has no checksum.)
  void probe_in_child(const models::Portfolio& portfolio, const ResultsLayout& layout) const;
  void open_datasets(const ResultsLayout& layout);
  void check_block(const ResultsBlock& block) const;
  void write_numbers(const ResultsBlock& block) const;
  void write_hourly(const ResultsBlock& block) const;
  void need_scenario(std::size_t scenario) const;
  [[nodiscard]] std::vector<TaskStatus> read_status(std::size_t scenario) const;
};

void ResultsWriter::Impl::create(const models::Portfolio& portfolio, const ResultsLayout& layout) {
  const std::uint64_t bytes = results_bytes(portfolio, layout);
  check_room(partial, bytes);
  // An abandoned file goes as a whole: a program that is reading it keeps what it has open.
  std::error_code code;
  fs::remove(partial, code);
  if (code) core::throw_system_error("cannot replace the file", partial, code.value());
  // Made under another name: a run killed meanwhile leaves no unfinished file that could not be resumed.
  const fs::path made = made_path(partial);
  const auto clean_up = [this, &made] {
    // Nothing has been computed yet. The lock tells that the files are ours.
    file.reset();
    std::error_code ignored;
    fs::remove(made, ignored);
    fs::remove(partial, ignored);
  };
  try {
    fs::remove(made, code);
    if (code) core::throw_system_error("cannot replace the file", made, code.value());
    file = core::create_hdf5_file(made, kSealBytes);
    reserve_room(made, bytes);
    create_results_layout(file, portfolio, layout);
    // Closed and opened again: what HDF5 keeps in reserve while a file is made is given back, so that a run killed before its
    // first block has the same bytes to go on from as any other.
    core::close_hdf5_file(std::move(file));
    mark_unfinished(made);
    // Every dataset has its room by now.
    release_spare_room(made);
    fs::rename(made, partial, code);
    if (code) core::throw_system_error("cannot give the file its name", partial, code.value());
    file = core::open_hdf5_file(partial, core::Hdf5Access::write);
  } catch (const core::Error& error) {
    clean_up();
    if (error.pos().file != made.string()) throw;
    throw core::Error(error.kind(), error.message(), {partial.string()}, error.hint());  // the name that the user knows
  } catch (...) {
    clean_up();
    throw;
  }
}

void ResultsWriter::Impl::resume(const models::Portfolio& portfolio, const ResultsLayout& layout) {
  try {
    check_unfinished(partial);
    probe_in_child(portfolio, layout);
    file = core::open_hdf5_file(partial, core::Hdf5Access::write);
  } catch (const core::Error& error) {
    throw_cannot_resume(error);
  }
  mark_unfinished(partial);  // a run that was killed between the seal and the new name has the seal
}

void ResultsWriter::Impl::probe_in_child(const models::Portfolio& portfolio, const ResultsLayout& layout) const {
  const auto work = [&] {
    Impl probe;
    probe.partial = partial;
    probe.buildings = buildings;
    probe.hall_buildings = hall_buildings;
    probe.file = core::open_hdf5_file(partial, core::Hdf5Access::read);
    check_resumable(probe.file, partial, portfolio, layout);
    probe.open_datasets(layout);
    for (std::size_t s = 0; s < scenarios; ++s) {
      static_cast<void>(read_scenario(probe.file, s, buildings));
    }
    return std::string();
  };
  if (!core::run_in_child(work, kProbePatience)) {
    throw core::Error(core::ErrorKind::bad_input, "the unfinished file is damaged: HDF5 fails on it", {partial.string()});
  }
}

void ResultsWriter::Impl::open_datasets(const ResultsLayout& layout) {
  const std::span<const core::Variable> annual_variables(models::kAnnualVariables);
  const std::span<const core::Variable> hourly_variables(models::kHourlyVariables);
  annual = open_all(file, schema::kAnnual, annual_variables);
  monthly = open_all(file, schema::kMonthly, annual_variables.first(models::kMonthlyCount));
  city = open_all(file, schema::kCityHourly, hourly_variables.first(models::kCityHourlyCount));
  for (const models::Hourly h : layout.hourly) hourly.push_back(open_one(file, schema::kHourly, hourly_variables[index(h)].name));
  if (!hall_buildings.empty()) halls = open_halls(file);
  money = open_economics(file);
  origin = open_one(file, schema::kOrigin, schema::kResultOrigin);
  task = open_one(file, schema::kStatus, schema::kTask);
  message = open_one(file, schema::kStatus, schema::kMessage);
  key = open_one(file, schema::kStatus, schema::kContentKey);
  complete = open_one(file, schema::kStatus, schema::kScenarioComplete);
  counted = open_one(file, schema::kCityHourly, schema::kBuildingsCounted);
  completed = core::read_all<std::uint8_t>(complete);
}

void ResultsWriter::Impl::need_scenario(std::size_t scenario) const {
  if (scenario >= scenarios)
    throw core::Error(core::ErrorKind::internal, "the results have no scenario " + std::to_string(scenario));
}

void ResultsWriter::Impl::check_block(const ResultsBlock& block) const {
  need_scenario(block.scenario);
  const std::size_t count = block.results.size();
  const auto is_final = [](TaskStatus s) { return s == TaskStatus::done || s == TaskStatus::failed; };
  if (block.first_building > buildings || count > buildings - block.first_building || block.status.size() != count ||
      block.messages.size() != count || block.origin.size() != count || block.keys.size() != count ||
      !std::ranges::all_of(block.status, is_final) || block.hourly.size() != count * hourly.size() * core::kHoursPerYear) {
    throw core::Error(core::ErrorKind::internal, "a block of results does not fit the result file");
  }
}

void ResultsWriter::Impl::write_numbers(const ResultsBlock& block) const {
  const std::size_t count = block.results.size();
  const auto done = [&block](std::size_t b) { return block.status[b] == TaskStatus::done; };
  std::vector<double> values(count);
  for (std::size_t v = 0; v < annual.size(); ++v) {
    for (std::size_t b = 0; b < count; ++b) values[b] = done(b) ? block.results[b].annual[v] : kNan;
    core::write_slab<double>(annual[v], {{block.scenario, block.first_building}, {1, count}}, values);
  }
  for (std::size_t v = 0; v < monthly.size(); ++v) {
    values.clear();
    for (std::size_t b = 0; b < count; ++b) {
      for (const double month : block.results[b].monthly[v]) values.push_back(done(b) ? month : kNan);
    }
    core::write_slab<double>(monthly[v], {{block.scenario, block.first_building, 0}, {1, count, core::kMonths}}, values);
  }
  core::write_slab<std::uint8_t>(origin, {{block.scenario, block.first_building}, {1, count}}, block.origin);
  std::vector<std::uint64_t> keys;
  keys.reserve(block.keys.size());
  for (const ContentKey& k : block.keys) keys.push_back(k.low);
  core::write_slab<std::uint64_t>(key, {{block.scenario, block.first_building}, {1, count}}, keys);
}

void ResultsWriter::Impl::write_hourly(const ResultsBlock& block) const {
  if (hourly.empty()) return;
  const std::size_t count = block.results.size();
  std::vector<double> values(count * core::kHoursPerYear);
  for (std::size_t v = 0; v < hourly.size(); ++v) {
    for (std::size_t b = 0; b < count; ++b) {
      const std::size_t from = (b * hourly.size() + v) * core::kHoursPerYear;
      const std::size_t to = b * core::kHoursPerYear;
      for (std::size_t h = 0; h < core::kHoursPerYear; ++h) {
        values[to + h] = block.status[b] == TaskStatus::done ? block.hourly[from + h] : kNan;
      }
    }
    core::write_slab<double>(hourly[v], {{block.scenario, block.first_building, 0}, {1, count, core::kHoursPerYear}}, values);
  }
}

std::vector<TaskStatus> ResultsWriter::Impl::read_status(std::size_t scenario) const {
  std::vector<TaskStatus> status;
  for (const std::uint8_t s : core::read_slab<std::uint8_t>(task, {{scenario, 0}, {1, buildings}})) {
    status.push_back(static_cast<TaskStatus>(s));
  }
  return status;
}

ResultsWriter::ResultsWriter(const fs::path& path, const models::Portfolio& portfolio, const ResultsLayout& layout, bool resume)
    : impl_(std::make_unique<Impl>()) {
  if (layout.scenario_names.empty() || portfolio.buildings.empty()) {
    throw core::Error(core::ErrorKind::internal, "a result file needs a scenario and a building");
  }
  impl_->path = path;
  impl_->partial = partial_path(path);
  impl_->scenarios = layout.scenario_names.size();
  impl_->buildings = portfolio.buildings.size();
  impl_->hall_buildings = hall_places(portfolio);
  check_target(path);
  impl_->lock.emplace(lock_target(path));
  if (resume && fs::exists(impl_->partial)) {
    impl_->resume(withhold_protected(portfolio), layout);
    impl_->resumed = true;
  } else {
    impl_->create(withhold_protected(portfolio), layout);
  }
  impl_->open_datasets(layout);
}

ResultsWriter::~ResultsWriter() = default;

bool ResultsWriter::complete(std::size_t scenario) const {
  impl_->need_scenario(scenario);
  return impl_->completed[scenario] != 0;
}

void ResultsWriter::write(const ResultsBlock& block) {
  impl_->check_block(block);
  const std::size_t count = block.results.size();
  impl_->write_numbers(block);
  impl_->write_hourly(block);
  write_halls(impl_->halls, impl_->hall_buildings, block);
  write_economics(impl_->money, block);
  core::flush_hdf5(impl_->file);  // the status must never be ahead of its numbers

  std::vector<std::uint8_t> status;
  std::vector<std::string> messages;
  for (std::size_t b = 0; b < count; ++b) {
    status.push_back(static_cast<std::uint8_t>(block.status[b]));
    messages.push_back(block.status[b] == TaskStatus::failed ? core::spell_out_bytes(block.messages[b]) : std::string());
  }
  const core::Hdf5Slab slab{{block.scenario, block.first_building}, {1, count}};
  // What was allocated is empty text: of 200 bytes each, it is written where there is something to say (or was, before a resume).
  const bool failed = std::ranges::count(block.status, TaskStatus::failed) > 0;
  if (failed || impl_->resumed) core::write_fixed_text(impl_->message, slab, messages);
  core::write_slab<std::uint8_t>(impl_->task, slab, status);
  core::flush_hdf5(impl_->file);
}

void ResultsWriter::write_measures(std::size_t scenario, std::span<const AppliedMeasure> measures) {
  impl_->need_scenario(scenario);
  write_measure_counts(impl_->money, scenario, measures);
}

void ResultsWriter::write_city(std::size_t scenario, const CityHourly& city) {
  impl_->need_scenario(scenario);
  if (city.size() != models::kCityHourlyCount * core::kHoursPerYear) {
    throw core::Error(core::ErrorKind::internal, "the city's hours do not fit the result file");
  }
  core::flush_hdf5(impl_->file);  // tells of an earlier failure: the status would not be true then
  const std::vector<TaskStatus> status = impl_->read_status(scenario);
  if (std::ranges::count(status, TaskStatus::pending) > 0) {
    throw core::Error(core::ErrorKind::internal, "the city's hours are written before the scenario's last building");
  }
  const std::array<std::int32_t, 1> counted{static_cast<std::int32_t>(std::ranges::count(status, TaskStatus::done))};
  core::write_slab<std::int32_t>(impl_->counted, {{scenario}, {1}}, counted);
  const std::span<const double> values(city);
  for (std::size_t v = 0; v < impl_->city.size(); ++v) {
    core::write_slab<double>(impl_->city[v], {{scenario, 0}, {1, core::kHoursPerYear}},
                             values.subspan(v * core::kHoursPerYear, core::kHoursPerYear));
  }
  core::flush_hdf5(impl_->file);
  const std::vector<std::uint8_t> yes{1};
  core::write_slab<std::uint8_t>(impl_->complete, {{scenario}, {1}}, yes);
  core::flush_hdf5(impl_->file);
  impl_->completed[scenario] = 1;
}

ScenarioResults ResultsWriter::read_back(std::size_t scenario) const {
  if (!complete(scenario)) throw core::Error(core::ErrorKind::internal, "the scenario to read back is not complete");
  return read_scenario(impl_->file, scenario, impl_->buildings);
}

void ResultsWriter::finish() {
  if (!std::ranges::all_of(impl_->completed, [](std::uint8_t c) { return c != 0; })) {
    throw core::Error(core::ErrorKind::internal, "the result file is finished before its last scenario");
  }
  for (std::vector<core::Hdf5Dataset>* datasets : {&impl_->annual, &impl_->monthly, &impl_->hourly, &impl_->city, &impl_->halls})
    datasets->clear();
  impl_->money = {};
  for (core::Hdf5Dataset* dataset :
       {&impl_->origin, &impl_->task, &impl_->message, &impl_->key, &impl_->complete, &impl_->counted})
    dataset->reset();
  core::close_hdf5_file(std::move(impl_->file));
  seal_results(impl_->partial);
  core::publish_file(impl_->partial, impl_->path);
  impl_->lock.reset();
}

}  // namespace tvilling::scenarios
