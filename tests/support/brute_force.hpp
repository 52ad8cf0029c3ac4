// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "scenarios/consolidation/plan.hpp"

namespace tvilling::tests {

/// What trying every plan finds.
struct BruteForce {
  double objective_dkk_per_year = std::numeric_limits<double>::infinity();  ///< infinite: nothing keeps all limits
  scenarios::Plan plan;                                                     ///< the first of the best
  std::size_t ties = 0;                                                     ///< plans (seats and periods) that cost as little
  /// Least cost of each set of premises given up, of plans that hold no block for nothing.
  std::map<std::set<std::size_t>, double> by_given_up;
};

/// Every seat, every period of moving and every way of giving blocks up: the whole space of a small case, without any thought.
class BruteForceSearch {
 public:
  explicit BruteForceSearch(const scenarios::ConsolidationCase& c) : c_(c), plan_(scenarios::stay(c)) {}
  BruteForce run() {
    try_unit(0);
    return found_;
  }

 private:
  void try_unit(std::size_t unit) {
    if (unit == c_.units.size()) {
      seats_cost_ = std::numeric_limits<double>::infinity();
      try_premises(0);
      count_ties();
      return;
    }
    const scenarios::CaseUnit& u = c_.units[unit];
    for (const std::size_t place : u.places) {
      if (u.locked && place != u.home) continue;
      for (std::size_t t = 0; t < (place == u.home ? 1 : c_.periods.size()); ++t) {
        plan_.seat[unit] = place;
        plan_.move_period[unit] = t;
        try_unit(unit + 1);
      }
    }
  }

  [[nodiscard]] int needed(std::size_t premises, std::size_t period) const {
    double desks = 0.0;
    std::size_t units = 0;
    for (std::size_t u = 0; u < c_.units.size(); ++u) {
      if (scenarios::place_of(c_, plan_, u, period) != premises) continue;
      desks += c_.units[u].desks_high;
      ++units;
    }
    return scenarios::blocks_needed(c_.premises[premises], desks, units);
  }

  void try_premises(std::size_t premises) {
    if (premises == c_.premises.size()) {
      take();
    } else {
      try_blocks(premises, 0, c_.premises[premises].blocks);
    }
  }

  void try_blocks(std::size_t premises, std::size_t period, int most) {
    if (period == c_.periods.size()) {
      try_premises(premises + 1);
      return;
    }
    for (int held = needed(premises, period); held <= most; ++held) {
      plan_.held[premises][period] = held;
      try_blocks(premises, period + 1, held);
    }
  }

  void take() {
    if (!scenarios::breaches(c_, plan_).empty()) return;
    const double cost = scenarios::cost_of(c_, plan_).objective_dkk_per_year;
    if (cost < std::min(seats_cost_, found_.objective_dkk_per_year)) found_.plan = plan_;
    seats_cost_ = std::min(seats_cost_, cost);
    scenarios::Plan released = plan_;
    scenarios::release(c_, released);
    if (released.held != plan_.held) return;  // it holds for nothing
    std::set<std::size_t> given_up;
    for (std::size_t p = 0; p < c_.premises.size(); ++p) {
      if (plan_.held[p].back() == 0) given_up.insert(p);
    }
    const auto [at, is_new] = found_.by_given_up.emplace(given_up, cost);
    if (!is_new) at->second = std::min(at->second, cost);
  }

  void count_ties() {
    if (seats_cost_ < found_.objective_dkk_per_year) found_.ties = 0;
    if (seats_cost_ <= found_.objective_dkk_per_year && seats_cost_ < std::numeric_limits<double>::infinity()) ++found_.ties;
    found_.objective_dkk_per_year = std::min(found_.objective_dkk_per_year, seats_cost_);
  }

  const scenarios::ConsolidationCase& c_;
  scenarios::Plan plan_;
  double seats_cost_ = 0.0;
  BruteForce found_;
};

inline BruteForce brute_force(const scenarios::ConsolidationCase& c) {
  return BruteForceSearch(c).run();
}

}  // namespace tvilling::tests
