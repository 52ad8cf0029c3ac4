// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/building/building.hpp"

namespace tvilling::models {

/// What a word or a BBR code says about the use of a building.
struct UseMatch {
  Use use = Use::office;
  bool approximate = false;  ///< the code covers more than this use (322 shop, 530 phased out ...)
};

/// The use meant by a word (English or Danish, any case, æøå or aeoeaa) or by a BBR code (byg021BygningensAnvendelse),
/// also "421 Grundskole" or "421.0". Nothing when it is unknown or missing. Phased-out codes (320, 420 ...) give the use
/// of the codes that replaced them. Code 160 gives residential_care; words such as "plejehjem" give nursing_home.
[[nodiscard]] std::optional<UseMatch> match_use(std::string_view text);

/// The same without the remark on how exact it is.
[[nodiscard]] std::optional<Use> parse_use(std::string_view text);

/// True for the ways in which registers say "not known": blank, "-", 0, 999, "ukendt", "unknown".
[[nodiscard]] bool is_missing_use(std::string_view text);

/// A hint for an unknown use: the nearest word or code, else all uses.
[[nodiscard]] std::string suggest_use(std::string_view text);

}  // namespace tvilling::models
