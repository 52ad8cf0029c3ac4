// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/time_text.hpp"
#include "models/building/building.hpp"
#include "models/portfolio/table_reader.hpp"

/// Cells that several tables read alike.
namespace tvilling::models {

/// The use in a cell; told when it fits only in part, nothing when it is not known (not told).
[[nodiscard]] std::optional<Use> known_use(TableReader& table, TableReader::Row row, std::string_view column);

/// A moment with an offset from UTC as the clock in Denmark shows it, without offset; others as they are.
[[nodiscard]] core::TimeText on_danish_clock(const core::TimeText& time);

/// A day or moment on the Danish clock; told when an offset changes it. As TableReader::time().
[[nodiscard]] std::optional<core::TimeText> danish_time(TableReader& table, TableReader::Row row, std::string_view column);

/// A moment on the Danish clock; what has no time of day stops, an empty cell too (with the hint).
[[nodiscard]] std::optional<core::TimeText> clock_time(TableReader& table, TableReader::Row row, std::string_view column,
                                                       std::string_view hint);

/// A row needs one of these columns filled.
void need_one(TableReader& table, TableReader::Row row, std::span<const std::string_view> columns);

/// A number that nothing can replace; what is none is told by number().
void need_number(TableReader& table, TableReader::Row row, std::string_view column, std::string_view hint);

}  // namespace tvilling::models
