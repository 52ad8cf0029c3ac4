// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_findings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/reconcile_codes.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = reconcile_code;
using core::Severity;
using models::Carrier;

std::string_view unit_of(Carrier carrier) noexcept {
  return carrier == Carrier::water ? "m3" : "kWh";
}

core::Finding about_all(const core::FindingCode& code, Severity severity, std::string message, std::string hint = {}) {
  return {std::string(code.code), severity, {}, std::move(message), std::move(hint), {}, {}, {}};
}

core::Finding about_row(const core::FindingCode& code, const ReconciledUse& row, const models::Portfolio& portfolio,
                        std::string message, std::string hint) {
  const models::BuildingRecord& record = portfolio.buildings[row.building];
  return {std::string(code.code),
          Severity::warns,
          record.pos,
          std::move(message),
          std::move(hint),
          "buildings",
          record.building.building_id,
          fmt::format("{:.4g}", row.best_ratio())};
}

void tell_normal_year(const Reconciliation& all, core::Findings& findings) {
  constexpr double kMuch = 0.05;
  const NormalYear& normal = all.normal;
  findings.add(about_all(code::kNormalYear, Severity::info,
                         fmt::format("heat is corrected to a normal year of {:.0f} degree-days ({})", normal.degree_days,
                                     to_string(normal.source))));
  if (std::abs(normal.degree_days / normal.simulated_degree_days - 1.0) <= kMuch) return;
  findings.add(
      about_all(code::kNormalDiffers, Severity::warns,
                fmt::format("the normal year has {:.0f} degree-days and the weather that is simulated {:.0f}: ratios of heat "
                            "carry the difference",
                            normal.degree_days, normal.simulated_degree_days),
                "Leave the normal out (the weather's is taken then), or simulate with weather of that normal year. Degree-days "
                "counted by a rule of seasons are fewer than those of all days below 17 degC."));
}

void tell_not_corrected(const Reconciliation& all, core::Findings& findings) {
  std::set<int> years;
  std::size_t rows = 0;
  for (const ReconciledUse& row : all.rows) {
    if (row.carrier != Carrier::heat || row.comparable != Comparable::yes || row.corrected) continue;
    years.insert(row.year);
    ++rows;
  }
  if (years.empty()) return;
  findings.add(about_all(
      code::kNotCorrected, Severity::warns,
      fmt::format("heat of {} is not corrected ({} building-years): no degree-days are known", fmt::join(years, ", "), rows),
      "Add a degree_days table, or the hourly weather of those years."));
}

void tell_gas(const Reconciliation& all, core::Findings& findings) {
  const std::ptrdiff_t rows = std::count_if(all.rows.begin(), all.rows.end(),
                                            [](const ReconciledUse& r) { return r.gas && r.comparable == Comparable::yes; });
  if (rows == 0) return;
  findings.add(
      about_all(code::kGasAsHeat, Severity::info,
                fmt::format("gas is compared as heat in {} building-years: the loss of the boiler is in the ratio", rows)));
}

void tell_measured(const ReconcileInput& input, core::Findings& findings) {
  for (const MeasuredBaseline& measured : input.measured) {
    findings.add(
        about_all(code::kMeasuredWeather, Severity::info,
                  fmt::format("{} is simulated with its measured weather too: those ratios need no correction", measured.year)));
  }
}

/// A building that failed is told once, whatever is metered of it.
void tell_not_simulated(const Reconciliation& all, const ReconcileInput& input, core::Findings& findings) {
  std::set<std::size_t> told;
  for (const ReconciledUse& row : all.rows) {
    if (row.comparable != Comparable::not_simulated || !told.insert(row.building).second) continue;
    const std::string& why =
        input.baseline.messages.size() > row.building ? input.baseline.messages[row.building] : std::string();
    findings.add(about_row(code::kNotSimulated, row, input.portfolio,
                           "the building is metered and could not be simulated: " + why, "It is in no total."));
  }
}

/// A year that failed with its measured weather: the ratio is that of the corrected year, unlike its neighbours'.
void tell_not_simulated_measured(const Reconciliation& all, const ReconcileInput& input, core::Findings& findings) {
  for (const MeasuredBaseline& measured : input.measured) {
    std::set<std::size_t> told;
    for (const ReconciledUse& row : all.rows) {
      if (row.year != measured.year || row.comparable != Comparable::yes) continue;
      if (measured.simulated.status[row.building] == TaskStatus::done || !told.insert(row.building).second) continue;
      const std::vector<std::string>& messages = measured.simulated.messages;
      findings.add(about_row(code::kNotSimulated, row, input.portfolio,
                             fmt::format("the building could not be simulated with the weather measured in {}: {}", row.year,
                                         messages.size() > row.building ? messages[row.building] : std::string()),
                             "Its use is compared corrected by degree-days."));
    }
  }
}

/// Metered use that is in no total, since there is nothing to hold it against.
void tell_nothing_simulated(const Reconciliation& all, const ReconcileInput& input, core::Findings& findings) {
  constexpr std::size_t kListed = 5;
  for (const Carrier carrier : kReconciledCarriers) {
    std::vector<std::string> ids;
    double amount = 0.0;
    for (std::size_t b = 0; b < input.portfolio.buildings.size(); ++b) {
      double latest = 0.0;
      for (std::size_t c = 0; c < all.columns.size(); ++c) {
        const ReconciledUse& row = all.at(b, c);
        if (row.carrier == carrier && row.comparable == Comparable::nothing_simulated) latest = row.metered;
      }
      if (!(latest > 0.0)) continue;
      ids.push_back(input.portfolio.buildings[b].building.building_id);
      amount += latest;
    }
    if (ids.empty()) continue;
    const std::size_t count = ids.size();
    ids.resize(std::min(count, kListed));
    findings.add(about_all(
        code::kNothingSimulated, Severity::warns,
        fmt::format("{} is metered in {} buildings in which none is simulated, {:.4g} {} in their latest years: {}{}",
                    to_string(carrier), count, amount, unit_of(carrier), fmt::join(ids, ", "), count > kListed ? " ..." : ""),
        "It is in no total. Look at their use and heated_fraction."));
  }
}

void tell_ratios(const Reconciliation& all, const ReconcileInput& input, core::Findings& findings) {
  constexpr double kUsual = 0.03;
  constexpr std::size_t kFew = 30;
  std::size_t comparable = 0;
  std::size_t outside = 0;
  for (std::size_t b = 0; b < input.portfolio.buildings.size(); ++b) {
    for (const Carrier carrier : kReconciledCarriers) {
      const ReconciledUse* row = latest_comparable(all, b, carrier);
      if (row == nullptr) continue;
      ++comparable;
      if (!row->cause) continue;
      ++outside;
      findings.add(about_row(code_of(row->cause->kind), *row, input.portfolio, ratio_text(*row) + "; " + row->cause->text,
                             row->cause->hint));
    }
  }
  if (comparable == 0) {
    findings.add(about_all(code::kNothingMetered, Severity::warns, "no building has a metered year that can be compared",
                           "Add meters and readings (docs/how-to/meters.md)."));
  } else if (comparable >= kFew && static_cast<double>(outside) > kUsual * static_cast<double>(comparable)) {
    findings.add(about_all(code::kManyOutside, Severity::warns,
                           fmt::format("{} of {} ratios are outside 0.5-2, more than the usual 3 %", outside, comparable),
                           "Look at what they have in common: --by use, --by administration."));
  }
}

}  // namespace

const core::FindingCode& code_of(CauseKind kind) noexcept {
  switch (kind) {
    case CauseKind::unit: return code::kUnit;
    case CauseKind::stopped: return code::kStopped;
    case CauseKind::property: return code::kProperty;
    case CauseKind::carrier: return code::kCarrier;
    case CauseKind::electric_heating: return code::kElectricHeating;
    case CauseKind::area: return code::kArea;
    case CauseKind::use: return code::kUse;
    case CauseKind::model: return code::kModel;
    case CauseKind::unexplained: break;
  }
  return code::kUnexplained;
}

std::string ratio_text(const ReconciledUse& row) {
  const bool measured = !std::isnan(row.ratio_measured);
  const std::string_view unit = unit_of(row.carrier);
  return fmt::format("{} in {}: {:.4g} {} metered{}, {:.3g} times the {:.4g} {} simulated{}", to_string(row.carrier), row.year,
                     measured ? row.metered_365_days : row.normal, unit, !measured && row.corrected ? " (corrected)" : "",
                     row.best_ratio(), measured ? row.simulated_measured : row.simulated, unit,
                     measured ? " with that year's weather" : "");
}

void tell_reconciliation(const Reconciliation& reconciliation, const ReconcileInput& input, core::Findings& findings) {
  tell_normal_year(reconciliation, findings);
  tell_not_corrected(reconciliation, findings);
  tell_measured(input, findings);
  tell_gas(reconciliation, findings);
  tell_not_simulated(reconciliation, input, findings);
  tell_not_simulated_measured(reconciliation, input, findings);
  tell_nothing_simulated(reconciliation, input, findings);
  tell_ratios(reconciliation, input, findings);
}

}  // namespace tvilling::scenarios
