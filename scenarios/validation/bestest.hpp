// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "models/fabric/fabric_run.hpp"
#include "scenarios/validation/report.hpp"
#include "scenarios/validation/suite.hpp"

/// ASHRAE Standard 140-2023, building thermal envelope and fabric load cases; see docs/physics/bestest.md.
namespace tvilling::scenarios {

/// What the standard asks of one case. Loads of the conditioned zone; cooling is positive; peaks are means of an hour.
struct BestestCase {
  std::string id;  ///< "600", "600FF", "195" ...
  bool free_float = false;
  double heating_mwh = 0.0;
  double cooling_mwh = 0.0;
  double peak_heating_kw = 0.0;
  double peak_cooling_kw = 0.0;
  double t_max_degc = 0.0;  ///< hourly means of the air
  double t_min_degc = 0.0;
  double t_mean_degc = 0.0;
  models::FabricResult result;
};

struct BestestRun {
  std::vector<BestestCase> cases;           ///< in the order of spec.json, the in-depth series last
  std::vector<std::string> without_inputs;  ///< listed in spec.json, but no building file of the program describes them
};

/// Runs every case that `directory`/spec.json lists, with the weather that it names.
/// Throws Error (bad_input) for a folder without spec.json or weather that cannot be read.
[[nodiscard]] BestestRun run_bestest(const std::filesystem::path& directory, ValidationModel model,
                                     const core::RunContext& context);

/// Beside the acceptance ranges (Annex A3) and the example results of six programs, as far as they stand in `directory`.
[[nodiscard]] ValidationReport report_bestest(const std::filesystem::path& directory, const BestestRun& run,
                                              ValidationModel model);

}  // namespace tvilling::scenarios
