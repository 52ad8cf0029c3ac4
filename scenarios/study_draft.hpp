// SPDX-License-Identifier: MPL-2.0
// How a study is read, step by step. Only for scenarios/study*.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "core/io/toml.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/study.hpp"

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
  std::string extends;  ///< empty: nothing
  core::SourcePos pos;  ///< of the name
  core::SourcePos extends_pos;
  std::vector<MeasureDraft> measures;
};

/// Adds a stopping finding.
void add_stop(core::Findings& findings, const core::FindingCode& code, const core::SourcePos& pos, std::string message,
              std::string hint = {});

/// What a value is, for messages: "a text", "a number" ...
[[nodiscard]] std::string_view kind_of(const core::TomlValue& value);

/// Finds keys of a table; what is of the wrong type is a finding.
class TableReader {
 public:
  TableReader(const core::TomlTable& table, std::string what, core::Findings& findings)
      : table_(table), what_(std::move(what)), findings_(findings) {}

  /// A finding for every key that is not among `known`, with the nearest one.
  void refuse_unknown_keys(const std::vector<std::string_view>& known) const;
  /// The value of a key, or null when it is not there.
  [[nodiscard]] const core::TomlValue* find(std::string_view key) const { return table_.find(key); }
  /// The text of a key, or null when it is not there or no text (a finding) or empty (a finding).
  [[nodiscard]] const core::TomlValue* text(std::string_view key) const;
  /// The whole number of a key in [min, max], or null as above.
  [[nodiscard]] const core::TomlValue* integer(std::string_view key, std::int64_t min, std::int64_t max) const;
  /// A missing key is a finding.
  void require(std::string_view key, std::string hint) const;
  /// The tables of `[[key]]`; anything else is a finding.
  [[nodiscard]] std::vector<const core::TomlTable*> tables(std::string_view key, std::string_view header) const;

 private:
  const core::TomlTable& table_;
  std::string what_;
  core::Findings& findings_;
};

/// Reads one `[[scenario.measure]]`. A measure without a known type comes back with an empty type.
[[nodiscard]] MeasureDraft read_measure(const core::TomlTable& table, core::Findings& findings);

/// Reads all `[[scenario]]`; those without a usable name are left out (a finding).
[[nodiscard]] std::vector<ScenarioDraft> read_scenarios(const TableReader& study, core::Findings& findings);

/// Resolves `extends` and multiplies grids out. `baseline` comes first.
[[nodiscard]] std::vector<Scenario> expand(const std::vector<ScenarioDraft>& drafts, core::Findings& findings);

}  // namespace tvilling::scenarios
