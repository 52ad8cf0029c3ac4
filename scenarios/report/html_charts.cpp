// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>

#include "scenarios/report/html_page.hpp"
#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/svg.hpp"

namespace tvilling::scenarios::report {

namespace {

using models::Annual;
using models::index;

constexpr double kPercent = 100.0;

std::string figure(const std::string& title, const std::string& svg, const std::string& note = {}) {
  std::string html = fmt::format("<figure class=\"chart\"><figcaption>{}</figcaption>\n{}", escaped(title), svg);
  if (!note.empty()) html += fmt::format("<p class=\"note\">{}</p>\n", escaped(note));
  return html + "</figure>\n";
}

std::string label_of(const Report& report, std::size_t i) {
  return fmt::format("{} {}", i, report.scenarios[i].title);
}

std::string change_chart(const Report& report, const Words& words, Annual variable, std::string_view title_key) {
  std::vector<Bar> bars;
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const ComparisonRow& row = report.scenarios[i].total.energy;
    const double change = row.change[index(variable)];
    const double before = row.value[index(variable)] - change;
    bars.push_back({label_of(report, i), change / kThousand,
                    fmt::format("{} ({} %)", words.change(change / kThousand), words.change(change / before * kPercent, 1)),
                    change <= 0.0});
  }
  const std::string& title = words(title_key);
  return figure(title, bar_chart({std::string(title_key), title, words("chart_bars_description")}, bars, words));
}

std::string npv_chart(const Report& report, const Words& words) {
  std::vector<Bar> bars;
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const double npv = report.scenarios[i].total.economy[index(Economic::npv)] / kThousand;
    bars.push_back({label_of(report, i), npv, words.change(npv), npv >= 0.0});
  }
  const std::string& title = words("chart_npv");
  return figure(title, bar_chart({"chart_npv", title, words("chart_bars_description")}, bars, words), words("chart_npv_note"));
}

std::string cost_chart(const Report& report, const Words& words) {
  std::vector<Point> points;
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const Total& total = report.scenarios[i].total;
    const double investment = total.economy[index(Economic::investment)] / kThousand;
    const double co2 = total.energy.change[index(Annual::co2)] / kThousand;
    points.push_back({std::to_string(i),
                      fmt::format("{}: {} / {}", label_of(report, i), words.number(investment), words.number(co2)), investment,
                      co2, total.figures.within_payback_limit});
  }
  const std::string& title = words("chart_cost");
  const Axes axes{words("column_investment_1000_dkk"), words("column_change_co2_t")};
  const std::string limit = words.short_number(report.study.economics.payback_limit_years);
  return figure(title, scatter_chart({"chart_cost", title, words("chart_cost_description")}, axes, points, words),
                words.fill("chart_cost_note", limit));
}

std::string months_chart(const Report& report, const Words& words) {
  const ScenarioReport& shown = report.best();
  Series before{words("before"), {}};
  Series after{shown.title, {}};
  for (std::size_t m = 0; m < core::kMonths; ++m) {
    before.values.push_back(shown.heat_before_kwh[m] / kThousand);
    after.values.push_back(shown.heat_kwh[m] / kThousand);
  }
  const std::string& title = words("chart_months");
  return figure(title, month_chart({"chart_months", title, words("chart_months_description")}, before, after, words));
}

/// A figure of every pathway by year, the baseline in the same prices and factors first.
std::string pathway_chart(const Report& report, const Words& words, std::string_view key, double PathwayYear::* value,
                          double PathwayYear::* change) {
  std::vector<int> years;
  Series before{words("before"), {}};
  const auto longest = std::max_element(report.pathways.begin(), report.pathways.end(),
                                        [](const auto& a, const auto& b) { return a.years.size() < b.years.size(); });
  for (const PathwayYear& y : longest->years) {
    years.push_back(y.year);
    before.values.push_back((y.*value - y.*change) / kThousand);
  }
  std::vector<Series> lines{before};
  for (const PathwayReport& pathway : report.pathways) {
    Series line{pathway.name, {}};
    for (const PathwayYear& y : pathway.years) line.values.push_back(y.*value / kThousand);
    lines.push_back(std::move(line));
  }
  const std::string& title = words(key);
  return figure(title, line_chart({std::string(key), title, words("chart_lines_description")}, years, lines, true, words));
}

std::string cash_chart(const Report& report, const Words& words) {
  std::vector<int> years;
  std::vector<Series> lines;
  for (const PathwayReport& pathway : report.pathways) {
    Series line{pathway.name, {}};
    double sum = 0.0;
    std::vector<int> own;
    for (const PathwayYear& y : pathway.years) {
      sum += y.present_value_dkk / kThousand;
      line.values.push_back(sum);
      own.push_back(y.year);
    }
    if (own.size() > years.size()) years = own;
    lines.push_back(std::move(line));
  }
  const std::string& title = words("chart_cash");
  return figure(title, line_chart({"chart_cash", title, words("chart_lines_description")}, years, lines, false, words));
}

bool some_pathway(const Report& report) {
  return std::any_of(report.pathways.begin(), report.pathways.end(), [](const PathwayReport& p) { return !p.years.empty(); });
}

bool something_invested(const Report& report) {
  return std::any_of(report.scenarios.begin(), report.scenarios.end(),
                     [](const ScenarioReport& s) { return s.total.economy[index(Economic::investment)] > 0.0; });
}

}  // namespace

std::string html_charts(const Report& report, const Words& words) {
  if (report.scenarios.size() < 2) return {};
  std::string html =
      fmt::format("<section id=\"charts\">\n<h2>{}</h2>\n<div class=\"charts\">\n", escaped(words("title_charts")));
  html += change_chart(report, words, Annual::heat, "chart_heat");
  html += change_chart(report, words, Annual::co2, "chart_co2");
  html += change_chart(report, words, Annual::cost, "chart_bill");
  if (report.has_economics) html += npv_chart(report, words);
  if (something_invested(report)) html += cost_chart(report, words);
  html += months_chart(report, words);
  if (some_pathway(report)) {
    html += pathway_chart(report, words, "chart_pathway_co2", &PathwayYear::co2_kg, &PathwayYear::change_co2_kg);
    html += pathway_chart(report, words, "chart_pathway_bill", &PathwayYear::bill_dkk, &PathwayYear::change_bill_dkk);
    html += cash_chart(report, words);
  }
  return html + "</div>\n</section>\n";
}

}  // namespace tvilling::scenarios::report
