// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tvilling::python {

/// Columns of a table of rows, by name, for pandas.
template <typename Row>
class Columns {
 public:
  explicit Columns(const std::vector<Row>& rows) : rows_(rows) {}

  /// Numbers; NaN where nothing is known.
  template <typename Value>
  Columns& number(const char* name, Value value) {
    pybind11::array_t<double> column(static_cast<pybind11::ssize_t>(rows_.size()));
    double* out = column.mutable_data();
    for (const Row& row : rows_) *out++ = static_cast<double>(value(row));
    columns_[name] = std::move(column);
    return *this;
  }
  Columns& number(const char* name, double Row::* member) {
    return number(name, [member](const Row& row) { return row.*member; });
  }
  Columns& whole(const char* name, int Row::* member) {
    pybind11::array_t<std::int64_t> column(static_cast<pybind11::ssize_t>(rows_.size()));
    std::int64_t* out = column.mutable_data();
    for (const Row& row : rows_) *out++ = row.*member;
    columns_[name] = std::move(column);
    return *this;
  }

  /// What `value` gives of a row, as Python has it: text, yes or no.
  template <typename Value>
  Columns& value(const char* name, Value value) {
    pybind11::list column;
    for (const Row& row : rows_) column.append(value(row));
    columns_[name] = std::move(column);
    return *this;
  }
  Columns& text(const char* name, std::string Row::* member) {
    return value(name, [member](const Row& row) { return pybind11::str(row.*member); });
  }
  Columns& yes_no(const char* name, bool Row::* member) {
    return value(name, [member](const Row& row) { return pybind11::bool_(row.*member); });
  }

  [[nodiscard]] pybind11::dict take() { return std::move(columns_); }

 private:
  const std::vector<Row>& rows_;
  pybind11::dict columns_;
};

}  // namespace tvilling::python
