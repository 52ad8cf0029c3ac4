// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "python/bindings/bindings.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/compare.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/study.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

/// What stands in the rendered text from a line on: {first line, "scenario roofs, measure 1 (insulate_roof)"}.
using Labels = std::vector<std::pair<int, std::string>>;
/// Scenarios that a study file cannot name (a single member of a grid): the name in the text and the true one.
using Names = std::map<std::string, std::string>;
using ReadStudy = std::pair<scenarios::Study, std::vector<core::Finding>>;

/// A position in a text that the user never saw becomes the name of the thing that they wrote.
void label(core::SourcePos& pos, const Labels& labels) {
  const auto after = std::find_if(labels.begin(), labels.end(), [&pos](const auto& l) { return l.first > pos.line; });
  if (after != labels.begin()) pos = core::SourcePos{std::prev(after)->second, 0, 0};
}

/// `portfolio`: what the study is of, which need not be a path (a synthetic city).
ReadStudy parse_study(std::string_view text, const std::filesystem::path& folder, const std::string& portfolio,
                      const Labels& labels, const Names& names) {
  core::Findings findings;
  scenarios::Study study = scenarios::parse_study(text, "scenarios", folder, findings);
  study.portfolio = portfolio;
  for (core::Finding& finding : findings.list) label(finding.pos, labels);
  for (scenarios::Scenario& scenario : study.scenarios) {
    if (const auto named = names.find(scenario.name); named != names.end()) scenario.name = named->second;
    for (scenarios::Measure& measure : scenario.measures) {
      label(measure.pos, labels);
      label(measure.where_pos, labels);
    }
  }
  return {std::move(study), std::move(findings.list)};
}

/// The study with other settings, said so in its text.
scenarios::Study with_settings(const scenarios::Study& study, const std::string& weather, int base_year,
                               const std::string& factor_set) {
  scenarios::Study changed = study;
  changed.weather = weather;
  changed.base_year = base_year;
  changed.factor_set = factor_set;
  changed.text = fmt::format("# Run from Python with weather = \"{}\", base_year = {}, factor_set = \"{}\"\n", weather, base_year,
                             factor_set) +
                 study.text;
  return changed;
}

/// The study with the money of another: prices, settings of the economy, uncertain inputs and whether meters count. Pathways name
/// scenarios and stay behind.
scenarios::Study with_money_of(const scenarios::Study& study, const scenarios::Study& other) {
  scenarios::Study changed = study;
  changed.economics = other.economics;
  changed.uncertainty = other.uncertainty;
  changed.reconcile = other.reconcile;
  return changed;
}

ReadStudy read_study(const std::filesystem::path& path) {
  core::Findings findings;
  scenarios::Study study = scenarios::read_study(path, findings);
  return {std::move(study), std::move(findings.list)};
}

void bind_measures(py::module_& module) {
  using Parameter = std::tuple<std::string_view, std::string_view, std::string_view, double, double, double, bool>;
  using Type = std::tuple<std::string_view, std::string_view, std::vector<Parameter>>;
  module.def("measure_types", [] {
    std::vector<Type> types;
    for (const scenarios::MeasureType& type : scenarios::measure_types()) {
      std::vector<Parameter> parameters;
      parameters.reserve(type.parameters.size());
      for (const scenarios::MeasureParameter& p : type.parameters) {
        parameters.emplace_back(p.variable.name, p.variable.unit, p.variable.long_name, p.min, p.max, p.default_value, p.yes_no);
      }
      types.emplace_back(type.name, type.summary, std::move(parameters));
    }
    return types;
  });

  py::class_<scenarios::Measure>(module, "Measure")
      .def_readonly("type", &scenarios::Measure::type)
      .def_property_readonly("parameters",
                             [](const scenarios::Measure& m) {
                               py::dict values;
                               for (const auto& [name, value] : m.parameters) values[py::str(name)] = value;
                               return values;
                             })
      .def_readonly("where", &scenarios::Measure::where)
      .def_readonly("order_by", &scenarios::Measure::order_by)
      .def_readonly("limit", &scenarios::Measure::limit)
      .def_readonly("sample", &scenarios::Measure::sample)
      .def_readonly("seed", &scenarios::Measure::seed)
      .def_readonly("buildings", &scenarios::Measure::buildings)
      .def_property_readonly("cost", [](const scenarios::Measure& m) {  // only what the study says
        const std::array<std::pair<const char*, double>, 4> said{{{"unit_cost_dkk", m.cost.unit_cost_dkk},
                                                                  {"fixed_cost_dkk", m.cost.fixed_cost_dkk},
                                                                  {"lifetime_years", m.cost.lifetime_years},
                                                                  {"maintenance_dkk_year", m.cost.maintenance_dkk_year}}};
        py::dict values;
        for (const auto& [name, value] : said) {
          if (!std::isnan(value)) values[name] = value;
        }
        return values;
      });
}

void bind_study(py::module_& module) {
  py::class_<scenarios::Scenario>(module, "Scenario")
      .def_readonly("name", &scenarios::Scenario::name)
      .def_readonly("measures", &scenarios::Scenario::measures);
  py::class_<scenarios::Study>(module, "Study")
      .def_readonly("name", &scenarios::Study::name)
      .def_property_readonly("portfolio", [](const scenarios::Study& s) { return s.portfolio.string(); })
      .def_readonly("weather", &scenarios::Study::weather)
      .def_readonly("base_year", &scenarios::Study::base_year)
      .def_readonly("factor_set", &scenarios::Study::factor_set)
      .def_readonly("scenarios", &scenarios::Study::scenarios)
      .def_readonly("text", &scenarios::Study::text)
      .def("with_settings", &with_settings, py::arg("weather"), py::arg("base_year"), py::arg("factor_set"))
      .def("with_money_of", &with_money_of, py::arg("other"));
  module.def("parse_study", &parse_study, py::arg("text"), py::arg("folder"), py::arg("portfolio"), py::arg("labels"),
             py::arg("names"), py::call_guard<py::gil_scoped_release>());
  module.def("read_study", &read_study, py::arg("path"), py::call_guard<py::gil_scoped_release>());
  module.def(
      "check_measures",
      [](const scenarios::Study& study, const models::Portfolio& portfolio) {
        core::Findings findings;
        scenarios::check_measures(study, portfolio, findings);
        return std::move(findings.list);
      },
      py::arg("study"), py::arg("portfolio"), py::call_guard<py::gil_scoped_release>());
}

/// [scenario][building], scenarios::TaskStatus
py::array_t<std::uint8_t> status(const scenarios::Results& results) {
  const std::size_t buildings = results.portfolio.buildings.size();
  py::array_t<std::uint8_t> values({results.scenario_names.size(), buildings});
  std::uint8_t* out = values.mutable_data();
  for (const std::vector<scenarios::TaskStatus>& of_scenario : results.status) {
    for (const scenarios::TaskStatus s : of_scenario) *out++ = static_cast<std::uint8_t>(s);
  }
  return values;
}

scenarios::GroupBy group_by(std::string_view by) {
  if (by == "total") return scenarios::GroupBy::total;
  if (by == "building") return scenarios::GroupBy::building;
  if (by == "use") return scenarios::GroupBy::use;
  if (by == "administration") return scenarios::GroupBy::administration;
  throw core::Error(core::ErrorKind::bad_input, "cannot group by \"" + std::string(by) + "\"", {},
                    "Known: total, building, use, administration.");
}

void bind_results(py::module_& module) {
  py::class_<scenarios::ComparisonRow>(module, "ComparisonRow")
      .def_readonly("scenario", &scenarios::ComparisonRow::scenario)
      .def_readonly("group", &scenarios::ComparisonRow::group)
      .def_readonly("buildings", &scenarios::ComparisonRow::buildings)
      .def_readonly("missing", &scenarios::ComparisonRow::missing)
      .def_readonly("area_m2", &scenarios::ComparisonRow::area_m2)
      .def_readonly("value", &scenarios::ComparisonRow::value)
      .def_readonly("change", &scenarios::ComparisonRow::change);
  py::class_<scenarios::Results>(module, "Results")
      .def_readonly("study_name", &scenarios::Results::study_name)
      .def_readonly("scenario_names", &scenarios::Results::scenario_names)
      .def_readonly("portfolio", &scenarios::Results::portfolio)
      .def("status", &status)
      .def_readonly("messages", &scenarios::Results::messages)
      .def_readonly("provenance", &scenarios::Results::provenance)
      .def(
          "compare",
          [](const scenarios::Results& results, std::string_view to, std::string_view by) {
            return scenarios::compare(results, to, group_by(by));
          },
          py::arg("to"), py::arg("by"));
  module.def("read_results", py::overload_cast<const std::filesystem::path&>(&scenarios::read_results), py::arg("path"),
             py::call_guard<py::gil_scoped_release>());
}

}  // namespace

void bind_scenarios(py::module_& module) {
  bind_measures(module);
  bind_study(module);
  bind_results(module);
}

}  // namespace tvilling::python
