// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

namespace tvilling::core {

/// A finding's code with its meaning in one line, for the documentation.
struct FindingCode {
  std::string_view code;
  std::string_view meaning;
};

}  // namespace tvilling::core
