// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/usual_inputs.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "scenarios/economics/measure_cost.hpp"
#include "scenarios/uncertainty/input_target.hpp"

namespace tvilling::data {
extern const std::string_view uncertain_inputs;  // uncertainty/data/uncertain_inputs.csv, embedded
}

namespace tvilling::scenarios {

namespace {

constexpr std::string_view kFile = "uncertain_inputs.csv";
constexpr std::string_view kCatalogue = "catalogue";
constexpr std::array<std::string_view, 7> kHeader{"name", "effect", "spread", "low", "high", "shared", "source"};

[[noreturn]] void broken(std::string_view what, std::size_t row) {
  core::SourcePos pos{std::string(kFile)};
  pos.line = static_cast<int>(row) + 2;
  throw core::Error(core::ErrorKind::internal, "the table of uncertain inputs is broken: " + std::string(what), pos);
}

template <std::size_t N>
std::size_t place_of(std::string_view word, const std::array<std::string_view, N>& words, std::size_t row) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) broken(word, row);
  return static_cast<std::size_t>(found - words.begin());
}

double number_of(std::string_view cell, std::size_t row) {
  const std::optional<double> number = core::parse_number(cell, core::NumberFormat::point);
  if (!number) broken(cell, row);
  return *number;
}

/// The spread of the catalogue's unit costs, measure by measure.
void add_catalogue(const UncertainInput& like, const Study& study, std::vector<UncertainInput>& inputs) {
  std::set<std::string_view> used;
  for (const Scenario& scenario : study.scenarios) {
    for (const Measure& measure : scenario.measures) used.insert(measure.type);
  }
  for (const MeasureCost& cost : measure_costs()) {
    if (!used.contains(cost.measure) || !(cost.unit_cost_dkk > 0.0) || cost.unit_cost_low_dkk == cost.unit_cost_high_dkk)
      continue;
    UncertainInput input = like;
    input.name += "." + cost.measure;
    input.low = cost.unit_cost_low_dkk / cost.unit_cost_dkk;
    input.high = cost.unit_cost_high_dkk / cost.unit_cost_dkk;
    input.of_catalogue = true;
    inputs.push_back(std::move(input));
  }
}

}  // namespace

std::vector<UncertainInput> usual_inputs(const Study& study) {
  core::Findings findings;
  const core::Table table = core::parse_csv(data::uncertain_inputs, std::string(kFile), findings);
  if (!findings.list.empty()) broken(findings.list.front().message, 0);
  if (!std::ranges::equal(table.header, kHeader, {}, &core::TableCell::text)) broken("its header", 0);
  std::vector<UncertainInput> inputs;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const std::vector<core::TableCell>& cells = table.rows[r];
    const auto row = [&cells](std::size_t c) -> const std::string& { return cells[c].text; };
    UncertainInput input;
    input.name = row(0);
    if (!find_input_target(input.name)) broken(input.name, r);
    input.factor = place_of(row(1), kEffectNames, r) == 0;
    input.spread = static_cast<Spread>(place_of(row(2), kSpreadNames, r));
    input.shared = static_cast<Shared>(place_of(row(5), kSharedNames, r));
    input.source = row(6);
    if (row(3) == kCatalogue) {
      add_catalogue(input, study, inputs);
      continue;
    }
    input.low = number_of(row(3), r);
    input.high = number_of(row(4), r);
    const bool said = input.name == kEconomyNumbers[static_cast<std::size_t>(EconomyNumber::realised_saving_fraction)].name &&
                      study.economics.realised_saving_fraction != EconomicSettings{}.realised_saving_fraction;
    if (!said) inputs.push_back(std::move(input));
  }
  return inputs;
}

}  // namespace tvilling::scenarios
