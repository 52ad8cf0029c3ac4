// SPDX-License-Identifier: MPL-2.0
// How a study is read, step by step. Only for scenarios/study*.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "core/io/toml.hpp"
#include "core/io/toml_reader.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/study.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

/// Scenarios (baseline left out) that a study may have, grid members counted.
inline constexpr std::size_t kMaxScenarios = 10000;

/// One key of a grid with its values in the order written.
struct GridAxis {
  std::string parameter;
  std::vector<double> values;
  bool yes_no = false;
};

struct MeasureDraft {
  Measure measure;
  std::vector<GridAxis> grid;
};

struct ScenarioDraft {
  std::string name;
  std::string title;    ///< empty: the name
  std::string extends;  ///< empty: nothing
  core::SourcePos pos;  ///< of the name
  core::SourcePos extends_pos;
  std::vector<MeasureDraft> measures;
};

using core::add_stop;
using core::kind_of;

/// Under which codes a study reports what is wrong with its keys and values.
inline constexpr core::TomlCodes kStudyCodes{study_code::kUnknownKey, study_code::kMissingKey, study_code::kWrongType,
                                             study_code::kOutOfRange, study_code::kEmptyText,  study_code::kNulCharacter};

/// Finds keys of a table of a study; what is of the wrong type is a finding.
class TableReader : public core::TomlReader {
 public:
  TableReader(const core::TomlTable& table, std::string what, core::Findings& findings)
      : core::TomlReader(table, std::move(what), kStudyCodes, findings) {}
};

/// Reads one `[[scenario.measure]]`. A measure without a known type comes back with an empty type.
[[nodiscard]] MeasureDraft read_measure(const core::TomlTable& table, core::Findings& findings);

/// Whether the name of a scenario or pathway (`what`) may be used; else a finding.
[[nodiscard]] bool accept_name(const core::TomlValue& value, std::string_view what, std::map<std::string, core::SourcePos>& taken,
                               core::Findings& findings);

/// The keys of a measure's cost, and what they say.
[[nodiscard]] std::vector<std::string_view> cost_keys();
[[nodiscard]] CostOverride read_cost(const TableReader& reader, std::string_view type, core::Findings& findings);

/// Reads [economics], [tariff] and [[price]]. What they do not say is as in `settings`.
[[nodiscard]] EconomicSettings read_economics(const TableReader& study, core::Findings& findings, EconomicSettings settings = {});

/// Reads all `[measure_cost.TYPE]`.
[[nodiscard]] MeasureCosts read_measure_costs(const TableReader& study, core::Findings& findings);
/// Gives it to the measures that do not say otherwise themselves. A cost that would be paid once and never end is a finding.
void apply_costs(const MeasureCosts& costs, std::vector<Scenario>& scenarios, core::Findings& findings);

/// Reads all `[[pathway]]`. `scenarios`: what they may name; `drafts`: what was written.
[[nodiscard]] std::vector<Pathway> read_pathways(const TableReader& study, const EconomicSettings& settings,
                                                 const std::vector<Scenario>& scenarios, const std::vector<ScenarioDraft>& drafts,
                                                 core::Findings& findings);

/// Reads all `[[scenario]]`; those without a usable name are left out (a finding).
[[nodiscard]] std::vector<ScenarioDraft> read_scenarios(const TableReader& study, core::Findings& findings);

/// Reads the table [uncertainty] (uncertainty/study_uncertainty.cpp).
[[nodiscard]] UncertaintySettings read_uncertainty(const TableReader& study, core::Findings& findings);

/// Reads the table [consolidation] (consolidation/study_consolidation.cpp).
[[nodiscard]] ConsolidationSettings read_consolidation(const TableReader& study, core::Findings& findings);

/// Resolves `extends` and multiplies grids out. `baseline` comes first.
[[nodiscard]] std::vector<Scenario> expand(const std::vector<ScenarioDraft>& drafts, core::Findings& findings);

}  // namespace tvilling::scenarios
