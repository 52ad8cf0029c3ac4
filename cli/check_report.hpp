// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "core/findings.hpp"
#include "models/preflight/owner.hpp"
#include "models/preflight/preflight.hpp"

namespace tvilling::cli {

/// What was looked at. A detailed building, and a study that cannot be read, have no pre-flight of a portfolio.
struct Checked {
  std::size_t buildings = 0;
  std::vector<models::InputFile> inputs;
  std::optional<models::Preflight> preflight;
  std::optional<models::CarriedForward> carried;
};

/// Which findings are listed: `--only` takes codes, severities, tables and set_aside; of several of one kind any, of each kind
/// one.
class FindingFilter {
 public:
  /// Throws Error (wrong_usage) for a word that is none of these.
  explicit FindingFilter(const std::vector<std::string>& only);

  [[nodiscard]] bool all() const noexcept { return codes_.empty() && severities_.empty() && tables_.empty(); }
  [[nodiscard]] bool takes(const core::Finding& finding) const;

 private:
  std::vector<std::string> codes_;
  std::vector<std::string> severities_;
  std::vector<std::string> tables_;
};

/// What the report is made of.
struct CheckReport {
  const CheckOptions& options;
  const Checked& checked;
  const core::Findings& findings;
  const FindingFilter& filter;

  /// The administration that owns the row of a finding; "-" where nobody is known.
  [[nodiscard]] std::string owner_of(const core::Finding& finding, const std::optional<models::Owners>& owners) const;
  [[nodiscard]] std::optional<models::Owners> owners() const;
  /// The findings that are listed: by severity, what was set aside last.
  [[nodiscard]] std::vector<const core::Finding*> listed() const;
};

/// Findings in a group, by severity.
struct SeverityCounts {
  std::size_t stops = 0;
  std::size_t warns = 0;
  std::size_t filled = 0;
  std::size_t info = 0;
  std::size_t set_aside = 0;  ///< of info

  void add(const core::Finding& finding) noexcept;
};

/// Findings of one code and severity.
struct CodeCount {
  core::Severity severity = core::Severity::info;
  bool set_aside = false;
  std::string code;
  std::size_t count = 0;
};
[[nodiscard]] std::vector<CodeCount> count_by_code(const std::vector<const core::Finding*>& findings);
[[nodiscard]] std::map<std::string, SeverityCounts> count_by_owner(const CheckReport& report);

[[nodiscard]] std::string check_text(const CheckReport& report);
[[nodiscard]] std::string check_json(const CheckReport& report);
/// Sheets summary, findings, administrations and, for a portfolio, origin and scores. Throws Error (io).
void write_check_workbook(const CheckReport& report, const std::filesystem::path& path);

/// What share of the heated area rests on what, the scores and the worst buildings.
[[nodiscard]] std::string quality_text(const models::Quality& quality);
/// One line: "212 buildings changed use code ...".
[[nodiscard]] std::string changes_line(const models::DeliveryChanges& changes);

}  // namespace tvilling::cli
