// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/validation/report.hpp"

/// Twin houses of IEA EBC Annex 58 in Holzkirchen, measured; see docs/physics/twinhouse.md.
namespace tvilling::scenarios {

/// One room over the hours of a data set; NaN where nothing was measured (or was withheld).
struct TwinhouseRoom {
  std::string name;  ///< "Living" ...
  std::vector<double> temperature_degc;
  std::vector<double> heater_w;
  std::vector<double> measured_temperature_degc;
  std::vector<double> measured_heater_w;
};

/// Sun on a facade over the hours of a data set, by our sun and sky from the horizontal radiation, and as measured on the
/// vertical.
struct TwinhouseFacade {
  std::string name;
  double computed_kwh_m2 = 0.0;
  double measured_kwh_m2 = 0.0;
};

struct TwinhouseRun {
  std::string id;       ///< "N2_exp1", "N2_exp2", "O5_exp1"
  std::string variant;  ///< what was changed to show what a doubtful value is worth; empty: as the building files stand
  std::vector<std::string> hour_start;  ///< empty where the measured file misses the hour
  std::vector<bool> set_point_period;   ///< per hour: temperature prescribed (else power)
  std::vector<std::size_t> period;      ///< per hour: number of the period, from 0
  std::vector<TwinhouseRoom> rooms;
  std::vector<TwinhouseFacade> facades;
};

/// The three data sets, as far as their files stand in `directory`, and N2_exp1 with doubtful values of the source changed.
/// Throws Error (bad_input) when no data set is there, or one is not whole.
[[nodiscard]] std::vector<TwinhouseRun> run_twinhouse(const std::filesystem::path& directory, const core::RunContext& context);

/// Prescribed-power periods: error of the hourly temperature; set-point periods: heat. The first period is the warm-up. Variants
/// are shown in two figures each, without verdict.
[[nodiscard]] ValidationReport report_twinhouse(const std::vector<TwinhouseRun>& runs);

/// "hour_start_CET,room,temperature_degc,heater_w", hour by hour, all rooms of an hour together.
[[nodiscard]] std::string twinhouse_csv(const TwinhouseRun& run);

}  // namespace tvilling::scenarios
