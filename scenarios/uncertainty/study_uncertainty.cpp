// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/suggest.hpp"
#include "scenarios/study_draft.hpp"
#include "scenarios/uncertainty/input_target.hpp"
#include "scenarios/uncertainty/latin_hypercube.hpp"
#include "scenarios/uncertainty/uncertainty_codes.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::int64_t kMostWorst = 1000000;
constexpr double kMost = std::numeric_limits<double>::max();
constexpr std::array<std::string_view, 10> kKeys{
    "name", "effect", "spread", "shared", "low", "high", "mean", "standard_deviation", "p10", "p90"};

/// What the two numbers of a spread are called.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kNumbers{
    std::pair{"low", "high"}, std::pair{"low", "high"}, std::pair{"mean", "standard_deviation"}, std::pair{"p10", "p90"}};

/// The place of a key's word among those that are known; `otherwise` when the key is not there; nothing and a finding for another
/// word.
std::optional<std::size_t> word(const TableReader& reader, std::string_view key, std::span<const std::string_view> known,
                                std::size_t otherwise) {
  if (reader.find(key) == nullptr) return otherwise;
  const core::TomlValue* value = reader.text(key);
  if (value == nullptr) return std::nullopt;
  const auto found = std::ranges::find(known, *value->as_string());
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  add_stop(reader.findings(), uncertainty_code::kUnknownWord, value->pos,
           fmt::format("unknown {} \"{}\"", key, *value->as_string()), core::did_you_mean(*value->as_string(), known));
  return std::nullopt;
}

void stop(const TableReader& reader, const core::FindingCode& code, const core::SourcePos& pos, std::string message,
          std::string hint) {
  add_stop(reader.findings(), code, pos, std::move(message), std::move(hint));
}

/// What the input changes, or nothing and a finding.
std::optional<InputTarget> read_target(const TableReader& reader, UncertainInput& input) {
  reader.require("name", "Give it the name of a column or of a price: name = \"q50_l_s_m2\".");
  const core::TomlValue* value = reader.text("name");
  if (value == nullptr) return std::nullopt;
  input.name = *value->as_string();
  input.pos = value->pos;
  std::optional<InputTarget> target = find_input_target(input.name);
  if (target) return target;
  const std::vector<std::string_view> known = input_target_names();
  std::string near = core::nearest(input.name, known);
  // A name without its unit is far by letters and yet plain.
  const auto longer = std::ranges::find_if(known, [&input](std::string_view name) { return name.starts_with(input.name); });
  if (near.empty() && longer != known.end()) near = *longer;
  const bool fixed = models::find_building_column(input.name) != nullptr;
  const std::string hint = fixed ? "What says which building it is and how large it is not drawn."
                           : !near.empty()
                               ? fmt::format("Did you mean \"{}\"?", near)
                               : "Name a column of the buildings (`tvilling schema inputs`), a price, \"investment\" or "
                                 "\"investment.\" and a measure.";
  stop(reader, uncertainty_code::kUnknownInput, value->pos, fmt::format("\"{}\" cannot be drawn", input.name), hint);
  return std::nullopt;
}

/// The two numbers; false and a finding when they are not there or in the wrong order.
bool read_spread(const TableReader& reader, UncertainInput& input) {
  const auto [first, second] = kNumbers[static_cast<std::size_t>(input.spread)];
  for (const std::string_view other : {"low", "high", "mean", "standard_deviation", "p10", "p90"}) {
    const core::TomlValue* value = other == first || other == second ? nullptr : reader.find(other);
    if (value == nullptr) continue;
    stop(reader, uncertainty_code::kNoSpread, value->key_pos,
         fmt::format("a {} spread has no \"{}\"", kSpreadNames[static_cast<std::size_t>(input.spread)], other),
         fmt::format("It is given by {} and {}.", first, second));
    return false;
  }
  const std::string hint = fmt::format("Give {} and {}: {} = 0.8 and {} = 1.2, for example.", first, second, first, second);
  reader.require(first, hint);
  reader.require(second, hint);
  const bool positive = input.factor || input.spread == Spread::lognormal;
  const core::NumberRange range =
      positive ? core::NumberRange{0.0, kMost, {}, true} : core::NumberRange{-kMost, kMost, {}, false};
  const std::optional<double> a = reader.number(first, range);
  const std::optional<double> b =
      reader.number(second, input.spread == Spread::normal ? core::NumberRange{0.0, kMost, {}, false} : range);
  if (!a || !b) return false;
  input.low = *a;
  input.high = *b;
  if (input.spread == Spread::normal || *a <= *b) return true;
  stop(reader, uncertainty_code::kNoSpread, reader.find(second)->pos,
       fmt::format("{} = {} is below {} = {}", second, *b, first, *a), "Give the lower one first; equal ones are sure.");
  return false;
}

/// Whether that number can be drawn in that way.
bool fits(const TableReader& reader, const InputTarget& target, const UncertainInput& input) {
  if (!target.economy) return true;
  const EconomyRow& row = kEconomyNumbers[static_cast<std::size_t>(*target.economy)];
  if (!(input.factor ? row.factor : row.term)) {
    stop(reader, uncertainty_code::kDoesNotFit, input.pos,
         fmt::format("a draw of \"{}\" cannot {}", input.name, input.factor ? "multiply it" : "be added to it"),
         fmt::format("Write effect = \"{}\".", input.factor ? kEffectNames[1] : kEffectNames[0]));
    return false;
  }
  if (input.shared == Shared::city) return true;
  stop(reader, uncertainty_code::kDoesNotFit, input.pos, fmt::format("\"{}\" is the same for all buildings", input.name),
       "Write shared = \"city\", or leave it out.");
  return false;
}

std::optional<UncertainInput> read_input(const core::TomlTable& table, core::Findings& findings) {
  const TableReader reader(table, "this uncertain input", findings);
  reader.refuse_unknown_keys({kKeys.begin(), kKeys.end()});
  UncertainInput input;
  const std::optional<InputTarget> target = read_target(reader, input);
  const std::optional<std::size_t> effect = word(reader, "effect", kEffectNames, 0);
  const std::optional<std::size_t> spread = word(reader, "spread", kSpreadNames, static_cast<std::size_t>(Spread::triangular));
  const bool city = target && target->economy;
  const std::optional<std::size_t> shared =
      word(reader, "shared", kSharedNames, static_cast<std::size_t>(city ? Shared::city : Shared::building));
  if (!effect || !spread || !shared) return std::nullopt;
  input.factor = *effect == 0;
  input.spread = static_cast<Spread>(*spread);
  input.shared = static_cast<Shared>(*shared);
  const bool sound = read_spread(reader, input);
  if (!target || !sound || !fits(reader, *target, input)) return std::nullopt;
  return input;
}

}  // namespace

UncertaintySettings read_uncertainty(const TableReader& study, core::Findings& findings) {
  UncertaintySettings settings;
  const core::TomlTable* table = study.table("uncertainty", "Write [uncertainty] and draws = 100 below it.");
  if (table == nullptr) return settings;
  const TableReader reader(*table, "[uncertainty]", findings);
  reader.refuse_unknown_keys({"draws", "seed", "worst", "input"});
  if (const core::TomlValue* draws = reader.integer("draws", 2, kMaxDraws)) {
    settings.draws = static_cast<std::size_t>(*draws->as_integer());
  }
  if (const core::TomlValue* seed = reader.integer("seed", 0, std::numeric_limits<std::int64_t>::max())) {
    settings.seed = static_cast<std::uint64_t>(*seed->as_integer());
  }
  if (const core::TomlValue* worst = reader.integer("worst", 1, kMostWorst)) {
    settings.worst = static_cast<std::size_t>(*worst->as_integer());
  }
  for (const core::TomlTable* one : reader.tables("input", "uncertainty.input")) {
    std::optional<UncertainInput> input = read_input(*one, findings);
    if (!input) continue;
    const auto same = std::ranges::find_if(settings.inputs, [&input](const UncertainInput& earlier) {
      return earlier.name == input->name && earlier.shared == input->shared;
    });
    if (same == settings.inputs.end()) {
      settings.inputs.push_back(std::move(*input));
    } else {
      add_stop(findings, uncertainty_code::kSameInput, input->pos,
               fmt::format("\"{}\" stands twice; first at {}", input->name, core::to_string(same->pos)),
               "Keep one of them; one of the city and one of the buildings may stand together.");
    }
  }
  return settings;
}

}  // namespace tvilling::scenarios
