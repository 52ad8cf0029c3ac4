// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "core/error.hpp"

namespace tvilling::scenarios {

/// Throws Error (wrong_usage): what is asked for cannot be, and how to ask.
[[noreturn]] inline void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

}  // namespace tvilling::scenarios
