// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <numeric>

#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"

namespace tvilling::scenarios::report {

namespace {

constexpr double kPercent = 100.0;

bool is_partly_realised(const Report& report) {
  return report.has_economics && report.study.economics.realised_saving_fraction != 1.0;
}

std::string realised_percent(const Report& report, const Words& words) {
  return words.short_number(report.study.economics.realised_saving_fraction * kPercent);
}

/// Which scenarios pass the line of the innovation pool; when none does, that it is so, and which is nearest.
std::string limit_verdict(const Report& report, const Words& words) {
  const std::string limit = words.short_number(report.study.economics.payback_limit_years);
  std::string passing;
  bool invests = false;
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const ScenarioReport& scenario = report.scenarios[i];
    invests = invests || scenario.total.economy[index(Economic::investment)] > 0.0;
    if (!scenario.total.figures.within_payback_limit) continue;
    passing += fmt::format("{}{} ({})", passing.empty() ? "" : ", ", scenario.title,
                           words.fill("years", words.sensible(scenario.total.figures.payback_years)));
  }
  if (!passing.empty()) return words.fill("limit_passed", limit, passing);
  if (!invests) return words("nothing_invested");
  const std::size_t nearest = nearest_to_limit(report);
  if (nearest == 0) return words.fill("limit_none_saves", limit);
  const ScenarioReport& near = report.scenarios[nearest];
  return words.fill("limit_none", limit, near.title, words.sensible(near.total.figures.payback_years));
}

}  // namespace

Table origins_table(const Report& report, const Words& words) {
  Table table{"data_quality", words("title_data_quality"), words("about_data_quality"), {column(words, "input")}, {}};
  for (const std::string_view origin : models::kOriginNames) {
    table.columns.push_back({fmt::format("buildings_{}", origin), words(fmt::format("origin_{}", origin)), Shown::whole});
  }
  table.columns.push_back(column(words, "known_percent", Shown::percent));
  const auto add = [&](const std::string& name, const OriginCount& counts) {
    Row row{name};
    for (const std::size_t count : counts) row.push_back(count_cell(count));
    const std::size_t all = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    const std::size_t known = counts[0] + counts[1] + counts[2];
    row.push_back(share_of(static_cast<double>(known), static_cast<double>(all)));
    table.rows.push_back(std::move(row));
  };
  for (const ColumnOrigins& c : report.origins.columns) add(c.column, c.buildings);
  add(words("weakest_input"), report.origins.results);
  table.totals = 1;
  std::size_t known = 0;
  std::size_t all = 0;
  for (const ColumnOrigins& c : report.origins.columns) {
    known += c.buildings[0] + c.buildings[1] + c.buildings[2];
    all += std::accumulate(c.buildings.begin(), c.buildings.end(), std::size_t{0});
  }
  if (all > 0) {
    const double share = static_cast<double>(known) / static_cast<double>(all) * kPercent;
    table.notes.push_back(words.fill("known_share", words.number(share, 1)));
  }
  table.notes.push_back(words.fill("withheld_count", words.number(static_cast<double>(report.origins.withheld))));
  table.notes.push_back(coverage_note(report, words));
  return table;
}

Table failures_table(const Report& report, const Words& words) {
  Table table{"failures", words("title_failures"), words("about_failures"), {}, {}};
  table.columns = {column(words, "scenario"), column(words, "building_id"), column(words, "message")};
  for (const Failure& failure : report.failures) {
    table.rows.push_back({failure.scenario, failure.building_id, failure.message});
  }
  return table;
}

Table provenance_table(const Report& report, const Words& words) {
  Table table{"provenance", words("title_provenance"), words("about_provenance"), {}, {}};
  table.columns = {column(words, "entry"), column(words, "value")};
  table.rows.push_back({words("file_checksum"), report.file_checksum});
  for (const auto& [name, value] : report.results.provenance) {
    if (name == "study_text") continue;  // many lines; the page shows it whole
    const bool date = name.ends_with("_utc");
    table.rows.push_back({name, date ? Words::date(value) + " " + value.substr(std::min<std::size_t>(11, value.size())) : value});
  }
  return table;
}

void add_realised_note(const Report& report, const Words& words, Table& table) {
  if (is_partly_realised(report)) table.notes.push_back(words.fill("realised_years_note", realised_percent(report, words)));
}

void add_realised_saving_note(const Report& report, const Words& words, Table& table) {
  if (is_partly_realised(report)) table.notes.push_back(words.fill("realised_saving_note", realised_percent(report, words)));
}

std::vector<Table> municipal_tables_noted(const Report& report, const Words& words) {
  std::vector<Table> tables = municipal_tables(report, words);
  for (Table& table : tables) add_realised_note(report, words, table);
  return tables;
}

Table with_scenario_names(const Report& report, Table table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string key = table.columns[i].key;
    if (key != "scenario" && key != "best_scenario") continue;
    ++i;
    const auto at = static_cast<std::ptrdiff_t>(i);
    table.columns.insert(table.columns.begin() + at, {key + "_name", key + "_name"});
    for (Row& row : table.rows) {
      core::SheetCell name;
      for (const ScenarioReport& scenario : report.scenarios) {
        if (row[i - 1] == core::SheetCell(scenario.title)) name = scenario.name;
      }
      row.insert(row.begin() + at, std::move(name));
    }
  }
  return table;
}

std::string money_note(const Report& report, const Words& words) {
  return words.fill("money_note", report.study.economics.price_level_year);
}

std::string coverage_note(const Report& report, const Words& words) {
  const auto whole = [&](std::size_t count) { return words.number(static_cast<double>(count)); };
  const std::size_t all = report.results.portfolio.buildings.size();
  std::size_t least = all;
  for (const ScenarioReport& scenario : report.scenarios) least = std::min(least, scenario.total.energy.buildings);
  if (least == all) return words.fill("coverage_all", whole(all));
  return words.fill("coverage_some", whole(least), whole(all));
}

std::vector<std::string> limit_notes(const Report& report, const Words& words) {
  if (!report.has_economics) return {words("no_economics")};
  std::vector<std::string> notes;
  if (is_partly_realised(report)) notes.push_back(words.fill("realised_note", realised_percent(report, words)));
  notes.push_back(limit_verdict(report, words));
  const auto most = std::max_element(report.scenarios.begin(), report.scenarios.end(), [](const auto& a, const auto& b) {
    return a.within_limit.buildings < b.within_limit.buildings;
  });
  const bool some_pass = std::any_of(report.scenarios.begin(), report.scenarios.end(),
                                     [](const ScenarioReport& s) { return s.total.figures.within_payback_limit; });
  if (!some_pass && most->within_limit.buildings > 0) {
    notes.push_back(words.fill("limit_buildings", most->title, words.number(static_cast<double>(most->within_limit.buildings)),
                               words.number(most->within_limit.investment_dkk / kThousand),
                               words.number(-most->within_limit.saving_dkk / kThousand)));
  }
  return notes;
}

bool is_table_key(std::string_view key) {
  constexpr std::array<std::string_view, 20> kKeys{
      "summary",    "buildings",   "economics",          "data_quality",   "assumptions", "energy",  "uses",  "administrations",
      "measures",   "months",      "reconciled",         "choices",        "pathways",    "changes", "halls", "failures",
      "provenance", "uncertainty", "uncertainty_shares", "worst_buildings"};
  if (std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end()) return true;
  for (const std::string_view stem : {"municipal_consequences", "municipal_investments", "municipal_criteria"}) {
    if (!key.starts_with(stem)) continue;
    const std::string_view number = key.substr(stem.size());  // "_2" of the second proposal
    return number.empty() ||
           (number.size() > 1 && number[0] == '_' && number.find_first_not_of("0123456789", 1) == std::string_view::npos);
  }
  return false;
}

std::vector<Table> report_tables(const Report& report, const Words& words) {
  std::vector<Table> tables{summary_table(report, words),
                            buildings_table(report, words),
                            economics_table(report, words),
                            origins_table(report, words),
                            assumptions_table(report, words),
                            use_table(report, words),
                            groups_table(report, words, GroupBy::use),
                            groups_table(report, words, GroupBy::administration),
                            measures_table(report, words),
                            months_table(report, words)};
  if (report.has_reconciled) tables.push_back(reconciled_table(report, words));
  for (Table& table : municipal_tables_noted(report, words)) tables.push_back(std::move(table));
  for (Table table : {choices_table(report, words), pathways_table(report, words), changes_table(report, words),
                      halls_table(report, words), failures_table(report, words)}) {
    if (!table.rows.empty()) tables.push_back(std::move(table));
  }
  if (report.draws) {
    tables.push_back(draws_table(report, words));
    tables.push_back(draws_shares_table(report, words));
    tables.push_back(worst_buildings_table(report, words));
  }
  tables.push_back(provenance_table(report, words));
  return tables;
}

}  // namespace tvilling::scenarios::report
