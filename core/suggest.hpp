// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tvilling::core {

/// The candidate nearest to `word` by edit distance (case ignored; two swapped neighbours count as one), or empty when none is
/// near (more than a third of the letters differ).
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string_view> candidates);

/// "Did you mean \"x\"?" for the nearest candidate, else "Known: a, b, c." (for at most 20 candidates).
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace tvilling::core
