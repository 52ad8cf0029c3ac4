// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

namespace tvilling::cli {

/// The version of VTK, or that this program was built without a viewer.
[[nodiscard]] std::string viewer_version();

}  // namespace tvilling::cli
