// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "scenarios/screening/screening_parts.hpp"
#include "scenarios/uncertainty/statistics.hpp"

namespace tvilling::scenarios {

namespace {

using models::kMissing;

/// The upper ends of the size bands, m2 (domain.md D2); above the last is a band of its own.
struct SizeBand {
  double below_m2;
  std::string_view name;
};
constexpr std::array kSizeBands{SizeBand{1000.0, "below 1000 m2"}, SizeBand{3000.0, "1000-3000 m2"},
                                SizeBand{10000.0, "3000-10000 m2"}};

std::string_view size_band(double area_m2) {
  if (std::isnan(area_m2)) return "size unknown";
  for (const SizeBand& band : kSizeBands) {
    if (area_m2 < band.below_m2) return band.name;
  }
  return "10000 m2 and more";
}

/// The groups of a place by the rule, narrowest first.
std::vector<std::string> names_of(const ScreenedPlace& place) {
  const std::string use = place.use.empty() ? "use unknown" : place.use;
  const std::string tenure = fmt::format("{}, {}", use, place.tenure == "unknown" ? "tenure unknown" : place.tenure);
  return {fmt::format("{}, {}", tenure, size_band(place.area_m2)), tenure, use};
}

/// The median of ascending values without the one at `own`.
double median_without(const std::vector<double>& ascending, std::size_t own) {
  const auto at = [&](std::size_t k) { return ascending[k < own ? k : k + 1]; };
  const std::size_t n = ascending.size() - 1;
  return n % 2 == 1 ? at(n / 2) : 0.5 * (at(n / 2 - 1) + at(n / 2));
}

/// Of each place the narrowest group with enough others by the rule alone.
std::vector<std::string> rule_groups(const std::vector<std::vector<std::string>>& names, std::size_t least_peers) {
  std::map<std::string_view, std::size_t> counts;
  for (const std::vector<std::string>& of_place : names) {
    for (const std::string& name : of_place) ++counts[name];
  }
  std::vector<std::string> groups;
  groups.reserve(names.size());
  for (const std::vector<std::string>& of_place : names) {
    const auto enough = std::ranges::find_if(of_place, [&](const std::string& name) { return counts[name] > least_peers; });
    groups.push_back(enough == of_place.end() ? of_place.back() : *enough);
  }
  return groups;
}

}  // namespace

PeerIndex::PeerIndex(std::span<const ScreenedPlace> places, bool leases, const ScreeningSettings& settings,
                     std::vector<PeerGroup>& groups)
    : first_(groups.size()), least_peers_(settings.least_peers) {
  std::vector<std::vector<std::string>> names;
  std::map<std::string, std::vector<std::string>> from;  // a group of the rule, and the wider ones
  for (const ScreenedPlace& place : places) {
    names.push_back(names_of(place));
    for (std::size_t level = 0; level < names.back().size(); ++level) {
      from.emplace(names.back()[level],
                   std::vector<std::string>(names.back().begin() + static_cast<std::ptrdiff_t>(level), names.back().end()));
    }
  }
  rule_groups_ = rule_groups(names, least_peers_);
  std::vector<bool> fixed(places.size());
  for (const Regrouping& one : settings.regroupings) {
    if (one.is_lease != leases) continue;
    const auto place = std::ranges::find(places, one.id, &ScreenedPlace::id);
    if (place == places.end()) continue;
    const auto known = from.find(one.group);
    names[static_cast<std::size_t>(place - places.begin())] =
        known == from.end() ? std::vector<std::string>{one.group} : known->second;
    fixed[static_cast<std::size_t>(place - places.begin())] = true;
  }
  std::map<std::string, std::vector<std::size_t>> members;
  for (std::size_t p = 0; p < names.size(); ++p) {
    for (const std::string& name : names[p]) members[name].push_back(p);
  }
  std::map<std::string_view, std::size_t> at;
  for (auto& [name, of_it] : members) {
    at.emplace(name, members_.size());
    groups.push_back({name, of_it.size(), leases});
    members_.push_back(std::move(of_it));
  }
  for (std::size_t p = 0; p < names.size(); ++p) {
    std::vector<std::size_t>& levels = levels_.emplace_back();
    for (const std::string& name : names[p]) levels.push_back(at.at(name));
    if (fixed[p]) levels.resize(1);  // who names a group wants that one, however few they are
  }
}

std::size_t PeerIndex::group_of(std::size_t place) const {
  const std::vector<std::size_t>& levels = levels_[place];
  const auto enough = std::ranges::find_if(levels, [this](std::size_t g) { return members_[g].size() > least_peers_; });
  return first_ + (enough == levels.end() ? levels.back() : *enough);
}

std::vector<PeerIndex::Reference> PeerIndex::references(std::span<const double> values) const {
  std::vector<std::vector<double>> ascending(members_.size());
  for (std::size_t g = 0; g < members_.size(); ++g) {
    for (const std::size_t p : members_[g]) {
      if (std::isfinite(values[p])) ascending[g].push_back(values[p]);
    }
    std::ranges::sort(ascending[g]);
  }
  std::vector<Reference> all(values.size());
  for (std::size_t p = 0; p < values.size(); ++p) {
    if (!std::isfinite(values[p])) continue;
    const std::vector<std::size_t>& levels = levels_[p];
    const auto enough = std::ranges::find_if(levels, [&](std::size_t g) { return ascending[g].size() > least_peers_; });
    const std::size_t group = enough == levels.end() ? levels.back() : *enough;
    const std::vector<double>& of_group = ascending[group];
    Reference& reference = all[p];
    reference.group = first_ + group;
    reference.peers = of_group.size() - 1;
    if (reference.peers < kFewestPeers) continue;
    const auto own = std::ranges::lower_bound(of_group, values[p]);
    reference.median = median_without(of_group, static_cast<std::size_t>(own - of_group.begin()));
  }
  return all;
}

double given_reference(const ScreenedPlace& place, Screened figure, const ScreeningSettings& settings) {
  if (settings.reference != ScreeningReference::given) return kMissing;
  if (std::ranges::find(settings.reference_uses, place.use) == settings.reference_uses.end()) return kMissing;
  if (figure == Screened::area_per_employee) return settings.reference_m2_per_employee;
  return figure == Screened::rent ? settings.reference_rent_dkk_m2 : kMissing;
}

double badness(Screened v, double ratio) noexcept {
  return less_is_worse(v) ? 1.0 / ratio : ratio;
}

namespace {

/// What a figure is held against in the end.
double reference_of(Screened figure, double reference, const ScreeningSettings& settings) noexcept {
  return figure == Screened::vacancy ? std::max(reference, settings.least_reference_vacant_fraction) : reference;
}

}  // namespace

double ratio_of(Screened figure, double value, double reference, const ScreeningSettings& settings) noexcept {
  const double against = reference_of(figure, reference, settings);
  return against > 0.0 ? value / against : kMissing;
}

Light light_of(Screened figure, double ratio, const ScreeningSettings& settings) noexcept {
  const double bad = badness(figure, ratio);
  if (std::isnan(bad)) return Light::grey;
  if (bad <= settings.yellow_above_ratio) return Light::green;
  return bad <= settings.red_above_ratio ? Light::yellow : Light::red;
}

namespace {

void judge_one(ScreenedFigure& figure, Screened v, const PeerIndex::Reference& peers, double given,
               const ScreeningSettings& settings) {
  if (!std::isfinite(figure.value)) return;
  figure.reference = reference_of(v, std::isfinite(given) ? given : peers.median, settings);
  figure.group = peers.group;
  figure.peers = std::isfinite(given) ? 0 : peers.peers;
  if (std::isnan(figure.reference)) {
    figure.why = Unjudged::peers;
    return;
  }
  figure.ratio = ratio_of(v, figure.value, figure.reference, settings);
  figure.light = light_of(v, figure.ratio, settings);
  if (figure.light == Light::grey) figure.why = Unjudged::reference;
  if (figure.light != Light::red) return;
  const double limit =
      less_is_worse(v) ? figure.reference / settings.red_above_ratio : figure.reference * settings.red_above_ratio;
  figure.change_to_yellow = limit - figure.value;
}

}  // namespace

void judge(std::span<ScreenedPlace> places, const PeerIndex& peers, const ScreeningSettings& settings) {
  for (std::size_t p = 0; p < places.size(); ++p) {
    places[p].group = peers.group_of(p);
    places[p].rule_group = peers.rule_group(p);
  }
  std::vector<double> values(places.size());
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    const Screened v = static_cast<Screened>(f);
    for (std::size_t p = 0; p < places.size(); ++p) values[p] = places[p][v].value;
    const std::vector<PeerIndex::Reference> references = peers.references(values);
    for (std::size_t p = 0; p < places.size(); ++p) {
      judge_one(places[p][v], v, references[p], given_reference(places[p], v, settings), settings);
      values[p] = badness(v, places[p][v].ratio);
    }
    const std::vector<std::size_t> ranks = ranks_from_greatest(values);
    for (std::size_t p = 0; p < places.size(); ++p) places[p][v].rank = ranks[p];
  }
}

}  // namespace tvilling::scenarios
