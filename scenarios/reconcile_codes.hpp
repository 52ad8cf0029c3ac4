// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of findings about metered against simulated use: TV-1701 to TV-1719.
namespace tvilling::scenarios::reconcile_code {

using core::FindingCode;

inline constexpr FindingCode kUnit{"TV-1701", "Metered against simulated use is off by the factor between two units."};
inline constexpr FindingCode kStopped{"TV-1702",
                                      "A meter shows next to nothing of what is simulated: stopped, or another building's."};
inline constexpr FindingCode kProperty{"TV-1703", "Metered use fits a building only together with others of its property."};
inline constexpr FindingCode kCarrier{"TV-1704",
                                      "What is metered fits another carrier: electricity as heat, or the two swapped."};
inline constexpr FindingCode kElectricHeating{"TV-1705", "Metered electricity fits electricity and heat together."};
inline constexpr FindingCode kArea{"TV-1706", "Several carriers are off by the same factor, as a wrong area makes them."};
inline constexpr FindingCode kUse{"TV-1707", "Metered use is unusual for the building's use code and usual for another one."};
inline constexpr FindingCode kModel{
    "TV-1708", "Metered use is usual for the building's use, and far from simulated: look at the model's inputs."};
inline constexpr FindingCode kUnexplained{"TV-1709", "Metered against simulated use is outside 0.5-2, and no cause fits."};
inline constexpr FindingCode kNotCorrected{"TV-1710", "A metered year has no degree-days: its heat is not corrected."};
inline constexpr FindingCode kNormalYear{"TV-1711", "The normal year that metered heat is corrected to."};
inline constexpr FindingCode kNormalDiffers{"TV-1712",
                                            "The normal year has other degree-days than the weather of the simulation."};
inline constexpr FindingCode kNothingMetered{"TV-1713", "No building has a usable metered year."};
inline constexpr FindingCode kNotSimulated{"TV-1714", "A metered building could not be simulated and is not compared."};
inline constexpr FindingCode kManyOutside{"TV-1715", "More buildings than usual have a ratio outside 0.5-2."};
inline constexpr FindingCode kMeasuredWeather{"TV-1716", "A metered year is also simulated with its measured weather."};
inline constexpr FindingCode kGasAsHeat{"TV-1717", "Metered gas is compared as heat, without the loss of a boiler."};
inline constexpr FindingCode kNothingSimulated{"TV-1718", "Use is metered in buildings in which none is simulated."};

/// Everything about metered against simulated use.
inline constexpr std::array kAll{
    kUnit,        kStopped,         kProperty,     kCarrier,          kElectricHeating, kArea,           kUse,
    kModel,       kUnexplained,     kNotCorrected, kNormalYear,       kNormalDiffers,   kNothingMetered, kNotSimulated,
    kManyOutside, kMeasuredWeather, kGasAsHeat,    kNothingSimulated,
};

}  // namespace tvilling::scenarios::reconcile_code
