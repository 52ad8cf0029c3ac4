// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "scenarios/reconcile.hpp"

namespace tvilling::scenarios {

[[nodiscard]] const core::FindingCode& code_of(CauseKind kind) noexcept;

/// "heat in 2024: 12 kWh metered, 0.0010 times the 12,000 kWh simulated"
[[nodiscard]] std::string ratio_text(const ReconciledUse& row);

/// Tells what a reconciliation found: first what holds for all, then the ratios outside 0.5-2 in the portfolio's order.
void tell_reconciliation(const Reconciliation& reconciliation, const ReconcileInput& input, core::Findings& findings);

}  // namespace tvilling::scenarios
