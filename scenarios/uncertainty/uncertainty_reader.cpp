// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/uncertainty_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_seal.hpp"
#include "scenarios/results_target.hpp"
#include "scenarios/uncertainty/uncertainty_file.hpp"
#include "scenarios/uncertainty/uncertainty_schema.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;
namespace names = uncertainty_schema;

[[noreturn]] void refuse(const std::string& path, const std::string& message, std::string hint = {}) {
  throw core::Error(core::ErrorKind::bad_input, message, {path}, std::move(hint));
}

void check_place(const fs::path& path) {
  std::error_code ignored;
  if (path.extension() == ".partial") {
    refuse(path.string(), "this is the file of unfinished draws", "Finish them: repeat their command with --resume.");
  }
  if (fs::exists(path, ignored)) return;
  throw core::Error(
      core::ErrorKind::io, "there is no such file", {path.string()},
      fs::exists(partial_path(path), ignored)
          ? fmt::format("There is {} of unfinished draws: repeat their command with --resume.", partial_path(path).string())
          : "Make it with `tvilling uncertainty STUDY -o draws.h5`.");
}

void check_kind(const core::Hdf5File& file, const std::string& path) {
  const std::string kind =
      core::has_attribute(file.id(), "filetype") ? core::read_text_attribute(file.id(), "filetype") : std::string();
  if (kind != kUncertaintyFileType) {
    refuse(path, fmt::format("this is a file of type \"{}\", not of draws", kind),
           "Give the file that `tvilling uncertainty` wrote.");
  }
  const std::vector<std::int32_t> version = core::has_attribute(file.id(), "version")
                                                ? core::read_attribute<std::int32_t>(file.id(), "version")
                                                : std::vector<std::int32_t>{};
  if (version.size() == 2 && version[0] == kUncertaintyVersionMajor) return;
  refuse(path, fmt::format("the file of draws has another version than {}", kUncertaintyVersionMajor), "Draw again.");
}

/// Reads datasets and holds each against the lengths of its coordinates.
class Reader {
 public:
  Reader(const core::Hdf5File& file, std::string path) : file_(file), path_(std::move(path)) {}

  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const { return core::read_text(open({}, name)); }
  [[nodiscard]] std::size_t length(std::string_view name) const { return core::shape_of(open({}, name)).at(0); }
  template <typename T>
  [[nodiscard]] std::vector<T> numbers(std::string_view group, std::string_view name, const core::Hdf5Shape& shape) const {
    const core::Hdf5Dataset dataset = open(group, name);
    if (core::shape_of(dataset) != shape) refuse(path_, fmt::format("/{}/{} has another size than its coordinates", group, name));
    return core::read_all<T>(dataset);
  }
  [[nodiscard]] std::vector<double> row(std::string_view group, std::string_view name, std::size_t count) const {
    return numbers<double>(group, name, {count});
  }
  [[nodiscard]] std::vector<Quantiles> quantiles(std::string_view group, std::string_view name, std::size_t count) const {
    const std::vector<double> flat = numbers<double>(group, name, {count, kQuantiles.size()});
    std::vector<Quantiles> out(count);
    for (std::size_t i = 0; i < flat.size(); ++i) out[i / kQuantiles.size()][i % kQuantiles.size()] = flat[i];
    return out;
  }

 private:
  [[nodiscard]] core::Hdf5Dataset open(std::string_view group, std::string_view name) const {
    const std::string where = group.empty() ? std::string(name) : fmt::format("{}/{}", group, name);
    if ((!group.empty() && !core::has_child(file_.id(), std::string(group))) || !core::has_child(file_.id(), where)) {
      refuse(path_, fmt::format("/{} is missing in the file of draws", where));
    }
    return core::open_dataset(file_.id(), where);
  }
  const core::Hdf5File& file_;
  std::string path_;
};

void read_scenarios(const Reader& reader, UncertaintyTables& out) {
  const std::size_t count = out.scenarios.size();
  out.spread.scenarios.resize(count);
  out.plain.figures.resize(count);
  for (std::size_t f = 0; f < kKeyFigureCount; ++f) {
    const std::vector<Quantiles> of_draws = reader.quantiles(names::kScenarios, kKeyFigureVariables[f].name, count);
    const std::vector<double> plain = reader.row(names::kPlain, kKeyFigureVariables[f].name, count);
    for (std::size_t s = 0; s < count; ++s) {
      out.spread.scenarios[s].figures[f] = of_draws[s];
      out.plain.figures[s][f] = plain[s];
    }
  }
  out.plain.counted = reader.numbers<std::int32_t>(names::kPlain, names::kCounted, {count});
  const auto share = [&](std::string_view name, double ScenarioSpread::* member) {
    const std::vector<double> values = reader.row(names::kScenarios, name, count);
    for (std::size_t s = 0; s < count; ++s) out.spread.scenarios[s].*member = values[s];
  };
  share("npv_positive_fraction", &ScenarioSpread::npv_positive_fraction);
  share("within_payback_limit_fraction", &ScenarioSpread::within_payback_limit_fraction);
  share("profitable_fraction", &ScenarioSpread::profitable_fraction);
}

void read_buildings(const Reader& reader, UncertaintyTables& out) {
  const std::size_t count = out.buildings.size();
  std::vector<BuildingSpread>& buildings = out.spread.buildings;
  buildings.resize(count);
  for (std::size_t v = 0; v < kIntensityCount; ++v) {
    const std::vector<Quantiles> values = reader.quantiles(names::kBuildings, kIntensityVariables[v].name, count);
    for (std::size_t b = 0; b < count; ++b) buildings[b].intensity[v] = values[b];
  }
  const std::vector<Quantiles> rank = reader.quantiles(names::kBuildings, "rank", count);
  const std::vector<std::int32_t> plain_rank = reader.numbers<std::int32_t>(names::kBuildings, "plain_rank", {count});
  const std::vector<double> worst = reader.row(names::kBuildings, "worst_fraction", count);
  const std::vector<double> certainty = reader.row(names::kBuildings, "rank_certainty", count);
  for (std::size_t b = 0; b < count; ++b) {
    buildings[b].rank = rank[b];
    buildings[b].plain_rank = static_cast<std::size_t>(std::max(plain_rank[b], 0));
    buildings[b].worst_fraction = worst[b];
    buildings[b].rank_certainty = certainty[b];
  }
  out.plain.intensity[index(Intensity::heat)] = reader.row(names::kBuildings, "plain_heat_kwh_m2", count);
}

Provenance provenance_in(const core::Hdf5File& file) {
  Provenance out;
  const core::Hdf5Group group = core::open_group(file.id(), std::string(schema::kProvenance));
  for (const std::string& name : core::attribute_names(group.id())) {
    out.emplace_back(name, core::read_text_attribute(group.id(), name));
  }
  for (const std::string& name : core::child_names(group.id())) {
    const std::vector<std::string> text = core::read_text(core::open_dataset(group.id(), name));
    out.emplace_back(name, text.empty() ? std::string() : text.front());
  }
  return out;
}

std::size_t whole_number(const UncertaintyTables& tables, std::string_view name) {
  const std::string text = provenance_entry(tables.provenance, name);
  std::size_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc()) return number;
  refuse(tables.path, fmt::format("the file of draws does not say its \"{}\"", name));
}

/// A sum of the results that the draws have of the unchanged portfolio too.
struct Checked {
  KeyFigure figure;
  std::string_view name;
  double (*of)(const Results& results, std::size_t scenario, std::size_t building);
};
template <models::Annual kAnnual>
double annual_of(const Results& results, std::size_t scenario, std::size_t building) {
  return results.results[scenario][building].annual[models::index(kAnnual)];
}
template <Economic kEconomic>
double money_in(const Results& results, std::size_t scenario, std::size_t building) {
  return results.economics[scenario][building][index(kEconomic)];
}
constexpr std::array kChecked{
    Checked{KeyFigure::heat, "heat", annual_of<models::Annual::heat>},
    Checked{KeyFigure::electricity, "electricity", annual_of<models::Annual::electricity>},
    Checked{KeyFigure::co2, "CO2", annual_of<models::Annual::co2>},
    Checked{KeyFigure::cost, "bill", annual_of<models::Annual::cost>},
    Checked{KeyFigure::investment, "investment", money_in<Economic::investment>},
    Checked{KeyFigure::saving, "saving", money_in<Economic::saving>},
    Checked{KeyFigure::npv, "net present value", money_in<Economic::npv>},
};
constexpr double kSameNumber = 1e-9;  // of sums that are made in the same order of the same numbers

/// The unchanged portfolio of the draws is what was run: measures, prices and program are then the same, whatever the texts say.
void refuse_other_numbers(const UncertaintyTables& draws, const Results& results, std::size_t in_draws, std::size_t place) {
  for (const Checked& checked : kChecked) {
    if (results.economics.empty() && checked.figure >= KeyFigure::investment) continue;
    double sum = 0.0;
    for (std::size_t b = 0; b < results.portfolio.buildings.size(); ++b) {
      const bool counted = results.status[0][b] == TaskStatus::done && results.status[place][b] == TaskStatus::done;
      if (counted) sum += checked.of(results, place, b);
    }
    const double plain = draws.plain.figures[in_draws][index(checked.figure)];
    if (std::abs(plain - sum) <= kSameNumber * std::max(std::abs(plain), std::abs(sum))) continue;
    refuse(
        draws.path,
        fmt::format("the draws are of another study: without any draw the {} of \"{}\" is {:.6g} in them, {:.6g} in the results",
                    checked.name, draws.scenarios[in_draws], plain, sum),
        "Draw and run the same study with the same program: `tvilling uncertainty STUDY -o draws.h5`.");
  }
}

}  // namespace

UncertaintyTables read_uncertainty(const fs::path& path) {
  check_place(path);
  check_seal(path);
  const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::read);
  check_kind(file, path.string());
  UncertaintyTables out;
  out.path = path.string();
  const Reader reader(file, out.path);
  out.scenarios = reader.texts(names::kScenario);
  out.buildings = reader.texts(names::kBuilding);
  out.draws = reader.length(names::kDraw);
  out.provenance = provenance_in(file);
  out.worst = whole_number(out, "worst");
  read_scenarios(reader, out);
  read_buildings(reader, out);
  return out;
}

void refuse_other_draws(const UncertaintyTables& draws, const Results& results) {
  const auto same = [](const models::BuildingRecord& record, const std::string& id) { return record.building.building_id == id; };
  if (!std::ranges::equal(results.portfolio.buildings, draws.buildings, same)) {
    refuse(draws.path,
           fmt::format("the draws are of other buildings ({}) than the results ({})", draws.buildings.size(),
                       results.portfolio.buildings.size()),
           "Draw and run with the same --only, without --sample.");
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSame{{{"portfolio_sha256", "portfolio"},
                                                                                {"weather_sha256", "weather"},
                                                                                {"base_year", "year"},
                                                                                {"factor_set", "set of CO2 factors"}}};
  for (const auto& [name, what] : kSame) {
    const std::string drawn = provenance_entry(draws.provenance, name);
    const std::string run = provenance_entry(results.provenance, name);
    if (drawn.empty() || run.empty() || drawn == run) continue;
    refuse(draws.path, fmt::format("the draws are of another {} than the results", what),
           fmt::format("/provenance/{} of the two files differs: draw, or run, the same study again.", name));
  }
  for (std::size_t s = 0; s < draws.scenarios.size(); ++s) {
    const auto place = std::ranges::find(results.scenario_names, draws.scenarios[s]);
    if (place == results.scenario_names.end()) continue;
    refuse_other_numbers(draws, results, s, static_cast<std::size_t>(place - results.scenario_names.begin()));
  }
  const bool common = std::ranges::any_of(draws.scenarios, [&results](const std::string& name) {
    return name != results.scenario_names.front() &&
           std::ranges::find(results.scenario_names, name) != results.scenario_names.end();
  });
  if (!common && results.scenario_names.size() > 1) {
    refuse(draws.path, "the draws have no scenario of the results", "Draw with the same scenarios (--scenarios).");
  }
}

}  // namespace tvilling::scenarios
