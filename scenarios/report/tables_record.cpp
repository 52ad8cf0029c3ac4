// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <numeric>

#include "core/text.hpp"
#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"

namespace tvilling::scenarios::report {

namespace {

constexpr double kPercent = 100.0;

/// Rows of "what, value, unit".
class Facts {
 public:
  Facts(Table& table, const Words& words) : table_(table), words_(words) {}
  void text(std::string_view key, std::string value) {
    table_.rows.push_back({words_(fmt::format("assume_{}", key)), std::move(value), std::string()});
  }
  void number(std::string_view key, double value, int decimals, std::string unit) {
    table_.rows.push_back({words_(fmt::format("assume_{}", key)), words_.number(value, decimals), std::move(unit)});
  }
  void percent(std::string_view key, double fraction) {
    table_.rows.push_back({words_(fmt::format("assume_{}", key)), words_.short_number(fraction * kPercent), std::string("%")});
  }
  void year(std::string_view key, int year) { text(key, std::to_string(year)); }

 private:
  Table& table_;
  const Words& words_;
};

std::string discount_text(const EconomicSettings& settings, const Words& words) {
  std::string text;
  for (const DiscountStep& step : settings.discount) {
    if (!text.empty()) text += "; ";
    text += words.fill("discount_step", words.number(step.rate_fraction * kPercent, 1), step.from_year);
  }
  return text;
}

void add_economy(Facts& facts, const Report& report, const Words& words) {
  const EconomicSettings& e = report.study.economics;
  const std::string& years = words("unit_years");
  facts.year("price_level", e.price_level_year);
  facts.number("horizon", e.horizon_years, 0, years);
  facts.text("discount", discount_text(e, words));
  facts.percent("client_cost", e.client_cost_fraction);
  facts.number("listed_cost", e.listed_cost_factor, 2, "");
  facts.percent("realised_saving", e.realised_saving_fraction);
  facts.number("payback_limit", e.payback_limit_years, 1, years);
  facts.number("profitability_limit", e.profitability_limit, 2, "");
}

void add_prices(Facts& facts, const Report& report, const Words& words) {
  const EconomicSettings& e = report.study.economics;
  facts.number("heat_price", e.tariff.heat_dkk_kwh, 4, words("unit_dkk_kwh"));
  facts.number("heat_capacity_price", e.tariff.heat_capacity_dkk_kw, 2, words("unit_dkk_kw"));
  facts.number("electricity_price", e.tariff.electricity_dkk_kwh, 3, words("unit_dkk_kwh"));
  facts.number("water_price", e.tariff.water_dkk_m3, 2, words("unit_dkk_m3"));
  facts.number("water_meter", e.tariff.water_meter_dkk, 0, words("unit_dkk_building"));
  facts.percent("heat_rise", e.rise.heat_fraction_year);
  facts.percent("electricity_rise", e.rise.electricity_fraction_year);
  facts.percent("water_rise", e.rise.water_fraction_year);
  for (const PriceYear& p : e.prices) {
    const auto price = [&](double value) { return words.number(value, 3); };
    facts.text("price_from", fmt::format("{}: {} / {} / {} / {}", p.year, price(p.heat_dkk_kwh), price(p.heat_capacity_dkk_kw),
                                         price(p.electricity_dkk_kwh), price(p.water_dkk_m3)));
  }
}

/// Which scenarios pass the line of the innovation pool; when none does, that it is so, and which is nearest.
std::string limit_verdict(const Report& report, const Words& words) {
  const std::string limit = words.short_number(report.study.economics.payback_limit_years);
  std::string passing;
  bool invests = false;
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const ScenarioReport& scenario = report.scenarios[i];
    if (!(scenario.total.economy[index(Economic::investment)] > 0.0)) continue;
    invests = true;
    if (!scenario.total.figures.within_payback_limit) continue;
    passing += fmt::format("{}{} ({})", passing.empty() ? "" : ", ", scenario.title,
                           words.fill("years", words.sensible(scenario.total.figures.payback_years)));
  }
  if (!invests) return words("nothing_invested");
  if (!passing.empty()) return words.fill("limit_passed", limit, passing);
  const std::size_t nearest = nearest_to_limit(report);
  if (nearest == 0) return words.fill("limit_none_saves", limit);
  const ScenarioReport& near = report.scenarios[nearest];
  return words.fill("limit_none", limit, near.title, words.sensible(near.total.figures.payback_years));
}

}  // namespace

Table assumptions_table(const Report& report, const Words& words) {
  Table table{"assumptions", words("title_assumptions"), words("about_assumptions"), {}, {}};
  table.columns = {column(words, "assumption"), column(words, "value"), column(words, "unit")};
  Facts facts(table, words);
  facts.text("weather", words.named("weather", report.provenance("weather")));
  facts.text("weather_place", report.provenance("weather_location"));
  facts.text("base_year", report.provenance("base_year"));
  facts.text("factor_set", words.named("factor_set", report.study.factor_set));
  const auto factor = [&](std::string_view name) {
    return core::plain_number(report.provenance(name)).value_or(models::kMissing);
  };
  facts.number("co2_heat", factor("co2_heat_kg_kwh"), 4, "kg/kWh");
  facts.number("co2_electricity", factor("co2_electricity_kg_kwh"), 4, "kg/kWh");
  add_economy(facts, report, words);
  add_prices(facts, report, words);
  if (!report.provenance("only").empty()) facts.text("only", report.provenance("only"));
  table.notes.push_back(words("assume_origin_note"));
  if (!report.settings_known) table.notes.push_back(words("settings_unknown"));
  return table;
}

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
  const double realised = report.study.economics.realised_saving_fraction;
  if (realised != 1.0) notes.push_back(words.fill("realised_note", words.short_number(realised * kPercent)));
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
  for (Table& table : municipal_tables(report, words)) tables.push_back(std::move(table));
  for (Table table : {choices_table(report, words), pathways_table(report, words), changes_table(report, words),
                      halls_table(report, words), failures_table(report, words)}) {
    if (!table.rows.empty()) tables.push_back(std::move(table));
  }
  tables.push_back(provenance_table(report, words));
  return tables;
}

}  // namespace tvilling::scenarios::report
