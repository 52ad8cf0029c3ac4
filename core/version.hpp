// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

namespace tvilling::core {

[[nodiscard]] std::string_view version() noexcept;  ///< e.g. "0.1.0"
/// The commit that was built, "<commit>-dirty" when files differed from it, or "unknown".
[[nodiscard]] std::string_view git_sha() noexcept;

}  // namespace tvilling::core
