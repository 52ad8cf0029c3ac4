// SPDX-License-Identifier: MPL-2.0
#include <array>
#include <string>
#include <string_view>

#include "cli/check_report.hpp"
#include "cli/finding_codes.hpp"
#include "core/io/json_writer.hpp"

namespace tvilling::cli {

namespace {

using core::Finding;
using core::Severity;

double number(std::size_t count) {
  return static_cast<double>(count);
}

void add_finding(core::JsonWriter& json, const Finding& finding, const std::string& owner) {
  json.begin_object().key("code").text(finding.code).key("severity").text(core::to_string(finding.severity));
  json.key("file").text(finding.pos.file).key("line").number(finding.pos.line).key("column").number(finding.pos.column);
  json.key("place").text(finding.pos.place).key("table").text(finding.table).key("id").text(finding.id);
  json.key("value").text(finding.value).key("message").text(finding.message).key("hint").text(finding.hint);
  json.key("rows").begin_array();
  for (const std::string& row : finding.rows) json.text(row);
  json.end_array().key("set_aside").text(finding.set_aside).key("administration").text(owner == "-" ? "" : owner).end_object();
}

void add_shares(core::JsonWriter& json, const models::OriginShares& shares) {
  for (std::size_t i = 0; i < shares.size(); ++i) json.key(models::kOriginNames[i]).number(shares[i]);
}

void add_quality(core::JsonWriter& json, const models::Quality& quality) {
  json.key("quality").begin_object().key("score").number(quality.score);
  json.key("heated_area_m2").number(quality.heated_area_m2);
  json.key("metered_heat_share").number(quality.metered_heat_share);
  json.key("metered_electricity_share").number(quality.metered_electricity_share);
  json.key("groups").begin_array();
  for (const models::GroupQuality& group : quality.groups) {
    json.begin_object().key("group").text(group.group);
    add_shares(json, group.shares);
    json.end_object();
  }
  json.end_array().key("columns").begin_array();
  for (const models::ColumnQuality& column : quality.columns) {
    json.begin_object().key("column").text(column.column).key("group").text(column.group).key("weight").number(column.weight);
    add_shares(json, column.shares);
    json.end_object();
  }
  json.end_array().key("histogram").begin_array();
  for (const std::size_t count : quality.histogram) json.number(number(count));
  json.end_array().key("buildings").begin_array();
  for (const models::BuildingQuality& b : quality.buildings) {
    json.begin_object().key("building_id").text(b.building_id).key("score").number(b.score);
    json.key("heated_area_m2").number(b.heated_area_m2).end_object();
  }
  json.end_array().end_object();
}

void add_changes(core::JsonWriter& json, const models::DeliveryChanges& c) {
  json.key("changes").begin_object();
  json.key("buildings_before").number(number(c.buildings_before)).key("buildings_now").number(number(c.buildings_now));
  json.key("new").number(number(c.new_buildings)).key("gone").number(number(c.gone_buildings));
  json.key("kept_out")
      .number(number(c.kept_out))
      .key("renamed")
      .number(number(c.renamed))
      .key("use_changed")
      .number(number(c.use_changed));
  json.key("area_changed").number(number(c.area_changed)).key("year_changed").number(number(c.year_changed));
  json.key("property_changed").number(number(c.property_changed));
  json.key("administration_changed").number(number(c.administration_changed));
  json.key("area_before_m2").number(c.area_before_m2).key("area_now_m2").number(c.area_now_m2);
  json.key("area_change_fraction").number(c.area_change_fraction()).end_object();
}

void add_counts(core::JsonWriter& json, const CheckReport& report) {
  json.key("counts").begin_object();
  for (const Severity severity : {Severity::stops, Severity::warns, Severity::filled, Severity::info}) {
    json.key(core::to_string(severity)).number(number(report.findings.count(severity)));
  }
  json.end_object().key("codes").begin_array();
  for (const CodeCount& count : count_by_code(report.listed())) {
    json.begin_object().key("code").text(count.code);
    json.key("severity")
        .text(count.set_aside ? "set_aside" : core::to_string(count.severity))
        .key("count")
        .number(number(count.count));
    json.key("meaning").text(meaning_of(count.code)).end_object();
  }
  json.end_array();
  if (report.options.by.empty()) return;
  json.key("administrations").begin_array();
  for (const auto& [owner, n] : count_by_owner(report)) {
    json.begin_object().key("administration").text(owner == "-" ? "" : owner).key("stops").number(number(n.stops));
    json.key("warns").number(number(n.warns)).key("filled").number(number(n.filled)).key("info").number(number(n.info));
    json.key("set_aside").number(number(n.set_aside)).end_object();
  }
  json.end_array();
}

}  // namespace

std::string check_json(const CheckReport& report) {
  const Checked& checked = report.checked;
  core::JsonWriter json;
  json.begin_object().key("portfolio").text(report.options.portfolio.string());
  json.key("buildings").number(number(checked.buildings));
  json.key("inputs").begin_array();
  for (const models::InputFile& input : checked.inputs) {
    json.begin_object().key("path").text(input.path).key("detected").text(input.detected);
    json.key("sha256").text(input.sha256).end_object();
  }
  json.end_array();
  add_counts(json, report);
  if (checked.preflight && checked.preflight->changes) add_changes(json, *checked.preflight->changes);
  if (checked.carried) {
    json.key("carried_forward").begin_object().key("overrides").text(checked.carried->overrides.string());
    json.key("set_asides").number(number(checked.carried->set_asides)).key("locks").number(number(checked.carried->locks));
    json.key("links").text(checked.carried->links.string()).key("lost").number(number(checked.carried->lost)).end_object();
  }
  if (report.options.origin && checked.preflight) add_quality(json, checked.preflight->quality);
  json.key("findings").begin_array();
  const std::optional<models::Owners> owners = report.owners();
  for (const Finding& finding : report.findings.list) {  // in the order of the input
    if (report.filter.takes(finding)) add_finding(json, finding, report.owner_of(finding, owners));
  }
  return json.end_array().end_object().str() + "\n";
}

}  // namespace tvilling::cli
