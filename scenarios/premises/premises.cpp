// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/premises.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>

#include "core/error.hpp"
#include "core/time_text.hpp"
#include "models/missing.hpp"

namespace tvilling::scenarios {

namespace {

using models::Lease;
using models::Portfolio;

constexpr double kRounding = 1e-9;

/// Leases and buildings of one property that has buildings no lease names.
struct Pool {
  std::vector<std::size_t> buildings;  ///< by id
  std::vector<std::size_t> leases;     ///< that want of them, in their order
};

/// Shares out buildings by the areas of leases.
class Sharing {
 public:
  explicit Sharing(const Portfolio& portfolio) : portfolio_(portfolio), wanted_m2_(portfolio.leases.size(), 0.0) {
    premises_.resize(portfolio.leases.size());
    for (std::size_t b = 0; b < portfolio.buildings.size(); ++b) place_.emplace(portfolio.buildings[b].building.building_id, b);
  }

  std::vector<Premises> share() {
    for (std::size_t lease = 0; lease < premises_.size(); ++lease) premises_[lease].lease = lease;
    share_named();
    share_pools();
    seat_units();
    return std::move(premises_);
  }

 private:
  [[nodiscard]] double area_m2(std::size_t building) const { return portfolio_.buildings[building].building.area_m2; }

  void give(std::size_t lease, std::size_t building, double part_m2) {
    const double fraction = std::min(1.0, part_m2 / area_m2(building));
    if (fraction > kRounding) premises_[lease].parts.push_back({building, fraction > 1.0 - kRounding ? 1.0 : fraction});
  }

  /// Buildings that leases name. What is larger than its building wants the rest elsewhere.
  void share_named() {
    std::map<std::size_t, std::vector<std::size_t>> leases_of;
    for (std::size_t l = 0; l < portfolio_.leases.size(); ++l) {
      const Lease& lease = portfolio_.leases[l];
      if (lease.building_id.empty()) {
        wanted_m2_[l] = lease.area_m2 >= 0.0 ? lease.area_m2 : std::numeric_limits<double>::infinity();
        continue;
      }
      const auto found = place_.find(lease.building_id);
      if (found != place_.end()) leases_of[found->second].push_back(l);  // else: it is where nobody knows
    }
    for (const auto& [building, leases] : leases_of) {
      const double all_m2 = area_m2(building);
      std::vector<double> own_m2;
      double sum_m2 = 0.0;
      for (const std::size_t l : leases) {
        const double lease_m2 = portfolio_.leases[l].area_m2;
        own_m2.push_back(lease_m2 >= 0.0 ? std::min(lease_m2, all_m2) : all_m2);
        if (lease_m2 > all_m2) wanted_m2_[l] = lease_m2 - all_m2;
        sum_m2 += own_m2.back();
      }
      const double scale = sum_m2 > all_m2 ? all_m2 / sum_m2 : 1.0;
      for (std::size_t i = 0; i < leases.size(); ++i) give(leases[i], building, own_m2[i] * scale);
      named_.insert(building);
    }
  }

  [[nodiscard]] std::map<std::string_view, Pool> pools() const {
    std::map<std::string_view, Pool> pools;
    for (const auto& [id, building] : place_) {
      const std::string& property_id = portfolio_.buildings[building].building.property_id;
      if (!property_id.empty() && !named_.contains(building)) pools[property_id].buildings.push_back(building);
    }
    for (std::size_t l = 0; l < wanted_m2_.size(); ++l) {
      const auto pool = pools.find(portfolio_.leases[l].property_id);
      if (wanted_m2_[l] > 0.0 && pool != pools.end()) pool->second.leases.push_back(l);
    }
    return pools;
  }

  /// One lease after the other has what it wants, all of them less where that is too much.
  void share_pools() {
    for (const auto& [property, pool] : pools()) {
      double all_m2 = 0.0;
      for (const std::size_t b : pool.buildings) all_m2 += area_m2(b);
      double sum_m2 = 0.0;
      for (const std::size_t l : pool.leases) sum_m2 += std::min(wanted_m2_[l], all_m2);
      const double scale = sum_m2 > all_m2 ? all_m2 / sum_m2 : 1.0;
      auto building = pool.buildings.begin();
      double left_m2 = building != pool.buildings.end() ? area_m2(*building) : 0.0;
      for (const std::size_t l : pool.leases) {
        double wants_m2 = std::min(wanted_m2_[l], all_m2) * scale;
        while (building != pool.buildings.end() && wants_m2 > kRounding * all_m2) {
          const double part_m2 = std::min(wants_m2, left_m2);
          give(l, *building, part_m2);
          wants_m2 -= part_m2;
          left_m2 -= part_m2;
          if (left_m2 > kRounding * all_m2) continue;
          if (++building != pool.buildings.end()) left_m2 = area_m2(*building);
        }
      }
    }
  }

  void seat_units() {
    std::map<std::string_view, std::size_t> lease_by_id;
    for (std::size_t l = 0; l < portfolio_.leases.size(); ++l) lease_by_id.emplace(portfolio_.leases[l].lease_id, l);
    for (std::size_t u = 0; u < portfolio_.units.size(); ++u) {
      const auto lease = lease_by_id.find(portfolio_.units[u].lease_id);
      if (lease == lease_by_id.end()) continue;
      Premises& premises = premises_[lease->second];
      premises.units.push_back(u);
      premises.employees += portfolio_.units[u].employees;
    }
  }

  const Portfolio& portfolio_;
  std::map<std::string_view, std::size_t> place_;  ///< of buildings
  std::set<std::size_t> named_;                    ///< buildings that a lease names
  std::vector<double> wanted_m2_;                  ///< by lease: of buildings that no lease names
  std::vector<Premises> premises_;
};

}  // namespace

std::vector<Premises> premises_of(const Portfolio& portfolio) {
  return Sharing(portfolio).share();
}

double years_from(const std::string& start, const std::string& day) {
  constexpr double kSecondsPerYear = 365.25 * 86400.0;
  const std::optional<core::TimeText> from = core::parse_time(start);
  const std::optional<core::TimeText> to = core::parse_time(day);
  if (!from || !to) throw core::Error(core::ErrorKind::internal, fmt::format("\"{}\" or \"{}\" is no day", start, day));
  return static_cast<double>(core::clock_seconds(*to) - core::clock_seconds(*from)) / kSecondsPerYear;
}

}  // namespace tvilling::scenarios
