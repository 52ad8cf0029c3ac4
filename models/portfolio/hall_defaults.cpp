// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/hall_defaults.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "models/data_table.hpp"

namespace tvilling::data {
extern const std::string_view hall_defaults;
}  // namespace tvilling::data

namespace tvilling::models {

namespace {

struct Row {
  std::string what;
  std::string column;
  std::string of_case;
  double value = 0.0;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = [] {
    const DataTable table(data::hall_defaults, "hall_defaults.csv");
    std::vector<Row> read;
    read.reserve(table.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
      read.push_back({table.text(row, "what"), table.text(row, "column"), table.text(row, "case"), table.number(row, "value")});
    }
    return read;
  }();
  return all;
}

[[noreturn]] void broken(std::string_view what, std::string_view column) {
  throw core::Error(core::ErrorKind::internal,
                    "built-in table is broken: no row of " + std::string(what) + ", " + std::string(column),
                    {"hall_defaults.csv"});
}

double year_of(const std::string& text) {
  const std::optional<double> year = core::parse_number(text, core::NumberFormat::point);
  if (!year) broken("hall", text);
  return *year;
}

}  // namespace

double hall_default(std::string_view what, std::string_view column, std::string_view of_case) {
  const auto found = std::find_if(rows().begin(), rows().end(),
                                  [&](const Row& r) { return r.what == what && r.column == column && r.of_case == of_case; });
  if (found == rows().end()) broken(what, column);
  return found->value;
}

double hall_default_of_year(std::string_view column, double year) {
  constexpr std::string_view kBefore = "before ";
  constexpr std::string_view kFrom = "from ";
  const Row* best = nullptr;
  for (const Row& row : rows()) {
    if (row.column != column) continue;
    const bool before = row.of_case.starts_with(kBefore);
    const double limit = year_of(row.of_case.substr(before ? kBefore.size() : kFrom.size()));
    if (before ? year < limit : year >= limit) best = &row;  // rows stand in the order of their years
  }
  if (best == nullptr) broken("hall", column);
  return best->value;
}

}  // namespace tvilling::models
