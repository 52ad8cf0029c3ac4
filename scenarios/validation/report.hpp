// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tvilling::scenarios {

/// One computed value beside what it is held against.
struct ValidationRow {
  enum class Verdict {
    none,  ///< no reference is given
    pass,
    fail,
    inside,  ///< a range that is shown but judges nothing (example results of other programs)
    outside
  };
  std::string case_id;
  std::string quantity;
  std::string unit;
  double computed = 0.0;
  std::optional<double> lower;
  std::optional<double> upper;
  std::string reference;  ///< what the range is
  Verdict verdict = Verdict::none;
};

[[nodiscard]] std::string_view to_string(ValidationRow::Verdict verdict) noexcept;

/// What a suite found: all rows, the rule by which it judges, and how much was judged.
struct ValidationReport {
  std::string title;
  std::string model;  ///< "detailed" or "city"
  std::vector<ValidationRow> rows;
  std::vector<std::string> notes;  ///< one sentence each: the rule, assumptions, what was left out

  [[nodiscard]] std::size_t count(ValidationRow::Verdict verdict) const noexcept;
};

/// The page of a report: title, notes, table.
[[nodiscard]] std::string validation_markdown(const ValidationReport& report);

/// A number with the digits that its unit deserves ("4.213", "25.1", "1 386").
[[nodiscard]] std::string validation_number(double value, std::string_view unit);

}  // namespace tvilling::scenarios
