// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "cli/json.hpp"
#include "core/findings.hpp"

namespace tvilling::cli {

/// A finding as an object of a report's `findings`.
void add_finding(JsonWriter& json, const core::Finding& finding);

}  // namespace tvilling::cli
