// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tvilling::core {

/// Instruction sets that kernels are built for, from least to most. All give the same bits.
enum class Isa : std::uint8_t { baseline, avx2, avx512 };
inline constexpr std::array<std::string_view, 3> kIsaNames{"baseline", "avx2", "avx512"};

[[nodiscard]] constexpr std::string_view to_string(Isa isa) noexcept {
  return kIsaNames[static_cast<std::size_t>(isa)];
}

/// What this machine and this build have, from least to most; never empty.
[[nodiscard]] std::vector<Isa> available_isas();
[[nodiscard]] Isa best_isa();

/// Throws Error (wrong_usage) when this machine or this build lacks the set.
void need_isa(Isa isa);

}  // namespace tvilling::core
