// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/consolidation/consolidate.hpp"
#include "scenarios/study.hpp"

namespace tvilling::cli {

/// A plan and what it is of.
struct ConsolidateReport {
  const scenarios::Study* study = nullptr;
  const models::Portfolio* portfolio = nullptr;
  const scenarios::Consolidation* result = nullptr;
  core::Findings warnings;  ///< of the plan, one by one
};

/// One page: limits that the plan breaks, if any, and what it brings, each in a line; figures, what is given up, who moves, what
/// locks cost.
[[nodiscard]] std::string consolidate_text(const ConsolidateReport& report);
/// All of it, and what `--from` reads back.
[[nodiscard]] std::string consolidate_json(const ConsolidateReport& report);

/// The smallest change of an approved plan.
struct KeepReport {
  const scenarios::Study* study = nullptr;
  const models::Portfolio* portfolio = nullptr;
  const scenarios::KeptPlan* result = nullptr;
  core::Findings warnings;  ///< of the smallest change
};
[[nodiscard]] std::string keep_text(const KeepReport& report);
[[nodiscard]] std::string keep_json(const KeepReport& report);

}  // namespace tvilling::cli
