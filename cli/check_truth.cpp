// SPDX-License-Identifier: MPL-2.0
#include "cli/check_truth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "cli/table.hpp"
#include "core/io/json_writer.hpp"

namespace tvilling::cli {

namespace {

using core::Finding;
using core::Severity;
using models::PlantedFault;
using models::RowName;

/// The rows that a finding names; one without id stands for none.
std::vector<std::string> rows_of(const Finding& finding) {
  return finding.rows.empty() ? std::vector<std::string>{finding.id} : finding.rows;
}

std::set<RowName> planted_rows(std::span<const PlantedFault> faults) {
  std::set<RowName> rows;
  for (const PlantedFault& fault : faults) {
    rows.insert({fault.table, fault.id});
    rows.insert(fault.told);
    rows.insert(fault.also.begin(), fault.also.end());
  }
  return rows;
}

double share(std::size_t part, std::size_t whole) noexcept {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

double number(std::size_t count) {
  return static_cast<double>(count);
}

/// Alarms by code, with the first of each.
std::map<std::string, std::vector<const FalseAlarm*>> by_code(const std::vector<FalseAlarm>& alarms) {
  std::map<std::string, std::vector<const FalseAlarm*>> groups;
  for (const FalseAlarm& alarm : alarms) groups[alarm.finding->code].push_back(&alarm);
  return groups;
}

std::string alarms_text(std::string_view title, const std::vector<FalseAlarm>& alarms) {
  constexpr std::size_t kListed = 5;
  std::string text = fmt::format("\n{}: {}\n", title, alarms.size());
  for (const auto& [code, group] : by_code(alarms)) {
    text += fmt::format("{}: {}\n", code, group.size());
    for (std::size_t i = 0; i < std::min(kListed, group.size()); ++i) text += "  " + core::to_string(*group[i]->finding) + "\n";
    if (group.size() > kListed) text += fmt::format("  and {} more\n", group.size() - kListed);
  }
  return text;
}

void add_alarms(core::JsonWriter& json, std::string_view key, const std::vector<FalseAlarm>& alarms) {
  json.key(key).begin_array();
  for (const FalseAlarm& alarm : alarms) {
    json.begin_object().key("code").text(alarm.finding->code).key("table").text(alarm.finding->table);
    json.key("id").text(alarm.row).key("message").text(alarm.finding->message).end_object();
  }
  json.end_array();
}

}  // namespace

double TruthScore::recall() const noexcept {
  return share(found, planted);
}

double TruthScore::precision() const noexcept {
  return share(alarms - false_stops.size() - false_warnings.size(), alarms);
}

TruthScore score_truth(const core::Findings& findings, std::span<const PlantedFault> faults) {
  TruthScore score;
  const std::set<RowName> planted = planted_rows(faults);
  std::set<std::tuple<std::string, std::string, std::string>> meant;
  for (const PlantedFault& fault : faults) meant.emplace(fault.code, fault.told.first, fault.told.second);
  std::set<std::tuple<std::string, std::string, std::string>> told;  // code, table, id
  for (const Finding& finding : findings.list) {
    const bool alarm = finding.severity == Severity::stops || finding.severity == Severity::warns;
    for (const std::string& row : rows_of(finding)) {
      told.emplace(finding.code, finding.table, row);
      if (!alarm) continue;
      ++score.alarms;
      score.meant += meant.contains({finding.code, finding.table, row}) ? 1 : 0;
      if (planted.contains({finding.table, row})) continue;
      (finding.severity == Severity::stops ? score.false_stops : score.false_warnings).push_back({&finding, row});
    }
  }
  std::map<std::pair<std::string, std::string>, std::size_t> index;
  for (const PlantedFault& fault : faults) {
    const auto [place, is_new] = index.emplace(std::pair(fault.table, fault.kind), score.kinds.size());
    if (is_new) score.kinds.push_back({fault.table, fault.kind, fault.code, 0, 0});
    KindScore& kind = score.kinds[place->second];
    ++kind.planted;
    if (fault.code.empty()) continue;
    ++score.planted;
    if (told.contains({fault.code, fault.told.first, fault.told.second})) {
      ++kind.found;
      ++score.found;
    } else {
      score.missed.push_back(&fault);
    }
  }
  return score;
}

std::string truth_text(const TruthScore& score) {
  Table table;
  table.column("table", {}, Table::Align::left);
  table.column("kind", {}, Table::Align::left);
  table.column("code", {}, Table::Align::left);
  table.column("planted");
  table.column("found");
  table.column("missed");
  for (const KindScore& kind : score.kinds) {
    const bool scored = !kind.code.empty();
    table.row({kind.table, kind.kind, scored ? kind.code : "-", std::to_string(kind.planted),
               scored ? std::to_string(kind.found) : "-", scored ? std::to_string(kind.planted - kind.found) : "-"});
  }
  std::string text = table.text();
  text += fmt::format("\nrecall {:.4f} ({} of {} faults found)\n", score.recall(), score.found, score.planted);
  const std::size_t right = score.alarms - score.false_stops.size() - score.false_warnings.size();
  text +=
      fmt::format("precision {:.4f} ({} of {} stops and warnings at rows with a planted fault: {} name it, {} follow from one)\n",
                  score.precision(), right, score.alarms, score.meant, right - score.meant);
  for (const PlantedFault* fault : score.missed) {
    text += fmt::format("missed: {} of {} {}: {} \"{}\", was \"{}\"; expected {} at {} {}\n", fault->kind, fault->table,
                        fault->id, fault->column, fault->now, fault->was, fault->code, fault->told.first, fault->told.second);
  }
  text += alarms_text("false stops", score.false_stops);
  return text + alarms_text("warnings at rows without a planted fault", score.false_warnings);
}

std::string truth_json(const TruthScore& score) {
  core::JsonWriter json;
  json.begin_object().key("planted").number(number(score.planted)).key("found").number(number(score.found));
  json.key("recall").number(score.recall()).key("precision").number(score.precision());
  json.key("alarms").number(number(score.alarms)).key("meant").number(number(score.meant)).key("kinds").begin_array();
  for (const KindScore& kind : score.kinds) {
    json.begin_object().key("table").text(kind.table).key("kind").text(kind.kind).key("code").text(kind.code);
    json.key("planted").number(number(kind.planted)).key("found").number(number(kind.found)).end_object();
  }
  json.end_array().key("missed").begin_array();
  for (const PlantedFault* fault : score.missed) {
    json.begin_object().key("table").text(fault->table).key("id").text(fault->id).key("kind").text(fault->kind);
    json.key("code").text(fault->code).key("told_table").text(fault->told.first).key("told_id").text(fault->told.second);
    json.end_object();
  }
  json.end_array();
  add_alarms(json, "false_stops", score.false_stops);
  add_alarms(json, "false_warnings", score.false_warnings);
  return json.end_object().str() + "\n";
}

}  // namespace tvilling::cli
