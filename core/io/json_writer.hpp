// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace tvilling::core {

/// Writes JSON text piece by piece; the caller opens and closes objects and arrays in pairs.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);  ///< a byte that is not UTF-8 becomes U+FFFD
  JsonWriter& number(double value);          ///< shortest form that reads back equal; null when not finite

  [[nodiscard]] const std::string& str() const noexcept { return text_; }

 private:
  void separate();

  std::string text_;
  bool first_ = true;  ///< nothing yet at this level
  bool after_key_ = false;
};

}  // namespace tvilling::core
