// SPDX-License-Identifier: MPL-2.0
#include "core/error.hpp"

#include <utility>

namespace tvilling::core {

namespace {

std::string compose(const std::string& message, const SourcePos& pos, const std::string& hint) {
  std::string text = to_string(pos);
  if (!text.empty()) text += ": ";
  text += message;
  if (!hint.empty()) text += "\n  " + hint;
  return text;
}

}  // namespace

std::string to_string(const SourcePos& pos) {
  if (!pos.place.empty()) return pos.file + ":" + pos.place;
  std::string text = pos.file;
  if (pos.line > 0) text += ":" + std::to_string(pos.line);
  if (pos.line > 0 && pos.column > 0) text += ":" + std::to_string(pos.column);
  return text;
}

Error::Error(ErrorKind kind, std::string message, SourcePos pos, std::string hint)
    : std::runtime_error(compose(message, pos, hint)),
      kind_(kind),
      message_(std::move(message)),
      pos_(std::move(pos)),
      hint_(std::move(hint)) {}

}  // namespace tvilling::core
