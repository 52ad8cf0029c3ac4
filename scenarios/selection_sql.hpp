// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "core/finding_code.hpp"

namespace tvilling::scenarios {

/// Why an expression is refused before SQLite sees it.
struct ExpressionProblem : std::runtime_error {
  ExpressionProblem(const core::FindingCode& code_, const std::string& message, std::string hint_)
      : std::runtime_error(message), code(code_), hint(std::move(hint_)) {}
  core::FindingCode code;
  std::string hint;
};

/// Prepares an expression of a study for SQLite: literals compared with the column `use` (`=`, `==`, `<>`, `!=`, `IS`,
/// `IN (...)`) become the canonical use, so that 'skole', '421' and 421 mean 'school'. Throws ExpressionProblem for what is
/// no single expression (comment, `;`, placeholder, parenthesis or quote left open) and for an unknown use.
[[nodiscard]] std::string prepare_expression(std::string_view text);

/// Prepares the terms of an ORDER BY in the same way and puts unknown values (NULL) last in each, rising or falling: a
/// building of which nothing is known is never the first choice. A term that says NULLS FIRST or NULLS LAST stays.
[[nodiscard]] std::string prepare_order(std::string_view text);

}  // namespace tvilling::scenarios
