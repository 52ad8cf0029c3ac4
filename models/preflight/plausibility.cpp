// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/plausibility.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "models/data_table.hpp"
#include "models/portfolio/fold.hpp"

namespace tvilling::data {
extern const std::string_view plausibility;
extern const std::string_view name_words;
}  // namespace tvilling::data

namespace tvilling::models {

namespace {

[[noreturn]] void no_rule(std::string_view quantity) {
  throw core::Error(core::ErrorKind::internal, "no plausibility rule for " + std::string(quantity), {"plausibility.csv"});
}

std::vector<Use> uses_of(std::string_view list) {
  std::vector<Use> uses;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    uses.push_back(use_of_table(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return uses;
}

}  // namespace

double Band::middle() const noexcept {
  return low > 0.0 ? std::sqrt(low * high) : 0.5 * (low + high);
}

Plausibility::Plausibility() {
  const DataTable bands(data::plausibility, "plausibility.csv");
  for (std::size_t row = 0; row < bands.size(); ++row) {
    Rules& of = rules_[bands.text(row, "quantity")];
    const std::string& use = bands.text(row, "use");
    std::optional<Band>& band = use == "any" ? of.any : of.of_use[static_cast<std::size_t>(use_of_table(use))];
    band = Band{bands.number(row, "low"), bands.number(row, "high")};
  }
  const DataTable words(data::name_words, "name_words.csv");
  for (std::size_t row = 0; row < words.size(); ++row) {
    words_.push_back({fold(words.text(row, "word")), use_of_table(words.text(row, "use")), uses_of(words.text(row, "fits"))});
  }
}

const Plausibility::Rules& Plausibility::rules(std::string_view quantity) const {
  const auto found = rules_.find(quantity);
  if (found == rules_.end()) no_rule(quantity);
  return found->second;
}

const Band& Plausibility::band(std::string_view quantity, Use use) const {
  const Rules& of = rules(quantity);
  const std::optional<Band>& own = of.of_use[static_cast<std::size_t>(use)];
  if (own) return *own;
  if (!of.any) no_rule(quantity);
  return *of.any;
}

const Band& Plausibility::band(std::string_view quantity) const {
  const Rules& of = rules(quantity);
  if (!of.any) no_rule(quantity);
  return *of.any;
}

bool has_several_uses(const Building& building) noexcept {
  const auto is_other = [&building](const auto& part) { return part.use != building.use; };
  return std::any_of(building.zones.begin(), building.zones.end(), is_other) ||
         std::any_of(building.parts.begin(), building.parts.end(), is_other);
}

Band Plausibility::band_of(std::string_view quantity, const Building& building) const {
  Band sum;
  double area_m2 = 0.0;
  for (const Building& zone : zones_of(building)) {
    const Band& own = band(quantity, zone.use);
    sum.low += own.low * zone.area_m2;
    sum.high += own.high * zone.area_m2;
    area_m2 += zone.area_m2;
  }
  if (!has_several_uses(building) || !(area_m2 > 0.0)) return band(quantity, building.use);
  return {sum.low / area_m2, sum.high / area_m2};
}

std::optional<Use> Plausibility::use_with(std::string_view quantity, double value) const {
  std::optional<Use> best;
  double nearest = std::numeric_limits<double>::infinity();
  const Rules& of = rules(quantity);
  for (std::size_t i = 0; i < of.of_use.size(); ++i) {
    const std::optional<Band>& band = of.of_use[i];
    if (!band || !band->contains(value) || value <= 0.0) continue;
    const double distance = std::abs(std::log(value / band->middle()));
    if (distance >= nearest) continue;
    nearest = distance;
    best = static_cast<Use>(i);
  }
  return best;
}

std::optional<Use> Plausibility::use_of_name(std::string_view name, Use use) const {
  if (use == Use::small_building || use == Use::workshop_storage) return std::nullopt;  // every property has its sheds
  const std::string folded = fold(name);
  std::optional<Use> said;
  for (const NameWord& word : words_) {
    if (folded.find(word.word) == std::string::npos) continue;
    const bool fits = word.use == use || std::find(word.fits.begin(), word.fits.end(), use) != word.fits.end();
    if (fits) return std::nullopt;  // one of the words of a name is enough
    if (!said) said = word.use;
  }
  return said;
}

}  // namespace tvilling::models
