// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/premises_register.hpp"

#include <algorithm>

#include "models/portfolio/use_alias.hpp"

namespace tvilling::scenarios {

PremisesRegister::PremisesRegister(const models::Portfolio& portfolio)
    : portfolio_(portfolio), premises_(premises_of(portfolio)) {
  for (std::size_t u = 0; u < portfolio.units.size(); ++u) units_.emplace(portfolio.units[u].unit_id, u);
  for (std::size_t l = 0; l < portfolio.leases.size(); ++l) leases_.emplace(portfolio.leases[l].lease_id, l);
}

std::optional<std::size_t> PremisesRegister::find(const Places& places, std::string_view id) {
  const auto found = places.find(id);
  return found == places.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string_view> PremisesRegister::ids(std::string_view what) const {
  std::vector<std::string_view> out;
  if (what == "property") {
    for (const models::Property& property : portfolio_.properties) out.push_back(property.property_id);
    return out;
  }
  for (const auto& [id, place] : what == "unit" ? units_ : leases_) out.push_back(id);
  return out;
}

bool PremisesRegister::has_property(std::string_view id) const {
  const auto is_it = [id](const auto& row) { return row.property_id == id; };
  return std::ranges::any_of(portfolio_.properties, is_it) || std::ranges::any_of(portfolio_.leases, is_it) ||
         std::ranges::any_of(portfolio_.buildings, [id](const auto& record) { return record.building.property_id == id; });
}

std::vector<std::size_t> PremisesRegister::leases_of(std::string_view property_id) const {
  std::vector<std::size_t> out;
  for (std::size_t l = 0; l < portfolio_.leases.size(); ++l) {
    if (portfolio_.leases[l].property_id == property_id) out.push_back(l);
  }
  return out;
}

std::vector<PremisesPart> PremisesRegister::rest_of(std::string_view property_id) const {
  constexpr double kRounding = 1e-9;
  std::vector<double> let(portfolio_.buildings.size(), 0.0);
  for (const Premises& premises : premises_) {
    for (const PremisesPart& part : premises.parts) let[part.building] += part.fraction;
  }
  std::vector<PremisesPart> rest;
  for (std::size_t b = 0; b < let.size(); ++b) {
    if (building(b).property_id == property_id && let[b] < 1.0 - kRounding) rest.push_back({b, 1.0 - let[b]});
  }
  return rest;
}

std::optional<models::Use> PremisesRegister::use_of(std::size_t lease) const {
  if (const std::optional<models::Use> own = models::parse_use(portfolio_.leases[lease].use)) return own;
  const std::vector<PremisesPart>& parts = premises_[lease].parts;
  return parts.empty() ? std::nullopt : std::optional(building(parts.front().building).use);
}

double PremisesRegister::area_m2(std::size_t lease) const {
  if (portfolio_.leases[lease].area_m2 >= 0.0) return portfolio_.leases[lease].area_m2;
  double sum_m2 = 0.0;
  for (const PremisesPart& part : premises_[lease].parts) sum_m2 += area_m2(part);
  return sum_m2;
}

}  // namespace tvilling::scenarios
