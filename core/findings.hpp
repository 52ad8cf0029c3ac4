// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace tvilling::core {

/// How much a finding matters. Only `stops` ends a run.
enum class Severity { stops, warns, filled, info };

[[nodiscard]] std::string_view to_string(Severity severity) noexcept;

/// One thing noticed in the user's input.
struct Finding {
  std::string code;  ///< stable, e.g. "TV-1203"
  Severity severity = Severity::info;
  SourcePos pos;
  std::string message;                 ///< what is wrong, with the value
  std::string hint;                    ///< how to mend it
  std::string table = {};              ///< of a portfolio ("buildings"), where there is one
  std::string id = {};                 ///< of the row, where there is one
  std::string value = {};              ///< as it was given, where one cell is meant
  std::string set_aside = {};          ///< a warning that somebody set aside: "by WHO on WHEN: REASON"; it informs then
  std::vector<std::string> rows = {};  ///< ids of all rows that are meant, where one finding stands for several
};

/// "file:line:column: severity TV-1203: message" and the hint on a second line.
[[nodiscard]] std::string to_string(const Finding& finding);

/// Every finding of a read, in the order of the input: all problems at once, never only the first.
struct Findings {
  std::vector<Finding> list;

  void add(Finding finding) { list.push_back(std::move(finding)); }
  /// Adds it when none of its code and message is there of the same place.
  void add_once(Finding finding);
  [[nodiscard]] std::size_t count(Severity severity) const noexcept;
  [[nodiscard]] bool stops() const noexcept { return count(Severity::stops) > 0; }
};

/// Throws one Error (bad_input) that lists every stopping finding; returns when there is none.
void throw_if_stopped(const Findings& findings);

}  // namespace tvilling::core
