// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/missing.hpp"

namespace tvilling::scenarios {

/// What somebody decided before any search.
enum class Fate : std::uint8_t {
  open,   ///< the search decides
  keep,   ///< all of it stays rented
  close,  ///< nobody may sit there at the end, and it is given up
};

/// Energy of premises in a year.
struct PremisesEnergy {
  double heat_kwh = 0.0;
  double electricity_kwh = 0.0;
  double co2_kg = 0.0;
  double bill_dkk = 0.0;  ///< heat, electricity and water
};

/// A unit of the organisation: it sits in one place and moves as a whole, at most once.
struct CaseUnit {
  std::string unit_id;
  double persons = 0.0;
  double desks = 0.0;               ///< it needs: head count x desk ratio
  double desks_high = 0.0;          ///< the same at the upper end of the forecast; capacity must hold for it. Not below `desks`
  std::size_t home = 0;             ///< premises where it sits today
  double move_cost_dkk = 0.0;       ///< once, wherever it goes: moving, IT
  bool locked = false;              ///< stays at home
  std::vector<std::size_t> places;  ///< premises it may sit in, ascending, home among them (compatibility, distance, lists)
};

/// Premises: what a lease lets, in `blocks` equal parts (floors) that can be given up one by one, the last first.
struct CasePremises {
  std::string lease_id;
  double desks = 0.0;  ///< of all blocks
  int blocks = 1;
  double rent_dkk_year = 0.0;       ///< of all blocks
  bool internal_rent = false;       ///< between the city's own budgets: no cash until the premises are sold or let
  bool forgone_rent = false;        ///< the rent is what others would pay for owned premises: income forgone while they are held
  double operation_dkk_year = 0.0;  ///< cleaning, maintenance, other: of all blocks, while they are held
  PremisesEnergy open;              ///< of all blocks, in use, without anybody
  PremisesEnergy person;            ///< more for each person who sits there; heat may be negative
  PremisesEnergy empty;             ///< of all blocks, held with nobody: frost guard
  double kept_operation_dkk_year = 0.0;  ///< goes on after blocks are given up: the same in every plan
  PremisesEnergy kept_energy;            ///< the same: frost guard of owned premises that are neither sold nor let
  double close_cost_dkk = 0.0;           ///< once, for all blocks: leaving and restoration
  double sale_dkk = 0.0;                 ///< once, for all blocks: proceeds of a sale; an income is negative
  double fit_out_dkk_desk = 0.0;         ///< once, for each desk of units that come
  double notice_years = 0.0;             ///< rent, operation and frost guard run so long after the premises are left
  double locked_until_years = 0.0;       ///< from today: what is given up before is paid at least until then
  Fate fate = Fate::open;

  [[nodiscard]] double give_up_once_dkk() const noexcept { return close_cost_dkk + sale_dkk; }
};

/// Two units that work together: what it costs a year when they sit in different premises.
struct CaseAffinity {
  std::size_t a = 0;
  std::size_t b = 0;
  double dkk_year = 0.0;
};

/// Time of a plan. One period: the premises as they are at the end, for ever; else periods one after the other, the last for the
/// rest of the horizon. Moves and releases are made at the beginning of a period.
struct CasePeriods {
  std::vector<double> start_years;   ///< of each period from today, from 0
  std::vector<double> weight_years;  ///< running costs of a year in the period count so many times (discounted length)
  std::vector<double> once_factor;   ///< what is paid at its beginning counts so much (discount)
  std::vector<double> budget_dkk;    ///< most that may be paid once, without notice, in each year from today; empty: no limit

  [[nodiscard]] std::size_t size() const noexcept { return weight_years.size(); }
};

/// All that the optimiser knows: plain numbers.
struct ConsolidationCase {
  std::vector<CaseUnit> units;         ///< by unit_id
  std::vector<CasePremises> premises;  ///< by lease_id
  std::vector<CaseAffinity> affinities;
  CasePeriods periods;
  double payback_years =
      models::kMissing;  ///< all that is paid once, without notice / yearly saving at the end; missing: no limit
};

}  // namespace tvilling::scenarios
