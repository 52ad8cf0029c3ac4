// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cli/table.hpp"
#include "core/error.hpp"
#include "core/io/json_writer.hpp"

namespace tvilling::cli {

namespace {

using scenarios::HallBalance;
using scenarios::HallFigure;
using scenarios::HallFigures;

constexpr std::string_view kMould = "mould";

constexpr std::array kWetSurfaces{
    std::pair{HallFigure::wall_condensation, std::string_view("walls")},
    std::pair{HallFigure::roof_condensation, std::string_view("roof")},
    std::pair{HallFigure::window_condensation, std::string_view("windows")},
    std::pair{HallFigure::mould, kMould},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kShownUnits{
    {{"kW h", "kWh"}, {"kW h m-2", "kWh/m2"}, {"DKK m-2", "DKK/m2"}, {"L", "l"}, {"1", ""}}};

/// Four digits that count; hours and people whole.
int decimals_of(double value, std::string_view unit) noexcept {
  if (unit == "h" || !std::isfinite(value) || value == 0.0) return 0;
  constexpr int kDigits = 4;
  constexpr int kMost = 4;
  const int before = 1 + static_cast<int>(std::floor(std::log10(std::abs(value))));
  return std::clamp(kDigits - before, 0, kMost);
}

std::string title_of(const HallReport& report) {
  std::string title = report.building_id;
  if (!report.name.empty()) title += fmt::format(" {}", report.name);
  title += fmt::format(", {}", report.scenario);
  if (report.has_change()) title += fmt::format(" against {}", report.reference);
  return title;
}

/// Worse than in the reference, or all that there is without one.
bool is_told(const HallReport& report, const WetSurface& wet) noexcept {
  return wet.hours > wet.reference_hours || !report.has_change();
}

std::string before_words(const HallReport& report, const WetSurface& wet) {
  if (!report.has_change()) return {};
  return fmt::format(" ({}: {} h)", report.reference, group_thousands(wet.reference_hours, 0));
}

std::string wet_lines(const HallReport& report) {
  std::string text;
  bool some_condenses = false;
  for (const WetSurface& wet : wet_surfaces(report)) {
    const bool is_mould = wet.construction == kMould;
    some_condenses |= !is_mould && wet.hours > 0.0;
    const std::string what =
        is_mould ? std::string("Mould can grow at walls or roof") : fmt::format("Water condenses on the {}", wet.construction);
    text += fmt::format("{} {} in {} h of the year{}.\n", is_told(report, wet) ? "!" : " ", what, group_thousands(wet.hours, 0),
                        before_words(report, wet));
  }
  if (!some_condenses) text = "No water condenses on walls, roof or windows.\n" + text;
  return text;
}

bool is_by_use(const HallBalance& balance) noexcept {
  return balance.kind == scenarios::HallBalanceKind::delivered_heat || balance.kind == scenarios::HallBalanceKind::electricity;
}

std::string balance_table(const HallBalance& now, const HallBalance& before, bool has_change) {
  const std::string_view unit = shown_unit(now.unit);
  Table table;
  table.column(now.title, {}, Table::Align::left);
  table.column("", unit);
  if (has_change) table.column("change", unit);
  const auto row = [&table, has_change](std::string_view name, double value, double reference) {
    std::vector<std::string> cells{std::string(name), signed_thousands(value, 0)};
    if (has_change) cells.push_back(signed_thousands(value - reference, 0));
    table.row(std::move(cells));
  };
  const bool ends_with_total = is_by_use(now);
  const std::size_t last = now.terms.size() - 1;
  for (std::size_t t = 0; t <= last; ++t) {
    // What is bought stands below its parts as their sum.
    const double sign = ends_with_total && t == last ? -1.0 : 1.0;
    row(now.terms[t].long_name, sign * now.terms[t].value, sign * before.terms[t].value);
  }
  row(ends_with_total ? "Uses less delivery (rounding)" : "Sum (rounding)", now.sum(), before.sum());
  return table.text();
}

std::string figure_table(const HallReport& report) {
  const HallFigures now = scenarios::hall_figures(report.result);
  const HallFigures before = scenarios::hall_figures(report.before);
  Table table;
  table.column("Key figures", {}, Table::Align::left);
  table.column("");
  table.column("", {}, Table::Align::left);
  if (report.has_change()) table.column("change");
  if (report.has_change()) table.column("change %");
  for (std::size_t f = 0; f < scenarios::kHallFigureCount; ++f) {
    const core::Variable& variable = scenarios::kHallFigureVariables[f];
    const double larger = std::max(std::abs(now.value[f]), std::abs(before.value[f]));
    const int decimals = decimals_of(std::isnan(larger) ? now.value[f] : larger, variable.unit);
    std::vector<std::string> cells{std::string(variable.long_name), group_thousands(now.value[f], decimals),
                                   std::string(shown_unit(variable.unit))};
    if (report.has_change()) {
      cells.push_back(signed_thousands(now.value[f] - before.value[f], decimals));
      cells.push_back(signed_percent(now.value[f] - before.value[f], before.value[f]));
    }
    table.row(std::move(cells));
  }
  return table.text();
}

void write_condensation(core::JsonWriter& json, const HallReport& report) {
  json.key("condensation").begin_array();
  for (const WetSurface& wet : wet_surfaces(report)) {
    json.begin_object().key("construction").text(wet.construction);
    json.key("hours").number(wet.hours).key("reference_hours").number(wet.reference_hours).end_object();
  }
  json.end_array();
}

void write_balances(core::JsonWriter& json, const HallReport& report) {
  const std::vector<HallBalance> now = scenarios::hall_balances(report.result);
  const std::vector<HallBalance> before = scenarios::hall_balances(report.before);
  json.key("balances").begin_object();
  for (std::size_t b = 0; b < now.size(); ++b) {
    json.key(now[b].name).begin_object().key("unit").text(now[b].unit).key("terms").begin_array();
    for (std::size_t t = 0; t < now[b].terms.size(); ++t) {
      const scenarios::HallTerm& term = now[b].terms[t];
      json.begin_object().key("name").text(term.name).key("long_name").text(term.long_name).key("value").number(term.value);
      json.key("change").number(term.value - before[b].terms[t].value).end_object();
    }
    json.end_array().key("sum").number(now[b].sum()).end_object();
  }
  json.end_object();
}

void write_figures(core::JsonWriter& json, const HallReport& report) {
  const HallFigures now = scenarios::hall_figures(report.result);
  const HallFigures before = scenarios::hall_figures(report.before);
  json.key("figures").begin_object();
  for (std::size_t f = 0; f < scenarios::kHallFigureCount; ++f) {
    const std::string_view name = scenarios::kHallFigureVariables[f].name;
    json.key(name).number(now.value[f]).key(fmt::format("change_{}", name)).number(now.value[f] - before.value[f]);
  }
  json.end_object();
}

void write_head(core::JsonWriter& json, const HallReport& report) {
  json.key("building_id").text(report.building_id).key("name").text(report.name);
  json.key("scenario").text(report.scenario).key("reference").text(report.reference);
  write_condensation(json, report);
}

}  // namespace

std::vector<WetSurface> wet_surfaces(const HallReport& report) {
  const HallFigures now = scenarios::hall_figures(report.result);
  const HallFigures before = scenarios::hall_figures(report.before);
  std::vector<WetSurface> wet;
  for (const auto& [figure, construction] : kWetSurfaces) {
    if (now[figure] > 0.0 || before[figure] > 0.0) wet.push_back({construction, now[figure], before[figure]});
  }
  return wet;
}

std::string_view shown_unit(std::string_view unit) noexcept {
  const auto found = std::find_if(kShownUnits.begin(), kShownUnits.end(), [unit](const auto& u) { return u.first == unit; });
  return found == kShownUnits.end() ? unit : found->second;
}

std::string hall_text(const HallReport& report) {
  const std::vector<HallBalance> now = scenarios::hall_balances(report.result);
  const std::vector<HallBalance> before = scenarios::hall_balances(report.before);
  std::string text = title_of(report) + "\n" + wet_lines(report);
  for (std::size_t b = 0; b < now.size(); ++b) text += "\n" + balance_table(now[b], before[b], report.has_change());
  return text + "\n" + figure_table(report);
}

std::string hall_json(const HallReport& report) {
  core::JsonWriter json;
  json.begin_object();
  write_head(json, report);
  write_balances(json, report);
  write_figures(json, report);
  return json.end_object().str() + "\n";
}

std::string halls_text(const std::vector<HallReport>& reports) {
  std::string text;
  for (const HallReport& report : reports) {
    for (const WetSurface& wet : wet_surfaces(report)) {
      if (wet.construction == kMould || !is_told(report, wet)) continue;
      text += fmt::format("! {}: water condenses on the {} in {} h of the year{}.\n", report.building_id, wet.construction,
                          group_thousands(wet.hours, 0), before_words(report, wet));
    }
  }
  constexpr std::array kShown{
      std::pair{HallFigure::heat, std::string_view("heat")},
      std::pair{HallFigure::electricity, std::string_view("electricity")},
      std::pair{HallFigure::water, std::string_view("water")},
      std::pair{HallFigure::cost, std::string_view("cost")},
      std::pair{HallFigure::visits, std::string_view("visits")},
      std::pair{HallFigure::energy_per_visit, std::string_view("per visit")},
      std::pair{HallFigure::cost_per_visit, std::string_view("per visit")},
      std::pair{HallFigure::water_per_visit, std::string_view("per visit")},
      std::pair{HallFigure::energy_per_water_area, std::string_view("per m2 water")},
      std::pair{HallFigure::night_share, std::string_view("night share")},
  };
  Table table;
  table.column("hall", {}, Table::Align::left);
  table.column("name", {}, Table::Align::left);
  for (const auto& [figure, name] : kShown) {
    table.column(name, shown_unit(scenarios::kHallFigureVariables[scenarios::index(figure)].unit));
  }
  for (const HallReport& report : reports) {
    const HallFigures figures = scenarios::hall_figures(report.result);
    const HallFigures before = scenarios::hall_figures(report.before);
    std::vector<std::string> cells{report.building_id, report.name};
    std::vector<std::string> changes{fmt::format("  against {}", report.reference), ""};
    for (const auto& [figure, name] : kShown) {
      const std::string_view unit = scenarios::kHallFigureVariables[scenarios::index(figure)].unit;
      const int decimals = decimals_of(figures[figure], unit);
      cells.push_back(group_thousands(figures[figure], decimals));
      changes.push_back(signed_thousands(figures[figure] - before[figure], decimals));
    }
    table.row(std::move(cells));
    if (report.has_change()) table.row(std::move(changes));
  }
  return text + table.text();
}

std::string halls_json(const std::vector<HallReport>& reports) {
  core::JsonWriter json;
  json.begin_object().key("halls").begin_array();
  for (const HallReport& report : reports) {
    json.begin_object();
    write_head(json, report);
    write_figures(json, report);
    json.end_object();
  }
  return json.end_array().end_object().str() + "\n";
}

}  // namespace tvilling::cli
