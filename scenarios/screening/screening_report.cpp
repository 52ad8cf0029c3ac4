// SPDX-License-Identifier: MPL-2.0
#include "scenarios/screening/screening_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/text.hpp"
#include "core/version.hpp"
#include "scenarios/protected_address.hpp"
#include "scenarios/screening/screening_parts.hpp"

namespace tvilling::scenarios {

namespace {

using core::group_thousands;

std::string count_of(std::size_t count) {
  return group_thousands(static_cast<double>(count), 0);
}

/// As many as leave three digits.
int sensible_decimals(double value) {
  const double size = std::abs(value);
  return size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 1.0 ? 2 : 3;
}

/// The least number with so many decimals, not below `size`, that is enough.
template <typename IsEnough>
std::string enough_text(double size, int decimals, const IsEnough& is_enough) {
  const double scale = std::pow(10.0, decimals);
  double steps = std::ceil(size * scale);
  // A limit that is hit to the last bit may be missed by the last bit.
  if (!is_enough(steps / scale)) steps += 1.0;
  return group_thousands(steps / scale, decimals);
}

/// The change of one red figure.
std::string change_text(const ScreenedPlace& place, Screened v, const ScreeningSettings& settings) {
  const ScreenedFigure& figure = place[v];
  const auto leaves_red = [&](double value) {
    return light_of(v, ratio_of(v, value, figure.reference, settings), settings) != Light::red;
  };
  if (v == Screened::area_per_employee) {
    const auto fewer = [&](double m2) { return leaves_red((place.staffed_area_m2 - m2) / place.employees); };
    const auto more = [&](double heads) { return leaves_red(place.staffed_area_m2 / (place.employees + heads)); };
    return fmt::format("{} m2 fewer or {} employees more", enough_text(place.fewer_m2, 0, fewer),
                       enough_text(place.more_employees, 0, more));
  }
  if (v == Screened::vacancy) {
    const double limit_m2 = (figure.value + figure.change_to_yellow) * place.let_area_m2;
    const auto fewer = [&](double m2) { return leaves_red((place.vacant_m2 - m2) / place.let_area_m2); };
    return fmt::format("{} m2 fewer vacant", enough_text(place.vacant_m2 - limit_m2, 0, fewer));
  }
  const double sign = less_is_worse(v) ? 1.0 : -1.0;
  const double size = std::abs(figure.change_to_yellow);
  const auto changed = [&](double change) { return leaves_red(figure.value + sign * change); };
  return fmt::format("{} {} {} {}", short_name(v), enough_text(size, sensible_decimals(size), changed), shown_unit(v),
                     sign > 0.0 ? "more" : "less");
}

std::string reference_text(const ScreeningSettings& settings) {
  if (settings.reference == ScreeningReference::peers) return "median of the peers";
  return fmt::format("{} m2 per employee and {} DKK/m2 rent, given, for {}; median of the peers for all else",
                     settings.reference_m2_per_employee, settings.reference_rent_dkk_m2,
                     fmt::join(settings.reference_uses, ", "));
}

}  // namespace

std::optional<ScreeningReport> screening_report(const std::filesystem::path& path, const ScreeningInputOptions& options,
                                                std::optional<std::size_t> draws, const core::RunContext& context,
                                                core::Findings& findings) {
  std::optional<ScreeningInputs> inputs = screening_inputs(path, options, context, findings);
  if (!inputs) return std::nullopt;
  if (draws) inputs->settings.draws = *draws;
  core::Findings of_screening;
  Screening screening = screen(inputs->view(), inputs->settings, context, of_screening);
  models::set_aside_here(inputs->overrides, of_screening);
  // First what only a screening finds: of much, the first is shown.
  for (core::Finding& finding : findings.list) of_screening.add(std::move(finding));
  findings = std::move(of_screening);
  if (findings.stops()) return std::nullopt;
  inputs->portfolio = withhold_protected(std::move(inputs->portfolio));
  return ScreeningReport{path, std::move(*inputs), std::move(screening), findings};
}

std::string_view short_name(Screened figure) {
  constexpr std::array<std::string_view, kScreenedCount> kShort{
      "area per employee", "vacancy", "rent", "electricity cost", "water cost", "heat cost", "maintenance",
      "other costs",       "value",   "heat", "electricity",      "water",      "CO2",
  };
  return kShort[index(figure)];
}

std::string shown_figure(double value) {
  return group_thousands(value, sensible_decimals(value));
}

Screened leading_figure(const ScreenedPlace& place) {
  if (place.potential == Potential::low_occupancy) return Screened::area_per_employee;
  if (place.potential == Potential::high_rent) return Screened::rent;
  Screened leading = Screened::area_per_employee;
  double most = 0.0;
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    const Screened v = static_cast<Screened>(f);
    const double bad = place[v].light == Light::red ? badness(v, place[v].ratio) : 0.0;
    if (!(bad > most)) continue;
    most = bad;
    leading = v;
  }
  return leading;
}

std::string shown_unit(Screened figure) {
  constexpr std::array<std::string_view, kScreenedCount> kUnits{"m2/employee", "-",      "DKK/m2", "DKK/m2", "DKK/m2",
                                                                "DKK/m2",      "DKK/m2", "DKK/m2", "DKK/m2", "kWh/m2",
                                                                "kWh/m2",      "m3/m2",  "kg/m2"};
  return std::string(kUnits[index(figure)]);
}

std::string smallest_change(const ScreenedPlace& place, const ScreeningSettings& settings) {
  std::vector<std::string> changes;
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    const Screened v = static_cast<Screened>(f);
    if (place[v].light == Light::red) changes.push_back(change_text(place, v, settings));
  }
  return fmt::format("{}", fmt::join(changes, "; "));
}

std::string held_against(const ScreeningReport& report, const ScreenedFigure& figure) {
  if (std::isnan(figure.reference)) return {};
  return figure.peers == 0 ? "given" : report.screening.groups[figure.group].name;
}

std::string regrouped_from(const ScreeningReport& report, const Regrouping& one) {
  const std::vector<ScreenedPlace>& places = one.is_lease ? report.screening.leases : report.screening.properties;
  const auto place = std::ranges::find(places, one.id, &ScreenedPlace::id);
  return place == places.end() ? std::string() : place->rule_group;
}

std::string unsummed_text(const ScreeningReport& report, const PotentialSum& sum, std::size_t most) {
  std::vector<std::string> texts;
  const auto tell = [&](std::string_view why, const std::vector<std::size_t>& properties, const auto& name) {
    if (properties.empty()) return;
    std::vector<std::string> names;
    for (const std::size_t p : properties) {
      if (names.size() < most) names.push_back(name(report.screening.properties[p]));
    }
    if (properties.size() > most) names.push_back(fmt::format("and {} more", count_of(properties.size() - most)));
    texts.push_back(fmt::format("{}: {}", why, fmt::join(names, ", ")));
  };
  tell("the rent is not known", sum.unpriced, [](const ScreenedPlace& place) { return place.id; });
  tell("nobody sits there, whole rent", sum.nobody, [](const ScreenedPlace& place) {
    const double rent = staffed_rent_dkk_year(place);
    return std::isfinite(rent) ? fmt::format("{} ({} DKK/year)", place.id, group_thousands(rent, 0)) : place.id;
  });
  return fmt::format("{}", fmt::join(texts, "; "));
}

ScreenCoverage coverage_of(const std::vector<ScreenedPlace>& places, Screened figure) {
  ScreenCoverage coverage;
  for (const ScreenedPlace& place : places) {
    ++coverage.lights[static_cast<std::size_t>(place[figure].light)];
    if (place[figure].light == Light::grey) ++coverage.why[static_cast<std::size_t>(place[figure].why)];
  }
  return coverage;
}

std::string why_text(const ScreenCoverage& coverage) {
  std::vector<std::pair<std::size_t, std::size_t>> order;  // count, reason
  for (std::size_t w = 0; w < coverage.why.size(); ++w) {
    if (coverage.why[w] > 0) order.emplace_back(coverage.why[w], w);
  }
  std::ranges::sort(order,
                    [](const auto& a, const auto& b) { return std::pair(b.first, a.second) < std::pair(a.first, b.second); });
  std::vector<std::string> texts;
  texts.reserve(order.size());
  for (const auto& [count, w] : order) texts.push_back(fmt::format("{} ({})", kUnjudgedNames[w], count_of(count)));
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::vector<std::array<std::string, 2>> screening_assumptions(const ScreeningReport& report) {
  const ScreeningSettings& s = report.inputs.settings;
  const models::Portfolio& portfolio = report.inputs.portfolio;
  std::vector<std::array<std::string, 2>> list{
      {"program", fmt::format("tvilling {}", core::version())},
      {"portfolio", report.path.string()},
      {"buildings", count_of(portfolio.buildings.size())},
      {"properties", count_of(report.screening.properties.size())},
      {"leases", count_of(report.screening.leases.size())},
      {"settings", s.file.empty() ? "the usual ones: there is no screening.toml" : s.file},
      {"reference", reference_text(s)},
      {"peers", fmt::format("same use, tenure and size band (below 1,000, 1,000-3,000, 3,000-10,000, 10,000 m2 and more); with "
                            "fewer than {} others size, then tenure are dropped",
                            s.least_peers)},
      {"lights", fmt::format("ratio to the reference: green to {:.2f}, yellow to {:.2f}, red above; of the property value the "
                             "inverse ratio; grey: not known",
                             s.yellow_above_ratio, s.red_above_ratio)},
      {"vacancy", fmt::format("is held against {:.0f} % at least", 100.0 * s.least_reference_vacant_fraction)},
      {"employees", s.headcount == Headcount::fte ? "full-time equivalents of the units" : "heads of the units"},
      {"low occupancy", "of properties red in area per employee: (area - reference x employees) x rent"},
      {"high rent", "of properties red in rent: (rent - reference) x area"},
      {"overlap", fmt::format("a property counts in one potential: {}",
                              s.overlap == OverlapGuard::larger ? "the larger" : "low occupancy before high rent")},
      {"low and high",
       fmt::format("low is {:.0f} % of high: whole floors, part realised. Years until it is realised: 1-2 for a move "
                   "to ready space, 3-5 with purchase, sale or renovation (domain.md D2)",
                   100.0 * kLowSavingFraction)},
      {"owned properties", "their rent is internal: it is saved in cash only when they are sold or let"},
      {"energy", fmt::format("{} buildings with meters that fit, corrected to the normal year; the others simulated with {}",
                             count_of(report.inputs.metered), report.inputs.weather)},
      {"costs",
       "of the costs table, each kind of its last year; heat, electricity and water else energy x the usual tariff of 2025"},
      {"source", "of a figure: metered, simulated (one of its buildings at least) or costs (the costs table, with its year)"},
      {"CO2", "factor set br18, 2025"},
      {"rank certainty",
       fmt::format("{} draws (seed {}) of every figure by its origin; among the {} worst", s.draws, s.seed, s.worst)},
  };
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    const Screened v = static_cast<Screened>(f);
    std::vector<std::string> spreads;
    spreads.reserve(models::kOriginNames.size());
    for (std::size_t o = 0; o < models::kOriginNames.size(); ++o) {
      spreads.push_back(
          fmt::format("{} {:.0f} %", models::kOriginNames[o], 100.0 * relative_spread(v, static_cast<models::Origin>(o))));
    }
    list.push_back({fmt::format("spread of {}", kScreenedVariables[f].name),
                    fmt::format("{}; simulated as archetype ({})", fmt::join(spreads, ", "), spread_source(v))});
  }
  for (const models::InputFile& input : portfolio.inputs) list.push_back({input.path, fmt::format("SHA-256 {}", input.sha256)});
  return list;
}

}  // namespace tvilling::scenarios
