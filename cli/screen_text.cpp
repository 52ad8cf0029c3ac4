// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "cli/screen_report.hpp"
#include "cli/table.hpp"

namespace tvilling::cli {

namespace {

using scenarios::kScreenedCount;
using scenarios::kScreenedVariables;
using scenarios::Light;
using scenarios::Potential;
using scenarios::PotentialSum;
using scenarios::Screened;
using scenarios::ScreenedFigure;
using scenarios::ScreenedPlace;
using scenarios::ScreeningReport;
using scenarios::short_name;
using scenarios::shown_figure;

constexpr std::size_t kMostNamed = 10;  // in a line

const std::vector<ScreenedPlace>& listed(const ScreenOptions& options, const ScreeningReport& report) {
  return options.by == "lease" ? report.screening.leases : report.screening.properties;
}

std::string percent(double fraction) {
  return std::isfinite(fraction) ? fmt::format("{:.0f}", 100.0 * fraction) : "-";
}

std::string count_of(std::size_t count) {
  return group_thousands(static_cast<double>(count), 0);
}

void potential_row(Table& table, const std::string& name, const PotentialSum& sum) {
  table.row({name, std::to_string(sum.properties.size()), group_thousands(sum.saving_low_dkk_year, 0),
             group_thousands(sum.saving_dkk_year, 0), group_thousands(sum.third_party_dkk_year, 0),
             group_thousands(sum.locked_dkk_year, 0)});
}

std::string potentials_text(const ScreeningReport& report) {
  Table table;
  table.column("potential", {}, Table::Align::left);
  table.column("properties");
  table.column("low", "DKK/year");
  table.column("high", "DKK/year");
  table.column("of it rented", "DKK/year");
  table.column("of it locked", "DKK/year");
  PotentialSum all;
  for (const auto& [potential, name] :
       {std::pair(Potential::low_occupancy, "low occupancy"), std::pair(Potential::high_rent, "high rent")}) {
    const PotentialSum& sum = report.screening.potentials[static_cast<std::size_t>(potential)];
    potential_row(table, name, sum);
    all.properties.insert(all.properties.end(), sum.properties.begin(), sum.properties.end());
    all.saving_low_dkk_year += sum.saving_low_dkk_year;
    all.saving_dkk_year += sum.saving_dkk_year;
    all.third_party_dkk_year += sum.third_party_dkk_year;
    all.locked_dkk_year += sum.locked_dkk_year;
  }
  potential_row(table, "together", all);
  const PotentialSum& low = report.screening.potentials[static_cast<std::size_t>(Potential::low_occupancy)];
  const std::string unsummed = unsummed_text(report, low, kMostNamed);
  return unsummed.empty() ? table.text() : table.text() + fmt::format("in no sum of low occupancy: {}\n", unsummed);
}

std::string red_list_text(const ScreenOptions& options, const ScreeningReport& report) {
  const std::vector<ScreenedPlace>& places = listed(options, report);
  const std::vector<std::size_t> list = scenarios::red_list(places);
  const std::size_t limit = options.limit == 0 ? list.size() : static_cast<std::size_t>(options.limit);
  const std::size_t shown = std::min(list.size(), limit);
  const std::string_view what = options.by == "lease" ? "leases" : "properties";
  std::string text = fmt::format("\n{} of {} {} have a red figure", count_of(list.size()), count_of(places.size()), what);
  if (list.empty()) return text + "\n";
  text += fmt::format("; the largest savings first{}\n", shown < list.size() ? fmt::format(", {} shown", shown) : "");
  Table table;
  table.column(options.by, {}, Table::Align::left);
  table.column("name", {}, Table::Align::left);
  table.column("use", {}, Table::Align::left);
  table.column("tenure", {}, Table::Align::left);
  table.column("potential", {}, Table::Align::left);
  table.column("saving", "DKK/year");
  table.column("figure", {}, Table::Align::left);
  table.column("value");
  table.column("reference");
  table.column("ratio");
  table.column("held against", {}, Table::Align::left);
  table.column("n");
  table.column("red in", "% of draws");
  table.column(fmt::format("worst {}", report.inputs.settings.worst), "% of draws");
  table.column("smallest change to leave the list", {}, Table::Align::left);
  for (std::size_t i = 0; i < shown; ++i) {
    const ScreenedPlace& place = places[list[i]];
    const Screened leading = scenarios::leading_figure(place);
    const ScreenedFigure& figure = place[leading];
    table.row({place.id, place.name, place.use, place.tenure,
               fmt::format("{}{}", place.potential == Potential::none ? "-" : to_string(place.potential),
                           place.all_locked && place.potential != Potential::none ? " (locked)" : ""),
               place.potential == Potential::none ? "-" : group_thousands(place.saving_dkk_year, 0),
               std::string(short_name(leading)), shown_figure(figure.value), shown_figure(figure.reference),
               fmt::format("{:.2f}", figure.ratio), held_against(report, figure),
               figure.peers == 0 ? "-" : count_of(figure.peers), percent(figure.red_fraction), percent(figure.worst_fraction),
               scenarios::smallest_change(place, report.inputs.settings)});
  }
  return text + table.text();
}

std::string coverage_text(const ScreenOptions& options, const ScreeningReport& report) {
  Table table;
  table.column("figure", {}, Table::Align::left);
  table.column("unit", {}, Table::Align::left);
  for (const std::string_view light : {"green", "yellow", "red", "grey"}) table.column(light);
  table.column("grey because", {}, Table::Align::left);
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    const Screened v = static_cast<Screened>(f);
    const scenarios::ScreenCoverage coverage = coverage_of(listed(options, report), v);
    const auto of = [&coverage](Light light) { return count_of(coverage.lights[static_cast<std::size_t>(light)]); };
    table.row({std::string(short_name(v)), shown_unit(v), of(Light::green), of(Light::yellow), of(Light::red), of(Light::grey),
               why_text(coverage)});
  }
  return "\n" + table.text();
}

std::string truth_text(const ScreeningReport& report) {
  const scenarios::ScreeningTruth& truth = report.screening.truth;
  if (truth.planted == 0) return {};
  std::string text = fmt::format("\nplanted in this city: {} properties; found {}, precision {:.2f}, recall {:.2f}\n",
                                 truth.planted, truth.planted - truth.missed.size(), truth.precision(), truth.recall());
  for (const Potential potential : {Potential::low_occupancy, Potential::high_rent}) {
    const std::size_t k = static_cast<std::size_t>(potential);
    text += fmt::format("  {}: {} found, {} of them planted with {} DKK/year\n", to_string(potential), truth.found[k],
                        truth.planted_found[k], group_thousands(truth.planted_dkk_year[k], 0));
  }
  for (const std::size_t p : truth.missed) {
    const ScreenedPlace& place = report.screening.properties[p];
    const auto of = [&](Screened v) {
      const ScreenedFigure& figure = place[v];
      return fmt::format("{} {} against {} ({:.2f})", short_name(v), shown_figure(figure.value), shown_figure(figure.reference),
                         figure.ratio);
    };
    text += fmt::format("  missed: {}, {}, {}; held against \"{}\"\n", place.id, of(Screened::rent),
                        of(Screened::area_per_employee), report.screening.groups[place[Screened::rent].group].name);
  }
  return text;
}

}  // namespace

std::string screen_text(const ScreenOptions& options, const ScreeningReport& report) {
  const std::array<std::string_view, 6> kFirst{"portfolio", "properties", "leases", "reference", "energy", "settings"};
  std::string text;
  for (const auto& [name, value] : scenarios::screening_assumptions(report)) {
    if (std::ranges::find(kFirst, name) != kFirst.end()) text += fmt::format("{}: {}\n", name, value);
  }
  for (const scenarios::Regrouping& one : report.inputs.settings.regroupings) {
    text += fmt::format("regrouped: {} {} from \"{}\" into \"{}\" by {} on {}: {}\n", one.is_lease ? "lease" : "property", one.id,
                        regrouped_from(report, one), one.group, one.who, one.when, one.reason);
  }
  return text + "\n" + potentials_text(report) + red_list_text(options, report) + coverage_text(options, report) +
         truth_text(report);
}

}  // namespace tvilling::cli
