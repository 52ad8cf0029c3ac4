// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tvilling::core {

/// The attributes of an element.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) noexcept : pairs_(pairs) {}
  /// Empty when it is not there.
  [[nodiscard]] std::string_view get(std::string_view name) const noexcept;

 private:
  const char* const* pairs_;
};

/// What is told of a document while it is read. Names are as written, with their prefix.
class XmlHandler {
 public:
  XmlHandler() = default;
  virtual ~XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;
  XmlHandler(XmlHandler&&) = delete;
  XmlHandler& operator=(XmlHandler&&) = delete;

  virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
};

/// Reads a document. Throws Error (bad_input) with line and column where it is not well-formed, and what the handler throws.
void parse_xml(std::string_view document, XmlHandler& handler);

}  // namespace tvilling::core
