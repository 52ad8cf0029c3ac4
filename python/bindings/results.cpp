// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/variable.hpp"
#include "python/bindings/bindings.hpp"
#include "python/bindings/columns.hpp"
#include "python/bindings/stored_results.hpp"
#include "scenarios/change_causes.hpp"
#include "scenarios/compare.hpp"
#include "scenarios/economics/key_figures.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

using scenarios::ChangeCauses;
using scenarios::ComparisonRow;
/// Name, unit, name in words.
using Variable = std::tuple<std::string_view, std::string_view, std::string_view>;

std::vector<Variable> variables(std::span<const core::Variable> known) {
  std::vector<Variable> out;
  out.reserve(known.size());
  for (const core::Variable& v : known) out.emplace_back(v.name, v.unit, v.long_name);
  return out;
}

scenarios::GroupBy group_by(std::string_view by) {
  if (by == "total") return scenarios::GroupBy::total;
  if (by == "building") return scenarios::GroupBy::building;
  if (by == "use") return scenarios::GroupBy::use;
  if (by == "administration") return scenarios::GroupBy::administration;
  throw core::Error(core::ErrorKind::bad_input, "cannot group by \"" + std::string(by) + "\"", {},
                    "Known: total, building, use, administration.");
}

/// Payback in years and rentabilitet of a row's sums; NaN where there are none.
std::pair<double, double> figures(const ComparisonRow& row) {
  const scenarios::KeyFigures f = row.economics ? scenarios::key_figures(*row.economics, 0.0, {}) : scenarios::KeyFigures{};
  return {f.payback_years, f.profitability};
}

std::vector<ComparisonRow> compare(const StoredResults& results, std::string_view to, std::string_view by) {
  return scenarios::compare(scenarios::ResultsFile(results.path), {}, to, group_by(by)).rows;
}

/// `building`: only this one; empty: all, in groups `by`.
std::vector<ChangeCauses> explain(const StoredResults& stored, const std::string& scenario, const std::string& building,
                                  const std::string& to, std::string_view by) {
  const scenarios::Results results = scenarios::read_results(stored.path, {{scenario, to}, false});
  const scenarios::GroupBy group = building.empty() ? group_by(by) : scenarios::GroupBy::building;
  std::vector<ChangeCauses> changes =
      scenarios::change_causes(results, results.scenario_index(scenario), results.scenario_index(to), group);
  if (!building.empty()) std::erase_if(changes, [&building](const ChangeCauses& c) { return c.group != building; });
  return changes;
}

/// Columns of one change and its causes, named as in the CSV of `tvilling explain`.
template <std::size_t Causes>
void add_change(Columns<ChangeCauses>& columns, py::dict& units, const std::string& quantity, const std::string& unit,
                scenarios::CausedChange<Causes> ChangeCauses::* member, const std::array<core::Variable, Causes>& causes) {
  const std::string suffix = quantity.substr(quantity.rfind('_'));
  const std::string what = quantity.substr(0, quantity.size() - suffix.size());
  const auto add = [&columns, &units, &unit](const std::string& name, const auto& value) {
    columns.number(name.c_str(), value);
    units[py::str(name)] = unit;
  };
  add("reference_" + quantity, [member](const ChangeCauses& c) { return (c.*member).reference; });
  add("change_" + quantity, [member](const ChangeCauses& c) { return (c.*member).change; });
  for (std::size_t i = 0; i < Causes; ++i) {
    add(fmt::format("change_{}_{}", what, causes[i].name),
        [member, i](const ChangeCauses& c) { return (c.*member).causes.at(i); });
  }
}

std::pair<py::dict, py::dict> explain_columns(const StoredResults& results, const std::string& scenario,
                                              const std::string& building, const std::string& to, std::string_view by) {
  std::vector<ChangeCauses> changes;
  {
    const py::gil_scoped_release free;
    changes = explain(results, scenario, building, to, by);
  }
  Columns columns(changes);
  py::dict units;
  columns.text("group", &ChangeCauses::group);
  columns.value("buildings", [](const ChangeCauses& c) { return py::int_(c.buildings); });
  columns.value("missing", [](const ChangeCauses& c) { return py::int_(c.missing); });
  columns.number("area_m2", &ChangeCauses::area_m2);
  units["area_m2"] = "m2";
  add_change(columns, units, "heat_kwh", "kW h", &ChangeCauses::heat, scenarios::kHeatCauses);
  add_change(columns, units, "electricity_kwh", "kW h", &ChangeCauses::electricity, scenarios::kElectricityCauses);
  add_change(columns, units, "co2_kg", "kg", &ChangeCauses::co2, scenarios::kCo2Causes);
  add_change(columns, units, "cost_dkk", "DKK", &ChangeCauses::cost, scenarios::kCostCauses);
  return {columns.take(), units};
}

}  // namespace

void bind_results(py::module_& module) {
  module.def("economic_variables", [] { return variables(scenarios::kEconomicVariables); });
  module.def("reconciled_variables", [] { return variables(scenarios::kReconciledVariables); });
  py::class_<ComparisonRow>(module, "ComparisonRow")
      .def_readonly("scenario", &ComparisonRow::scenario)
      .def_readonly("group", &ComparisonRow::group)
      .def_readonly("buildings", &ComparisonRow::buildings)
      .def_readonly("missing", &ComparisonRow::missing)
      .def_readonly("area_m2", &ComparisonRow::area_m2)
      .def_readonly("value", &ComparisonRow::value)
      .def_readonly("change", &ComparisonRow::change)
      .def_readonly("economics", &ComparisonRow::economics)
      .def_property_readonly("figures", &figures)
      .def_readonly("reconciled", &ComparisonRow::reconciled)
      .def_readonly("change_reconciled", &ComparisonRow::change_reconciled);
  py::class_<StoredResults>(module, "Results")
      .def_property_readonly("study_name", [](const StoredResults& r) { return r.head.study_name; })
      .def_property_readonly("scenario_names", [](const StoredResults& r) { return r.head.scenario_names; })
      .def_property_readonly(
          "portfolio", [](const StoredResults& r) { return &r.head.portfolio; }, py::return_value_policy::reference_internal)
      .def_property_readonly("provenance", [](const StoredResults& r) { return r.head.provenance; })
      .def("compare", &compare, py::arg("to"), py::arg("by"), py::call_guard<py::gil_scoped_release>())
      .def("explain", &explain_columns, py::arg("scenario"), py::arg("building"), py::arg("to"), py::arg("by"));
  module.def(
      "read_results", [](const std::filesystem::path& path) { return StoredResults(path); }, py::arg("path"),
      py::call_guard<py::gil_scoped_release>());
}

}  // namespace tvilling::python
