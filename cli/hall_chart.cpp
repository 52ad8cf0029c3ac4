// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <string_view>

#include "cli/table.hpp"

namespace tvilling::cli {

namespace {

using models::HallTotal;
using scenarios::HallBalance;
using scenarios::HallBalanceKind;

constexpr double kKwhPerMwh = 1000.0;
constexpr double kShownShare = 0.01;  // of the largest change of a panel

/// In the order of the colours: blue water, red heat.
enum Group : std::size_t { water, heat, balance, electricity };

/// What the water is drawn for; where it goes afterwards is no use of it.
constexpr std::array kWaterUses{HallTotal::shower_water, HallTotal::backwash_water, HallTotal::make_up_water,
                                HallTotal::other_water};

/// "make_up_heat_kwh" gives "Make up heat": a bar has no room for a sentence.
std::string short_name(std::string_view name) {
  std::string words(name.substr(0, name.rfind('_')));
  std::replace(words.begin(), words.end(), '_', ' ');
  if (words.starts_with("hall ")) words.erase(0, 5);
  words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

/// The terms' changes, `last` of them left out at the end.
void add_terms(viz::BarPanel& panel, const HallBalance& now, const HallBalance& before, Group group, double per,
               std::size_t last) {
  for (std::size_t t = 0; t + last < now.terms.size(); ++t) {
    const double change = (now.terms[t].value - before.terms[t].value) / per;
    panel.bars.push_back({short_name(now.terms[t].name), change, group});
  }
}

void keep_what_changed(viz::BarPanel& panel) {
  double largest = 0.0;
  for (const viz::ChartBar& bar : panel.bars) largest = std::max(largest, std::abs(bar.value));
  std::erase_if(panel.bars,
                [largest](const viz::ChartBar& bar) { return bar.value == 0.0 || std::abs(bar.value) < kShownShare * largest; });
}

/// A picture goes round without the text: it says itself that the building gets wet.
std::string wet_words(const HallReport& report) {
  std::string words;
  for (const WetSurface& wet : wet_surfaces(report)) {
    if (wet.hours <= wet.reference_hours || wet.construction == "mould") continue;
    words += fmt::format("! WATER CONDENSES on {} in {} h (before: {} h). ", wet.construction, group_thousands(wet.hours, 0),
                         group_thousands(wet.reference_hours, 0));
  }
  return words;
}

double change_of(const HallReport& report, models::Annual variable) {
  return report.result.annual[models::index(variable)] - report.before.annual[models::index(variable)];
}

}  // namespace

viz::BarChart hall_change_chart(const HallReport& report) {
  using models::Annual;
  const std::vector<HallBalance> now = scenarios::hall_balances(report.result);
  const std::vector<HallBalance> before = scenarios::hall_balances(report.before);
  const auto at = [](const std::vector<HallBalance>& balances, HallBalanceKind kind) -> const HallBalance& {
    return balances[static_cast<std::size_t>(kind)];
  };
  const auto add = [&](viz::BarPanel& panel, HallBalanceKind kind, Group group, double per, std::size_t last) {
    add_terms(panel, at(now, kind), at(before, kind), group, per, last);
  };
  const double heat_mwh = change_of(report, Annual::heat) / kKwhPerMwh;
  const double electricity_mwh = change_of(report, Annual::electricity) / kKwhPerMwh;
  const double water_m3 = change_of(report, Annual::water);

  viz::BarPanel bought{"What is bought, by use", "Change, MWh per year", {}};
  bought.bars.push_back({"All heat", heat_mwh, heat});
  add(bought, HallBalanceKind::delivered_heat, heat, kKwhPerMwh, 1);
  bought.bars.push_back({"All electricity", electricity_mwh, electricity});
  add(bought, HallBalanceKind::electricity, electricity, kKwhPerMwh, 1);
  viz::BarPanel terms{"Balance of rooms and water", "Change, MWh per year (+ is more heat in)", {}};
  add(terms, HallBalanceKind::heat, balance, kKwhPerMwh, 0);
  viz::BarPanel drawn{"Water, by use", "Change, m3 per year", {}};
  drawn.bars.push_back({"All water", water_m3, water});
  for (const HallTotal use : kWaterUses) {
    const std::string_view name = models::kHallVariables[models::index(use)].name;
    drawn.bars.push_back({short_name(name), (*report.result.hall)[use] - (*report.before.hall)[use], water});
  }

  viz::BarChart chart;
  chart.title = fmt::format("{}{}{}: {} against {}", report.building_id, report.name.empty() ? "" : " ", report.name,
                            report.scenario, report.reference);
  chart.subtitle = fmt::format(
      "{}Heat {} MWh, electricity {} MWh, water {} m3, cost {} DKK a year. Below 1 % of a panel's largest: not drawn.",
      wet_words(report), signed_thousands(heat_mwh, 1), signed_thousands(electricity_mwh, 1), signed_thousands(water_m3, 0),
      signed_thousands(change_of(report, Annual::cost), 0));
  chart.groups = {"Water", "Delivered heat", "Heat balance", "Electricity"};
  for (viz::BarPanel* panel : {&bought, &terms, &drawn}) {
    keep_what_changed(*panel);
    chart.panels.push_back(std::move(*panel));
  }
  return chart;
}

}  // namespace tvilling::cli
