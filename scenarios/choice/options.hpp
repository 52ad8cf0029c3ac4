// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "scenarios/economics/bill.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// What may be done to a building: what a scenario does to it, with what comes of it as it was simulated (measures that work on
/// each other are in it). Against the baseline; a saving is positive.
struct ChoiceOption {
  std::size_t building = 0;  ///< place in the portfolio of the results
  std::size_t scenario = 0;  ///< place in the results
  double investment_dkk = 0.0;
  double saving_dkk = 0.0;         ///< per year
  double npv_dkk = 0.0;            ///< over the horizon
  double saving_co2_kg = 0.0;      ///< per year as simulated, with the base year's factors
  double saving_co2_tonnes = 0.0;  ///< over the horizon: what is realised, with each year's factors
};

/// The options of all buildings, in the order of the building ids and then of the scenarios in the file: whatever the order of
/// the buildings, the order here is the same.
struct OptionTable {
  std::vector<ChoiceOption> options;
  std::vector<std::string> building_id;     ///< by place in the portfolio
  std::vector<std::string> administration;  ///< by place in the portfolio
  std::vector<std::string> scenario;        ///< by place in the results
  int horizon_years = 0;
  std::size_t failed = 0;  ///< pairs of building and scenario without a result there or in the baseline
  std::size_t idle = 0;    ///< pairs in which nothing changes
  std::size_t equal = 0;   ///< pairs that equal an earlier scenario of the building
};

/// How money and CO2 are counted.
struct ChoiceBasis {
  EconomicSettings settings;
  std::string factor_set{kBr18FactorSet};
};

/// From what stands in the results about their study. Throws Error (bad_input) when it does not stand there.
[[nodiscard]] ChoiceBasis choice_basis(const Results& results);

/// The options of `results`: of the scenarios named (empty: all but the baseline). `reconciled`: savings and NPV of the metered
/// baseline. Throws Error (bad_input) when the file has no economics, or is not reconciled and shall be, or has no such scenario
/// (with the nearest name).
[[nodiscard]] OptionTable choice_options(const Results& results, std::span<const std::string> scenarios, bool reconciled,
                                         const ChoiceBasis& basis);

}  // namespace tvilling::scenarios
