// SPDX-License-Identifier: MPL-2.0
#include <map>

#include "scenarios/economics/municipal_form.hpp"
#include "scenarios/economics/property_choice.hpp"
#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"

namespace tvilling::scenarios::report {

namespace {

/// What a municipal table is of: a pathway, or a scenario that is carried out in the price level's year.
struct Proposal {
  std::string title;
  std::vector<PathwayYear> years;
  bool pathway = false;
};

std::vector<Proposal> proposals(const Report& report) {
  std::vector<Proposal> out;
  for (const PathwayReport& pathway : report.pathways) {
    if (!pathway.years.empty()) out.push_back({pathway.name, pathway.years, true});
  }
  if (!out.empty() || !report.has_economics || report.shown == 0) return out;
  const Pathway alone = pathway_of(report.best().name, report.study.economics.price_level_year);
  out.push_back(
      {report.best().title, pathway_years(report.results, alone, report.study.economics, report.study.factor_set), false});
  return out;
}

core::SheetCell amount(std::int64_t thousand_dkk) {
  return static_cast<double>(thousand_dkk);
}

/// Table 2, in the municipal form's own words.
Table shown(const MunicipalCriteria& from, const std::string& key, const std::string& name, const std::string& of,
            const std::string& price_level, const Words& words) {
  Table table{key, name, words.fill("about_municipal", from.title, of, price_level), {}, {}};
  table.columns = {column(words, "municipal_row"), {"class", "Klasse", Shown::text}};
  for (const auto& row : from.rows) table.rows.push_back({row[0], row[1]});
  return table;
}

std::map<std::string, std::string, std::less<>> measure_labels(const Report& report, const Words& words) {
  std::map<std::string, std::string, std::less<>> labels;
  for (const AppliedMeasure& m : report.results.measures) labels.emplace(m.type, words.named("measure", m.type));
  return labels;
}

/// "Tabel 1.1", with a number behind it from the second proposal on: names of sheets are short and differ.
std::string sheet_name(std::string_view number, std::size_t place, const Words& words) {
  const std::string name = words.fill("title_municipal", number);
  return place == 0 ? name : fmt::format("{} ({})", name, place + 1);
}

}  // namespace

Table municipal_sheet(const MunicipalTable& from, const std::string& key, const std::string& name, const std::string& of,
                      const Words& words) {
  Table table{key, name, words.fill("about_municipal", from.title, of, from.price_level), {}, {}};
  table.columns = {column(words, "municipal_row"), column(words, "control_area")};
  for (const std::string& year : year_heads(from)) table.columns.push_back({year, year, Shown::whole});
  for (const MunicipalRow& row : from.rows) {
    Row cells{row.label, std::string(to_string(row.area))};
    for (const std::int64_t a : row.thousand_dkk) cells.push_back(amount(a));
    table.rows.push_back(std::move(cells));
  }
  for (const MunicipalSum& sum : from.sums) {
    Row cells{sum.label, sum.area ? std::string(to_string(*sum.area)) : std::string()};
    for (const std::int64_t a : amounts_of(from, sum)) cells.push_back(amount(a));
    table.rows.push_back(std::move(cells));
  }
  table.totals = from.sums.size();
  if (!from.note.empty()) table.notes.push_back(from.note);
  return table;
}

std::vector<Table> municipal_tables(const Report& report, const Words& words) {
  std::vector<Table> out;
  const int level = report.study.economics.price_level_year;
  const std::vector<Proposal> all = proposals(report);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string suffix = i == 0 ? std::string() : fmt::format("_{}", i + 1);
    const MunicipalTable consequences = consequences_table(all[i].years, level);
    const MunicipalTable investments =
        all[i].pathway ? investment_table(all[i].years, level)
                       : investment_table(report.results, report.best().name, level, level, measure_labels(report, words));
    out.push_back(municipal_sheet(consequences, "municipal_consequences" + suffix, sheet_name(consequences.number, i, words),
                                  all[i].title, words));
    out.push_back(municipal_sheet(investments, "municipal_investments" + suffix, sheet_name(investments.number, i, words),
                                  all[i].title, words));
    out.push_back(shown(criteria_table(all[i].years), "municipal_criteria" + suffix, sheet_name("2", i, words), all[i].title,
                        consequences.price_level, words));
  }
  return out;
}

Table choices_table(const Report& report, const Words& words) {
  Table table{"choices", words("title_choices"), words.fill("about_choices", report.study.economics.price_level_year), {}, {}};
  table.columns = {column(words, "property_id"),
                   column(words, "cheapest"),
                   column(words, "keep_1000_dkk", Shown::whole),
                   column(words, "renovate_1000_dkk", Shown::whole),
                   column(words, "sell_1000_dkk", Shown::whole),
                   column(words, "best_scenario"),
                   column(words, "break_even_rent_dkk_m2", Shown::whole)};
  if (!report.has_economics) return table;
  const PropertyChoices choices = property_choices(report.results, report.study.economics);
  for (const PropertyChoice& choice : choices.properties.empty() ? choices.buildings : choices.properties) {
    std::string title = choice.scenario;
    for (const ScenarioReport& scenario : report.scenarios) {
      if (scenario.name == choice.scenario) title = scenario.title;
    }
    table.rows.push_back({choice.id, words(to_string(choice.cheapest)), thousands(choice.keep.total_dkk()),
                          thousands(choice.renovate.total_dkk()), thousands(choice.sell.total_dkk()), title,
                          known_cell(choice.break_even_rent_dkk_m2)});
  }
  table.notes.push_back(words("choices_energy_elsewhere"));
  std::size_t growth_unknown = 0;
  for (const PropertyChoice& choice : choices.buildings) growth_unknown += choice.growth_unknown;
  const auto whole = [&](std::size_t count) { return words.number(static_cast<double>(count)); };
  table.notes.push_back(
      words.fill("choices_left_out", whole(choices.without_backlog), whole(choices.without_sale_value), whole(choices.failed)));
  if (growth_unknown > 0) table.notes.push_back(words.fill("choices_growth_unknown", whole(growth_unknown)));
  return table;
}

}  // namespace tvilling::scenarios::report
