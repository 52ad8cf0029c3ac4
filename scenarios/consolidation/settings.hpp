// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "models/missing.hpp"
#include "scenarios/premises/premises.hpp"

namespace tvilling::scenarios {

/// Whether energy is in the costs of a plan.
enum class PlanEnergy : std::uint8_t { simulated, none };
inline constexpr std::array<std::string_view, 2> kPlanEnergyNames{"simulated", "none"};

/// What giving up owned premises saves (domain.md D4: nothing, unless they are sold or let).
enum class OwnedSaves : std::uint8_t {
  internal_rent,  ///< the administration's internal rent: no cash, and told apart from it; operation and frost guard go on
  let,            ///< a share of the rent comes in from others: cash
  sold,           ///< the property's value by the share of its area comes in once: cash; no rent is counted
  nothing,        ///< they are kept; what is left empty goes to frost guard
};
inline constexpr std::array<std::string_view, 4> kOwnedSavesNames{"internal_rent", "let", "sold", "nothing"};

/// What is done with units that have no lease.
enum class LooseUnits : std::uint8_t { stop, leave_out };
inline constexpr std::array<std::string_view, 2> kLooseUnitsNames{"stop", "leave_out"};

/// A [[consolidation.lock]].
struct StudyLock {
  enum class Of : std::uint8_t { unit, lease, property };
  Of of = Of::unit;
  std::string id;
  bool close = false;  ///< premises are given up; else kept, a unit stays
  std::string reason;
  core::SourcePos pos;
};

/// A [[consolidation.only]] or [[consolidation.never]].
struct StudyPlaces {
  std::string unit;
  std::vector<std::string> leases;
  bool only = true;
  core::SourcePos pos;
};

/// A [[consolidation.affinity]]: what it costs when the two sit apart.
struct StudyAffinity {
  std::string a;
  std::string b;
  double dkk_year = 0.0;
  core::SourcePos pos;
};

/// The table [consolidation] of a study. Money real, in DKK without VAT.
struct ConsolidationSettings {
  bool is_given = false;
  core::SourcePos pos;
  std::vector<std::string> uses{"office"};   ///< of the leases that take part
  std::vector<std::string> administrations;  ///< of the properties that take part; empty: all
  std::string start_date;                    ///< first day of the plan, "2026-01-01"; empty: 1 January of the study's base_year
  Headcount headcount = Headcount::employees;
  LooseUnits units_without_lease = LooseUnits::stop;
  double desk_ratio = 1.0;                   ///< desks per person; 0.7-1.0 by presence (domain.md D4)
  double m2_per_desk = models::kMissing;     ///< of leases without desks; missing: by use (data/capacity_drivers.csv)
  double max_distance_m = models::kMissing;  ///< from where a unit sits today; missing: no limit
  bool floor_blocks = false;                 ///< storeys can be given up one by one, the top first; else whole leases
  PlanEnergy energy = PlanEnergy::simulated;
  double frost_guard_degc = 8.0;       ///< of premises that are held with nobody
  double operation_dkk_m2 = 120.0;     ///< cleaning, maintenance, other, where the costs table has nothing (domain.md D4)
  double move_dkk_employee = 20000.0;  ///< moving and IT (domain.md D4: 15-30 thousand)
  double fit_out_dkk_desk = 0.0;
  double close_dkk = 0.0;  ///< per premises
  double restoration_dkk_m2 = 0.0;
  double notice_months_third_party = 9.0;  ///< where the lease says nothing (domain.md D4: 6-12)
  double notice_months_owned = 4.5;        ///< the same (domain.md D4: 3-6)
  OwnedSaves owned_saves = OwnedSaves::internal_rent;
  double let_fraction = 1.0;  ///< of the internal rent, that comes in where owned premises are let
  int horizon_years = 10;
  int periods = 1;  ///< 1: the end state only
  double period_years = 0.5;
  double discount_fraction = 0.035;           ///< real, a year (Finansministeriet 2021)
  double budget_dkk_year = models::kMissing;  ///< most that may be paid once in a year; missing: no limit
  double payback_years = models::kMissing;
  double headcount_low_fraction = 0.0;   ///< of the forecast, below today's
  double headcount_high_fraction = 0.0;  ///< above today's: there must be desks for it
  std::vector<StudyLock> locks;
  std::vector<StudyPlaces> places;
  std::vector<StudyAffinity> affinities;
};

}  // namespace tvilling::scenarios
