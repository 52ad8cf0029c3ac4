// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings about uncertain inputs and draws. docs/how-to/how-sure.md lists the same.
namespace tvilling::scenarios::uncertainty_code {

using core::FindingCode;

inline constexpr FindingCode kUnknownInput{"TV-3301", "An uncertain input is no number that can be drawn."};
inline constexpr FindingCode kUnknownWord{"TV-3302", "An effect, a spread or a `shared` is not known."};
inline constexpr FindingCode kNoSpread{"TV-3303", "The two numbers of a spread are missing or in the wrong order."};
inline constexpr FindingCode kDoesNotFit{"TV-3304", "An uncertain input cannot be drawn in this way."};
inline constexpr FindingCode kSameInput{"TV-3305", "An uncertain input stands twice with the same `shared`."};
inline constexpr FindingCode kClamped{"TV-3306", "Draws outside the range of their column were put at its end (info)."};
inline constexpr FindingCode kCatalogueSet{"TV-3307", "The study names no uncertain inputs: the usual ones are drawn (info)."};
inline constexpr FindingCode kFailedDraws{"TV-3308",
                                          "Buildings could not be simulated in some draws and are not in their sums (warns)."};
inline constexpr FindingCode kIdleInput{"TV-3309", "An uncertain input changes no building of this portfolio (warns)."};

/// Everything about uncertain inputs and draws.
inline constexpr std::array kAll{
    kUnknownInput, kUnknownWord, kNoSpread, kDoesNotFit, kSameInput, kClamped, kCatalogueSet, kFailedDraws, kIdleInput,
};

}  // namespace tvilling::scenarios::uncertainty_code
