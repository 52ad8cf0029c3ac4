// SPDX-License-Identifier: MPL-2.0
#include "scenarios/screening/screening_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/io/toml.hpp"
#include "core/io/toml_reader.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "core/time_text.hpp"
#include "models/building/building.hpp"
#include "scenarios/screening/screening_codes.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = screening_code;
namespace fs = std::filesystem;
using core::NumberRange;
using core::TomlReader;

constexpr core::TomlCodes kCodes{code::kUnknownKey, code::kMissingKey, code::kBadValue,
                                 code::kBadValue,   code::kBadValue,   code::kBadValue};
constexpr double kMostArea_m2 = 10000.0;
constexpr double kMostRent_dkk_m2 = 100000.0;
constexpr double kMostRatio = 1000.0;
constexpr std::int64_t kMostPeers = 100000;

std::string text_of(const TomlReader& reader, std::string_view key) {
  const core::TomlValue* value = reader.text(key);
  return value == nullptr ? std::string() : *value->as_string();
}

void read_number(const TomlReader& reader, std::string_view key, const NumberRange& range, double& into) {
  if (const std::optional<double> number = reader.number(key, range)) into = *number;
}

template <typename Whole>
void read_whole(const TomlReader& reader, std::string_view key, std::int64_t min, std::int64_t max, Whole& into) {
  if (const core::TomlValue* value = reader.integer(key, min, max)) into = static_cast<Whole>(*value->as_integer());
}

void unknown_word(const TomlReader& reader, const core::TomlValue& value, std::string_view key, const std::string& word,
                  std::span<const std::string_view> known) {
  core::add_stop(reader.findings(), code::kUnknownKey, value.pos, fmt::format("unknown {} \"{}\"", key, core::shown(word)),
                 core::did_you_mean(word, known));
}

template <typename Word>
void read_word(const TomlReader& reader, std::string_view key, std::span<const std::string_view> known, Word& into) {
  const core::TomlValue* value = reader.text(key);
  if (value == nullptr) return;
  const auto found = std::ranges::find(known, *value->as_string());
  if (found == known.end()) return unknown_word(reader, *value, key, *value->as_string(), known);
  into = static_cast<Word>(found - known.begin());
}

void read_uses(const TomlReader& reader, std::vector<std::string>& uses) {
  const core::TomlArray* list = reader.list("reference_uses", "Write reference_uses = [\"office\"].");
  if (list == nullptr) return;
  uses.clear();
  for (const core::TomlValue& value : *list) {
    const std::string* word = value.as_string();
    if (word == nullptr) {
      core::add_stop(reader.findings(), code::kBadValue, value.pos,
                     fmt::format("a use in reference_uses is {}", core::kind_of(value)), "Write uses in quotes.");
    } else if (std::ranges::find(models::kUseNames, *word) == models::kUseNames.end()) {
      unknown_word(reader, value, "use", *word, models::kUseNames);
    } else {
      uses.push_back(*word);
    }
  }
}

/// As "2026-01-31".
bool is_day(std::string_view text) {
  const std::optional<core::TimeText> day = core::parse_time(text);
  return day && !day->has_time && core::to_string(*day) == text;
}

void read_regrouping(const core::TomlTable& table, ScreeningSettings& settings, core::Findings& findings) {
  const std::size_t before = findings.count(core::Severity::stops);
  const TomlReader reader(table, "[[screening.regroup]]", kCodes, findings);
  reader.refuse_unknown_keys({"property", "lease", "group", "who", "when", "reason"});
  const bool of_property = reader.find("property") != nullptr;
  Regrouping one;
  one.is_lease = reader.find("lease") != nullptr;
  if (one.is_lease == of_property) {
    core::add_stop(findings, code::kMissingKey, table.pos,
                   fmt::format("a regrouping names {}", of_property ? "a property and a lease" : "no property and no lease"),
                   "Give one of property or lease, with its id in quotes.");
  }
  reader.require("group", "Name the group: one of the rule's, as \"office, third_party\", or one of your own.");
  reader.require("reason", "Say why, in a sentence that somebody else understands in a year.");
  reader.require("who", "Name who decided it.");
  reader.require("when", "Give the day as \"2026-01-31\".");
  one.id = text_of(reader, one.is_lease ? "lease" : "property");
  one.group = text_of(reader, "group");
  one.who = text_of(reader, "who");
  one.when = text_of(reader, "when");
  one.reason = text_of(reader, "reason");
  one.pos = table.pos;
  if (!one.when.empty() && !is_day(one.when)) {
    core::add_stop(findings, code::kBadValue, reader.find("when")->pos,
                   fmt::format("\"when\" is \"{}\", which is no date", core::shown(one.when)),
                   "Write the day as \"2026-01-31\".");
  }
  const auto same = [&one](const Regrouping& r) { return r.is_lease == one.is_lease && r.id == one.id; };
  if (!one.id.empty() && std::ranges::any_of(settings.regroupings, same)) {
    core::add_stop(findings, code::kTwice, table.pos,
                   fmt::format("{} \"{}\" is regrouped twice", one.is_lease ? "lease" : "property", core::shown(one.id)),
                   "Leave one of the two.");
  }
  if (findings.count(core::Severity::stops) == before) settings.regroupings.push_back(std::move(one));
}

/// A given reference is there and used, or it is told.
void check_references(const TomlReader& reader, const ScreeningSettings& settings) {
  constexpr std::string_view kArea = "reference_m2_per_employee";
  constexpr std::string_view kRent = "reference_rent_dkk_m2";
  if (settings.reference == ScreeningReference::given) {
    reader.require(kArea, "Give the area per employee that offices are held against: reference_m2_per_employee = 29.");
    reader.require(kRent, "Give the rent that offices are held against: reference_rent_dkk_m2 = 1300.");
    return;
  }
  for (const std::string_view key : {kArea, kRent, std::string_view("reference_uses")}) {
    const core::TomlValue* value = reader.find(key);
    if (value == nullptr) continue;
    reader.findings().add({std::string(code::kIdleReference.code), core::Severity::warns, value->key_pos,
                           fmt::format("{} is not used: the reference is the median of the peers", key),
                           "Write reference = \"given\", or leave it out."});
  }
}

void check_thresholds(const TomlReader& reader, const ScreeningSettings& settings) {
  if (settings.yellow_above_ratio < settings.red_above_ratio) return;
  const core::TomlValue* value = reader.find("red_above_ratio");
  if (value == nullptr) value = reader.find("yellow_above_ratio");
  if (value == nullptr) return;
  core::add_stop(
      reader.findings(), code::kBadValue, value->pos,
      fmt::format("red_above_ratio {} is not above yellow_above_ratio {}", settings.red_above_ratio, settings.yellow_above_ratio),
      "Red is farther from the reference than yellow.");
}

void read_settings(const core::TomlTable& table, ScreeningSettings& settings, core::Findings& findings) {
  const TomlReader reader(table, "[screening]", kCodes, findings);
  reader.refuse_unknown_keys({"reference", "reference_m2_per_employee", "reference_rent_dkk_m2", "reference_uses",
                              "yellow_above_ratio", "red_above_ratio", "least_peers", "least_reference_vacant_fraction",
                              "overlap", "headcount", "worst", "draws", "seed", "regroup"});
  read_word(reader, "reference", kScreeningReferenceNames, settings.reference);
  read_number(reader, "reference_m2_per_employee", {0.0, kMostArea_m2, "m2", true}, settings.reference_m2_per_employee);
  read_number(reader, "reference_rent_dkk_m2", {0.0, kMostRent_dkk_m2, "DKK/m2", true}, settings.reference_rent_dkk_m2);
  read_uses(reader, settings.reference_uses);
  read_number(reader, "yellow_above_ratio", {1.0, kMostRatio, {}, false}, settings.yellow_above_ratio);
  read_number(reader, "red_above_ratio", {1.0, kMostRatio, {}, true}, settings.red_above_ratio);
  read_whole(reader, "least_peers", static_cast<std::int64_t>(kFewestPeers), kMostPeers, settings.least_peers);
  read_number(reader, "least_reference_vacant_fraction", {0.0, 1.0, {}, true}, settings.least_reference_vacant_fraction);
  read_word(reader, "overlap", kOverlapGuardNames, settings.overlap);
  read_word(reader, "headcount", kHeadcountNames, settings.headcount);
  read_whole(reader, "worst", 1, kMostPeers, settings.worst);
  read_whole(reader, "draws", 0, static_cast<std::int64_t>(kMostScreeningDraws), settings.draws);
  read_whole(reader, "seed", 0, std::numeric_limits<std::int64_t>::max(), settings.seed);
  for (const core::TomlTable* one : reader.tables("regroup", "[[screening.regroup]]")) read_regrouping(*one, settings, findings);
  check_references(reader, settings);
  check_thresholds(reader, settings);
}

}  // namespace

fs::path screening_path(const fs::path& portfolio) {
  std::error_code ignored;  // what is not there is no folder; reading the portfolio says so
  if (fs::is_directory(portfolio, ignored)) return portfolio / "screening.toml";
  return portfolio.parent_path() / (portfolio.stem().string() + ".screening.toml");
}

ScreeningSettings parse_screening(std::string_view text, const std::string& file, core::Findings& findings) {
  ScreeningSettings settings;
  settings.file = file;
  core::TomlTable root;
  try {
    root = core::parse_toml(text, file);
  } catch (const core::Error& error) {
    core::add_stop(findings, code::kNotToml, error.pos(), error.message(), error.hint());
    return settings;
  }
  const TomlReader reader(root, "the settings of the screening", kCodes, findings);
  reader.refuse_unknown_keys({"screening"});
  reader.require("screening", "Write [screening] and the keys below it.");
  if (const core::TomlTable* table = reader.table("screening", "Write [screening] and the keys below it.")) {
    read_settings(*table, settings, findings);
  }
  return settings;
}

ScreeningSettings read_screening(const fs::path& portfolio, core::Findings& findings) {
  const fs::path path = screening_path(portfolio);
  std::error_code error;
  if (!fs::exists(path, error) && !error) return {};
  return parse_screening(core::read_file(path), path.string(), findings);
}

}  // namespace tvilling::scenarios
