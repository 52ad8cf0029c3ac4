// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/finding_code.hpp"
#include "core/findings.hpp"

namespace tvilling::scenarios::case_parts {

/// A row that a finding is about, or a limit without a row (no id).
struct ToldRow {
  std::string id;
  std::string remark = {};  ///< "ended 2024-01-31"
  core::SourcePos pos = {};
};

/// Tells of several rows with one finding at the place of the first: `what` has "{}" for their names, of which the first are
/// told. Nothing without rows.
void tell(core::Findings& findings, const core::FindingCode& code, core::Severity severity, const std::string& what,
          const std::vector<ToldRow>& rows, const std::string& hint, const std::string& table);

}  // namespace tvilling::scenarios::case_parts
