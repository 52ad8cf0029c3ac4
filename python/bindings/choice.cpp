// SPDX-License-Identifier: MPL-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/bindings/bindings.hpp"
#include "python/bindings/columns.hpp"
#include "python/bindings/stored_results.hpp"
#include "scenarios/choice/abatement.hpp"
#include "scenarios/choice/choose.hpp"
#include "scenarios/choice/options.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

using scenarios::AbatementStep;
using scenarios::ChoiceOption;

/// What was chosen, and from what.
struct Chosen {
  scenarios::OptionTable table;
  scenarios::Choice choice;
};

py::str text_of(std::string_view text) {
  return {text.data(), text.size()};
}

/// Of the scenarios `names` and the baseline; empty: of all.
scenarios::OptionTable table_of(const StoredResults& stored, const std::vector<std::string>& names, bool reconciled) {
  scenarios::WantedResults wanted{names, false};
  if (!names.empty()) wanted.scenarios.emplace_back("baseline");
  const scenarios::Results results = scenarios::read_results(stored.path, wanted);
  return scenarios::choice_options(results, names, reconciled, scenarios::choice_basis(results));
}

Chosen choose(const StoredResults& results, double budget_dkk, std::string_view objective,
              const std::map<std::string, double>& limits, std::optional<std::size_t> max_buildings,
              const std::map<std::string, double>& administration_budget_dkk, const std::vector<std::string>& names,
              bool reconciled, int max_nodes) {
  const auto limit = [&limits](const char* name) {
    const auto found = limits.find(name);
    return found == limits.end() ? models::kMissing : found->second;
  };
  scenarios::ChoiceLimits kept;
  kept.budget_dkk = budget_dkk;
  kept.payback_years = limit("payback_years");
  kept.total_payback_years = limit("total_payback_years");
  kept.min_saving_co2_tonnes = limit("min_saving_co2_tonnes");
  kept.max_buildings = max_buildings;
  kept.administration_budget_dkk = administration_budget_dkk;
  scenarios::ChoiceSearch search;
  search.max_nodes = max_nodes;
  Chosen chosen{table_of(results, names, reconciled), {}};
  chosen.choice = scenarios::choose(chosen.table, scenarios::objective_named(objective), kept, search);
  return chosen;
}

std::string_view end_name(scenarios::ChoiceEnd end) {
  return end == scenarios::ChoiceEnd::optimal ? "optimal" : "node_limit";  // there is no limit of time here
}

py::dict rows(const Chosen& chosen) {
  Columns columns(chosen.choice.chosen);
  columns.value("building_id", [&](const ChoiceOption& o) { return text_of(chosen.table.building_id[o.building]); });
  columns.value("scenario", [&](const ChoiceOption& o) { return text_of(chosen.table.scenario[o.scenario]); });
  columns.number("investment_dkk", &ChoiceOption::investment_dkk).number("saving_dkk", &ChoiceOption::saving_dkk);
  columns.number("npv_dkk", &ChoiceOption::npv_dkk).number("saving_co2_kg", &ChoiceOption::saving_co2_kg);
  columns.number("saving_co2_tonnes", &ChoiceOption::saving_co2_tonnes);
  return columns.take();
}

py::dict abatement_curve(const StoredResults& results, const std::vector<std::string>& names, bool reconciled) {
  scenarios::OptionTable table;
  std::vector<AbatementStep> curve;
  {
    const py::gil_scoped_release free;
    table = table_of(results, names, reconciled);
    curve = scenarios::abatement_curve(table);
  }
  const auto scenario = [&table](std::size_t place) {
    return text_of(place == scenarios::kNoScenario ? std::string_view("baseline") : table.scenario[place]);
  };
  Columns columns(curve);
  columns.value("building_id", [&](const AbatementStep& s) { return text_of(table.building_id[s.building]); });
  columns.value("from_scenario", [&](const AbatementStep& s) { return scenario(s.from_scenario); });
  columns.value("scenario", [&](const AbatementStep& s) { return scenario(s.scenario); });
  columns.number("saving_co2_tonnes", &AbatementStep::saving_co2_tonnes).number("cost_dkk", &AbatementStep::cost_dkk);
  columns.number("dkk_per_tonne_co2", &AbatementStep::dkk_per_tonne_co2);
  columns.number("investment_dkk", &AbatementStep::investment_dkk);
  columns.number("cumulative_co2_tonnes", &AbatementStep::cumulative_co2_tonnes);
  columns.number("cumulative_cost_dkk", &AbatementStep::cumulative_cost_dkk);
  return columns.take();
}

}  // namespace

void bind_choice(py::module_& module) {
  py::class_<Chosen>(module, "Chosen")
      .def("rows", &rows)
      .def_property_readonly("value", [](const Chosen& c) { return c.choice.value; })
      .def_property_readonly("bound", [](const Chosen& c) { return c.choice.bound; })
      .def_property_readonly("gap_fraction", [](const Chosen& c) { return c.choice.gap_fraction(); })
      .def_property_readonly("end", [](const Chosen& c) { return end_name(c.choice.end); })
      .def_property_readonly("nodes", [](const Chosen& c) { return c.choice.nodes; })
      .def_property_readonly("budget_price", [](const Chosen& c) { return c.choice.budget_price; })
      .def_property_readonly("horizon_years", [](const Chosen& c) { return c.table.horizon_years; });
  module.def("choose", &choose, py::arg("results"), py::arg("budget_dkk"), py::arg("objective"), py::arg("limits"),
             py::arg("max_buildings"), py::arg("administration_budget_dkk"), py::arg("scenarios"), py::arg("reconciled"),
             py::arg("max_nodes"), py::call_guard<py::gil_scoped_release>());
  module.def("abatement_curve", &abatement_curve, py::arg("results"), py::arg("scenarios"), py::arg("reconciled"));
}

}  // namespace tvilling::python
