// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/preflight/overrides.hpp"
#include "scenarios/consolidation/case.hpp"
#include "scenarios/consolidation/locks.hpp"
#include "scenarios/premises/premises.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

/// A case with where its numbers come from.
struct PlanBasis {
  ConsolidationCase c;
  std::vector<std::size_t> unit;   ///< [unit of the case] place in the portfolio
  std::vector<std::size_t> lease;  ///< [premises of the case] place in the portfolio
  std::vector<Premises> premises;  ///< [premises of the case]
  std::vector<double> area_m2;     ///< [premises of the case]
  std::vector<CaseLock> locks;
  std::size_t left_out = 0;  ///< units that take no part
  double left_out_desks = 0.0;
};

/// The case of a study's [consolidation], without energy (add_energy). All that is wrong or filled becomes a finding: ids that
/// are not there with the nearest name, units without lease or head count, too few desks, rents of zero, ended leases. The
/// portfolio must be filled. Units in the order of their ids, premises in that of their leases'. Findings that stop leave a case
/// that may not be used.
[[nodiscard]] PlanBasis make_case(const Study& study, const models::Portfolio& portfolio, const models::Overrides& overrides,
                                  core::Findings& findings);

/// Weights, starts and factors of the plan's periods: running costs are continuous, so that a year's weight is its discounted
/// length; the last period lasts to the end of the horizon.
[[nodiscard]] CasePeriods plan_periods(const ConsolidationSettings& settings);

/// The same case with desks for today's head count only: what a forecast's upper end costs is seen against it.
[[nodiscard]] ConsolidationCase without_forecast(ConsolidationCase c);

/// First day of the plan: [consolidation] start_date, else 1 January of the base year.
[[nodiscard]] std::string start_date(const Study& study);

/// Area per desk, pupil, child, resident or visitor of a use (data/capacity_drivers.csv); missing for a use without a row.
struct CapacityDriver {
  std::string driver;
  double m2_per_driver = models::kMissing;
};
[[nodiscard]] CapacityDriver capacity_driver(std::string_view use);

}  // namespace tvilling::scenarios
