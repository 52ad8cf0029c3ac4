// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

namespace tvilling::models::fill_code {

inline constexpr core::FindingCode kFilled{"TV-1301", "Missing numbers of a column were filled and marked with their origin."};
inline constexpr core::FindingCode kNoPlace{"TV-1302", "Buildings have neither coordinates nor a geometry."};
inline constexpr core::FindingCode kOutOfRange{"TV-1303",
                                               "A filled number lies outside its column's range: given numbers lead there."};

/// Everything that filling a portfolio may say.
inline constexpr std::array kAll{kFilled, kNoPlace, kOutOfRange};

}  // namespace tvilling::models::fill_code
