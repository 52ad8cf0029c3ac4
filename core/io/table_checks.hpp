// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/findings.hpp"
#include "core/io/table.hpp"

/// What holds for the header of a table of any source.
namespace tvilling::core {

/// Two columns of one name stop.
void check_column_names(const Table& table, Findings& findings);

/// Leaves out columns without a name; says so where they have values.
void drop_nameless_columns(Table& table, Findings& findings);

}  // namespace tvilling::core
