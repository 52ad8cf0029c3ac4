// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"
#include "scenarios/report/shown_name.hpp"

namespace tvilling::scenarios::report {

namespace {

/// A key figure as the other tables have it.
struct Figure {
  KeyFigure figure;
  std::string_view column;  ///< of the words: its name with unit
  double per_unit;
  bool is_saving;  ///< shown as a change: the sign turns, and P10 and P90 change places
};
constexpr std::array kFigures{
    Figure{KeyFigure::change_heat, "change_heat_mwh", kThousand, false},
    Figure{KeyFigure::change_co2, "change_co2_t", kThousand, false},
    Figure{KeyFigure::change_cost, "change_bill_1000_dkk", kThousand, false},
    Figure{KeyFigure::investment, "investment_1000_dkk", kThousand, false},
    Figure{KeyFigure::saving, "change_operation_1000_dkk", kThousand, true},
    Figure{KeyFigure::npv, "npv_1000_dkk", kThousand, false},
    Figure{KeyFigure::payback, "payback_years", 1.0, false},
};

core::SheetCell figure_cell(double value, const Figure& figure, const Words& words) {
  if (std::isinf(value)) return words("never");
  return known_cell((figure.is_saving ? 0.0 - value : value) / figure.per_unit);
}

/// The place of a scenario of the report in the draws, or nothing: fewer may have been drawn.
const std::string* find_drawn(const UncertaintyTables& draws, const ScenarioReport& scenario) {
  const auto found = std::find(draws.scenarios.begin(), draws.scenarios.end(), scenario.name);
  return found == draws.scenarios.end() ? nullptr : &*found;
}

template <typename Use>
void for_each_drawn(const Report& report, const Use& use) {
  for (const ScenarioReport& scenario : report.scenarios) {
    const std::string* const drawn = find_drawn(*report.draws, scenario);
    if (scenario.place == 0 || drawn == nullptr) continue;
    use(scenario, static_cast<std::size_t>(drawn - report.draws->scenarios.data()));
  }
}

std::string whole(const Words& words, std::size_t count) {
  return words.number(static_cast<double>(count));
}

std::string percent(const Words& words, double share) {
  constexpr double kPercent = 100.0;
  return words.number(share * kPercent);
}

}  // namespace

Table draws_table(const Report& report, const Words& words) {
  Table table{"uncertainty", words("title_uncertainty"), {}, {}, {}};
  table.columns = {column(words, "scenario"),
                   column(words, "figure"),
                   column(words, "plain", Shown::sensible),
                   column(words, "p10", Shown::sensible),
                   column(words, "p50", Shown::sensible),
                   column(words, "p90", Shown::sensible)};
  if (!report.draws) return table;
  table.about = words.fill("about_uncertainty", whole(words, report.draws->draws));
  for_each_drawn(report, [&](const ScenarioReport& scenario, std::size_t s) {
    for (const Figure& figure : kFigures) {
      Row row{scenario.title, words(fmt::format("column_{}", figure.column)),
              figure_cell(report.draws->plain.figures[s][index(figure.figure)], figure, words)};
      Quantiles q = report.draws->spread.scenarios[s].figures[index(figure.figure)];
      if (figure.is_saving) std::reverse(q.begin(), q.end());
      for (const double value : q) row.push_back(figure_cell(value, figure, words));
      table.rows.push_back(std::move(row));
    }
  });
  table.notes.push_back(words("uncertainty_simulated"));
  if (report.scenarios.size() > report.draws->scenarios.size()) table.notes.push_back(words("uncertainty_some"));
  return table;
}

Table draws_shares_table(const Report& report, const Words& words) {
  Table table{"uncertainty_shares", words("title_uncertainty_shares"), {}, {}, {}};
  const std::string limit = words.short_number(report.study.economics.payback_limit_years);
  table.columns = {column(words, "scenario"), column(words, "npv_positive_percent", Shown::percent),
                   column(words, "within_limit_percent", Shown::percent), column(words, "profitable_percent", Shown::percent)};
  if (!report.draws) return table;
  table.about = words.fill("about_uncertainty_shares", whole(words, report.draws->draws), limit);
  for_each_drawn(report, [&](const ScenarioReport& scenario, std::size_t s) {
    const ScenarioSpread& spread = report.draws->spread.scenarios[s];
    table.rows.push_back({scenario.title, known_cell(spread.npv_positive_fraction),
                          known_cell(spread.within_payback_limit_fraction), known_cell(spread.profitable_fraction)});
  });
  return table;
}

Table worst_buildings_table(const Report& report, const Words& words) {
  Table table{"worst_buildings", words("title_worst_buildings"), {}, {}, {}};
  const std::size_t worst = report.draws ? report.draws->worst : 0;
  table.columns = {column(words, "rank", Shown::whole),
                   column(words, "building_id"),
                   column(words, "name"),
                   column(words, "use"),
                   column(words, "administration"),
                   column(words, "heat_before_kwh_m2", Shown::whole),
                   {"heat_kwh_m2_p10", words.fill("column_heat_of_p", "P10"), Shown::whole},
                   {"heat_kwh_m2_p50", words.fill("column_heat_of_p", "P50"), Shown::whole},
                   {"heat_kwh_m2_p90", words.fill("column_heat_of_p", "P90"), Shown::whole},
                   column(words, "rank_p10", Shown::whole),
                   column(words, "rank_p90", Shown::whole),
                   {"among_worst_percent", words.fill("column_among_worst", whole(words, worst)), Shown::percent}};
  if (!report.draws) return table;
  const std::vector<BuildingSpread>& spread = report.draws->spread.buildings;
  std::vector<std::size_t> order;
  double sure = 0.0;
  for (std::size_t b = 0; b < spread.size(); ++b) {
    if (spread[b].plain_rank > 0 && spread[b].plain_rank <= worst) order.push_back(b);
  }
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return spread[a].plain_rank < spread[b].plain_rank; });
  for (const std::size_t b : order) {
    const models::Building& building = report.results.portfolio.buildings[b].building;
    const Quantiles& heat = spread[b].intensity[index(Intensity::heat)];
    table.rows.push_back({count_cell(spread[b].plain_rank), building.building_id, shown_name(building, words),
                          words.named("use", models::to_string(building.use)), building.administration,
                          known_cell(report.draws->plain.intensity[index(Intensity::heat)][b]), known_cell(heat[0]),
                          known_cell(heat[1]), known_cell(heat[2]), known_cell(spread[b].rank[0]), known_cell(spread[b].rank[2]),
                          known_cell(spread[b].worst_fraction)});
    sure += spread[b].worst_fraction;
  }
  table.about = words.fill("about_worst_buildings", whole(words, worst), whole(words, report.draws->draws));
  if (!order.empty()) {
    table.notes.push_back(
        words.fill("worst_buildings_note", whole(words, order.size()), percent(words, sure / static_cast<double>(order.size()))));
  }
  return table;
}

std::string draws_note(const Report& report, const Words& words) {
  if (!report.draws || report.shown == 0) return {};
  const std::string* const drawn = find_drawn(*report.draws, report.best());
  if (drawn == nullptr) return {};
  const ScenarioSpread& spread = report.draws->spread.scenarios[static_cast<std::size_t>(drawn - report.draws->scenarios.data())];
  const Quantiles& npv = spread.figures[index(KeyFigure::npv)];
  return words.fill("uncertainty_note", report.best().title, percent(words, spread.npv_positive_fraction),
                    whole(words, report.draws->draws), words.number(npv[0] / kThousand), words.number(npv[2] / kThousand));
}

}  // namespace tvilling::scenarios::report
