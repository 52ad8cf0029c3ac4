// SPDX-License-Identifier: MPL-2.0
#include "models/metering/building_uses.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/text.hpp"
#include "models/metering/danish_clock.hpp"
#include "models/metering/metering_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = metering_code;
using core::Severity;
using core::shown;

/// The years of the meters of each building.
class UseSums {
 public:
  UseSums(const Metering& metering, std::span<const MeterShare> unshared, core::Findings& findings)
      : metering_(metering), findings_(findings) {
    for (std::size_t y = 0; y < metering.years.size(); ++y) years_[metering.years[y].meter].push_back(y);
    for (std::size_t m = 0; m < metering.meters.size(); ++m) index_.emplace(metering.meters[m].meter_id, m);
    for (const MeterShare& of : unshared) {
      const std::size_t meter = index_.at(of.meter_id);
      unshared_[{of.building_id, metering.meters[meter].carrier}].insert(meter);
    }
  }

  [[nodiscard]] std::vector<MeteredUse> sum() {
    for (const MeterShare& share : metering_.shares) {
      const std::size_t meter = index_.at(share.meter_id);
      meters_[{share.building_id, metering_.meters[meter].carrier}].emplace_back(meter, share.share);
    }
    std::vector<MeteredUse> uses;
    for (const auto& [key, meters] : meters_) {
      for (int year = first_year(meters); year <= last_year(meters); ++year) {
        std::optional<MeteredUse> use = use_of(key, meters, year);
        if (use) uses.push_back(std::move(*use));
      }
    }
    tell_lacking();
    return uses;
  }

 private:
  using Key = std::pair<std::string, Carrier>;
  using Meters = std::vector<std::pair<std::size_t, double>>;  // with shares

  [[nodiscard]] int first_year(const Meters& meters) const {
    int year = DanishClock::kLastYear;
    for (const auto& [meter, share] : meters) {
      if (years_.contains(meter)) year = std::min(year, metering_.years[years_.at(meter).front()].year);
    }
    return year;
  }
  [[nodiscard]] int last_year(const Meters& meters) const {
    int year = 0;
    for (const auto& [meter, share] : meters) {
      if (years_.contains(meter)) year = std::max(year, metering_.years[years_.at(meter).back()].year);
    }
    return year;
  }
  [[nodiscard]] const MeterYear* year_of(std::size_t meter, int year) const {
    const auto found = years_.find(meter);
    if (found == years_.end()) return nullptr;
    for (const std::size_t y : found->second) {
      if (metering_.years[y].year == year) return &metering_.years[y];
    }
    return nullptr;
  }
  /// True when a meter has readings before and after a year in which it has none: it was there.
  [[nodiscard]] bool in_service(std::size_t meter, int year) const {
    const auto found = years_.find(meter);
    return found != years_.end() && metering_.years[found->second.front()].year < year &&
           metering_.years[found->second.back()].year > year;
  }

  /// Whether `second` begins where `first` ends: at New Year, or within a year of which neither tells the whole.
  [[nodiscard]] bool follows(std::size_t first, std::size_t second) const {
    const MeterYear& last_of_first = metering_.years[years_.at(first).back()];
    const MeterYear& first_of_second = metering_.years[years_.at(second).front()];
    if (first_of_second.year == last_of_first.year + 1) return true;
    return first_of_second.year == last_of_first.year && !first_of_second.usable && !last_of_first.usable;
  }
  /// Whether another meter of the building took the place of this one, or this one that of another: an exchange under a new id.
  [[nodiscard]] bool is_exchanged(std::size_t meter, const Meters& meters, int year) const {
    if (!years_.contains(meter)) return false;
    const bool after = year > metering_.years[years_.at(meter).back()].year;
    return std::any_of(meters.begin(), meters.end(), [&](const auto& other) {
      if (other.first == meter || !years_.contains(other.first)) return false;
      return after ? follows(meter, other.first) : follows(other.first, meter);
    });
  }

  static void add(MeteredUse& use, const MeterYear& own, double share) {
    use.amount += share * own.amount;
    for (std::size_t m = 0; m < use.monthly.size(); ++m) use.monthly[m] += share * own.monthly[m];
    use.flags = static_cast<std::uint16_t>(use.flags | own.flags);
  }

  /// Keeps a year that lacks meters, those without shares among them; false when it lacks none.
  bool note_lacking(const Key& key, std::vector<std::size_t>& lacking, int year) {
    if (const auto found = unshared_.find(key); found != unshared_.end()) {
      lacking.insert(lacking.end(), found->second.begin(), found->second.end());
    }
    for (const std::size_t meter : lacking) lacking_[{meter, key}].push_back(year);
    return !lacking.empty();
  }

  std::optional<MeteredUse> use_of(const Key& key, const Meters& meters, int year) {
    MeteredUse use{key.first, key.second, year, 0.0, {}, 0.0, 0, {}};
    double filled = 0.0;
    std::string missing;
    std::string absent;
    std::vector<std::size_t> lacking;
    for (const auto& [meter, share] : meters) {
      const std::string& id = metering_.meters[meter].meter_id;
      const MeterYear* own = year_of(meter, year);
      if (own == nullptr && !in_service(meter, year)) {
        if (is_exchanged(meter, meters, year)) {
          absent += (absent.empty() ? "" : ", ") + id;
        } else {
          lacking.push_back(meter);
        }
        continue;
      }
      if (own == nullptr || !own->usable) {
        missing += (missing.empty() ? "" : ", ") + id;
        continue;
      }
      add(use, *own, share);
      use.meters.push_back(id);
      filled += share * own->amount * own->filled_fraction;
    }
    if (use.meters.empty()) return std::nullopt;  // told with its meters
    if (!missing.empty()) {
      tell(key, year, fmt::format("is not used: meter {} cannot stand for it", shown(missing)));
      return std::nullopt;
    }
    if (note_lacking(key, lacking, year)) return std::nullopt;
    if (!absent.empty()) tell(key, year, fmt::format("is without meter {}, which another one took the place of", shown(absent)));
    use.filled_fraction = use.amount != 0.0 ? filled / use.amount : 0.0;
    return use;
  }

  /// At the meter's row: without it a building's use would stand as whole.
  void tell_lacking() {
    for (const auto& [key, years] : lacking_) {
      const auto& [index, of] = key;
      const Meter& meter = metering_.meters[index];
      const bool shared = unshared_.contains(of) && unshared_.at(of).contains(index);
      findings_.add(
          {std::string(code::kUseIncomplete.code), Severity::warns, meter.pos,
           fmt::format("{} of building \"{}\" is not used in {}: its meter \"{}\" {}", to_string(of.second), shown(of.first),
                       fmt::join(years, ", "), shown(meter.meter_id), shared ? "has no shares" : "has no readings then"),
           shared ? "Write its shares in meter_shares, or take it out of the meters table if the others count it all."
                  : "Add its readings: one of 0 for a year in which it was out of service.",
           "meters", meter.meter_id, fmt::format("{}", years.front())});
    }
  }

  void tell(const Key& key, int year, const std::string& what) {
    findings_.add({std::string(code::kUseIncomplete.code),
                   Severity::info,
                   {},
                   fmt::format("{} of building \"{}\" in {} {}", to_string(key.second), shown(key.first), year, what),
                   {},
                   "buildings",
                   key.first,
                   {}});
  }

  const Metering& metering_;
  core::Findings& findings_;
  std::map<std::size_t, std::vector<std::size_t>> years_;
  std::map<std::string, std::size_t> index_;
  std::map<Key, Meters> meters_;
  std::map<Key, std::set<std::size_t>> unshared_;
  std::map<std::pair<std::size_t, Key>, std::vector<int>> lacking_;  // years that a building's use cannot stand for
};

}  // namespace

std::vector<MeteredUse> building_uses(const Metering& metering, std::span<const MeterShare> unshared, core::Findings& findings) {
  return UseSums(metering, unshared, findings).sum();
}

}  // namespace tvilling::models
