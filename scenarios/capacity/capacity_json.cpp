// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "core/io/finding_json.hpp"
#include "core/io/json_writer.hpp"
#include "models/missing.hpp"
#include "scenarios/capacity/capacity_report.hpp"

namespace tvilling::scenarios {

namespace {

using core::SheetCell;

void add_table(core::JsonWriter& json, const CapacityTable& table) {
  json.key(table.name).begin_array();
  for (const std::vector<SheetCell>& row : table.rows) {
    json.begin_object();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      json.key(table.columns[c].name);
      if (const std::string* text = std::get_if<std::string>(&row[c])) {
        json.text(*text);
      } else if (const bool* yes = std::get_if<bool>(&row[c])) {
        json.text(*yes ? "yes" : "no");
      } else {
        const double* value = std::get_if<double>(&row[c]);
        json.number(value == nullptr ? models::kMissing : *value);
      }
    }
    json.end_object();
  }
  json.end_array();
}

void add_fit(core::JsonWriter& json, const CapacityReport& report) {
  const FitAnswer& fit = *report.fit;
  const FitBuilding sum = fit_sum(fit);
  json.key("fit").begin_object();
  json.key("asked_h").number(fit.asked_h).key("served_h").number(fit.served_h);
  json.key("left_out").number(static_cast<double>(fit.left_out));
  json.key("not_placed").number(static_cast<double>(std::ranges::count_if(fit.seat, [](const auto& seat) { return !seat; })));
  json.key("open_now_h").number(open_h(sum.open_now)).key("open_stay_h").number(open_h(sum.open_stay));
  json.key("open_fitted_h").number(open_h(sum.open_fitted));
  json.key("saving_stay_heat_kwh").number(-sum.change_stay.heat_kwh);
  json.key("saving_stay_electricity_kwh").number(-sum.change_stay.electricity_kwh);
  json.key("saving_stay_dkk").number(-sum.change_stay.cost_dkk);
  json.key("saving_heat_kwh").number(-sum.change_fitted.heat_kwh);
  json.key("saving_electricity_kwh").number(-sum.change_fitted.electricity_kwh);
  json.key("saving_co2_kg").number(-sum.change_fitted.co2_kg).key("saving_dkk").number(-sum.change_fitted.cost_dkk);
  json.key("open_cost_dkk").number(fit.open_cost_dkk).key("objective_dkk").number(fit.objective_dkk);
  json.key("bound_dkk").number(fit.bound_dkk).key("proven").text(fit.proven ? "yes" : "no");
  json.key("all_closings_tried").text(fit.all_closings_tried ? "yes" : "no");
  for (const CapacityTable& table : fit_tables(report)) add_table(json, table);
  json.end_object();
}

}  // namespace

std::string capacity_json(const CapacityReport& report) {
  core::JsonWriter json;
  json.begin_object().key("by").text(report.by);
  json.key("prime_time").text(fmt::format("{}-{}", report.prime.from_h, report.prime.to_h)).key("weeks").begin_object();
  for (const Season season : {Season::year, Season::winter, Season::summer}) {
    json.key(kSeasonNames[index(season)]).number(most_weeks(report, season));
  }
  json.end_object();
  add_table(json, capacity_table(report));
  if (!report.hours.empty()) add_table(json, open_hours_table(report));
  if (report.has_week) add_table(json, week_table(report));
  if (report.fit) add_fit(json, report);
  json.key("assumptions").begin_object();
  for (const auto& [name, value] : capacity_assumptions(report)) json.key(name).text(value);
  json.end_object().key("findings").begin_array();
  for (const core::Finding& finding : report.findings.list) add_finding(json, finding);
  json.end_array();
  return json.end_object().str() + "\n";
}

}  // namespace tvilling::scenarios
