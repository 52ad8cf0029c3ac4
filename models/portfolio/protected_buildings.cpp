// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/protected_buildings.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "models/portfolio/finding_codes.hpp"

namespace tvilling::models {

namespace {

/// An id as a spreadsheet may leave it: without blanks and leading zeros, in small letters.
std::string plain(std::string_view id) {
  std::string out;
  for (const char c : id) {
    if (c == ' ' || (c == '0' && out.empty())) continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return out;
}

/// Who is protected, by the ids of properties and of buildings with a lease in them. An id that no property has protects too when
/// it may be a protected one that was damaged: better one name too many withheld.
class Protection {
 public:
  explicit Protection(const Portfolio& portfolio) {
    for (const Property& property : portfolio.properties) {
      known_.insert(property.property_id);
      if (!property.protected_address) continue;
      properties_.insert(property.property_id);
      plain_.insert(plain(property.property_id));
    }
    for (const Lease& lease : portfolio.leases) {
      if (!lease.building_id.empty() && is_protected(lease.property_id)) by_lease_.insert(lease.building_id);
    }
  }

  [[nodiscard]] bool any() const noexcept { return !properties_.empty(); }
  [[nodiscard]] bool covers(const std::string& building_id, const std::string& property_id) const {
    return is_protected(property_id) || by_lease_.contains(building_id);
  }

 private:
  [[nodiscard]] bool is_protected(const std::string& property_id) const {
    if (properties_.contains(property_id)) return true;
    return !properties_.empty() && !property_id.empty() && !known_.contains(property_id) && plain_.contains(plain(property_id));
  }

  std::unordered_set<std::string_view> known_;
  std::unordered_set<std::string> plain_;
  std::unordered_set<std::string_view> properties_;
  std::unordered_set<std::string_view> by_lease_;
};

/// By its code, or by the column that a finding about a single cell begins with.
bool tells_place(const core::Finding& finding) {
  namespace code = portfolio_code;
  constexpr std::array kCodes{code::kPosition.code, code::kUnreadableGeometry.code, code::kInvalidGeometry.code,
                              code::kMendedGeometry.code};
  constexpr std::array<std::string_view, 4> kColumns{"x_m ", "y_m ", "position ", "geometry "};
  return std::find(kCodes.begin(), kCodes.end(), finding.code) != kCodes.end() ||
         std::any_of(kColumns.begin(), kColumns.end(),
                     [&finding](std::string_view column) { return finding.message.starts_with(column); });
}

}  // namespace

std::vector<std::uint8_t> protected_buildings(const Portfolio& portfolio) {
  const Protection protection(portfolio);
  std::vector<std::uint8_t> out;
  out.reserve(portfolio.buildings.size());
  for (const BuildingRecord& record : portfolio.buildings) {
    const bool hidden = protection.covers(record.building.building_id, record.building.property_id);
    out.push_back(static_cast<std::uint8_t>(hidden ? 1 : 0));
  }
  return out;
}

void withhold_places(const Portfolio& portfolio, core::Findings& findings, std::size_t from) {
  const Protection protection(portfolio);
  if (!protection.any()) return;
  std::unordered_set<std::string_view> hidden;
  for (const BuildingRecord& record : portfolio.buildings) {
    const Building& b = record.building;
    if (protection.covers(b.building_id, b.property_id)) hidden.insert(b.building_id);
  }
  for (const KeptOutRow& row : portfolio.kept_out) {
    if (row.table == PortfolioTable::buildings && protection.covers(row.id, row.property_id)) hidden.insert(row.id);
  }
  for (std::size_t i = from; i < findings.list.size(); ++i) {
    core::Finding& finding = findings.list[i];
    if (finding.table != "buildings" || !hidden.contains(finding.id) || !tells_place(finding)) continue;
    if (finding.value.empty()) continue;  // of the whole column, or without a cell: it tells no number
    finding.message = "the position or geometry cannot be used as it is; the address is protected and the value is not shown";
    finding.value = kProtectedName;
    if (finding.code == portfolio_code::kNotANumber.code) finding.hint = "Write the number alone, without text or unit.";
  }
}

}  // namespace tvilling::models
