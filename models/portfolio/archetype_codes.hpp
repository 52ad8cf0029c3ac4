// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// What may be said of a municipality's own archetype tables.
namespace tvilling::models::archetype_code {

using core::FindingCode;

inline constexpr FindingCode kOwn{"TV-1150", "Own archetype tables take the place of the built-in ones."};
inline constexpr FindingCode kUnusedFile{"TV-1151", "A file or column of the own archetypes is not known and not used."};
inline constexpr FindingCode kMissing{"TV-1152", "An archetype table lacks a column or a row."};
inline constexpr FindingCode kUnknownName{"TV-1153", "A row or a set of an archetype table has a name that is not known."};
inline constexpr FindingCode kTwice{"TV-1154", "A row of an archetype table stands twice."};
inline constexpr FindingCode kNotANumber{"TV-1155", "No number stands where an archetype table needs one."};
inline constexpr FindingCode kOutOfRange{"TV-1156", "An archetype's number is outside the range of its column."};
inline constexpr FindingCode kEpochs{"TV-1157", "Epochs overlap, leave a gap or are not open at both ends."};
inline constexpr FindingCode kNoSource{"TV-1158", "A row of an archetype table names no source."};
inline constexpr FindingCode kSteps{"TV-1159", "The steps of the glazing table do not fall to zero."};

/// Everything that reading archetypes may find, besides core::csv_code::kAll.
inline constexpr std::array kAll{kOwn,        kUnusedFile, kMissing, kUnknownName, kTwice,
                                 kNotANumber, kOutOfRange, kEpochs,  kNoSource,    kSteps};

}  // namespace tvilling::models::archetype_code
