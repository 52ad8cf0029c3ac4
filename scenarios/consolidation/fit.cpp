// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/fit.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "scenarios/consolidation/plan.hpp"
#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

namespace {

/// Desks left in each premises while units are seated.
class Seating {
 public:
  explicit Seating(const ConsolidationCase& c) : case_(c), place_(c.units.size()) {
    for (const CasePremises& p : c.premises) room_.push_back(p.fate == Fate::close ? -1.0 : p.desks + kDeskTolerance);
  }

  [[nodiscard]] bool has_room(std::size_t unit, std::size_t place) const { return room_[place] >= case_.units[unit].desks_high; }
  void seat(std::size_t unit, std::size_t place) {
    room_[place] -= case_.units[unit].desks_high;
    place_[unit] = place;
  }
  /// After `seat_others` was true.
  [[nodiscard]] Seated answer() const {
    Seated found{Fit::yes, {}};
    for (const std::optional<std::size_t>& place : place_) found.seat.push_back(*place);
    return found;
  }
  /// The others, the largest first into the fullest place; one that fits nowhere takes the place of a smaller one, which looks
  /// for another. False when one is left.
  bool seat_others() {
    std::vector<std::size_t> order;
    for (std::size_t u = 0; u < place_.size(); ++u) {
      if (!place_[u]) order.push_back(u);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const double left = case_.units[a].desks_high;
      const double right = case_.units[b].desks_high;
      return left > right || (left == right && a < b);
    });
    return std::all_of(order.begin(), order.end(), [&](std::size_t u) { return seat_somewhere(u); });
  }

 private:
  bool seat_somewhere(std::size_t unit) {
    std::optional<std::size_t> wanting = unit;
    while (wanting) {  // ends: whoever has to go is smaller each time
      const std::size_t u = *wanting;
      wanting.reset();
      if (const auto place = fullest(u)) {
        seat(u, *place);
        continue;
      }
      wanting = smaller_in_the_way(u);
      if (!wanting) return false;
      const std::size_t place = *place_[*wanting];
      room_[place] += case_.units[*wanting].desks_high;
      place_[*wanting].reset();
      seat(u, place);
    }
    return true;
  }
  [[nodiscard]] std::optional<std::size_t> fullest(std::size_t unit) const {
    const CaseUnit& of = case_.units[unit];
    if (of.locked) return has_room(unit, of.home) ? std::optional(of.home) : std::nullopt;
    std::optional<std::size_t> best;
    for (const std::size_t p : of.places) {
      if (has_room(unit, p) && (!best || room_[p] < room_[*best])) best = p;
    }
    return best;
  }
  /// The smallest unit whose going makes room for a larger one.
  [[nodiscard]] std::optional<std::size_t> smaller_in_the_way(std::size_t unit) const {
    const CaseUnit& of = case_.units[unit];
    std::optional<std::size_t> best;
    for (std::size_t u = 0; u < place_.size(); ++u) {
      const CaseUnit& other = case_.units[u];
      if (!place_[u] || other.locked || other.desks_high >= of.desks_high) continue;
      const std::size_t p = *place_[u];
      if (room_[p] + other.desks_high < of.desks_high || !std::binary_search(of.places.begin(), of.places.end(), p)) continue;
      if (of.locked && p != of.home) continue;
      if (!best || other.desks_high < case_.units[*best].desks_high) best = u;
    }
    return best;
  }

  const ConsolidationCase& case_;
  std::vector<double> room_;
  std::vector<std::optional<std::size_t>> place_;  ///< [unit]
};

bool may_sit(const ConsolidationCase& c, const CaseUnit& unit, std::size_t place) {
  return c.premises[place].fate != Fate::close && (!unit.locked || place == unit.home);
}

/// More is wanted of premises, or of all together, than there is; or a unit has no place.
bool cannot_be(const ConsolidationCase& c) {
  std::vector<double> locked(c.premises.size(), 0.0);
  double wanted = 0.0;
  double there = static_cast<double>(c.premises.size()) * kDeskTolerance;
  for (const CaseUnit& unit : c.units) {
    wanted += unit.desks_high;
    if (unit.locked) locked[unit.home] += unit.desks_high;
    const bool has_place = std::any_of(unit.places.begin(), unit.places.end(), [&](std::size_t p) {
      return may_sit(c, unit, p) && c.premises[p].desks + kDeskTolerance >= unit.desks_high;
    });
    if (!has_place) return true;
  }
  for (std::size_t p = 0; p < locked.size(); ++p) {
    if (locked[p] > c.premises[p].desks + kDeskTolerance) return true;
    if (c.premises[p].fate != Fate::close) there += c.premises[p].desks;
  }
  return wanted > there;
}

/// Locked units at home, then whoever can stay there, then the others.
bool fits_from_today(const ConsolidationCase& c, Seating& seating) {
  for (const bool locked : {true, false}) {
    for (std::size_t u = 0; u < c.units.size(); ++u) {
      const CaseUnit& unit = c.units[u];
      if (unit.locked == locked && seating.has_room(u, unit.home)) seating.seat(u, unit.home);
    }
  }
  return seating.seat_others();
}

struct SeatColumn {
  std::size_t unit = 0;
  std::size_t place = 0;
};

/// Shares of each unit in its places, or whole units. A unit costs nothing at home, so the fewest move.
struct SeatModel {
  LinearModel model;
  std::vector<SeatColumn> column;

  explicit SeatModel(const ConsolidationCase& c) {
    std::vector<std::vector<LinearTerm>> desks(c.premises.size());
    for (std::size_t u = 0; u < c.units.size(); ++u) {
      const CaseUnit& unit = c.units[u];
      std::vector<LinearTerm> one;
      for (const std::size_t p : unit.places) {
        if (!may_sit(c, unit, p) || c.premises[p].desks + kDeskTolerance < unit.desks_high) continue;
        one.push_back({model.add_column(0.0, 1.0, p == unit.home ? 0.0 : unit.desks_high, true), 1.0});
        column.push_back({u, p});
        desks[p].push_back({one.back().column, unit.desks_high});
      }
      model.add_row(1.0, 1.0, std::move(one));
    }
    for (std::size_t p = 0; p < desks.size(); ++p) {
      model.add_row(-kUnbounded, c.premises[p].desks + kDeskTolerance, std::move(desks[p]));
    }
  }
};

bool fits_by_rounding(const SeatModel& seats, const std::vector<double>& share, Seating& seating) {
  constexpr double kWhole = 1.0 - 1e-6;
  for (std::size_t i = 0; i < share.size(); ++i) {
    const auto [unit, place] = seats.column[i];
    if (share[i] > kWhole && seating.has_room(unit, place)) seating.seat(unit, place);
  }
  return seating.seat_others();
}

}  // namespace

Seated seated(const ConsolidationCase& c, FitEffort effort) {
  constexpr int kMostNodes = 100;
  if (cannot_be(c)) return {Fit::no, {}};
  Seating from_today(c);
  if (fits_from_today(c, from_today)) return from_today.answer();
  Seating anew(c);
  if (anew.seat_others()) return anew.answer();
  if (effort == FitEffort::quick) return {};
  const SeatModel seats(c);
  const LinearAnswer shares = solve_linear(seats.model);
  if (!shares.is_feasible) return {Fit::no, {}};
  Seating rounded(c);
  if (fits_by_rounding(seats, shares.value, rounded)) return rounded.answer();
  if (effort == FitEffort::linear) return {};
  const IntegerAnswer whole = solve_integer(seats.model, {}, {1.0, kMostNodes, 0.0});
  if (!whole.is_found) return {whole.end == BranchEnd::infeasible ? Fit::no : Fit::unknown, {}};
  Seated found{Fit::yes, std::vector<std::size_t>(c.units.size(), 0)};
  constexpr double kTaken = 0.5;
  for (std::size_t i = 0; i < seats.column.size(); ++i) {
    if (whole.value[i] > kTaken) found.seat[seats.column[i].unit] = seats.column[i].place;
  }
  return found;
}

Fit fit_of(const ConsolidationCase& c, FitEffort effort) {
  return seated(c, effort).fit;
}

}  // namespace tvilling::scenarios
