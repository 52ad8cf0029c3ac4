// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/findings.hpp"
#include "core/io/json_writer.hpp"

namespace tvilling::core {

/// A finding as an object of a report's `findings`.
void add_finding(JsonWriter& json, const Finding& finding);

}  // namespace tvilling::core
