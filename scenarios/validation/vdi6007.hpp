// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "scenarios/validation/report.hpp"
#include "scenarios/validation/vdi6007_case.hpp"
#include "scenarios/validation/vdi6007_network.hpp"

/// The twelve test rooms of VDI 6007 Part 1 (2012), run by the thermal engine; see docs/physics/vdi6007.md.
namespace tvilling::scenarios {

/// One value in the form of reference_open.csv.
struct Vdi6007Row {
  std::string case_id;
  std::string series;   ///< "air_temperature_C", "power_W_cooling_positive" or "power_W_heating_positive"
  double time_s = 0.0;  ///< end of the hour that `value` is the mean of; 0: the start
  double value = 0.0;   ///< degC or W
};

/// How a series compares with its reference.
struct Vdi6007Check {
  std::string case_id;
  std::string series;
  double worst_deviation = 0.0;  ///< largest distance from the reference
  double worst_time_s = 0.0;     ///< where
  double threshold = 0.0;        ///< allowed distance
  std::string unit;              ///< "K" or "W"
  std::size_t hours = 0;         ///< compared; the start (time 0) is no hour
  bool passed = false;
};

/// Days 1, 10 and 60 of one case: 73 times (0 s, then the ends of 72 hours), at each one row per series of the case.
[[nodiscard]] std::vector<Vdi6007Row> run_vdi6007_case(const Vdi6007Case& test, Vdi6007Plant plant = Vdi6007Plant::steady_hour);

/// All cases of `directory`/cases.json. Throws Error (bad_input) as read_vdi6007_cases().
[[nodiscard]] std::vector<Vdi6007Row> run_vdi6007(const std::filesystem::path& directory,
                                                  Vdi6007Plant plant = Vdi6007Plant::steady_hour);

/// Compares with `directory`/reference_open.csv, series by series in the order of that file; cases without a reference are left
/// out. Throws Error (bad_input) when the reference cannot be read, or asks for an hour that `rows` does not have.
[[nodiscard]] std::vector<Vdi6007Check> check_vdi6007(const std::filesystem::path& directory, std::span<const Vdi6007Row> rows);

/// The checks as a report; cases with a plant are shown with its other control too, without verdict.
[[nodiscard]] ValidationReport report_vdi6007(const std::filesystem::path& directory, std::span<const Vdi6007Row> rows);

/// "case,series,time_s,value", as reference_open.csv.
[[nodiscard]] std::string vdi6007_csv(std::span<const Vdi6007Row> rows);

}  // namespace tvilling::scenarios
