// SPDX-License-Identifier: MPL-2.0
#include "scenarios/study.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <system_error>

#include "core/io/file.hpp"
#include "core/io/toml.hpp"
#include "core/suggest.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kMaxNameLength = 64;

bool good_name(std::string_view name) {
  const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.size() <= kMaxNameLength && std::all_of(name.begin(), name.end(), good);
}

/// A name that would do: lower case, other signs as "_".
std::string mended_name(std::string_view name) {
  std::string mended;
  for (const char c : name.substr(0, kMaxNameLength)) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool good = good_name(std::string_view(&small, 1));
    if (good || (!mended.empty() && mended.back() != '_')) mended += good ? small : '_';
  }
  return mended;
}

std::filesystem::path resolved(const std::string& written, const std::filesystem::path& folder) {
  const std::filesystem::path path(written);
  return (path.is_absolute() ? path : folder / path).lexically_normal();
}

void read_portfolio_path(const TableReader& reader, const std::filesystem::path& folder, Study& study, core::Findings& findings) {
  reader.require("portfolio", "Give the folder of the building tables, relative to the study: portfolio = \"../copenhagen\".");
  const core::TomlValue* value = reader.text("portfolio");
  if (value == nullptr) return;
  study.portfolio = resolved(*value->as_string(), folder);
  std::error_code error;
  if (!std::filesystem::exists(study.portfolio, error)) {
    add_stop(findings, study_code::kNoSuchFile, value->pos, "portfolio \"" + *value->as_string() + "\" does not exist",
             "Looked for " + study.portfolio.string() + "; paths are relative to the study file.");
  }
}

void read_weather(const TableReader& reader, const std::filesystem::path& folder, Study& study, core::Findings& findings) {
  const core::TomlValue* value = reader.text("weather");
  if (value == nullptr || *value->as_string() == kReferenceYearWeather) return;
  const std::string& written = *value->as_string();
  const std::filesystem::path path = resolved(written, folder);
  study.weather = path.string();
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) return;
  constexpr std::array<std::string_view, 1> words{kReferenceYearWeather};
  std::string hint = core::nearest(written, words);
  hint = hint.empty() ? "Looked for " + path.string() + "; give \"" + std::string(kReferenceYearWeather) +
                            "\" or the path of an EPW file, relative to the study file."
                      : "Did you mean \"" + hint + "\"?";
  add_stop(findings, study_code::kNoSuchFile, value->pos, "weather file \"" + written + "\" does not exist", hint);
}

void read_factor_set(const TableReader& reader, Study& study, core::Findings& findings) {
  const core::TomlValue* value = reader.text("factor_set");
  if (value == nullptr) return;
  study.factor_set = *value->as_string();
  if (std::find(kFactorSets.begin(), kFactorSets.end(), study.factor_set) != kFactorSets.end()) return;
  add_stop(findings, study_code::kUnknownFactorSet, value->pos, "unknown factor_set \"" + study.factor_set + "\"",
           core::did_you_mean(study.factor_set, kFactorSets));
}

void read_study_table(const core::TomlTable& root, const std::filesystem::path& folder, Study& study, core::Findings& findings) {
  const core::TomlValue* value = root.find("study");
  const core::TomlTable* table = value == nullptr ? nullptr : value->as_table();
  if (table == nullptr) {
    add_stop(findings, study_code::kMissingKey, value == nullptr ? root.pos : value->key_pos, "the table [study] is missing",
             "Begin the file with [study] and portfolio = \"...\".");
    return;
  }
  const TableReader reader(*table, "[study]", findings);
  reader.refuse_unknown_keys({"name", "portfolio", "weather", "base_year", "factor_set", "reconcile"});
  if (const core::TomlValue* name = reader.text("name")) study.name = *name->as_string();
  if (const core::TomlValue* year = reader.integer("base_year", 1990, 2100)) {
    study.base_year = static_cast<int>(*year->as_integer());
  }
  study.reconcile = reader.yes_no("reconcile").value_or(study.reconcile);
  read_portfolio_path(reader, folder, study, findings);
  read_weather(reader, folder, study, findings);
  read_factor_set(reader, study, findings);
}

void warn_without_measures(const ScenarioDraft& draft, const core::TomlValue* written, core::Findings& findings) {
  const bool nothing_written = written == nullptr || (written->as_array() != nullptr && written->as_array()->empty());
  if (!nothing_written) return;  // what is wrong there was said already
  const std::string parent = draft.extends.empty() ? "baseline" : draft.extends;
  findings.add({std::string(study_code::kNoMeasure.code), core::Severity::warns, draft.pos,
                "scenario \"" + draft.name + "\" has no measure: it equals \"" + parent + "\"", "Add a [[scenario.measure]]."});
}

}  // namespace

bool accept_name(const core::TomlValue& value, std::string_view what, std::map<std::string, core::SourcePos>& taken,
                 core::Findings& findings) {
  const std::string& name = *value.as_string();
  if (!good_name(name)) {
    const std::string mended = mended_name(name);
    add_stop(findings, study_code::kBadName, value.pos,
             std::string(what) + " name \"" + name + "\" may only have a-z, 0-9 and _, at most 64 of them",
             mended.empty() ? "" : "Write \"" + mended + "\".");
    return false;
  }
  if (name == "baseline") {
    add_stop(findings, study_code::kBaselineName, value.pos, "\"baseline\" is the unchanged portfolio; it always exists",
             "Give the " + std::string(what) + " another name.");
    return false;
  }
  const auto [place, is_new] = taken.emplace(name, value.pos);
  if (is_new) return true;
  add_stop(findings, study_code::kSameName, value.pos,
           std::string(what) + " \"" + name + "\" stands twice; first at " + core::to_string(place->second),
           "Give one of them another name.");
  return false;
}

std::vector<ScenarioDraft> read_scenarios(const TableReader& study, core::Findings& findings) {
  std::vector<ScenarioDraft> drafts;
  std::map<std::string, core::SourcePos> taken;
  for (const core::TomlTable* table : study.tables("scenario", "scenario")) {
    const TableReader reader(*table, "this scenario", findings);
    reader.refuse_unknown_keys({"name", "title", "extends", "measure"});
    reader.require("name", "Give it a name: name = \"roofs\".");
    ScenarioDraft draft;
    if (const core::TomlValue* extends = reader.text("extends")) {
      draft.extends = *extends->as_string();
      draft.extends_pos = extends->pos;
    }
    if (const core::TomlValue* title = reader.text("title")) draft.title = *title->as_string();
    for (const core::TomlTable* measure : reader.tables("measure", "scenario.measure")) {
      draft.measures.push_back(read_measure(*measure, findings));
    }
    const core::TomlValue* name = reader.text("name");
    if (name == nullptr || !accept_name(*name, "scenario", taken, findings)) continue;
    draft.name = *name->as_string();
    draft.pos = name->pos;
    warn_without_measures(draft, reader.find("measure"), findings);
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

Study parse_study(std::string_view text, const std::string& file, const std::filesystem::path& folder, core::Findings& findings) {
  Study study;
  study.name = std::filesystem::path(file).stem().string();
  study.text = text;
  study.scenarios = {{"baseline", {}}};
  core::TomlTable root;
  try {
    root = core::parse_toml(text, file);
  } catch (const core::Error& error) {
    add_stop(findings, study_code::kNotToml, error.pos(), error.message(), error.hint());
    return study;
  }
  const TableReader reader(root, "the study", findings);
  reader.refuse_unknown_keys(
      {"study", "scenario", "economics", "tariff", "price", "measure_cost", "pathway", "uncertainty", "consolidation"});
  read_study_table(root, folder, study, findings);
  const std::vector<ScenarioDraft> drafts = read_scenarios(reader, findings);
  study.scenarios = expand(drafts, findings);
  study.measure_costs = read_measure_costs(reader, findings);
  apply_costs(study.measure_costs, study.scenarios, findings);
  study.economics = read_economics(reader, findings);
  study.pathways = read_pathways(reader, study.economics, study.scenarios, drafts, findings);
  study.uncertainty = read_uncertainty(reader, findings);
  study.consolidation = read_consolidation(reader, findings);
  return study;
}

Study read_study(const std::filesystem::path& path, core::Findings& findings) {
  return parse_study(core::read_file(path), path.string(), path.parent_path(), findings);
}

}  // namespace tvilling::scenarios
