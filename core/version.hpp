// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

namespace tvilling::core {

[[nodiscard]] std::string_view version() noexcept;  ///< e.g. "0.1.0"
/// The commit that was built, "<commit>-dirty" when files differed from it, or "unknown".
[[nodiscard]] std::string_view git_sha() noexcept;
/// SHA-256 over the sources of core, models and scenarios as they were built, in hexadecimal.
[[nodiscard]] std::string_view source_digest() noexcept;

}  // namespace tvilling::core
