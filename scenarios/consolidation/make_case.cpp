// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/make_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "core/time_text.hpp"
#include "models/data_table.hpp"
#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"

namespace tvilling::data {
extern const std::string_view capacity_drivers;  // consolidation/data/capacity_drivers.csv, embedded
}  // namespace tvilling::data

namespace tvilling::scenarios {

namespace {

namespace code = consolidation_code;

/// Integral of (1 + rate)^-t over [from, to] years.
double discounted_years(double from, double to, double rate) {
  if (rate == 0.0) return to - from;
  const double force = std::log1p(rate);
  return (std::exp(-force * from) - std::exp(-force * to)) / force;
}

void check_desks(const case_parts::Inputs& in, const PlanBasis& basis) {
  std::vector<double> needed(basis.c.premises.size(), 0.0);
  double all_needed = 0.0;
  double all_desks = 0.0;
  for (const CaseUnit& unit : basis.c.units) {
    needed[unit.home] += unit.desks;
    all_needed += unit.desks_high;
  }
  std::vector<case_parts::ToldRow> crowded;
  for (std::size_t p = 0; p < needed.size(); ++p) {
    const CasePremises& premises = basis.c.premises[p];
    all_desks += premises.desks;
    if (needed[p] > premises.desks) {
      crowded.push_back({premises.lease_id, fmt::format("{:.4g} desks needed, {:.4g} there", needed[p], premises.desks),
                         in.portfolio.leases[basis.lease[p]].pos});
    }
  }
  case_parts::tell(in.findings, code::kCrowded, core::Severity::warns, "more desks are needed than there are today in {}",
                   crowded, "The plan moves units until all have a desk; else correct desks, employees or desk_ratio.", "leases");
  if (all_needed <= all_desks) return;
  core::add_stop(in.findings, code::kTooFewDesks, in.settings().pos,
                 fmt::format("{:.5g} desks are needed and all premises together have {:.5g}", all_needed, all_desks),
                 "Give a lower desk_ratio, more premises (uses, administrations), or correct the desks of the leases.");
}

}  // namespace

CapacityDriver capacity_driver(std::string_view use) {
  const models::DataTable table(data::capacity_drivers, "capacity_drivers.csv");
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.text(row, "use") == use) return {table.text(row, "driver"), table.number(row, "m2_per_driver")};
  }
  return {};
}

std::string start_date(const Study& study) {
  const std::string& given = study.consolidation.start_date;
  return given.empty() ? fmt::format("{}-01-01", study.base_year) : given;
}

CasePeriods plan_periods(const ConsolidationSettings& settings) {
  CasePeriods periods;
  const double rate = settings.discount_fraction;
  for (int t = 0; t < settings.periods; ++t) {
    const double start = t * settings.period_years;
    const double end = t + 1 == settings.periods ? static_cast<double>(settings.horizon_years) : start + settings.period_years;
    periods.start_years.push_back(start);
    periods.weight_years.push_back(discounted_years(start, end, rate));
    periods.once_factor.push_back(std::pow(1.0 + rate, -start));
  }
  if (!std::isnan(settings.budget_dkk_year)) {
    periods.budget_dkk.assign(static_cast<std::size_t>(settings.horizon_years), settings.budget_dkk_year);
  }
  return periods;
}

ConsolidationCase without_forecast(ConsolidationCase c) {
  for (CaseUnit& unit : c.units) unit.desks_high = unit.desks;
  return c;
}

PlanBasis make_case(const Study& study, const models::Portfolio& portfolio, const models::Overrides& overrides,
                    core::Findings& findings) {
  PlanBasis basis;
  if (!study.consolidation.is_given) {
    core::add_stop(findings, code::kNoTable, {},
                   fmt::format("the study \"{}\" has no table [consolidation]", core::shown(study.name)),
                   "Add [consolidation] to the study; docs/how-to/consolidate.md lists its keys.");
    return basis;
  }
  const case_parts::Inputs in{study, portfolio, overrides, findings};
  case_parts::add_premises(in, basis);
  case_parts::add_units(in, basis);
  if (basis.c.units.empty() || basis.c.premises.empty()) {
    core::add_stop(
        findings, code::kNothingToPlan, study.consolidation.pos,
        basis.c.premises.empty() ? "no lease takes part in the consolidation" : "no unit takes part in the consolidation",
        fmt::format("Leases of the uses {} {} are looked for; units are those that sit in them.",
                    fmt::join(study.consolidation.uses, ", "),
                    study.consolidation.administrations.empty() ? "" : "in properties of the named administrations"));
  }
  case_parts::add_places(in, basis);
  case_parts::add_affinities(in, basis);
  case_parts::add_locks(in, basis);
  basis.c.periods = plan_periods(study.consolidation);
  basis.c.payback_years = study.consolidation.payback_years;
  if (!basis.c.units.empty() && !basis.c.premises.empty()) check_desks(in, basis);
  if (!findings.stops()) check_case(basis.c);
  return basis;
}

namespace case_parts {

std::string use_of(const models::Portfolio& portfolio, const Premises& premises) {
  const models::Lease& lease = portfolio.leases[premises.lease];
  if (!lease.use.empty()) return lease.use;
  if (premises.parts.empty()) return {};
  return std::string(models::to_string(portfolio.buildings[premises.parts.front().building].building.use));
}

namespace {

/// Items of the case in the order of their ids.
template <typename Item>
std::optional<std::size_t> named(const std::vector<Item>& items, std::string Item::* id, std::string_view wanted) {
  const auto found =
      std::ranges::lower_bound(items, wanted, std::ranges::less{}, [id](const Item& i) -> std::string_view { return i.*id; });
  if (found == items.end() || (*found).*id != wanted) return std::nullopt;
  return static_cast<std::size_t>(found - items.begin());
}

/// An id that the case does not have: unknown to the portfolio, or out of the plan.
template <typename Row>
void tell_missing(const Inputs& in, const std::vector<Row>& rows, std::string Row::* id, std::string_view what,
                  const std::string& wanted, const core::SourcePos& pos) {
  std::vector<std::string_view> known;
  known.reserve(rows.size());
  for (const Row& row : rows) known.emplace_back(row.*id);
  if (std::ranges::find(known, wanted) == known.end()) {
    core::add_stop(in.findings, code::kUnknownId, pos, fmt::format("unknown {} \"{}\"", what, core::shown(wanted)),
                   core::did_you_mean(wanted, known));
    return;
  }
  in.findings.add({std::string(code::kOutside.code), core::Severity::warns, pos,
                   fmt::format("{} \"{}\" takes no part in the consolidation", what, wanted),
                   "uses and administrations of [consolidation] say what takes part."});
}

}  // namespace

std::optional<std::size_t> unit_named(const PlanBasis& basis, std::string_view id) {
  return named(basis.c.units, &CaseUnit::unit_id, id);
}

std::optional<std::size_t> premises_named(const PlanBasis& basis, std::string_view id) {
  return named(basis.c.premises, &CasePremises::lease_id, id);
}

std::optional<std::size_t> find_unit(const Inputs& in, const PlanBasis& basis, const std::string& id,
                                     const core::SourcePos& pos) {
  const std::optional<std::size_t> found = unit_named(basis, id);
  if (!found) tell_missing(in, in.portfolio.units, &models::Unit::unit_id, "unit", id, pos);
  return found;
}

std::optional<std::size_t> find_premises(const Inputs& in, const PlanBasis& basis, const std::string& id,
                                         const core::SourcePos& pos) {
  const std::optional<std::size_t> found = premises_named(basis, id);
  if (!found) tell_missing(in, in.portfolio.leases, &models::Lease::lease_id, "lease", id, pos);
  return found;
}

}  // namespace case_parts

}  // namespace tvilling::scenarios
