// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/findings.hpp"
#include "python/bindings/bindings.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/study.hpp"
#include "scenarios/study_change.hpp"

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

/// What a change of a study gives: it and what is to be told.
ReadStudy with_scenarios(const scenarios::Study& study, const scenarios::Study& other) {
  core::Findings findings;
  scenarios::Study changed = scenarios::with_scenarios(study, other, findings);
  return {std::move(changed), std::move(findings.list)};
}

ReadStudy with_money(const scenarios::Study& study, std::string_view tables, const Labels& labels) {
  const std::string file = "money";
  core::Findings findings;
  scenarios::Study changed = scenarios::with_money(study, tables, file, findings);
  for (core::Finding& finding : findings.list) {
    if (finding.pos.file == file) label(finding.pos, labels);  // others are in the study's own file
  }
  return {std::move(changed), std::move(findings.list)};
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
      .def_property_readonly("texts",
                             [](const scenarios::Measure& m) {
                               std::map<std::string, std::vector<std::string>> texts;
                               for (const auto& [name, named] : m.texts) texts[name] = named.ids;
                               return texts;
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
      .def_readonly("title", &scenarios::Scenario::title)
      .def_readonly("measures", &scenarios::Scenario::measures);
  py::class_<scenarios::Study>(module, "Study")
      .def_readonly("name", &scenarios::Study::name)
      .def_property_readonly("portfolio", [](const scenarios::Study& s) { return s.portfolio.string(); })
      .def_readonly("weather", &scenarios::Study::weather)
      .def_readonly("base_year", &scenarios::Study::base_year)
      .def_readonly("factor_set", &scenarios::Study::factor_set)
      .def_readonly("scenarios", &scenarios::Study::scenarios)
      .def_readonly("text", &scenarios::Study::text)
      .def("with_scenarios", &with_scenarios, py::arg("other"))
      .def("with_settings", &scenarios::with_settings, py::arg("weather"), py::arg("base_year"), py::arg("factor_set"))
      .def("with_money", &with_money, py::arg("tables"), py::arg("labels"));
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

}  // namespace

void bind_scenarios(py::module_& module) {
  bind_measures(module);
  bind_study(module);
}

}  // namespace tvilling::python
