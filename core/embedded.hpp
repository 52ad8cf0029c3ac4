// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <string_view>

namespace tvilling::core {

/// A text file that is part of the program (see tvilling_embed_files in cmake/TvillingTargets.cmake).
struct EmbeddedFile {
  std::string_view name;
  const std::string_view* text;
};

}  // namespace tvilling::core
