// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/delivery.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "models/portfolio/protected_buildings.hpp"
#include "models/preflight/cross_check.hpp"
#include "models/preflight/owner.hpp"
#include "models/preflight/preflight_codes.hpp"
#include "models/preflight/same_place.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
using core::Severity;
using Records = std::map<std::string_view, const BuildingRecord*>;

Records by_id(const Portfolio& portfolio) {
  Records records;
  for (const BuildingRecord& record : portfolio.buildings) records.emplace(record.building.building_id, &record);
  return records;
}

/// Buildings whose row stops: they are there, and nobody knows how.
std::set<std::string_view> stopped_rows(const Portfolio& portfolio) {
  std::set<std::string_view> ids;
  for (const KeptOutRow& row : portfolio.kept_out) {
    if (row.table == PortfolioTable::buildings && !row.id.empty()) ids.insert(row.id);
  }
  return ids;
}

double given_or_missing(const BuildingRecord& record, double Building::* member) {
  return is_given(record, member) ? record.building.*member : kMissing;
}

bool differ(double a, double b) {
  return std::isnan(a) != std::isnan(b) || (std::isfinite(a) && a != b);
}

std::string words(double value) {
  return std::isnan(value) ? "missing" : fmt::format("{:.10g}", value);
}

std::string words(std::string_view text) {
  return text.empty() ? "missing" : fmt::format("\"{}\"", core::shown(text));
}

/// Compares the two states of one building.
class Comparison {
 public:
  Comparison(const Portfolio& before, const Portfolio& now, const Plausibility& rules, DeliveryChanges& changes,
             core::Findings& findings)
      : owners_before_(before, {}), owners_now_(now, {}), rules_(rules), changes_(changes), findings_(findings) {}

  void compare(const BuildingRecord& before, const BuildingRecord& now) {
    const Building& a = before.building;
    const Building& b = now.building;
    if (a.use != b.use) {
      ++changes_.use_changed;
      tell(code::kUseChanged, now, fmt::format("the use was {}, now {}", to_string(a.use), to_string(b.use)), to_string(b.use));
    }
    compare_area(before, now);
    const double year_before = given_or_missing(before, &Building::year);
    const double year = given_or_missing(now, &Building::year);
    if (differ(year_before, year)) {
      ++changes_.year_changed;
      tell(code::kYearChanged, now, fmt::format("the year was {}, now {}", words(year_before), words(year)), words(year));
    }
    if (a.property_id != b.property_id) {
      ++changes_.property_changed;
      tell(code::kPropertyChanged, now, fmt::format("the property was {}, now {}", words(a.property_id), words(b.property_id)),
           b.property_id);
    }
    const std::string_view owner_before = owners_before_.of_building(a.building_id);
    const std::string_view owner = owners_now_.of_building(b.building_id);
    if (owner_before != owner) {
      ++changes_.administration_changed;
      tell(code::kAdministrationChanged, now, fmt::format("the administration was {}, now {}", words(owner_before), words(owner)),
           owner);
    }
  }

 private:
  void compare_area(const BuildingRecord& before, const BuildingRecord& now) {
    const double area_before_m2 = before.building.area_m2;
    const double area_m2 = now.building.area_m2;
    if (!differ(area_before_m2, area_m2)) return;
    ++changes_.area_changed;
    const bool near = rules_.band("area_change").contains(area_m2 / area_before_m2);
    findings_.add(building_finding(code::kAreaChanged, near ? Severity::info : Severity::warns, now,
                                   fmt::format("the area was {:.10g} m2, now {:.10g} m2 ({:+.1f} %)", area_before_m2, area_m2,
                                               100.0 * (area_m2 / area_before_m2 - 1.0)),
                                   near ? "" : "Ask whether something was built or torn down, or the kind of area changed.",
                                   words(area_m2)));
  }

  void tell(const core::FindingCode& code, const BuildingRecord& record, std::string message, std::string_view value) {
    findings_.add(building_finding(code, Severity::info, record, std::move(message), {}, std::string(value)));
  }

  Owners owners_before_;
  Owners owners_now_;
  const Plausibility& rules_;
  DeliveryChanges& changes_;
  core::Findings& findings_;
};

/// New buildings that stand where one that is gone stood, as large as it: new -> gone.
std::map<const BuildingRecord*, const BuildingRecord*> find_renamed(const std::vector<const BuildingRecord*>& fresh,
                                                                    const std::vector<const BuildingRecord*>& gone) {
  PlaceIndex places;
  for (const BuildingRecord* record : gone) {
    if (has_place(*record)) places.add(*record);
  }
  std::map<const BuildingRecord*, const BuildingRecord*> renamed;
  std::set<const BuildingRecord*> taken;
  for (const BuildingRecord* record : fresh) {
    if (!has_place(*record)) continue;
    const BuildingRecord* old = places.find(*record);
    if (old != nullptr && taken.insert(old).second) renamed.emplace(record, old);
  }
  return renamed;
}

std::set<std::string> protected_ids(const Portfolio& portfolio) {
  const std::vector<std::uint8_t> hidden = protected_buildings(portfolio);
  std::set<std::string> ids;
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    if (hidden[i] != 0) ids.insert(portfolio.buildings[i].building.building_id);
  }
  return ids;
}

/// A flag that was dropped, a property id that was damaged, a table that did not come: all show the address.
void tell_lost_protection(const Portfolio& before, const Portfolio& now, const Records& new_rows, core::Findings& findings) {
  const std::set<std::string> still = protected_ids(now);
  core::Finding finding;
  for (const std::string& id : protected_ids(before)) {
    const auto row = new_rows.find(id);
    if (row == new_rows.end() || still.contains(id)) continue;
    if (finding.rows.empty()) finding.pos = row->second->pos;
    finding.rows.push_back(id);
  }
  if (finding.rows.empty()) return;
  finding.code = code::kProtectionLost.code;
  finding.severity = Severity::warns;
  finding.table = "buildings";
  finding.message = fmt::format("protected in the earlier delivery and not now: {}",
                                core::shown(fmt::format("{}", fmt::join(finding.rows, ", "))));
  finding.hint = "Names and places are shown from now on. Is that meant? Else look at protected_address, property_id and leases.";
  findings.add(std::move(finding));
}

}  // namespace

double DeliveryChanges::area_change_fraction() const noexcept {
  return area_before_m2 > 0.0 ? area_now_m2 / area_before_m2 - 1.0 : kMissing;
}

DeliveryChanges compare_deliveries(const Portfolio& before, const Portfolio& now, const Plausibility& rules,
                                   core::Findings& findings) {
  DeliveryChanges changes;
  changes.buildings_before = before.buildings.size();
  changes.buildings_now = now.buildings.size();
  for (const BuildingRecord& record : before.buildings) changes.area_before_m2 += record.building.area_m2;
  for (const BuildingRecord& record : now.buildings) changes.area_now_m2 += record.building.area_m2;

  const Records old_rows = by_id(before);
  const Records new_rows = by_id(now);
  std::vector<const BuildingRecord*> fresh;
  std::vector<const BuildingRecord*> gone;
  const std::set<std::string_view> old_stopped = stopped_rows(before);
  const std::set<std::string_view> new_stopped = stopped_rows(now);
  for (const auto& [id, record] : new_rows) {
    if (!old_rows.contains(id) && !old_stopped.contains(id)) fresh.push_back(record);
  }
  for (const auto& [id, record] : old_rows) {
    if (!new_rows.contains(id) && !new_stopped.contains(id)) gone.push_back(record);
  }
  std::set<std::string_view> stopped = old_stopped;
  stopped.insert(new_stopped.begin(), new_stopped.end());
  changes.kept_out = stopped.size();
  const auto renamed = find_renamed(fresh, gone);
  std::set<const BuildingRecord*> found_again;
  for (const auto& [record, old] : renamed) found_again.insert(old);

  tell_lost_protection(before, now, new_rows, findings);
  Comparison comparison(before, now, rules, changes, findings);
  for (const auto& [id, record] : new_rows) {
    const auto old = old_rows.find(id);
    if (old != old_rows.end()) {
      comparison.compare(*old->second, *record);
    } else if (const auto other = renamed.find(record); other != renamed.end()) {
      ++changes.renamed;
      findings.add(building_finding(
          code::kRenamed, Severity::warns, *record,
          fmt::format("it stands where \"{}\" stood, with the same area", core::shown(other->second->building.building_id)),
          "If the id changed, change it in overrides and links too.", other->second->building.building_id));
      comparison.compare(*other->second, *record);
    } else if (!old_stopped.contains(id)) {
      ++changes.new_buildings;
      findings.add(building_finding(code::kNew, Severity::info, *record,
                                    fmt::format("new: {}, {:.10g} m2", to_string(record->building.use), record->building.area_m2),
                                    {}));
    }
  }
  for (const BuildingRecord* record : gone) {
    if (found_again.contains(record)) continue;
    ++changes.gone_buildings;
    findings.add(building_finding(code::kGone, Severity::warns, *record,
                                  fmt::format("gone: {}, {:.10g} m2", to_string(record->building.use), record->building.area_m2),
                                  "It was sold or torn down, or is missing from the extract. Set this aside with the reason."));
  }
  return changes;
}

}  // namespace tvilling::models
