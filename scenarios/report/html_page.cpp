// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/html_page.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "core/io/file.hpp"
#include "scenarios/report/city_map.hpp"
#include "scenarios/report/html_shell.hpp"
#include "scenarios/report/html_table.hpp"
#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"
#include "scenarios/report/svg.hpp"

namespace tvilling::scenarios::report {

namespace {

using models::Annual;
using models::index;

constexpr double kPercent = 100.0;
constexpr double kMillion = 1e6;
constexpr std::size_t kFewScenarios = 6;  // of which all figures are shown at once
constexpr std::size_t kManyRows = 20;     // more are shown when asked for

std::string base64(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t rest = std::min<std::size_t>(bytes.size() - i, 3);
    unsigned int three = 0;
    for (std::size_t k = 0; k < 3; ++k) three = (three << 8U) | (k < rest ? bytes[i + k] : 0U);
    for (std::size_t k = 0; k < 4; ++k) text += k <= rest ? kLetters[(three >> (18U - 6U * k)) & 63U] : '=';
  }
  return text;
}

struct Tile {
  std::string name;
  std::string value;
  std::string unit;
};

std::string tiles_html(const std::vector<Tile>& tiles) {
  std::string html = "<dl class=\"tiles\">\n";
  for (const Tile& tile : tiles) {
    html += fmt::format("<div><dt>{}</dt><dd>{} <span>{}</span></dd></div>\n", escaped(tile.name), escaped(tile.value),
                        escaped(tile.unit));
  }
  return html + "</dl>\n";
}

Tile change_tile(const Report& report, const Words& words, Annual variable, std::string_view key, std::string_view unit_key) {
  const ComparisonRow& row = report.best().total.energy;
  const double change = row.change[index(variable)];
  const double percent = change / (row.value[index(variable)] - change) * kPercent;
  return {words(key), words.change(change / kThousand), fmt::format("{} ({} %)", words(unit_key), words.change(percent, 1))};
}

/// As payback and net present value count it: they stand beside it.
Tile bill_tile(const Report& report, const Words& words) {
  const double realised = report.study.economics.realised_saving_fraction;
  const std::string name =
      realised == 1.0 ? words("tile_bill") : words.fill("tile_bill_realised", words.short_number(realised * kPercent));
  return {name, words.change(report.best().total.realised_bill_change_dkk() / kThousand), words("unit_1000_dkk_year")};
}

/// Key figures of the scenario shown.
std::string best_html(const Report& report, const Words& words) {
  if (report.shown == 0) return {};
  const Total& total = report.best().total;
  std::string html =
      fmt::format("<h3>{}</h3>\n", escaped(words.fill(report.has_economics ? "best_npv" : "best_co2", report.best().title)));
  std::vector<Tile> tiles{change_tile(report, words, Annual::heat, "tile_heat", "unit_mwh"),
                          change_tile(report, words, Annual::co2, "tile_co2", "unit_t"),
                          report.has_economics ? bill_tile(report, words)
                                               : change_tile(report, words, Annual::cost, "tile_bill", "unit_1000_dkk_year")};
  if (report.has_economics) {
    const std::string& money = words("unit_1000_dkk");
    tiles.push_back({words("tile_investment"), words.number(total.economy[index(Economic::investment)] / kThousand), money});
    tiles.push_back({words("tile_payback"), words.sensible(total.figures.payback_years), words("unit_years")});
    tiles.push_back({words("tile_npv"), words.change(total.economy[index(Economic::npv)] / kThousand), money});
  }
  return html + tiles_html(tiles);
}

std::string baseline_html(const Report& report, const Words& words) {
  const ComparisonRow& row = report.scenarios.front().total.energy;
  const auto of = [&](Annual v) { return words.number(row.value[index(v)] / kThousand); };
  return fmt::format("<p>{}</p>\n",
                     escaped(words.fill("baseline_sentence", words.number(static_cast<double>(row.buildings)),
                                        words.number(row.area_m2), of(Annual::heat), of(Annual::electricity), of(Annual::co2),
                                        words.number(row.value[index(Annual::cost)] / kMillion, 1))));
}

std::string summary_html(const Report& report, const Words& words) {
  Table table = summary_table(report, words);
  std::string html = fmt::format("<section id=\"summary\">\n<h2>{}</h2>\n{}", escaped(table.title), baseline_html(report, words));
  html += best_html(report, words);
  html += "<div class=\"key\">\n";
  for (const std::string& note : table.notes) html += fmt::format("<p>{}</p>\n", escaped(note));
  html += "</div>\n";
  if (report.scenarios.size() < 2) return html + fmt::format("<p>{}</p></section>\n", escaped(words("only_baseline")));
  table.notes.clear();
  std::string inside = html_table(table, words);
  const std::size_t begin = inside.find("<div class=\"box\"");
  const std::size_t end = inside.rfind("</section>");
  html += fmt::format("<p class=\"note\">{}</p>\n", escaped(table.about));
  return html + inside.substr(begin, end - begin) + "</section>\n";
}

std::string map_html(const Report& report, const Words& words) {
  const std::string map = city_map(map_buildings(report, words), report.best().title, words);
  return fmt::format("<section id=\"map\">\n<h2>{}</h2>\n{}</section>\n", escaped(words("title_map")),
                     map.empty() ? fmt::format("<p>{}</p>\n", escaped(words("no_places"))) : map);
}

std::string study_html(const Report& report, const Words& words) {
  if (report.study_text.empty()) return {};
  return fmt::format(
      "<section id=\"study\">\n<h2>{}</h2>\n<details><summary>{}</summary>\n<pre tabindex=\"0\">{}</pre></details>\n"
      "</section>\n",
      escaped(words("title_study")), escaped(words("show_study")), escaped(report.study_text));
}

/// Uses or administrations of the scenario shown.
std::string groups_html(const Report& report, const Words& words, GroupBy by) {
  const std::string group = by == GroupBy::use ? "use" : "administration";
  Table table = columns_of(
      rows_of(groups_table(report, words, by), report.best().title),
      {group, "buildings_counted", "buildings_changed", "area_m2", "heat_mwh", "change_heat_mwh", "change_heat_percent",
       "change_co2_t", "change_bill_realised_1000_dkk", "investment_1000_dkk", "payback_years", "npv_1000_dkk"});
  table.notes.push_back(words.fill("of_scenario", report.best().title));
  return html_table(table, words);
}

std::string detail_sections(const Report& report, const Words& words) {
  std::string html = html_table(economics_table(report, words), words);
  html += groups_html(report, words, GroupBy::use) + groups_html(report, words, GroupBy::administration);
  html += html_table(use_table(report, words), words);
  if (report.has_reconciled) html += html_table(reconciled_table(report, words), words);
  if (report.draws) {
    html += html_table(draws_table(report, words), words, {.foldable = report.scenarios.size() > kFewScenarios});
    html += html_table(draws_shares_table(report, words), words);
    html += html_table(worst_buildings_table(report, words), words);
  }
  html += html_table(measures_table(report, words), words);
  const Table pathways = pathways_table(report, words);
  if (!pathways.rows.empty()) html += html_table(pathways, words, {.foldable = true});
  for (const Table& table : municipal_tables_noted(report, words)) html += html_table(table, words);
  const Table choices = choices_table(report, words);
  if (!choices.rows.empty()) html += html_table(choices, words, {.sortable = true, .foldable = choices.rows.size() > kManyRows});
  const Table halls = halls_table(report, words);
  if (!halls.rows.empty()) html += html_table(halls, words, {.foldable = halls.rows.size() > kManyRows});
  html += html_table(without(buildings_table(report, words), "change_electricity_mwh"), words, {.sortable = true});
  html += html_table(origins_table(report, words), words, {.foldable = true});
  const Table failures = failures_table(report, words);
  if (!failures.rows.empty()) html += html_table(failures, words, {.foldable = failures.rows.size() > kManyRows});
  html += html_table(assumptions_table(report, words), words);
  html += html_table(provenance_table(report, words), words, {.foldable = true});
  return html + study_html(report, words);
}

std::string navigation(const Words& words) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kPlaces{{{"summary", "title_summary"},
                                                                                  {"charts", "title_charts"},
                                                                                  {"map", "title_map"},
                                                                                  {"economics", "title_economics"},
                                                                                  {"measures", "title_measures"},
                                                                                  {"buildings", "title_buildings"},
                                                                                  {"data_quality", "title_data_quality"},
                                                                                  {"assumptions", "title_assumptions"},
                                                                                  {"provenance", "title_provenance"}}};
  std::string html = fmt::format("<nav aria-label=\"{}\"><ul>", escaped(words("contents")));
  for (const auto& [id, key] : kPlaces) html += fmt::format("<li><a href=\"#{}\">{}</a></li>", id, escaped(words(key)));
  return html + "</ul></nav>\n";
}

std::string footer(const Report& report, const Words& words) {
  return fmt::format("<footer>\n<p>{} <code>{}</code></p>\n<p>{} <code>{}</code></p>\n<p>tvilling {} ({})</p>\n</footer>\n",
                     escaped(words("run_key")), escaped(report.provenance("run_key")), escaped(words("file_checksum")),
                     escaped(report.file_checksum), escaped(report.provenance("tvilling_version")),
                     escaped(report.provenance("git_sha")));
}

}  // namespace

std::string policy_hash(std::string_view content) {
  const auto digest = core::sha256(std::as_bytes(std::span(content)));
  return "sha256-" + base64(digest);
}

std::string html_page(const Report& report, const Words& words) {
  const std::string study = report.results.study_name.empty() ? words("title_report") : report.results.study_name;
  std::string html = fmt::format(
      "<header>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n<p>{}</p>\n</header>\n", escaped(words("title_report")), escaped(study),
      escaped(words.fill("head_line", report.results.portfolio.name,
                         Words::date(report.provenance("started_utc")).empty() ? words("date_not_kept")
                                                                               : Words::date(report.provenance("started_utc")))));
  html += navigation(words) + "<main>\n" + summary_html(report, words) + html_charts(report, words) + map_html(report, words) +
          detail_sections(report, words) + "</main>\n" + footer(report, words);
  return html_shell(words, study, report.provenance("tvilling_version"), html);
}

}  // namespace tvilling::scenarios::report
