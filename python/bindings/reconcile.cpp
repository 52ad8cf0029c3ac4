// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "python/bindings/attended.hpp"
#include "python/bindings/bindings.hpp"
#include "python/bindings/columns.hpp"
#include "scenarios/protected_address.hpp"
#include "scenarios/reconcile.hpp"
#include "scenarios/reconcile_factors.hpp"
#include "scenarios/reconcile_inputs.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

using scenarios::ReconciledTotal;
using scenarios::ReconciledUse;

struct Options {
  std::string weather;
  int year = 0;
  double normal_degree_days = models::kMissing;
};

/// Metered against simulated use of a portfolio whose protected names are withheld.
struct Reconciled {
  models::Portfolio portfolio;
  scenarios::Reconciliation reconciliation;
  scenarios::ReconciledBaseline baseline;
  std::string weather;

  [[nodiscard]] const models::Building& building(const ReconciledUse& row) const {
    return portfolio.buildings[row.building].building;
  }
  [[nodiscard]] const scenarios::ReconciledFactor& factor(const ReconciledUse& row) const {
    return baseline.factors[row.building][static_cast<std::size_t>(row.carrier)];
  }
};

py::str unit_of(models::Carrier carrier) {
  return {carrier == models::Carrier::water ? "m3" : "kWh"};
}

py::str text_of(std::string_view text) {
  return {text.data(), text.size()};
}

/// What `tvilling reconcile` does; nothing when findings stop it.
std::optional<Reconciled> reconcile_tables(const std::filesystem::path& path, const Options& options,
                                           const core::RunContext& context, core::Findings& findings) {
  std::optional<scenarios::ReconcileInputs> inputs =
      scenarios::reconcile_inputs(path, {options.weather, options.year}, context, findings);
  if (!inputs) return std::nullopt;
  Reconciled result;
  result.weather = inputs->weather;
  result.reconciliation = scenarios::reconcile(inputs->view(), {options.year, options.normal_degree_days}, findings);
  result.baseline = scenarios::reconciled_baseline(result.reconciliation, inputs->baseline);
  result.portfolio = scenarios::withhold_protected(std::move(inputs->portfolio));
  return result;
}

std::pair<std::optional<Reconciled>, std::vector<core::Finding>> reconcile(const std::filesystem::path& path,
                                                                           const std::string& weather, int year,
                                                                           double normal_degree_days, int threads) {
  core::Findings findings;
  std::optional<Reconciled> result;
  const Options options{weather, year, normal_degree_days};
  run_attended([&](const core::RunContext& context) { result = reconcile_tables(path, options, context, findings); }, threads,
               py::none());
  return {std::move(result), std::move(findings.list)};
}

/// The columns of `tvilling reconcile -o reconciled.csv`.
py::dict rows(const Reconciled& r) {
  using Row = ReconciledUse;
  Columns columns(r.reconciliation.rows);
  const auto cause = [](const Row& row, const auto& text) { return row.cause ? text_of(text(*row.cause)) : py::str(); };
  columns.value("building_id", [&r](const Row& row) { return text_of(r.building(row).building_id); });
  columns.value("name", [&r](const Row& row) { return text_of(r.building(row).name); });
  columns.value("use", [&r](const Row& row) { return text_of(models::to_string(r.building(row).use)); });
  columns.value("administration", [&r](const Row& row) { return text_of(r.building(row).administration); });
  columns.number("area_m2", [&r](const Row& row) { return r.building(row).area_m2; });
  columns.value("carrier", [](const Row& row) { return text_of(models::to_string(row.carrier)); });
  columns.whole("year", &Row::year);
  columns.value("unit", [](const Row& row) { return unit_of(row.carrier); });
  columns.number("metered", &Row::metered).number("metered_365_days", &Row::metered_365_days);
  columns.number("degree_days", &Row::degree_days).number("normal_degree_days", &Row::normal_degree_days);
  columns.number("guf", &Row::guf).yes_no("corrected", &Row::corrected).number("normal_year", &Row::normal);
  columns.number("simulated", &Row::simulated).number("ratio", &Row::ratio);
  columns.number("simulated_measured_weather", &Row::simulated_measured);
  columns.number("ratio_measured_weather", &Row::ratio_measured).number("filled_fraction", &Row::filled_fraction);
  columns.value("origin", [](const Row& row) {
    return row.comparable == scenarios::Comparable::not_metered ? py::str() : text_of(models::to_string(row.origin));
  });
  columns.value("compared", [](const Row& row) { return text_of(scenarios::to_string(row.comparable)); });
  columns.value("cause", [&](const Row& row) {
    return cause(row, [](const scenarios::Cause& c) { return scenarios::to_string(c.kind); });
  });
  columns.value("likely", [&](const Row& row) {
    return cause(row, [](const scenarios::Cause& c) -> const std::string& { return c.text; });
  });
  columns.number("factor", [&r](const Row& row) { return r.factor(row).factor; });
  columns.value("factor_origin", [&r](const Row& row) { return text_of(models::to_string(r.factor(row).origin)); });
  columns.number("factor_year", [&r](const Row& row) { return r.factor(row).year == 0 ? models::kMissing : r.factor(row).year; });
  columns.value("meters", [](const Row& row) { return text_of(fmt::format("{}", fmt::join(row.meters, " "))); });
  return columns.take();
}

scenarios::ReconcileBy group_by(std::string_view by) {
  if (by == "total") return scenarios::ReconcileBy::total;
  if (by == "use") return scenarios::ReconcileBy::use;
  if (by == "administration") return scenarios::ReconcileBy::administration;
  throw core::Error(core::ErrorKind::bad_input, "cannot group by \"" + std::string(by) + "\"", {},
                    "Known: total, use, administration.");
}

py::dict totals(const Reconciled& r, std::string_view by) {
  using Row = ReconciledTotal;
  const std::vector<Row> list = scenarios::reconciled_totals(r.reconciliation, r.portfolio, group_by(by));
  Columns columns(list);
  columns.value("carrier", [](const Row& row) { return text_of(models::to_string(row.carrier)); });
  columns.whole("year", &Row::year).text("group", &Row::group);
  columns.value("unit", [](const Row& row) { return unit_of(row.carrier); });
  columns.value("buildings", [](const Row& row) { return py::int_(row.buildings); });
  columns.value("compared", [](const Row& row) { return py::int_(row.comparable); });
  columns.number("area_m2", &Row::area_m2).number("compared_area_m2", &Row::comparable_m2);
  columns.number("metered", &Row::metered).number("normal_year", &Row::normal).number("simulated", &Row::simulated);
  columns.number("ratio", [](const Row& row) { return row.ratio(); });
  columns.number("filled", &Row::filled);
  columns.value("outside", [](const Row& row) { return py::int_(row.outside); });
  columns.value("compared_measured_weather", [](const Row& row) { return py::int_(row.measured); });
  columns.number("ratio_measured_weather", [](const Row& row) { return row.ratio_measured(); });
  return columns.take();
}

}  // namespace

void bind_reconcile(py::module_& module) {
  py::class_<Reconciled>(module, "Reconciled")
      .def_readonly("weather", &Reconciled::weather)
      .def_property_readonly("normal_degree_days", [](const Reconciled& r) { return r.reconciliation.normal.degree_days; })
      .def_property_readonly("normal_source",
                             [](const Reconciled& r) { return scenarios::to_string(r.reconciliation.normal.source); })
      .def("rows", &rows)
      .def("totals", &totals, py::arg("by"));
  module.def("reconcile", &reconcile, py::arg("path"), py::arg("weather"), py::arg("year"), py::arg("normal_degree_days"),
             py::arg("threads"));
}

}  // namespace tvilling::python
