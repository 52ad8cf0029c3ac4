// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/suggest.hpp"
#include "core/time_text.hpp"
#include "models/portfolio/use_alias.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/consolidation/settings_keys.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = consolidation_code;

constexpr std::array<std::string_view, 2> kDecisionNames{"keep", "close"};
constexpr std::array<std::string_view, 3> kLockOfNames{"unit", "lease", "property"};

/// The place of a key's word among the known ones; `otherwise` when it is not there, or a finding.
template <typename Word, std::size_t N>
Word word(const TableReader& reader, std::string_view key, const std::array<std::string_view, N>& known, Word otherwise) {
  const core::TomlValue* value = reader.text(key);
  if (value == nullptr) return otherwise;
  const auto found = std::ranges::find(known, *value->as_string());
  if (found != known.end()) return static_cast<Word>(found - known.begin());
  add_stop(reader.findings(), code::kUnknownWord, value->pos, fmt::format("unknown {} \"{}\"", key, *value->as_string()),
           core::did_you_mean(*value->as_string(), known));
  return otherwise;
}

/// The texts of a list; anything else in it is a finding.
std::vector<std::string> texts(const TableReader& reader, std::string_view key) {
  std::vector<std::string> out;
  const core::TomlArray* list = reader.list(key, fmt::format("Write {} = [\"...\"].", key));
  if (list == nullptr) return out;
  for (const core::TomlValue& value : *list) {
    if (const std::string* text = value.as_string()) {
      out.push_back(*text);
    } else {
      add_stop(reader.findings(), study_code::kWrongType, value.pos, fmt::format("{} holds {}", key, kind_of(value)),
               "Write texts in quotation marks.");
    }
  }
  return out;
}

void read_uses(const TableReader& reader, ConsolidationSettings& settings) {
  if (reader.find("uses") == nullptr) return;
  settings.uses.clear();
  for (const std::string& written : texts(reader, "uses")) {
    if (const std::optional<models::Use> use = models::parse_use(written)) {
      settings.uses.emplace_back(models::to_string(*use));
    } else {
      add_stop(reader.findings(), code::kUnknownWord, reader.find("uses")->pos, fmt::format("unknown use \"{}\"", written),
               core::did_you_mean(written, models::kUseNames));
    }
  }
}

void read_start(const TableReader& reader, ConsolidationSettings& settings) {
  const core::TomlValue* value = reader.text("start_date");
  if (value == nullptr) return;
  const std::optional<core::TimeText> day = core::parse_time(*value->as_string());
  if (day && !day->has_time) {
    settings.start_date = core::to_string(*day);
    return;
  }
  add_stop(reader.findings(), study_code::kWrongType, value->pos, fmt::format("start_date \"{}\" is no day", *value->as_string()),
           "Write it as \"2026-01-01\".");
}

/// Whether all keys are there; else findings.
bool has_all(const TableReader& reader, std::initializer_list<std::pair<std::string_view, std::string_view>> keys) {
  bool all = true;
  for (const auto& [key, example] : keys) {
    reader.require(key, fmt::format("Write {} = {}.", key, example));
    all = all && reader.find(key) != nullptr;
  }
  return all;
}

std::optional<StudyLock> read_lock(const core::TomlTable& table, core::Findings& findings) {
  const TableReader reader(table, "this lock", findings);
  reader.refuse_unknown_keys({"unit", "lease", "property", "decision", "reason"});
  StudyLock lock;
  lock.pos = table.pos;
  std::size_t named = 0;
  for (std::size_t of = 0; of < kLockOfNames.size(); ++of) {
    const core::TomlValue* value = reader.text(kLockOfNames[of]);
    if (value == nullptr) continue;
    ++named;
    lock.of = static_cast<StudyLock::Of>(of);
    lock.id = *value->as_string();
    lock.pos = value->pos;
  }
  lock.close = word(reader, "decision", kDecisionNames, std::size_t{0}) == 1;
  const bool has_reason = has_all(reader, {{"reason", "\"public counter\""}});
  if (const core::TomlValue* reason = reader.text("reason")) lock.reason = *reason->as_string();
  if (named != 1) {
    add_stop(findings, code::kLockOfWhat, lock.pos, fmt::format("the lock names {} of unit, lease and property", named),
             "Give exactly one: lease = \"L-000012\".");
    return std::nullopt;
  }
  if (lock.close && lock.of == StudyLock::Of::unit) {
    add_stop(findings, code::kLockOfWhat, lock.pos, fmt::format("unit \"{}\" cannot be closed", lock.id),
             "A unit stays (decision = \"keep\"); close the lease where it sits.");
    return std::nullopt;
  }
  return has_reason ? std::optional(std::move(lock)) : std::nullopt;
}

std::optional<StudyPlaces> read_places(const core::TomlTable& table, bool only, core::Findings& findings) {
  const TableReader reader(table, only ? "this [[consolidation.only]]" : "this [[consolidation.never]]", findings);
  reader.refuse_unknown_keys({"unit", "leases"});
  StudyPlaces places;
  places.only = only;
  if (!has_all(reader, {{"unit", "\"U-000001\""}, {"leases", "[\"L-000001\"]"}})) return std::nullopt;
  const core::TomlValue* unit = reader.text("unit");
  places.leases = texts(reader, "leases");
  if (unit == nullptr) return std::nullopt;
  places.unit = *unit->as_string();
  places.pos = unit->pos;
  return places;
}

std::optional<StudyAffinity> read_affinity(const core::TomlTable& table, core::Findings& findings) {
  const TableReader reader(table, "this affinity", findings);
  reader.refuse_unknown_keys({"units", "dkk_year"});
  const bool all = has_all(reader, {{"units", "[\"U-000001\", \"U-000002\"]"}, {"dkk_year", "200000"}});
  StudyAffinity affinity;
  affinity.pos = table.pos;
  affinity.dkk_year = reader.number("dkk_year", {0.0, 1e9, "DKK/a"}).value_or(0.0);
  const std::vector<std::string> units = texts(reader, "units");
  if (!all) return std::nullopt;
  if (units.size() != 2 || units[0] == units[1]) {
    add_stop(findings, code::kSameUnit, reader.find("units")->pos, "an affinity is of two different units",
             "Write units = [\"U-000001\", \"U-000002\"].");
    return std::nullopt;
  }
  affinity.a = units[0];
  affinity.b = units[1];
  affinity.pos = reader.find("units")->pos;
  return affinity;
}

void read_lists(const TableReader& reader, ConsolidationSettings& settings, core::Findings& findings) {
  for (const core::TomlTable* table : reader.tables("lock", "consolidation.lock")) {
    if (std::optional<StudyLock> lock = read_lock(*table, findings)) settings.locks.push_back(std::move(*lock));
  }
  for (const bool only : {true, false}) {
    const std::string_view key = only ? "only" : "never";
    for (const core::TomlTable* table : reader.tables(key, fmt::format("consolidation.{}", key))) {
      if (std::optional<StudyPlaces> places = read_places(*table, only, findings)) settings.places.push_back(std::move(*places));
    }
  }
  for (const core::TomlTable* table : reader.tables("affinity", "consolidation.affinity")) {
    if (std::optional<StudyAffinity> one = read_affinity(*table, findings)) settings.affinities.push_back(std::move(*one));
  }
}

std::vector<std::string_view> keys() {
  std::vector<std::string_view> names{"uses",          "administrations", "start_date",  "headcount",
                                      "floor_blocks",  "energy",          "owned_saves", "units_without_lease",
                                      "horizon_years", "periods",         "lock",        "only",
                                      "never",         "affinity"};
  for (const ConsolidationKey& key : kConsolidationKeys) names.push_back(key.name);
  return names;
}

}  // namespace

ConsolidationSettings read_consolidation(const TableReader& study, core::Findings& findings) {
  ConsolidationSettings settings;
  const core::TomlTable* table = study.table("consolidation", "Write [consolidation].");
  if (table == nullptr) return settings;
  settings.is_given = true;
  settings.pos = table->pos;
  const TableReader reader(*table, "[consolidation]", findings);
  reader.refuse_unknown_keys(keys());
  for (const ConsolidationKey& key : kConsolidationKeys) {
    settings.*key.member = reader.number(key.name, key.range).value_or(settings.*key.member);
  }
  read_uses(reader, settings);
  settings.administrations = texts(reader, "administrations");
  read_start(reader, settings);
  settings.headcount = word(reader, "headcount", kHeadcountNames, settings.headcount);
  settings.energy = word(reader, "energy", kPlanEnergyNames, settings.energy);
  settings.owned_saves = word(reader, "owned_saves", kOwnedSavesNames, settings.owned_saves);
  settings.units_without_lease = word(reader, "units_without_lease", kLooseUnitsNames, settings.units_without_lease);
  settings.floor_blocks = reader.yes_no("floor_blocks").value_or(settings.floor_blocks);
  if (const core::TomlValue* years = reader.integer("horizon_years", 1, kMostHorizonYears)) {
    settings.horizon_years = static_cast<int>(*years->as_integer());
  }
  if (const core::TomlValue* periods = reader.integer("periods", 1, kMostPlanPeriods)) {
    settings.periods = static_cast<int>(*periods->as_integer());
  }
  const double last_start = (settings.periods - 1) * settings.period_years;
  if (last_start >= settings.horizon_years) {
    add_stop(findings, study_code::kOutOfRange, reader.raw().pos,
             fmt::format("the last of {} periods would begin after {:g} years, beyond the horizon of {} years", settings.periods,
                         last_start, settings.horizon_years),
             "Give fewer or shorter periods, or a longer horizon_years.");
  }
  read_lists(reader, settings, findings);
  return settings;
}

}  // namespace tvilling::scenarios
