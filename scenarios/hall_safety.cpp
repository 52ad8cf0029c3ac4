// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_safety.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

namespace {

using models::HallTotal;

constexpr double kMouldTold_h = 24.0;  // mould needs days: fewer hours more are not told

constexpr std::array<std::pair<HallTotal, std::string_view>, 3> kWet{{{HallTotal::wall_condensation, "walls"},
                                                                      {HallTotal::roof_condensation, "roof"},
                                                                      {HallTotal::window_condensation, "windows"}}};

bool is_worse(const Dampness& damp) {
  return damp.hours > damp.baseline_hours;
}

core::Finding finding_of(const std::string& building_id, double hours, const core::FindingCode& code, core::Severity severity,
                         std::string message, std::string hint) {
  core::Finding finding;
  finding.code = code.code;
  finding.severity = severity;
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  finding.table = "swimming_halls";
  finding.id = building_id;
  finding.value = fmt::format("{}", hours);
  return finding;
}

/// One finding for each construction, however many halls there are.
void tell_of_baseline(const HallSafety& safety, core::Findings& findings) {
  for (const auto& [variable, construction] : kWet) {
    const Dampness* most = nullptr;
    std::size_t wet = 0;
    for (const Dampness& d : safety.condensation) {
      if (d.scenario != safety.baseline || d.construction != construction) continue;
      ++wet;
      if (most == nullptr || d.hours > most->hours) most = &d;
    }
    if (most == nullptr) continue;
    const std::string where = wet == 1 ? fmt::format("{} in {:.0f} h", most->building_id, most->hours)
                                       : fmt::format("{} of {} swimming halls, most at {}: {:.0f} h", wet, safety.halls,
                                                     most->building_id, most->hours);
    findings.add(finding_of(most->building_id, most->hours, study_code::kCondensation, core::Severity::info,
                            fmt::format("{}: water condenses on {} of {}", safety.baseline, construction, where),
                            "Compare it with the hall: where its surfaces are dry, its air is drier or its envelope better than "
                            "the tables say. Where they are wet, let the air be drier in the cold (measure "
                            "hall_condensation_guard)."));
  }
}

}  // namespace

void add_dampness(HallSafety& safety, const std::string& scenario, const std::string& building_id,
                  const models::BuildingResult& result, const models::BuildingResult& baseline) {
  if (result.hall == nullptr || baseline.hall == nullptr) return;
  for (const auto& [variable, construction] : kWet) {
    const double hours = (*result.hall)[variable];
    if (hours > 0.0) safety.condensation.push_back({scenario, building_id, construction, hours, (*baseline.hall)[variable]});
  }
  const double mould_h = (*result.hall)[HallTotal::mould];
  const double mould_before_h = (*baseline.hall)[HallTotal::mould];
  if (mould_h > mould_before_h + kMouldTold_h) {
    safety.mould.push_back({scenario, building_id, "walls or roof", mould_h, mould_before_h});
  }
  const double crowded_h = (*result.hall)[HallTotal::crowded];
  const double crowded_before_h = (*baseline.hall)[HallTotal::crowded];
  if (crowded_h > crowded_before_h) safety.crowding.push_back({scenario, building_id, crowded_h, crowded_before_h});
}

HallSafety hall_safety(const Results& results) {
  HallSafety safety;
  safety.halls = results.halls.size();
  if (!results.scenario_names.empty()) safety.baseline = results.scenario_names.front();
  for (std::size_t s = 0; s < results.scenario_names.size(); ++s) {
    for (const std::size_t b : results.halls) {
      add_dampness(safety, results.scenario_names[s], results.portfolio.buildings[b].building.building_id, results.results[s][b],
                   results.results[0][b]);
    }
  }
  return safety;
}

bool wets(const HallSafety& safety, std::string_view scenario) {
  return std::ranges::any_of(safety.condensation,
                             [scenario](const Dampness& d) { return d.scenario == scenario && is_worse(d); });
}

bool is_wet(const HallSafety& safety, std::string_view scenario) {
  return std::ranges::any_of(safety.condensation, [scenario](const Dampness& d) { return d.scenario == scenario; });
}

void tell_of_dampness(const HallSafety& safety, core::Findings& findings) {
  tell_of_baseline(safety, findings);
  for (const Dampness& d : safety.condensation) {
    if (!is_worse(d)) continue;
    findings.add(
        finding_of(d.building_id, d.hours, study_code::kCondensation, core::Severity::warns,
                   fmt::format("scenario {}: water condenses on {} of {} in {:.0f} h (baseline {:.0f} h)", d.scenario,
                               d.construction, d.building_id, d.hours, d.baseline_hours),
                   "Let the air be drier in the cold (measure hall_condensation_guard), or do not do this to the hall."));
  }
  for (const Crowding& c : safety.crowding) {
    findings.add(
        finding_of(c.building_id, c.hours, study_code::kCrowding, core::Severity::warns,
                   fmt::format("scenario {}: more people are in the water of {} than it holds in {:.0f} h (baseline {:.0f} h)",
                               c.scenario, c.building_id, c.hours, c.baseline_hours),
                   "They cannot all come: fewer visitors, longer hours or more water."));
  }
  for (const Dampness& d : safety.mould) {
    findings.add(finding_of(
        d.building_id, d.hours, study_code::kMould, core::Severity::info,
        fmt::format("scenario {}: more than 80 % humidity at {} of {} behind furniture in {:.0f} h (baseline {:.0f} h)",
                    d.scenario, d.construction, d.building_id, d.hours, d.baseline_hours),
        "Mould may grow there."));
  }
}

}  // namespace tvilling::scenarios
