// SPDX-License-Identifier: MPL-2.0
#include "core/version.hpp"

namespace tvilling::core {

std::string_view version() noexcept {
  return TVILLING_VERSION;
}

}  // namespace tvilling::core
