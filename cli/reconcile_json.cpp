// SPDX-License-Identifier: MPL-2.0
#include <array>
#include <string>
#include <variant>
#include <vector>

#include "cli/reconcile_report.hpp"
#include "core/io/finding_json.hpp"
#include "core/io/json_writer.hpp"

namespace tvilling::cli {

namespace {

using scenarios::ReconcileBy;
using scenarios::ReconciledTotal;
using scenarios::ReconciledUse;

double number(std::size_t count) {
  return static_cast<double>(count);
}

void add_total(core::JsonWriter& json, const ReconciledTotal& t) {
  json.begin_object().key("carrier").text(to_string(t.carrier)).key("year").number(t.year).key("group").text(t.group);
  json.key("unit").text(t.carrier == models::Carrier::water ? "m3" : "kWh");
  json.key("buildings").number(number(t.buildings)).key("compared").number(number(t.comparable));
  json.key("area_m2").number(t.area_m2).key("compared_area_m2").number(t.comparable_m2);
  json.key("metered").number(t.metered).key("normal_year").number(t.normal).key("simulated").number(t.simulated);
  json.key("ratio").number(t.ratio()).key("filled").number(t.filled).key("outside").number(number(t.outside));
  json.key("compared_measured_weather").number(number(t.measured));
  json.key("ratio_measured_weather").number(t.ratio_measured()).end_object();
}

/// The columns of the table under the same names; what is not known is null.
void add_row(core::JsonWriter& json, const ReconcileReport& report, const std::vector<core::SheetColumn>& columns,
             const ReconciledUse& row) {
  const std::vector<core::SheetCell> cells = reconcile_cells(report, row);
  json.begin_object();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    json.key(columns[c].name);
    if (const std::string* text = std::get_if<std::string>(&cells[c])) {
      json.text(*text);
    } else if (const bool* yes = std::get_if<bool>(&cells[c])) {
      json.text(*yes ? "yes" : "no");
    } else {
      const double* value = std::get_if<double>(&cells[c]);
      json.number(value == nullptr ? models::kMissing : *value);
    }
  }
  json.end_object();
}

}  // namespace

std::string reconcile_json(const ReconcileReport& report) {
  const scenarios::NormalYear& normal = report.reconciliation.normal;
  core::JsonWriter json;
  json.begin_object().key("portfolio").text(report.options.portfolio.string()).key("weather").text(report.weather);
  json.key("normal_year").begin_object().key("degree_days").number(normal.degree_days);
  json.key("source").text(to_string(normal.source)).key("simulated_degree_days").number(normal.simulated_degree_days);
  json.end_object().key("measured_years").begin_array();
  for (const int year : report.measured_years) json.number(year);
  json.end_array();
  const std::array<std::pair<ReconcileBy, std::string_view>, 3> groups{
      {{ReconcileBy::total, "total"}, {ReconcileBy::use, "use"}, {ReconcileBy::administration, "administration"}}};
  json.key("totals").begin_object();
  for (const auto& [by, name] : groups) {
    json.key(name).begin_array();
    for (const ReconciledTotal& t : scenarios::reconciled_totals(report.reconciliation, report.portfolio, by)) add_total(json, t);
    json.end_array();
  }
  json.end_object().key("findings").begin_array();
  for (const core::Finding& finding : report.findings.list) add_finding(json, finding);
  json.end_array().key("rows").begin_array();
  const std::vector<core::SheetColumn> columns = reconcile_columns();
  for (const ReconciledUse& row : report.reconciliation.rows) add_row(json, report, columns, row);
  return json.end_array().end_object().str() + "\n";
}

}  // namespace tvilling::cli
