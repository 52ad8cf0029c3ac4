// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_sweep_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <system_error>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/hdf5.hpp"
#include "core/version.hpp"
#include "scenarios/results_schema.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::string_view kCondenses = "condenses";
constexpr std::string_view kCondensesLong = "Water condenses on wall, roof or window in more hours than in the unchanged hall";
constexpr std::string_view kNotApplied = "not_applied";
constexpr std::uint8_t kUnknownFlag = 2;  // whether it condenses, of a combination that failed
constexpr std::string_view kFileType = "tvilling-hall-sweep";
constexpr std::string_view kMessage = "message";

std::string change_name(const core::Variable& figure) {
  return fmt::format("change_{}", figure.name);
}

/// An unfinished file, removed unless it was published. Not ".partial": that is a run's, which can be resumed.
class UnfinishedFile {
 public:
  explicit UnfinishedFile(const std::filesystem::path& target) : path_(fmt::format("{}.sweep-{}", target.string(), ::getpid())) {}
  ~UnfinishedFile() {
    std::error_code ignored;  // it is in nobody's way
    std::filesystem::remove(path_, ignored);
  }
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

class SweepWriter {
 public:
  SweepWriter(const HallSweep& sweep, const core::Hdf5File& file) : sweep_(sweep), file_(file) {
    for (const SweepAxis& axis : sweep.axes) shape_.push_back(axis.values.size());
  }

  void write_axes() {
    const std::vector<std::string> names = axis_names(sweep_);
    for (std::size_t a = 0; a < sweep_.axes.size(); ++a) {
      const SweepAxis& axis = sweep_.axes[a];
      core::Hdf5Dataset made = core::create_dataset(file_.id(), names[a], {core::Hdf5Type::float64, {axis.values.size()}});
      core::make_scale(made, names[a]);
      describe(made, axis.key.parameter->variable.unit, axis.key.parameter->variable.long_name);
      core::write_attribute(made.id(), "measure", axis.key.type->name);
      core::write_all<double>(made, axis.values);
      scales_.push_back(std::move(made));
    }
  }

  void write_numbers(const std::string& name, std::string_view unit, std::string_view long_name,
                     const std::function<double(const SweepPoint&)>& value) const {
    std::vector<double> values;
    values.reserve(sweep_.points.size());
    for (const SweepPoint& point : sweep_.points) values.push_back(value(point));
    const core::Hdf5Dataset made = create(name, core::Hdf5Type::float64);
    describe(made, unit, long_name);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    core::write_attribute<double>(made.id(), "_FillValue", std::span(&nan, 1));
    core::write_all<double>(made, values);
  }

  void write_marks() const {
    std::vector<std::uint8_t> condenses;
    std::vector<std::string> messages;
    std::vector<std::string> not_applied;
    for (const SweepPoint& point : sweep_.points) {
      condenses.push_back(!point.failure.empty() ? kUnknownFlag : point.condenses ? 1 : 0);
      messages.push_back(core::spell_out_bytes(point.failure));
      not_applied.push_back(fmt::format("{}", fmt::join(point.not_applied, " ")));
    }
    const core::Hdf5Dataset flags = create(std::string(kCondenses), core::Hdf5Type::uint8);
    describe(flags, {}, kCondensesLong);
    constexpr std::array<std::uint8_t, 3> kValues{0, 1, kUnknownFlag};
    core::write_attribute<std::uint8_t>(flags.id(), "flag_values", kValues);
    core::write_attribute(flags.id(), "flag_meanings", "no yes unknown");
    core::write_all<std::uint8_t>(flags, condenses);
    write_texts(std::string(kNotApplied), "Measures that changed nothing although the hall is not as they say", not_applied);
    write_texts(std::string(kMessage), "Why the combination could not be simulated; empty: it was", messages);
  }

 private:
  void write_texts(const std::string& name, std::string_view long_name, const std::vector<std::string>& texts) const {
    const core::Hdf5Dataset made = create(name, core::Hdf5Type::text);
    describe(made, {}, long_name);
    core::write_text(made, texts);
  }
  [[nodiscard]] core::Hdf5Dataset create(const std::string& name, core::Hdf5Type type) const {
    core::Hdf5Dataset made = core::create_dataset(file_.id(), name, {type, shape_});
    for (std::size_t a = 0; a < scales_.size(); ++a) core::attach_scale(made, a, scales_[a]);
    return made;
  }
  static void describe(const core::Hdf5Dataset& dataset, std::string_view unit, std::string_view long_name) {
    core::write_attribute(dataset.id(), "long_name", long_name);
    if (!unit.empty()) core::write_attribute(dataset.id(), "units", unit);
  }

  const HallSweep& sweep_;
  const core::Hdf5File& file_;
  core::Hdf5Shape shape_;
  std::vector<core::Hdf5Dataset> scales_;
};

void write_head(const core::Hdf5File& file, const HallSweep& sweep, const HallCase& hall, const std::string& study) {
  core::write_attribute(file.id(), "Conventions", schema::kConventions);
  core::write_attribute(file.id(), "title", core::spell_out_bytes(fmt::format("Sweep of {}: {}", hall.start.building_id, study)));
  core::write_attribute(file.id(), "filetype", kFileType);
  core::write_attribute(file.id(), "tvilling_version", core::version());
  core::write_attribute(file.id(), "building_id", core::spell_out_bytes(hall.start.building_id));
  core::write_attribute(file.id(), "scenario", core::spell_out_bytes(hall.scenario));
  for (std::size_t f = 0; f < kHallFigureCount; ++f) {
    const std::string name = fmt::format("unvaried_{}", kHallFigureVariables[f].name);
    core::write_attribute<double>(file.id(), name, std::span(&sweep.unvaried.value[f], 1));
    const std::string unchanged = fmt::format("unchanged_{}", kHallFigureVariables[f].name);
    core::write_attribute<double>(file.id(), unchanged, std::span(&sweep.unchanged.value[f], 1));
  }
}

}  // namespace

std::vector<std::string> axis_names(const HallSweep& sweep) {
  std::vector<std::string> names;
  for (const SweepAxis& axis : sweep.axes) {
    const std::string_view name = axis.key.parameter_name();
    const auto namesakes =
        std::ranges::count_if(sweep.axes, [name](const SweepAxis& a) { return a.key.parameter_name() == name; });
    names.push_back(namesakes > 1 ? fmt::format("{}_{}", axis.key.type->name, name) : std::string(name));
  }
  return names;
}

std::string sweep_csv(const HallSweep& sweep) {
  core::CsvWriter csv;
  for (const std::string& name : axis_names(sweep)) csv.cell(name);
  for (const core::Variable& figure : kHallFigureVariables) csv.cell(figure.name);
  for (const core::Variable& figure : kHallFigureVariables) csv.cell(change_name(figure));
  csv.cell(kCondenses);
  csv.cell(kNotApplied);
  csv.cell(kMessage);
  csv.end_row();
  for (const SweepPoint& point : sweep.points) {
    for (const double value : point.values) csv.cell(value);
    for (const double value : point.figures.value) csv.cell(value);
    for (const double value : point.change.value) csv.cell(value);
    csv.cell(point.failure.empty() ? (point.condenses ? "1" : "0") : "");
    csv.cell(fmt::format("{}", fmt::join(point.not_applied, " ")));
    csv.cell(point.failure);
    csv.end_row();
  }
  return csv.text();
}

void write_sweep_hdf5(const HallSweep& sweep, const HallCase& hall, const std::string& study, const std::filesystem::path& path) {
  const UnfinishedFile unfinished(path);
  core::Hdf5File file = core::create_hdf5_file(unfinished.path());
  {
    write_head(file, sweep, hall, study);
    SweepWriter writer(sweep, file);
    writer.write_axes();
    for (std::size_t f = 0; f < kHallFigureCount; ++f) {
      const core::Variable& figure = kHallFigureVariables[f];
      writer.write_numbers(std::string(figure.name), figure.unit, figure.long_name,
                           [f](const SweepPoint& point) { return point.figures.value[f]; });
      writer.write_numbers(change_name(figure), figure.unit,
                           fmt::format("{}: change against the unvaried hall", figure.long_name),
                           [f](const SweepPoint& point) { return point.change.value[f]; });
    }
    writer.write_marks();
  }
  core::close_hdf5_file(std::move(file));
  core::publish_file(unfinished.path(), path);
}

void refuse_other_hdf5(const std::filesystem::path& out) {
  std::error_code ignored;  // whatever cannot be looked at cannot be opened either
  if (!std::filesystem::exists(out, ignored)) return;
  std::string why = "is no sweep of a hall";
  try {
    const core::Hdf5File file = core::open_hdf5_file(out, core::Hdf5Access::read);
    if (core::has_attribute(file.id(), "filetype") && core::read_text_attribute(file.id(), "filetype") == kFileType) return;
  } catch (const core::Error& error) {
    why = "cannot be read as a sweep of a hall: " + error.message();
  }
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("\"{}\" exists and {}", out.string(), why), {},
                    "Give another name with -o.");
}

}  // namespace tvilling::scenarios
