// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding_code.hpp"

namespace tvilling::cli {

/// The codes about one kind of input.
struct CodeGroup {
  std::string_view about;
  std::span<const core::FindingCode> codes;
};

/// Every code of the program, in the order of the numbers. A new *_codes.hpp is added here; a test finds one that is not.
[[nodiscard]] std::vector<CodeGroup> finding_codes();

/// A code's meaning in one line; empty for one that is not known.
[[nodiscard]] std::string_view meaning_of(std::string_view code);

/// The reference page docs/reference/findings.md.
[[nodiscard]] std::string findings_markdown();

}  // namespace tvilling::cli
