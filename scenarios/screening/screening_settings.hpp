// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/missing.hpp"
#include "scenarios/premises/premises.hpp"

namespace tvilling::scenarios {

/// What area per employee and rent of `reference_uses` are held against. Everything else is held against peers.
enum class ScreeningReference : std::uint8_t { peers, given };
inline constexpr std::array<std::string_view, 2> kScreeningReferenceNames{"peers", "given"};

/// Which potential a property counts in when it could count in both.
enum class OverlapGuard : std::uint8_t { larger, occupancy_first };
inline constexpr std::array<std::string_view, 2> kOverlapGuardNames{"larger", "occupancy_first"};

/// Somebody held a property or lease against another group than the rule does.
struct Regrouping {
  bool is_lease = false;
  std::string id;
  std::string group;  ///< one of the rule's ("office, third_party"), or a name of its own
  std::string who;
  std::string when;  ///< "2026-03-01"
  std::string reason;
  core::SourcePos pos;
};

/// `screening.toml`.
struct ScreeningSettings {
  ScreeningReference reference = ScreeningReference::peers;
  double reference_m2_per_employee = models::kMissing;
  double reference_rent_dkk_m2 = models::kMissing;
  std::vector<std::string> reference_uses{"office"};  ///< that the given references are of
  double yellow_above_ratio = 1.10;                   ///< domain.md D2
  double red_above_ratio = 1.35;
  std::size_t least_peers = 8;                    ///< fewer: size, then tenure are dropped
  double least_reference_vacant_fraction = 0.05;  ///< some vacancy is usual between two users (assumption)
  OverlapGuard overlap = OverlapGuard::larger;
  Headcount headcount = Headcount::employees;
  std::size_t worst = 20;  ///< rank certainty: among so many worst
  std::size_t draws = 200;
  std::uint64_t seed = 1;
  std::vector<Regrouping> regroupings;
  std::string file = {};  ///< that was read; empty: none
};

/// With fewer peers than this, all bounds dropped, nothing is judged: a median of two is nobody's usual (assumption).
inline constexpr std::size_t kFewestPeers = 3;
inline constexpr std::size_t kMostScreeningDraws = 10000;

/// Where a portfolio's settings are looked for: screening.toml in its folder, NAME.screening.toml beside a workbook.
[[nodiscard]] std::filesystem::path screening_path(const std::filesystem::path& portfolio);

/// The settings in the text of a file; what is wrong in it are findings that stop.
[[nodiscard]] ScreeningSettings parse_screening(std::string_view text, const std::string& file, core::Findings& findings);
/// Those of a portfolio; the usual ones without a file. Throws Error (io) when there is one that cannot be read.
[[nodiscard]] ScreeningSettings read_screening(const std::filesystem::path& portfolio, core::Findings& findings);

}  // namespace tvilling::scenarios
