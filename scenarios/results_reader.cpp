// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "core/suggest.hpp"
#include "scenarios/results_economics.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_halls.hpp"
#include "scenarios/results_layout.hpp"
#include "scenarios/results_schema.hpp"
#include "scenarios/results_seal.hpp"
#include "scenarios/results_target.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kResumeHint = "Finish the run first: repeat its command with --resume.";

[[noreturn]] void refuse(const std::string& path, const std::string& message, std::string hint = {}) {
  throw core::Error(core::ErrorKind::bad_input, message, {path}, std::move(hint));
}

/// Reads datasets of the file and holds each against the lengths of its dimensions.
class Tables {
 public:
  Tables(const core::Hdf5File& file, std::string path) : file_(file), path_(std::move(path)) {}

  std::vector<std::string> names(std::string_view dimension) const {
    std::vector<std::string> names = core::read_text(open("", dimension));
    if (names.empty()) refuse(path_, "the result file has no " + std::string(dimension));
    return names;
  }
  template <typename T>
  std::vector<T> numbers(std::string_view group, std::string_view name, const core::Hdf5Shape& shape) const {
    return core::read_all<T>(checked(group, name, shape));
  }
  void check(std::string_view group, std::string_view name, const core::Hdf5Shape& shape) const {
    static_cast<void>(checked(group, name, shape));
  }
  std::vector<std::string> texts(std::string_view group, std::string_view name, const core::Hdf5Shape& shape) const {
    return core::read_text(checked(group, name, shape));
  }
  std::size_t length(std::string_view group, std::string_view name) const {
    const core::Hdf5Shape shape = core::shape_of(open(group, name));
    if (shape.size() != 1) refuse(path_, where(group, name) + " should have one dimension");
    return shape.front();
  }
  bool has(std::string_view group, std::string_view name) const {
    return core::has_child(file_.id(), std::string(group)) && core::has_child(file_.id(), where(group, name));
  }
  const std::string& path() const noexcept { return path_; }
  static std::string where(std::string_view group, std::string_view name) {
    return (group.empty() ? "" : "/" + std::string(group)) + "/" + std::string(name);
  }

 private:
  core::Hdf5Dataset open(std::string_view group, std::string_view name) const {
    if ((!group.empty() && !core::has_child(file_.id(), std::string(group))) ||
        !core::has_child(file_.id(), where(group, name))) {
      refuse(path_, where(group, name) + " is missing in the result file");
    }
    return core::open_dataset(file_.id(), where(group, name));
  }
  core::Hdf5Dataset checked(std::string_view group, std::string_view name, const core::Hdf5Shape& shape) const {
    core::Hdf5Dataset dataset = open(group, name);
    if (core::shape_of(dataset) != shape) refuse(path_, where(group, name) + " does not have the size of its coordinates");
    return dataset;
  }
  const core::Hdf5File& file_;
  std::string path_;
};

void check_kind(const core::Hdf5File& file, const std::string& path) {
  if (!core::has_attribute(file.id(), "filetype"))
    refuse(path, "this HDF5 file is not a tvilling result file: it names no filetype");
  const std::string filetype = core::read_text_attribute(file.id(), "filetype");
  if (filetype != kResultsFileType) {
    refuse(path, "this is a file of type \"" + filetype + "\", not \"" + std::string(kResultsFileType) + "\"");
  }
  const std::vector<std::int32_t> version = core::has_attribute(file.id(), "version")
                                                ? core::read_attribute<std::int32_t>(file.id(), "version")
                                                : std::vector<std::int32_t>{};
  if (version.size() != 2) refuse(path, "the result file names no version");
  const std::string text = std::to_string(version[0]) + "." + std::to_string(version[1]);
  if (version[0] > kResultsVersionMajor) {
    refuse(path, "the result file has version " + text + "; this program reads version " + std::to_string(kResultsVersionMajor),
           "Read it with the newer tvilling that wrote it.");
  }
  if (version[0] < kResultsVersionMajor) {
    refuse(path, "the result file has version " + text + "; this program reads version " + std::to_string(kResultsVersionMajor),
           "Run the study again.");
  }
}

models::Use use_of(const Tables& tables, const std::string& name) {
  const auto found = std::ranges::find(models::kUseNames, name);
  if (found == models::kUseNames.end()) refuse(tables.path(), "/buildings/use has an unknown use \"" + name + "\"");
  return static_cast<models::Use>(found - models::kUseNames.begin());
}

void read_footprints(const Tables& tables, models::Portfolio& portfolio) {
  const std::size_t count = portfolio.buildings.size();
  const std::size_t vertices = tables.length(schema::kBuildings, "ring_x_m");
  const std::vector<double> x_m = tables.numbers<double>(schema::kBuildings, "ring_x_m", {vertices});
  const std::vector<double> y_m = tables.numbers<double>(schema::kBuildings, "ring_y_m", {vertices});
  const std::vector<std::int32_t> start = tables.numbers<std::int32_t>(schema::kBuildings, "ring_start", {count});
  const std::vector<std::int32_t> length = tables.numbers<std::int32_t>(schema::kBuildings, "ring_count", {count});
  for (std::size_t b = 0; b < count; ++b) {
    const std::int64_t end = std::int64_t{start[b]} + length[b];
    if (start[b] < 0 || length[b] < 0 || end > static_cast<std::int64_t>(vertices)) {
      refuse(tables.path(),
             "the footprint of building " + portfolio.buildings[b].building.building_id + " reaches beyond the vertices");
    }
    for (std::int64_t v = start[b]; v < end; ++v) {
      const std::size_t i = static_cast<std::size_t>(v);
      portfolio.buildings[b].building.footprint.push_back({x_m[i], y_m[i]});
    }
  }
}

/// What a file has since version 1.5: columns of the property's economy, and solar cells among the annual results. Before there
/// were none: the numbers are unknown, the cells gave nothing.
constexpr std::array kOfProperty{
    std::pair{std::string_view("maintenance_backlog_dkk"), &models::Building::maintenance_backlog_dkk},
    std::pair{std::string_view("backlog_growth_fraction"), &models::Building::backlog_growth_fraction},
    std::pair{std::string_view("sale_value_dkk"), &models::Building::sale_value_dkk},
};
constexpr std::size_t kAnnualBefore1_5 = index(models::Annual::pv);

models::Portfolio read_buildings(const Tables& tables, const std::vector<std::string>& ids) {
  models::Portfolio portfolio;
  portfolio.buildings.resize(ids.size());
  const auto text = [&tables, &portfolio](std::string_view name, std::string models::Building::* member) {
    std::vector<std::string> values = tables.texts(schema::kBuildings, name, {portfolio.buildings.size()});
    for (std::size_t b = 0; b < values.size(); ++b) portfolio.buildings[b].building.*member = std::move(values[b]);
  };
  const auto number = [&tables, &portfolio](std::string_view name, double models::Building::* member) {
    const std::vector<double> values = tables.numbers<double>(schema::kBuildings, name, {portfolio.buildings.size()});
    for (std::size_t b = 0; b < values.size(); ++b) portfolio.buildings[b].building.*member = values[b];
  };
  for (std::size_t b = 0; b < ids.size(); ++b) portfolio.buildings[b].building.building_id = ids[b];
  text("name", &models::Building::name);
  text("property_id", &models::Building::property_id);
  text("administration", &models::Building::administration);
  number("year", &models::Building::year);
  number("area_m2", &models::Building::area_m2);
  number("storeys", &models::Building::storeys);
  number("storey_height_m", &models::Building::storey_height_m);
  number("x_m", &models::Building::x_m);
  number("y_m", &models::Building::y_m);
  for (const auto& [name, member] : kOfProperty) {
    if (tables.has(schema::kBuildings, name)) number(name, member);  // since version 1.5
  }
  const std::vector<std::string> use = tables.texts(schema::kBuildings, "use", {ids.size()});
  const std::vector<std::uint8_t> listed = tables.numbers<std::uint8_t>(schema::kBuildings, "listed", {ids.size()});
  for (std::size_t b = 0; b < ids.size(); ++b) {
    portfolio.buildings[b].building.use = use_of(tables, use[b]);
    portfolio.buildings[b].building.listed = listed[b] != 0;
  }
  read_footprints(tables, portfolio);
  return portfolio;
}

/// The tables of numbers have the lengths of the coordinates; their values are read scenario by scenario.
void check_sizes(const Tables& tables, std::size_t scenarios, std::size_t buildings) {
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    if (v >= kAnnualBefore1_5 && !tables.has(schema::kAnnual, models::kAnnualVariables[v].name)) continue;
    tables.check(schema::kAnnual, models::kAnnualVariables[v].name, {scenarios, buildings});
  }
  for (std::size_t v = 0; v < models::kMonthlyCount; ++v) {
    tables.check(schema::kMonthly, models::kAnnualVariables[v].name, {scenarios, buildings, core::kMonths});
  }
  for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
    tables.check(schema::kCityHourly, models::kHourlyVariables[v].name, {scenarios, core::kHoursPerYear});
  }
  tables.check(schema::kStatus, schema::kTask, {scenarios, buildings});
  tables.check(schema::kStatus, schema::kMessage, {scenarios, buildings});
}

void check_complete(const Tables& tables, const std::vector<std::string>& scenario_names) {
  const std::vector<std::uint8_t> complete =
      tables.numbers<std::uint8_t>(schema::kStatus, schema::kScenarioComplete, {scenario_names.size()});
  const auto unfinished = std::ranges::find(complete, std::uint8_t{0});
  if (unfinished == complete.end()) return;
  refuse(tables.path(),
         "the run that wrote this file did not finish scenario " +
             scenario_names[static_cast<std::size_t>(unfinished - complete.begin())],
         "Give the file back its name ending in .partial and repeat the run's command with --resume.");
}

/// Of a scenario that is marked as complete.
void check_status(const Results& head, std::size_t scenario, const std::vector<TaskStatus>& status) {
  for (std::size_t b = 0; b < status.size(); ++b) {
    if (status[b] > TaskStatus::failed) {
      refuse(head.path, "/status/task has an unknown state " + std::to_string(static_cast<unsigned>(status[b])));
    }
    if (status[b] == TaskStatus::pending) {
      refuse(head.path,
             "building " + head.portfolio.buildings[b].building.building_id + " has no result in scenario " +
                 head.scenario_names[scenario] + ", although it is marked as complete",
             "Run the study again.");
    }
  }
}

void read_provenance(const core::Hdf5File& file, Results& out) {
  if (!core::has_child(file.id(), std::string(schema::kProvenance)))
    refuse(out.path, "/provenance is missing in the result file");
  const core::Hdf5Group group = core::open_group(file.id(), std::string(schema::kProvenance));
  for (const std::string& name : core::attribute_names(group.id())) {
    out.provenance.emplace_back(name, core::read_text_attribute(group.id(), name));
  }
  for (const std::string& name : core::child_names(group.id())) {
    const std::vector<std::string> text = core::read_text(core::open_dataset(group.id(), name));
    out.provenance.emplace_back(name, text.empty() ? std::string() : text.front());
  }
}

void check_place(const fs::path& path) {
  std::error_code code;
  if (fs::exists(path, code)) {
    if (fs::is_other(path, code)) refuse(path.string(), "this is not a regular file");
    if (path.extension() == ".partial") refuse(path.string(), "this is the file of an unfinished run", std::string(kResumeHint));
    return;
  }
  const std::string hint = fs::exists(partial_path(path), code)
                               ? "There is " + partial_path(path).string() + " of an unfinished run. " + std::string(kResumeHint)
                               : std::string();
  throw core::Error(core::ErrorKind::io, "there is no such file", {path.string()}, hint);
}

}  // namespace

core::Hdf5File open_results(const fs::path& path) {
  check_place(path);
  check_seal(path);
  core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::read);
  check_kind(file, path.string());
  return file;
}

ScenarioResults read_scenario(const core::Hdf5File& file, std::size_t scenario, std::size_t buildings, bool city) {
  const auto open = [&file](std::string_view group, std::string_view name) {
    return core::open_dataset(file.id(), Tables::where(group, name));
  };
  const core::Hdf5Slab row{{scenario, 0}, {1, buildings}};
  ScenarioResults out;
  out.results.resize(buildings);
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    if (v >= kAnnualBefore1_5 && !core::has_child(file.id(), Tables::where(schema::kAnnual, models::kAnnualVariables[v].name))) {
      continue;
    }
    const std::vector<double> values = core::read_slab<double>(open(schema::kAnnual, models::kAnnualVariables[v].name), row);
    for (std::size_t b = 0; b < buildings; ++b) out.results[b].annual[v] = values[b];
  }
  for (std::size_t v = 0; v < models::kMonthlyCount; ++v) {
    const std::vector<double> values = core::read_slab<double>(open(schema::kMonthly, models::kAnnualVariables[v].name),
                                                               {{scenario, 0, 0}, {1, buildings, core::kMonths}});
    for (std::size_t b = 0; b < buildings; ++b) {
      std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(b * core::kMonths), core::kMonths,
                  out.results[b].monthly[v].begin());
    }
  }
  for (const std::uint8_t s : core::read_slab<std::uint8_t>(open(schema::kStatus, schema::kTask), row)) {
    out.status.push_back(static_cast<TaskStatus>(s));
  }
  out.messages = core::read_text(open(schema::kStatus, schema::kMessage), row);
  read_halls(file, stored_halls(file), scenario, out.status, out.results);
  for (std::size_t v = 0; city && v < models::kCityHourlyCount; ++v) {
    const std::vector<double> values = core::read_slab<double>(open(schema::kCityHourly, models::kHourlyVariables[v].name),
                                                               {{scenario, 0}, {1, core::kHoursPerYear}});
    out.city.insert(out.city.end(), values.begin(), values.end());
  }
  read_economics_of(file, scenario, out);
  return out;
}

namespace {

/// Groups are read without knowing their file: an error of theirs gets its name.
template <typename Work>
auto of_file(const std::string& path, const Work& work) {
  try {
    return work();
  } catch (const core::Error& error) {
    if (!error.pos().file.empty() || error.kind() != core::ErrorKind::bad_input) throw;
    throw core::Error(error.kind(), error.message(), {path}, error.hint());
  }
}

}  // namespace

struct ResultsFile::Impl {
  core::Hdf5File file;
  Results head;
};

ResultsFile::ResultsFile(const fs::path& path) : impl_(std::make_unique<Impl>()) {
  impl_->file = open_results(path);
  const core::Hdf5File& file = impl_->file;
  Results& head = impl_->head;
  head.path = path.string();
  const Tables tables(file, head.path);
  head.scenario_names = tables.names(schema::kScenario);
  head.portfolio = read_buildings(tables, tables.names(schema::kBuilding));
  const core::Hdf5Group buildings = core::open_group(file.id(), std::string(schema::kBuildings));
  const std::string portfolio_name(schema::kPortfolioName);
  if (core::has_attribute(buildings.id(), portfolio_name)) {
    head.portfolio.name = core::read_text_attribute(buildings.id(), portfolio_name);
  }
  if (core::has_attribute(file.id(), "title")) head.study_name = core::read_text_attribute(file.id(), "title");
  check_sizes(tables, head.scenario_names.size(), head.portfolio.buildings.size());
  check_complete(tables, head.scenario_names);
  of_file(head.path, [&file, &head] {
    head.halls = stored_halls(file);
    read_economics_head(file, head);
  });
  read_provenance(file, head);
}

ResultsFile::~ResultsFile() = default;

const Results& ResultsFile::head() const {
  return impl_->head;
}

ScenarioResults ResultsFile::scenario(std::size_t place, bool city) const {
  if (place >= impl_->head.scenario_names.size()) {
    throw core::Error(core::ErrorKind::internal, "the results have no scenario " + std::to_string(place));
  }
  ScenarioResults read = of_file(impl_->head.path, [this, place, city] {
    return read_scenario(impl_->file, place, impl_->head.portfolio.buildings.size(), city);
  });
  check_status(impl_->head, place, read.status);
  return read;
}

Results read_results(const fs::path& path) {
  return read_results(path, {});
}

Results read_results(const fs::path& path, const WantedResults& wanted) {
  const ResultsFile file(path);
  Results out = file.head();
  std::set<std::size_t> places;  // in the order of the file
  for (const std::string& name : wanted.scenarios) places.insert(out.scenario_index(name));
  for (std::size_t s = 0; wanted.scenarios.empty() && s < out.scenario_names.size(); ++s) places.insert(s);
  out.scenario_names.clear();
  for (const std::size_t place : places) {
    ScenarioResults read = file.scenario(place, wanted.city);
    out.scenario_names.push_back(file.head().scenario_names[place]);
    out.results.push_back(std::move(read.results));
    out.status.push_back(std::move(read.status));
    out.messages.push_back(std::move(read.messages));
    if (wanted.city) out.city.push_back(std::move(read.city));
    if (!read.economics.empty()) out.economics.push_back(std::move(read.economics));
    if (!read.reconciled.empty()) out.reconciled.push_back(std::move(read.reconciled));
  }
  const auto dropped = [&places](const AppliedMeasure& measure) { return !places.contains(measure.scenario); };
  std::erase_if(out.measures, dropped);
  for (AppliedMeasure& measure : out.measures) {
    measure.scenario = static_cast<std::size_t>(std::distance(places.begin(), places.find(measure.scenario)));
  }
  return out;
}

std::size_t Results::scenario_index(std::string_view name) const {
  const auto found = std::ranges::find(scenario_names, name);
  if (found != scenario_names.end()) return static_cast<std::size_t>(found - scenario_names.begin());
  const std::vector<std::string_view> known(scenario_names.begin(), scenario_names.end());
  throw core::Error(core::ErrorKind::bad_input, "there is no scenario \"" + std::string(name) + "\"", {path},
                    core::did_you_mean(name, known));
}

}  // namespace tvilling::scenarios
