// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace tvilling::cli {

using core::group_thousands;

/// As group_thousands, with the sign always written ("+12", "-3"); what rounds to nothing is "0".
[[nodiscard]] std::string signed_thousands(double value, int decimals);

/// The share of `change` in `reference` in percent, signed, one decimal ("-12.3"); "-" without a reference.
[[nodiscard]] std::string signed_percent(double change, double reference);

/// A text table: first line names, second line units (left out when there are none), then the rows.
class Table {
 public:
  enum class Align { left, right };

  void column(std::string_view name, std::string_view unit = {}, Align align = Align::right);
  void row(std::vector<std::string> cells);
  [[nodiscard]] std::string text() const;

 private:
  struct Column {
    std::string name;
    std::string unit;
    Align align;
  };
  [[nodiscard]] std::vector<std::size_t> widths() const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace tvilling::cli
