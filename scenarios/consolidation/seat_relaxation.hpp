// SPDX-License-Identifier: MPL-2.0
// Who sits where in one period, with "every unit sits in exactly one place" priced (Lagrangian relaxation). Only for the bound.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/consolidation/relaxed_premises.hpp"

namespace tvilling::scenarios {

/// What a period counts of the costs of a case.
struct PeriodShare {
  double weight_years = 1.0;         ///< of running costs
  double once_factor = 1.0;          ///< of moves, fit-out and restoration
  double proceeds_factor = 1.0;      ///< of what brings money
  std::vector<double> notice_years;  ///< [premises] of rent, operation and frost guard of what is given up
  bool is_last = true;               ///< premises to be closed are closed in it
};

/// A point of the relaxation.
struct SeatBound {
  double dkk = 0.0;                ///< no way to sit costs less
  std::vector<double> unit_price;  ///< [unit] that shows it
  double once_dkk = 0.0;           ///< moves, fit-out and restoration of the relaxed answer, without factors
};

class SeatRelaxation {
 public:
  explicit SeatRelaxation(const ConsolidationCase& c);

  /// Costs of a period from now on.
  void set_share(const PeriodShare& share);
  /// Prices to start from: what a unit's share of today's premises costs.
  [[nodiscard]] std::vector<double> first_prices() const;
  /// Best prices found in `rounds` rounds of the volume algorithm (Barahona and Anbil, Mathematical Programming 87, 2000), from
  /// `prices`; fewer when steps no longer help.
  [[nodiscard]] SeatBound raise(const std::vector<double>& prices, int rounds);

 private:
  struct Premises {
    std::vector<int> cells;     ///< [blocks] for units that are not locked in
    std::vector<double> open;   ///< [blocks] cost with somebody there
    std::vector<double> empty;  ///< [blocks]
    std::vector<double> close;  ///< [blocks] paid once for what is given up, without factor
    std::size_t least = 0;      ///< blocks
    bool is_used = false;       ///< by locked units
    bool is_closed = false;     ///< nobody may sit there in this period
    double locked_cost = 0.0;
    std::vector<KnapsackItem> items;  ///< cost: of the unit there
    std::vector<double> once;         ///< [item] paid once, without factor
  };
  struct Point {
    double dkk = 0.0;
    std::vector<double> seats;  ///< [unit] in how many places it sits
    double once_dkk = 0.0;
    double scale_dkk = 0.0;  ///< sum of the sizes of all prices and answers
  };

  [[nodiscard]] Point evaluate(const std::vector<double>& prices);
  double answer_of(const Premises& premises, const std::vector<double>& prices, Point& point);
  void set_premises(std::size_t p, const PeriodShare& share);

  const ConsolidationCase* case_;
  std::vector<Premises> premises_;
  std::vector<KnapsackItem> worth_;   ///< scratch
  std::vector<std::size_t> item_of_;  ///< scratch: [unit] item of the premises at hand
};

}  // namespace tvilling::scenarios
