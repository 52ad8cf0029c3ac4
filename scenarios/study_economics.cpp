// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/suggest.hpp"
#include "scenarios/economics/measure_cost.hpp"
#include "scenarios/economics/settings_keys.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

namespace {

template <typename Table, std::size_t N>
std::vector<std::string_view> names_of(const std::array<NumberKey<Table>, N>& keys) {
  std::vector<std::string_view> names;
  names.reserve(N);
  for (const NumberKey<Table>& key : keys) names.push_back(key.name);
  return names;
}

template <typename Table, std::size_t N>
void read_numbers(const TableReader& reader, const std::array<NumberKey<Table>, N>& keys, Table& into) {
  for (const NumberKey<Table>& key : keys) into.*key.member = reader.number(key.name, key.range).value_or(into.*key.member);
}

/// Tells of a year that does not come after the one before. Returns whether it does.
bool ascends(const core::TomlValue& year, const core::TomlValue* before, std::string_view key, core::Findings& findings) {
  if (before == nullptr || *year.as_integer() > *before->as_integer()) return true;
  add_stop(findings, study_code::kNotAscending, year.pos,
           fmt::format("\"{}\" = {} does not come after {}", key, *year.as_integer(), *before->as_integer()),
           "Put them in the order of the years, each year once.");
  return false;
}

void read_discount(const TableReader& economics, EconomicSettings& settings, core::Findings& findings) {
  if (economics.find("discount") == nullptr) return;
  std::vector<DiscountStep> steps;
  const core::TomlValue* before = nullptr;
  for (const core::TomlTable* table : economics.tables("discount", "economics.discount")) {
    const TableReader reader(*table, "this discount", findings);
    reader.refuse_unknown_keys({"from_year", kDiscountKey.name});
    reader.require("from_year", "Give the year after the investment from which the rate holds; the first is 1.");
    reader.require(kDiscountKey.name, "Give the real rate, e.g. rate_fraction = 0.035.");
    const core::TomlValue* from = reader.integer("from_year", 1, 1000);
    DiscountStep step;
    step.rate_fraction = reader.number(kDiscountKey.name, kDiscountKey.range).value_or(0.0);
    if (from == nullptr) continue;
    step.from_year = static_cast<int>(*from->as_integer());
    if (before == nullptr && step.from_year != 1) {
      add_stop(findings, study_code::kOutOfRange, from->pos,
               fmt::format("the first discount is from year {}, so the years before it have none", step.from_year),
               "Begin with from_year = 1, the year after the investment.");
    }
    (void)ascends(*from, before, "from_year", findings);
    before = from;
    steps.push_back(step);
  }
  if (steps.empty() && economics.find("discount")->as_array() != nullptr && economics.find("discount")->as_array()->empty()) {
    add_stop(findings, study_code::kMissingKey, economics.find("discount")->pos, "\"discount\" has no rate",
             "Write [[economics.discount]] with from_year = 1 and a rate_fraction, or leave it out.");
  }
  if (!steps.empty()) settings.discount = std::move(steps);
}

void read_economics_table(const TableReader& study, EconomicSettings& settings, core::Findings& findings) {
  const core::TomlTable* table = study.table("economics", "Write [economics] and its keys below.");
  if (table == nullptr) return;
  const TableReader reader(*table, "[economics]", findings);
  std::vector<std::string_view> known = names_of(kEconomicKeys);
  known.insert(known.end(), {"price_level_year", "horizon_years", "discount"});
  reader.refuse_unknown_keys(known);
  read_numbers(reader, kEconomicKeys, settings);
  if (const core::TomlValue* year = reader.integer("price_level_year", kFirstYear, kLastYear)) {
    settings.price_level_year = static_cast<int>(*year->as_integer());
  }
  if (const core::TomlValue* years = reader.integer("horizon_years", 1, kMostHorizonYears)) {
    settings.horizon_years = static_cast<int>(*years->as_integer());
  }
  read_discount(reader, settings, findings);
}

void read_tariff(const TableReader& study, EconomicSettings& settings, core::Findings& findings) {
  const core::TomlTable* table = study.table("tariff", "Write [tariff] and the prices below.");
  if (table == nullptr) return;
  const TableReader reader(*table, "[tariff]", findings);
  std::vector<std::string_view> known = names_of(kTariffKeys);
  known.insert(known.end(), {kBandCounts, "rise"});
  reader.refuse_unknown_keys(known);
  read_numbers(reader, kTariffKeys, settings.tariff);
  settings.tariff.cooling_band_counts = reader.yes_no(kBandCounts).value_or(settings.tariff.cooling_band_counts);
  const core::TomlTable* rise = reader.table("rise", "Write [tariff.rise] and its keys below.");
  if (rise == nullptr) return;
  const TableReader rises(*rise, "[tariff.rise]", findings);
  rises.refuse_unknown_keys(names_of(kRiseKeys));
  read_numbers(rises, kRiseKeys, settings.rise);
}

void read_prices(const TableReader& study, EconomicSettings& settings, core::Findings& findings) {
  const core::TomlValue* before = nullptr;
  for (const core::TomlTable* table : study.tables("price", "price")) {
    const TableReader reader(*table, "this price", findings);
    std::vector<std::string_view> known = names_of(kPriceKeys);
    known.insert(known.begin(), "year");
    reader.refuse_unknown_keys(known);
    reader.require("year", "Give the year from which the prices hold: year = 2027.");
    const core::TomlValue* year = reader.integer("year", kFirstYear, kLastYear);
    PriceYear price;
    read_numbers(reader, kPriceKeys, price);
    const bool has_price =
        std::ranges::any_of(kPriceKeys, [&reader](const auto& key) { return reader.find(key.name) != nullptr; });
    if (!has_price) {
      add_stop(findings, study_code::kMissingKey, table->pos, "this price has no price",
               fmt::format("Give one of {}.", fmt::join(names_of(kPriceKeys), ", ")));
    }
    if (year == nullptr) continue;
    if (!ascends(*year, before, "year", findings)) continue;
    if (*year->as_integer() < settings.price_level_year) {
      add_stop(findings, study_code::kOutOfRange, year->pos,
               fmt::format("\"year\" = {} lies before the price level's year {}", *year->as_integer(), settings.price_level_year),
               "Prices of the first year stand in [tariff]; a [[price]] holds from that year or a later one on.");
    }
    before = year;
    price.year = static_cast<int>(*year->as_integer());
    settings.prices.push_back(price);
  }
}

}  // namespace

namespace {

CostBasis basis_of(std::string_view type) {
  const std::span<const MeasureCost> costs = measure_costs();
  const auto found = std::ranges::find(costs, type, &MeasureCost::measure);
  return found == costs.end() ? CostBasis::none : found->basis;
}

}  // namespace

std::vector<std::string_view> cost_keys() {
  return names_of(kCostKeys);
}

CostOverride read_cost(const TableReader& reader, std::string_view type, core::Findings& findings) {
  CostOverride cost;
  read_numbers(reader, kCostKeys, cost);
  if (basis_of(type) != CostBasis::none) return cost;
  // Nothing is counted of such a measure, so a price per unit would be passed over.
  for (const std::string_view key : {"unit_cost_dkk", "maintenance_dkk_year"}) {
    const core::TomlValue* value = reader.find(key);
    if (value == nullptr || value->as_number() == 0.0) continue;
    add_stop(findings, study_code::kCostOfNothing, value->pos,
             fmt::format("\"{}\" is per unit, but of {} no unit is counted", key, type),
             "Give fixed_cost_dkk per building, with lifetime_years.");
  }
  return cost;
}

EconomicSettings read_economics(const TableReader& study, core::Findings& findings, EconomicSettings settings) {
  read_economics_table(study, settings, findings);
  read_tariff(study, settings, findings);
  read_prices(study, settings, findings);
  return settings;
}

MeasureCosts read_measure_costs(const TableReader& study, core::Findings& findings) {
  MeasureCosts costs;
  const core::TomlTable* table = study.table("measure_cost", "Write [measure_cost.insulate_roof], with the measure's type.");
  if (table == nullptr) return costs;
  std::vector<std::string_view> types;
  for (const MeasureType& type : measure_types()) types.push_back(type.name);
  const TableReader reader(*table, "[measure_cost]", findings);
  for (const auto& [key, value] : table->entries) {
    if (find_measure_type(key) == nullptr) {
      add_stop(findings, study_code::kUnknownMeasure, value.key_pos, "unknown measure \"" + key + "\" in [measure_cost]",
               core::did_you_mean(key, types));
      continue;
    }
    const core::TomlTable* cost = reader.table(key, "Write [measure_cost." + key + "] and its keys below.");
    if (cost == nullptr) continue;
    const TableReader row(*cost, "[measure_cost." + key + "]", findings);
    row.refuse_unknown_keys(cost_keys());
    costs[key] = read_cost(row, key, findings);
  }
  return costs;
}

void apply_costs(const MeasureCosts& costs, std::vector<Scenario>& scenarios, core::Findings& findings) {
  std::set<std::string> told;  // the members of a grid share a place
  for (Scenario& scenario : scenarios) {
    for (Measure& measure : scenario.measures) {
      if (const auto found = costs.find(measure.type); found != costs.end()) {
        // What the measure itself says goes first.
        for (const NumberKey<CostOverride>& key : kCostKeys) {
          double& value = measure.cost.*key.member;
          if (std::isnan(value)) value = found->second.*key.member;
        }
      }
      if (find_measure_type(measure.type) == nullptr) continue;  // told already
      const MeasureCost cost = cost_of(measure);
      if (is_once(cost.basis) || !(cost.fixed_cost_dkk > 0.0) || cost.lifetime_years > 0.0 ||
          !told.insert(core::to_string(measure.pos)).second)
        continue;
      add_stop(findings, study_code::kCostOfNothing, measure.pos,
               fmt::format("{} has a fixed cost of {} DKK but no life", measure.type, cost.fixed_cost_dkk),
               "Give lifetime_years, after which it is bought again.");
    }
  }
}

}  // namespace tvilling::scenarios
