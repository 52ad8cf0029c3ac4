// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "scenarios/consolidation/plan.hpp"

namespace tvilling::tests {

/// Small cases with every kind of limit: blocks, notice, locks, kept and closed premises, places, affinities, a forecast, a
/// budget and payback, and now and then more people than desks. By seed.
class SmallConsolidation {
 public:
  SmallConsolidation(std::uint64_t seed, std::size_t most_periods, bool is_odd) : seed_(seed), is_odd_(is_odd) {
    const std::size_t periods = 1 + whole("case", "periods", most_periods);
    const std::size_t premises = 3 + whole("case", "premises", periods == 1 ? 3 : 1);
    const std::size_t units = periods == 1 ? 4 + whole("case", "units", premises == 5 ? 2 : 3) : periods == 2 ? 4 : 3;
    for (std::size_t p = 0; p < premises; ++p) add_premises(p, periods);
    for (std::size_t u = 0; u < units; ++u) add_unit(u, premises);
    add_periods(periods);
    for (std::uint64_t k = 0; k < whole("case", "affinities", 3); ++k) {
      const std::size_t a = whole("affinity", "a", units, k);
      const std::size_t b = whole("affinity", "b", units, k);
      if (a != b) c_.affinities.push_back({a, b, 50e3 * uniform("affinity", "dkk", k)});
    }
  }
  [[nodiscard]] const scenarios::ConsolidationCase& get() const noexcept { return c_; }

 private:
  [[nodiscard]] double uniform(const std::string& entity, std::string_view attribute, std::uint64_t k = 0) const {
    return core::uniform01({seed_, entity, attribute, k});
  }
  [[nodiscard]] std::size_t whole(const std::string& entity, std::string_view attribute, std::size_t below,
                                  std::uint64_t k = 0) const {
    return static_cast<std::size_t>(uniform(entity, attribute, k) * static_cast<double>(below));
  }

  void add_premises(std::size_t i, std::size_t periods) {
    scenarios::CasePremises p;
    p.lease_id = "P" + std::to_string(i);
    const std::string& id = p.lease_id;
    p.desks = 20.0 + static_cast<double>(whole(id, "desks", 60));
    p.blocks = 1 + static_cast<int>(whole(id, "blocks", periods == 1 ? 3 : 2));
    p.internal_rent = uniform(id, "internal") < 0.5;
    p.rent_dkk_year = p.desks * (10e3 + 40e3 * uniform(id, "rent"));
    p.operation_dkk_year = p.desks * 2e3;
    p.open.bill_dkk = p.desks * 1500.0 * uniform(id, "open");
    p.person.bill_dkk = -200.0 + 600.0 * uniform(id, "person");
    p.empty.bill_dkk = 0.3 * p.open.bill_dkk;
    if (p.internal_rent) {
      p.kept_operation_dkk_year = p.desks * 500.0;
      p.kept_energy.bill_dkk = 0.1 * p.open.bill_dkk;
    }
    p.close_cost_dkk = p.desks * (-10e3 + 60e3 * uniform(id, "close"));
    p.fit_out_dkk_desk = 5e3 * uniform(id, "fit_out");
    p.notice_years = 0.25 * static_cast<double>(whole(id, "notice", 5));
    if (uniform(id, "locked") < 0.3) p.locked_until_years = 2.0 * uniform(id, "until");
    const double fate = uniform(id, "fate");
    if (fate < 0.1) p.fate = scenarios::Fate::keep;
    if (fate > 0.9) p.fate = scenarios::Fate::close;
    if (is_odd_ && uniform(id, "coarse") < 0.2) {  // a whole block costs more than the desks that lack
      p.blocks = 1;
      p.desks *= 2.0;
      p.rent_dkk_year *= 6.0;
    }
    if (is_odd_ && uniform(id, "subsidised") < 0.15) p.rent_dkk_year *= -0.2;
    c_.premises.push_back(p);
  }

  void add_unit(std::size_t i, std::size_t premises) {
    scenarios::CaseUnit u;
    u.unit_id = "U" + std::to_string(i);
    const std::string& id = u.unit_id;
    u.persons = 5.0 + static_cast<double>(whole(id, "persons", 30));
    u.desks = u.persons * (0.7 + 0.1 * static_cast<double>(whole(id, "ratio", 4)));
    u.desks_high = u.desks * (1.0 + 0.1 * static_cast<double>(whole(id, "high", 2)));
    u.home = whole(id, "home", premises);
    u.move_cost_dkk = 20e3 * u.persons;
    if (is_odd_ && uniform(id, "no_desk") < 0.15) u.desks = u.desks_high = 0.0;
    if (is_odd_ && uniform(id, "paid_to_move") < 0.15) u.move_cost_dkk *= -0.5;
    u.locked = uniform(id, "lock") < 0.12;
    for (std::size_t p = 0; p < premises; ++p) {
      if (p == u.home || uniform(id, "place", p) < 0.85) u.places.push_back(p);
    }
    c_.units.push_back(u);
  }

  void add_periods(std::size_t count) {
    for (std::size_t t = 0; t < count; ++t) {
      c_.periods.start_years.push_back(0.5 * static_cast<double>(t));
      c_.periods.weight_years.push_back(t + 1 < count ? 0.49 - 0.01 * static_cast<double>(t) : 5.0);
      c_.periods.once_factor.push_back(std::pow(1.035, -0.5 * static_cast<double>(t)));
    }
    const double money = uniform("case", "money");
    if (money < 0.4) c_.periods.budget_dkk = {2e6 * uniform("case", "budget", 0), 2e6 * uniform("case", "budget", 1)};
    if (money > 0.25 && money < 0.6) c_.payback_years = 4.0 * uniform("case", "payback");
  }

  std::uint64_t seed_;
  bool is_odd_;
  scenarios::ConsolidationCase c_;
};

inline scenarios::ConsolidationCase small_consolidation(std::uint64_t seed, std::size_t most_periods = 3) {
  return SmallConsolidation(seed, most_periods, false).get();
}
/// And what hardly ever is: premises that are dear and only had as a whole, negative rent, moves that bring money, units without
/// desks.
inline scenarios::ConsolidationCase odd_consolidation(std::uint64_t seed, std::size_t most_periods = 3) {
  return SmallConsolidation(seed, most_periods, true).get();
}

}  // namespace tvilling::tests
