// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace tvilling::scenarios {

/// Why an expression is refused before SQLite sees it.
struct ExpressionProblem : std::runtime_error {
  ExpressionProblem(std::string code_, const std::string& message, std::string hint_)
      : std::runtime_error(message), code(std::move(code_)), hint(std::move(hint_)) {}
  std::string code;  ///< of the finding
  std::string hint;
};

/// Prepares an expression of a study for SQLite: literals compared with the column `use` (`=`, `==`, `<>`, `!=`, `IS`,
/// `IN (...)`) become the canonical use, so that 'skole', '421' and 421 mean 'school'. Throws ExpressionProblem for what is
/// no single expression (comment, `;`, placeholder, parenthesis or quote left open) and for an unknown use.
[[nodiscard]] std::string prepare_expression(std::string_view text);

}  // namespace tvilling::scenarios
