// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

namespace tvilling::core {

[[nodiscard]] std::string_view version() noexcept;  ///< e.g. "0.1.0"
[[nodiscard]] std::string_view git_sha() noexcept;  ///< of the tree that was configured, or "unknown"

}  // namespace tvilling::core
