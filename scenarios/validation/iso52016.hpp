// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/validation/report.hpp"

/// EN ISO 52016-1:2017, clause 7.2: a diagnostic without pass rule; see docs/physics/iso52016.md.
namespace tvilling::scenarios {

struct Iso52016Case {
  std::string id;  ///< "600" ... "900FF"
  bool free_float = false;
  double heating_kwh = 0.0;
  double cooling_kwh = 0.0;
  double operative_max_degc = 0.0;
  double operative_min_degc = 0.0;
  double operative_mean_degc = 0.0;
};

/// The six cases of `directory`/spec.json, with the weather that it names (DRYCOLD, converted by our own sun and sky).
[[nodiscard]] std::vector<Iso52016Case> run_iso52016(const std::filesystem::path& directory, const core::RunContext& context);

/// Beside the results of the standard where they are given, with the deviation.
[[nodiscard]] ValidationReport report_iso52016(const std::filesystem::path& directory, const std::vector<Iso52016Case>& cases);

}  // namespace tvilling::scenarios
