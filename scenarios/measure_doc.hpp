// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

namespace tvilling::scenarios {

/// All measure types with their parameters, units, ranges and defaults as a page of Markdown: what `tvilling schema
/// measures` prints and docs/reference/measures.md holds.
[[nodiscard]] std::string measures_markdown();

}  // namespace tvilling::scenarios
