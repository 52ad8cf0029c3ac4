// SPDX-License-Identifier: MPL-2.0
#include <string>
#include <vector>

#include "core/io/finding_json.hpp"
#include "core/io/json_writer.hpp"
#include "models/missing.hpp"
#include "scenarios/screening/screening_report.hpp"

namespace tvilling::scenarios {

namespace {

using core::JsonWriter;

double number(std::size_t count) {
  return static_cast<double>(count);
}

void yes_no(JsonWriter& json, std::string_view key, bool yes) {
  json.key(key).text(yes ? "yes" : "no");
}

void add_potentials(JsonWriter& json, const ScreeningReport& report) {
  json.key("potentials").begin_object();
  for (const Potential potential : {Potential::low_occupancy, Potential::high_rent}) {
    const PotentialSum& sum = report.screening.potentials[static_cast<std::size_t>(potential)];
    json.key(to_string(potential)).begin_object().key("properties").begin_array();
    for (const std::size_t p : sum.properties) json.text(report.screening.properties[p].id);
    json.end_array().key("saving_dkk_per_year").number(sum.saving_dkk_year);
    json.key("saving_low_dkk_per_year").number(sum.saving_low_dkk_year);
    json.key("third_party_dkk_per_year").number(sum.third_party_dkk_year);
    json.key("locked_dkk_per_year").number(sum.locked_dkk_year).key("unpriced").begin_array();
    for (const std::size_t p : sum.unpriced) json.text(report.screening.properties[p].id);
    json.end_array().key("nobody_sits").begin_array();
    for (const std::size_t p : sum.nobody) {
      const ScreenedPlace& place = report.screening.properties[p];
      json.begin_object().key("property").text(place.id).key("rent_dkk_per_year").number(staffed_rent_dkk_year(place));
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_object();
}

void add_figure(JsonWriter& json, const ScreeningReport& report, const ScreenedPlace& place, Screened v) {
  const ScreenedFigure& figure = place[v];
  json.key(kScreenedVariables[index(v)].name).begin_object().key("value").number(figure.value);
  json.key("light").text(to_string(figure.light));
  if (std::string_view why = to_string(figure.why); !why.empty()) json.key("why").text(why);
  if (figure.light == Light::grey && figure.value != figure.value) {
    json.end_object();
    return;
  }
  json.key("origin").text(models::to_string(figure.origin));
  if (std::string_view source = to_string(figure.source); !source.empty()) json.key("source").text(source);
  if (figure.cost_year != 0) json.key("cost_year").number(figure.cost_year);
  json.key("reference").number(figure.reference);
  json.key("peers").number(number(figure.peers)).key("group").text(report.screening.groups[figure.group].name);
  json.key("ratio").number(figure.ratio).key("rank").number(number(figure.rank));
  json.key("red_fraction").number(figure.red_fraction).key("worst_fraction").number(figure.worst_fraction);
  json.key("change_to_yellow").number(figure.change_to_yellow).end_object();
}

void add_place(JsonWriter& json, const ScreeningReport& report, const ScreenedPlace& place) {
  json.begin_object()
      .key("id")
      .text(place.id)
      .key("property_id")
      .text(place.property_id)
      .key("name")
      .text(place.name)
      .key("administration")
      .text(place.administration);
  json.key("use").text(place.use).key("tenure").text(place.tenure).key("area_m2").number(place.area_m2);
  json.key("let_area_m2").number(place.let_area_m2).key("staffed_area_m2").number(place.staffed_area_m2);
  json.key("employees").number(place.employees).key("group").text(report.screening.groups[place.group].name);
  yes_no(json, "regrouped", place.regrouped);
  if (place.regrouped) json.key("rule_group").text(place.rule_group);
  yes_no(json, "all_locked", place.all_locked);
  json.key("potential").text(to_string(place.potential)).key("saving_dkk_per_year").number(place.saving_dkk_year);
  json.key("saving_low_dkk_per_year").number(place.saving_low_dkk_year);
  json.key("occupancy_saving_dkk_per_year").number(place.occupancy_saving_dkk_year);
  json.key("rent_saving_dkk_per_year").number(place.rent_saving_dkk_year);
  json.key("fewer_m2").number(place.fewer_m2).key("more_employees").number(place.more_employees);
  json.key("smallest_change").text(smallest_change(place, report.inputs.settings)).key("figures").begin_object();
  for (std::size_t f = 0; f < kScreenedCount; ++f) add_figure(json, report, place, static_cast<Screened>(f));
  json.end_object().end_object();
}

void add_coverage(JsonWriter& json, const ScreeningReport& report) {
  json.key("coverage").begin_object();
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    const ScreenCoverage coverage = coverage_of(report.screening.properties, static_cast<Screened>(f));
    json.key(kScreenedVariables[f].name).begin_object();
    for (std::size_t l = 0; l < kLightNames.size(); ++l) {
      json.key(kLightNames[l]).number(number(coverage.lights[l]));
    }
    json.key("why").begin_object();
    for (std::size_t w = 1; w < kUnjudgedNames.size(); ++w) {
      if (coverage.why[w] > 0) json.key(kUnjudgedNames[w]).number(number(coverage.why[w]));
    }
    json.end_object().end_object();
  }
  json.end_object();
}

void add_truth(JsonWriter& json, const ScreeningReport& report) {
  const ScreeningTruth& truth = report.screening.truth;
  json.key("truth").begin_object().key("planted").number(number(truth.planted));
  json.key("precision").number(truth.precision()).key("recall").number(truth.recall());
  for (const Potential potential : {Potential::low_occupancy, Potential::high_rent}) {
    const std::size_t k = static_cast<std::size_t>(potential);
    json.key(to_string(potential)).begin_object().key("found").number(number(truth.found[k]));
    json.key("planted_found").number(number(truth.planted_found[k]));
    json.key("planted_saving_dkk_per_year").number(truth.planted_dkk_year[k]).end_object();
  }
  json.key("missed").begin_array();
  for (const std::size_t p : truth.missed) json.text(report.screening.properties[p].id);
  json.end_array();
  json.end_object();
}

void add_log(JsonWriter& json, const ScreeningReport& report) {
  json.key("regrouped").begin_array();
  for (const Regrouping& one : report.inputs.settings.regroupings) {
    json.begin_object().key(one.is_lease ? "lease" : "property").text(one.id);
    json.key("from").text(regrouped_from(report, one)).key("group").text(one.group);
    json.key("who").text(one.who).key("when").text(one.when).key("reason").text(one.reason).end_object();
  }
  json.end_array().key("assumptions").begin_object();
  for (const auto& [name, value] : screening_assumptions(report)) json.key(name).text(value);
  json.end_object().key("findings").begin_array();
  for (const core::Finding& finding : report.findings.list) add_finding(json, finding);
  json.end_array();
}

}  // namespace

std::string screening_json(const ScreeningReport& report) {
  const Screening& screening = report.screening;
  JsonWriter json;
  json.begin_object();
  add_potentials(json, report);
  json.key("portfolio").text(report.path.string());
  json.key("buildings").number(number(report.inputs.portfolio.buildings.size()));
  json.key("metered_buildings").number(number(report.inputs.metered));
  json.key("failed_buildings").number(number(report.inputs.failed));
  if (screening.truth.planted > 0) add_truth(json, report);
  json.key("red_list").begin_array();
  for (const std::size_t p : red_list(screening.properties)) json.text(screening.properties[p].id);
  json.end_array().key("red_list_of_leases").begin_array();
  for (const std::size_t l : red_list(screening.leases)) json.text(screening.leases[l].id);
  json.end_array();
  add_coverage(json, report);
  json.key("groups").begin_array();
  for (const PeerGroup& group : screening.groups) {
    json.begin_object().key("name").text(group.name).key("of").text(group.of_leases ? "leases" : "properties");
    json.key("n").number(number(group.n)).end_object();
  }
  json.end_array();
  for (const auto& [name, places] : {std::pair("properties", &screening.properties), std::pair("leases", &screening.leases)}) {
    json.key(name).begin_array();
    for (const ScreenedPlace& place : *places) add_place(json, report, place);
    json.end_array();
  }
  add_log(json, report);
  return json.end_object().str() + "\n";
}

}  // namespace tvilling::scenarios
