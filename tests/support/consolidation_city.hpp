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

struct CityCaseSize {
  std::size_t premises = 130;
  std::size_t units = 300;
  std::size_t periods = 1;  ///< else half-years, the last with a tail of five years, and a budget
};

/// A case like the administration of a city: premises of 20-150 desks at 900-2,800 DKK/m2, a quarter of them let by third
/// parties, units of 5-80 people of which 15 % are locked, places limited by distance. Feasible as it is, about two thirds used.
class CityCase {
 public:
  CityCase(std::uint64_t seed, const CityCaseSize& size) : seed_(seed) {
    for (std::size_t p = 0; p < size.premises; ++p) add_premises(p);
    for (std::size_t u = 0; u < size.units; ++u) add_unit(u);
    limit_places();
    set_periods(size.periods);
  }
  [[nodiscard]] const scenarios::ConsolidationCase& get() const noexcept { return c_; }

 private:
  double uniform(const std::string& entity, std::string_view attribute, double low, double high, std::uint64_t k = 0) const {
    return low + (high - low) * core::uniform01({seed_, entity, attribute, k});
  }

  static std::string numbered(char letter, std::size_t i) {
    const std::string number = std::to_string(i + 1);
    return std::string(1, letter) + std::string(4 - number.size(), '0') + number;
  }

  void add_premises(std::size_t i) {
    scenarios::CasePremises p;
    p.lease_id = numbered('P', i);
    const std::string& id = p.lease_id;
    p.desks = std::floor(uniform(id, "desks", 20.0, 151.0));
    const double area_m2 = p.desks * uniform(id, "area", 14.0, 28.0);
    p.blocks = 1 + static_cast<int>(uniform(id, "blocks", 0.0, 4.0) * std::min(1.0, p.desks / 80.0));
    p.internal_rent = uniform(id, "tenure", 0.0, 1.0) > 0.25;
    p.rent_dkk_year = std::round(area_m2 * uniform(id, "rent", 900.0, 2800.0));
    p.operation_dkk_year = std::round(area_m2 * uniform(id, "operation", 80.0, 200.0));
    p.open.heat_kwh = area_m2 * uniform(id, "heat", 60.0, 140.0);
    p.open.electricity_kwh = area_m2 * 25.0;
    p.open.bill_dkk = p.open.heat_kwh * 0.7 + p.open.electricity_kwh * 1.6;
    p.person.heat_kwh = -uniform(id, "gain", 40.0, 90.0);
    p.person.electricity_kwh = uniform(id, "equipment", 200.0, 400.0);
    p.person.bill_dkk = p.person.heat_kwh * 0.7 + p.person.electricity_kwh * 1.6;
    p.empty.heat_kwh = 0.3 * p.open.heat_kwh;
    p.empty.bill_dkk = p.empty.heat_kwh * 0.7;
    p.close_cost_dkk = std::round(area_m2 * (p.internal_rent ? 150.0 : 800.0));
    p.fit_out_dkk_desk = uniform(id, "fit_out", 1000.0, 6000.0);
    p.notice_years = p.internal_rent ? 0.25 + 0.25 * std::floor(uniform(id, "notice", 0.0, 2.0)) : 0.75 + 0.25 * (p.blocks % 2);
    if (!p.internal_rent) p.locked_until_years = std::max(0.0, uniform(id, "lock", -3.0, 3.0));
    x_km_.push_back(uniform(id, "x", 0.0, 10.0));
    y_km_.push_back(uniform(id, "y", 0.0, 10.0));
    c_.premises.push_back(p);
    free_.push_back(p.desks);
  }

  void add_unit(std::size_t i) {
    scenarios::CaseUnit u;
    u.unit_id = numbered('U', i);
    const double share = uniform(u.unit_id, "persons", 0.0, 1.0);
    u.persons = std::floor(5.0 + 76.0 * share * share);
    std::size_t tries = 0;
    do {
      u.home = static_cast<std::size_t>(uniform(u.unit_id, "home", 0.0, 1.0, tries) * static_cast<double>(free_.size()));
      if (++tries > 200) u.persons = std::max(1.0, std::min(u.persons, std::floor(free_[u.home])));
    } while (free_[u.home] < u.persons && tries < 10000);
    free_[u.home] -= u.persons;
    u.desks = u.desks_high = u.persons;
    u.move_cost_dkk = 20000.0 * u.persons;
    u.locked = uniform(u.unit_id, "lock", 0.0, 1.0) < 0.15;
    c_.units.push_back(u);
  }

  void limit_places() {
    const std::size_t n = c_.premises.size();
    for (scenarios::CaseUnit& u : c_.units) {
      std::vector<std::size_t> near(n);
      for (std::size_t p = 0; p < n; ++p) near[p] = p;
      const auto distance = [&](std::size_t p) { return std::hypot(x_km_[p] - x_km_[u.home], y_km_[p] - y_km_[u.home]); };
      std::sort(near.begin(), near.end(), [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
      near.resize(static_cast<std::size_t>(std::ceil(static_cast<double>(n) * uniform(u.unit_id, "places", 0.6, 1.0))));
      std::sort(near.begin(), near.end());
      u.places = near;
    }
  }

  void set_periods(std::size_t count) {
    if (count == 1) {
      c_.periods = {{0.0}, {8.0}, {1.0}, {}};
      return;
    }
    constexpr double kDiscount = 1.035;
    constexpr double kTailYears = 5.0;
    for (std::size_t t = 0; t < count; ++t) {
      const double start = 0.5 * static_cast<double>(t);
      double weight = 0.5 * std::pow(kDiscount, -(start + 0.25));
      for (int year = 0; t + 1 == count && year < static_cast<int>(kTailYears); ++year) {
        weight += std::pow(kDiscount, -(start + 1.0 + year));
      }
      c_.periods.start_years.push_back(start);
      c_.periods.weight_years.push_back(weight);
      c_.periods.once_factor.push_back(std::pow(kDiscount, -start));
    }
    c_.periods.budget_dkk.assign((count + 1) / 2, 15e6);
  }

  std::uint64_t seed_;
  scenarios::ConsolidationCase c_;
  std::vector<double> free_;
  std::vector<double> x_km_;
  std::vector<double> y_km_;
};

inline scenarios::ConsolidationCase city_case(std::uint64_t seed, const CityCaseSize& size = {}) {
  return CityCase(seed, size).get();
}

}  // namespace tvilling::tests
