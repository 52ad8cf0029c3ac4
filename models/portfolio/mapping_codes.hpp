// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of findings about mapping.toml. A code keeps its meaning for ever.
namespace tvilling::models::mapping_code {

using core::FindingCode;

inline constexpr FindingCode kUnreadable{"TV-1120", "The mapping file is no TOML."};
inline constexpr FindingCode kUnknownSection{"TV-1121", "A section of the mapping file is no table of a portfolio."};
inline constexpr FindingCode kNotText{"TV-1122", "Something else stands in the mapping file where a name in quotes is needed."};
inline constexpr FindingCode kUnknownName{"TV-1123", "The mapping file leads to a table, column or use that there is not."};
inline constexpr FindingCode kNothing{"TV-1124", "An entry of the mapping file matches nothing."};
inline constexpr FindingCode kTwice{"TV-1125", "Two entries of the mapping file are the same name or lead to the same column."};
inline constexpr FindingCode kMapped{"TV-1126", "What was read under another name because the mapping file says so."};

/// Everything that reading and using a mapping file may say.
inline constexpr std::array kAll{kUnreadable, kUnknownSection, kNotText, kUnknownName, kNothing, kTwice, kMapped};

}  // namespace tvilling::models::mapping_code
