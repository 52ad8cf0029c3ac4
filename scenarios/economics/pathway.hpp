// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "models/missing.hpp"
#include "scenarios/economics/key_figures.hpp"
#include "scenarios/economics/settings.hpp"

namespace tvilling::scenarios {

struct Results;

/// From the beginning of `year` on the buildings are as in `scenario`. What it does beyond the step before is paid in `year`.
struct PathwayStep {
  int year = 0;
  std::string scenario;
  core::SourcePos pos;
};

/// What is done when: a `[[pathway]]` of a study. Before the first step the baseline holds.
struct Pathway {
  std::string name;
  int end_year = 0;  ///< last year that is shown; 0: the price level's year and the horizon
  std::vector<PathwayStep> steps;
  core::SourcePos pos;
};

/// A year of a pathway, with that year's prices and CO2 factors. Sums over the buildings that have results in every step.
struct PathwayYear {
  int year = 0;
  std::string scenario;            ///< in force
  std::size_t buildings = 0;       ///< counted
  std::size_t missing = 0;         ///< left out because a result is missing
  double investment_dkk = 0.0;     ///< paid at the beginning of this year, renewals too
  double renewal_dkk = 0.0;        ///< of it for what was paid before and has come to the end of its life
  double premises_once_dkk = 0.0;  ///< of it for premises: moving, fit-out, restoration, rent of the notice
  double premises_sale_dkk = 0.0;  ///< of it: proceeds of premises that are sold, negative
  double heat_kwh = 0.0;
  double electricity_kwh = 0.0;
  double water_m3 = 0.0;
  double co2_kg = 0.0;
  double bill_dkk = 0.0;         ///< energy and water
  double change_heat_kwh = 0.0;  ///< against the baseline in the same year; a saving is negative
  double change_co2_kg = 0.0;
  double change_bill_dkk = 0.0;
  double change_maintenance_dkk = 0.0;
  double change_rent_dkk = 0.0;    ///< to third parties, less rent of tenants
  double cash_flow_dkk = 0.0;      ///< saving less investment of this year
  double present_value_dkk = 0.0;  ///< of the cash flow, at the price level's year
};

/// Every year from the price level's year to the end (`end_year`; 0: as many years as the horizon has). Use is the realised one
/// (EconomicSettings::realised_saving_fraction). A step pays, building by building, what its scenario costs beyond the scenario
/// before, never less than nothing but for sales; what a step gives up and what is paid once for premises is not renewed.
/// Investments count at the beginning of their year, savings at its end, no rest value at the end: so a pathway of one step in
/// the first year has the NPV of its scenario but for the rest value. `settings`: those of the run (money_of). Throws Error
/// (bad_input) for a scenario that the results do not have, years that do not ascend or lie before the price level's, and results
/// without economics.
[[nodiscard]] std::vector<PathwayYear> pathway_years(const Results& results, const Pathway& pathway,
                                                     const EconomicSettings& settings, const std::string& factor_set);

}  // namespace tvilling::scenarios
