// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// Somebody looked at a warning and says why it may stay.
struct SetAside {
  std::string code;
  std::string table;  ///< empty: of any
  std::string id;     ///< of the row; empty: the warnings of this code that belong to no row
  std::string reason;
  std::string who;
  std::string when;  ///< "2026-03-01"
  core::SourcePos pos;
};

enum class LockKind : std::uint8_t { unit, lease, building };
inline constexpr std::array<std::string_view, 3> kLockKindNames{"unit", "lease", "building"};
[[nodiscard]] constexpr std::string_view to_string(LockKind kind) noexcept {
  return kLockKindNames[static_cast<std::size_t>(kind)];
}

/// What no scenario may move.
struct Lock {
  LockKind kind = LockKind::unit;
  std::string id;
  std::string reason;
  std::string who;
  std::string when;
  core::SourcePos pos;
};

struct Overrides {
  std::vector<SetAside> set_asides;
  std::vector<Lock> locks;
};

/// Where the overrides of a portfolio stand: overrides.toml in its folder, <stem>.overrides.toml beside a workbook or file.
[[nodiscard]] std::filesystem::path overrides_path(const std::filesystem::path& portfolio);

/// Every entry needs what it is about, reason, who and when; what is wrong in one is a stopping finding and the entry is left
/// out.
[[nodiscard]] Overrides parse_overrides(std::string_view text, const std::string& file, core::Findings& findings);
/// The overrides of a portfolio; none without a file. Throws Error (io) when there is one that cannot be read.
[[nodiscard]] Overrides read_overrides(const std::filesystem::path& portfolio, core::Findings& findings);

/// Turns the warnings that were set aside into informing ones that say so. One that stops stays, and stops once more with its own
/// code; an entry that fits no warning warns, but for those of screening and plans (TV-34xx), which only these tell. A warning
/// about several rows becomes informing when all of them were set aside.
void set_aside(const std::vector<SetAside>& set_asides, core::Findings& findings);
/// The same for commands that do not look at all that a check does: entries that fit nothing say nothing.
void set_aside_here(const Overrides& overrides, core::Findings& findings);

/// A lock on what is not there, and a second one on the same, warn.
void check_locks(const std::vector<Lock>& locks, const Portfolio& portfolio, core::Findings& findings);

/// As the file that is read back to equal values.
[[nodiscard]] std::string to_toml(const Overrides& overrides);

}  // namespace tvilling::models
