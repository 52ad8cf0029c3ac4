// SPDX-License-Identifier: MPL-2.0
// Leases, units and properties by id, for measures on premises. Only for scenarios/premises/*.cpp.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/portfolio/portfolio.hpp"
#include "scenarios/premises/premises.hpp"

namespace tvilling::scenarios {

/// What a portfolio says of premises. `portfolio` must outlive it.
class PremisesRegister {
 public:
  explicit PremisesRegister(const models::Portfolio& portfolio);

  [[nodiscard]] const models::Portfolio& portfolio() const noexcept { return portfolio_; }
  [[nodiscard]] const models::Building& building(std::size_t place) const { return portfolio_.buildings[place].building; }
  [[nodiscard]] const Premises& premises(std::size_t lease) const { return premises_[lease]; }
  [[nodiscard]] std::optional<std::size_t> unit(std::string_view id) const { return find(units_, id); }
  [[nodiscard]] std::optional<std::size_t> lease(std::string_view id) const { return find(leases_, id); }
  [[nodiscard]] bool has_property(std::string_view id) const;
  [[nodiscard]] std::vector<std::size_t> leases_of(std::string_view property_id) const;
  /// What leases of a property leave of its buildings.
  [[nodiscard]] std::vector<PremisesPart> rest_of(std::string_view property_id) const;
  /// Of the lease, else of its building.
  [[nodiscard]] std::optional<models::Use> use_of(std::size_t lease) const;
  /// A part's gross area.
  [[nodiscard]] double area_m2(const PremisesPart& part) const { return part.fraction * building(part.building).area_m2; }
  /// Of the lease; where it does not say it, of its parts.
  [[nodiscard]] double area_m2(std::size_t lease) const;

  /// `what` is "unit", "lease" or "property".
  [[nodiscard]] std::vector<std::string_view> ids(std::string_view what) const;

 private:
  using Places = std::map<std::string_view, std::size_t>;
  static std::optional<std::size_t> find(const Places& places, std::string_view id);

  const models::Portfolio& portfolio_;
  std::vector<Premises> premises_;
  Places units_;
  Places leases_;
};

}  // namespace tvilling::scenarios
