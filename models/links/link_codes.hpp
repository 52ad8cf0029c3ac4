// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings about the links table (docs/how-to/links.md). A code keeps its meaning for ever.
namespace tvilling::models::link_code {

using core::FindingCode;

inline constexpr FindingCode kUnknownLink{"TV-1601", "The two tables of a row of the links table have no link."};
inline constexpr FindingCode kUnknownTarget{"TV-1602", "A decision names an id that the other table does not have."};
inline constexpr FindingCode kNothingToTake{"TV-1603", "A decision says yes where no row is suggested."};
inline constexpr FindingCode kTwoDecisions{"TV-1604", "Two rows of the links table decide the same link differently."};
inline constexpr FindingCode kRowIsGone{"TV-1605", "A decision is about a row that its table no longer has."};
inline constexpr FindingCode kUndecided{"TV-1606", "Suggested links without a decision are not used."};
inline constexpr FindingCode kApplied{"TV-1607", "A link was set as the links table decides."};
inline constexpr FindingCode kLeftOpen{"TV-1608", "An id was taken out as the links table decides: the row stays without link."};
inline constexpr FindingCode kChangesGiven{"TV-1609", "A decision changes a link that stands."};

/// Everything that the links table may bring.
inline constexpr std::array kAll{
    kUnknownLink, kUnknownTarget, kNothingToTake, kTwoDecisions, kRowIsGone, kUndecided, kApplied, kLeftOpen, kChangesGiven,
};

}  // namespace tvilling::models::link_code
