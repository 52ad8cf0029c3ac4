// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

namespace tvilling::cli {

/// The version of VTK, or that this program was built without a viewer.
[[nodiscard]] std::string viewer_version();

/// True when the viewer can open a window now; false in a program without a viewer.
[[nodiscard]] bool display_opens();

}  // namespace tvilling::cli
