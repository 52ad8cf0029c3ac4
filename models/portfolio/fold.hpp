// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace tvilling::models {

/// A name in the form in which names are compared: lower case, æ ø å as ae oe aa, superscript two as 2, and nothing
/// but letters a-z and digits. "byg026Opførelsesår" and "byg026opfoerelsesaar" are then the same word.
[[nodiscard]] std::string fold(std::string_view utf8);

}  // namespace tvilling::models
