// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan_file.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "core/io/json.hpp"
#include "core/io/toml_reader.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = consolidation_code;

constexpr core::TomlCodes kPlanCodes{study_code::kUnknownKey, study_code::kMissingKey, study_code::kWrongType,
                                     study_code::kOutOfRange, study_code::kEmptyText,  study_code::kNulCharacter};

class PlanReader {
 public:
  PlanReader(const std::filesystem::path& path, const PlanBasis& basis, core::Findings& findings)
      : pos_{path.string()}, basis_(basis), findings_(findings), plan_(stay(basis.c)) {}

  Plan read(const core::TomlTable& root) {
    const core::TomlReader reader(root, "the plan", kPlanCodes, findings_);
    reader.require("moves", "It is a plan of `tvilling consolidate STUDY --json`.");
    for (const core::TomlTable* move : reader.tables("moves", "moves")) read_move(*move);
    bool has_held = false;
    for (const core::TomlTable* premises : reader.tables("premises", "premises")) has_held = read_held(*premises) || has_held;
    if (!findings_.stops() && !has_held) release(basis_.c, plan_);
    return std::move(plan_);
  }

 private:
  void stop(const std::string& message, const std::string& hint) {
    core::add_stop(findings_, code::kOtherPlan, pos_, message, hint);
  }

  std::optional<std::string> text(const core::TomlReader& reader, std::string_view key) {
    reader.require(key, "It is a plan of `tvilling consolidate STUDY --json`.");
    const core::TomlValue* value = reader.text(key);
    return value == nullptr ? std::nullopt : std::optional(*value->as_string());
  }

  std::optional<std::size_t> lease(const std::string& id) {
    const std::optional<std::size_t> found = case_parts::premises_named(basis_, id);
    if (found) return found;
    std::vector<std::string_view> known;
    known.reserve(basis_.c.premises.size());
    for (const CasePremises& premises : basis_.c.premises) known.emplace_back(premises.lease_id);
    stop(fmt::format("the plan names lease \"{}\", which takes no part in the study's consolidation", core::shown(id)),
         core::did_you_mean(id, known));
    return std::nullopt;
  }

  void read_move(const core::TomlTable& table) {
    const core::TomlReader reader(table, "a move", kPlanCodes, findings_);
    const std::optional<std::string> unit = text(reader, "unit");
    const std::optional<std::string> from = text(reader, "from");
    const std::optional<std::string> to = text(reader, "to");
    if (!unit || !from || !to) return;
    const std::optional<std::size_t> u = case_parts::unit_named(basis_, *unit);
    if (!u) {
      std::vector<std::string_view> known;
      known.reserve(basis_.c.units.size());
      for (const CaseUnit& row : basis_.c.units) known.emplace_back(row.unit_id);
      stop(fmt::format("the plan moves unit \"{}\", which takes no part in the study's consolidation", core::shown(*unit)),
           core::did_you_mean(*unit, known));
      return;
    }
    const std::optional<std::size_t> home = lease(*from);
    const std::optional<std::size_t> seat = lease(*to);
    if (!home || !seat) return;
    const CaseUnit& row = basis_.c.units[*u];
    if (row.home != *home) {
      stop(fmt::format("the plan moves unit \"{}\" from \"{}\", but it sits in \"{}\"", *unit, *from,
                       basis_.c.premises[row.home].lease_id),
           "The portfolio has changed since; make a new plan.");
      return;
    }
    plan_.seat[*u] = *seat;
    const core::TomlValue* period = reader.integer("period", 0, static_cast<std::int64_t>(basis_.c.periods.size()) - 1);
    if (period != nullptr) plan_.move_period[*u] = static_cast<std::size_t>(*period->as_integer());
  }

  /// Returns whether the blocks held of premises are told.
  bool read_held(const core::TomlTable& table) {
    const core::TomlReader reader(table, "premises", kPlanCodes, findings_);
    const core::TomlArray* held = reader.list("held");
    const std::optional<std::string> id = text(reader, "lease");
    if (held == nullptr || !id) return false;
    const std::optional<std::size_t> p = lease(*id);
    if (!p) return true;
    std::vector<int> blocks;
    for (const core::TomlValue& value : *held) {
      const std::int64_t* number = value.as_integer();
      if (number != nullptr && *number >= 0 && *number <= basis_.c.premises[*p].blocks)
        blocks.push_back(static_cast<int>(*number));
    }
    if (blocks.size() != basis_.c.periods.size() || held->size() != blocks.size()) {
      stop(fmt::format("the plan holds other blocks or periods of \"{}\" than the study has", *id),
           "The study has changed since; make a new plan.");
      return true;
    }
    plan_.held[*p] = std::move(blocks);
    return true;
  }

  core::SourcePos pos_;
  const PlanBasis& basis_;
  core::Findings& findings_;
  Plan plan_;
};

}  // namespace

Plan read_plan(const std::filesystem::path& path, const PlanBasis& basis, core::Findings& findings) {
  return PlanReader(path, basis, findings).read(core::read_json(path));
}

}  // namespace tvilling::scenarios
