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

core::Finding finding_of(const Dampness& damp, const core::FindingCode& code, core::Severity severity, std::string message) {
  core::Finding finding;
  finding.code = code.code;
  finding.severity = severity;
  finding.message = std::move(message);
  finding.table = "swimming_halls";
  finding.id = damp.building_id;
  finding.value = fmt::format("{}", damp.hours);
  return finding;
}

}  // namespace

void add_dampness(HallSafety& safety, const std::string& scenario, const std::string& building_id,
                  const models::BuildingResult& result, const models::BuildingResult& baseline) {
  if (result.hall == nullptr || baseline.hall == nullptr) return;
  const auto add = [&](std::vector<Dampness>& list, HallTotal variable, std::string_view construction, double more_than_h) {
    const double hours = (*result.hall)[variable];
    const double before = (*baseline.hall)[variable];
    if (hours > before + more_than_h) list.push_back({scenario, building_id, construction, hours, before});
  };
  for (const auto& [variable, construction] : kWet) add(safety.condensation, variable, construction, 0.0);
  add(safety.mould, HallTotal::mould, "walls or roof", kMouldTold_h);
}

HallSafety hall_safety(const Results& results) {
  HallSafety safety;
  for (std::size_t s = 1; s < results.scenario_names.size(); ++s) {
    for (const std::size_t b : results.halls) {
      add_dampness(safety, results.scenario_names[s], results.portfolio.buildings[b].building.building_id, results.results[s][b],
                   results.results[0][b]);
    }
  }
  return safety;
}

bool wets(const HallSafety& safety, std::string_view scenario) {
  return std::ranges::any_of(safety.condensation, [scenario](const Dampness& d) { return d.scenario == scenario; });
}

void tell_of_dampness(const HallSafety& safety, core::Findings& findings) {
  for (const Dampness& d : safety.condensation) {
    core::Finding finding = finding_of(d, study_code::kCondensation, core::Severity::warns,
                                       fmt::format("scenario {}: water condenses on {} of {} in {:.0f} h (baseline {:.0f} h)",
                                                   d.scenario, d.construction, d.building_id, d.hours, d.baseline_hours));
    finding.hint = "Let the air be drier in the cold (measure hall_condensation_guard), or do not do this to the hall.";
    findings.add(std::move(finding));
  }
  for (const Dampness& d : safety.mould) {
    core::Finding finding = finding_of(
        d, study_code::kMould, core::Severity::info,
        fmt::format("scenario {}: more than 80 % humidity at {} of {} behind furniture in {:.0f} h (baseline {:.0f} h)",
                    d.scenario, d.construction, d.building_id, d.hours, d.baseline_hours));
    finding.hint = "Mould may grow there.";
    findings.add(std::move(finding));
  }
}

}  // namespace tvilling::scenarios
