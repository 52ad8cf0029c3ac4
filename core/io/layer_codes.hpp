// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

namespace tvilling::core::layer_code {

inline constexpr FindingCode kUnreadable{"TV-1031", "A GIS file is damaged, or of another kind than its name says."};
inline constexpr FindingCode kUnknownSystem{"TV-1032",
                                            "A layer does not say its coordinate system, and its coordinates do not show it."};
inline constexpr FindingCode kTransformed{"TV-1033", "Coordinates were brought to EPSG:25832."};
inline constexpr FindingCode kTakenAs{"TV-1034", "The coordinate system of a layer was told from its coordinates."};
inline constexpr FindingCode kDoubt{"TV-1035", "The library that reads a GIS file has a doubt about it."};

/// Everything the reader of GIS files may find, besides csv_code::kEmpty and kDuplicateColumn.
inline constexpr std::array kAll{kUnreadable, kUnknownSystem, kTransformed, kTakenAs, kDoubt};

}  // namespace tvilling::core::layer_code
