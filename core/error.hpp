// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace tvilling::core {

/// What kind of trouble; the command line maps it to an exit code.
enum class ErrorKind {
  bad_input,    ///< the user's file or value is wrong (exit code 3)
  wrong_usage,  ///< a command or call was put together wrongly (exit code 2)
  io,           ///< the system refused: missing file, no permission, full disk (exit code 3)
  interrupted,  ///< the user asked to stop (exit code 130)
  internal,     ///< a bug of ours (exit code 1)
};

/// A place in a file that the user wrote. Line and column count from 1; 0 means "not known".
struct SourcePos {
  std::string file;
  int line = 0;
  int column = 0;
  std::string place = {};  ///< where a line says little: "Bygninger!B7" in a workbook, "buildings:17:year" in a layer
};

/// "file:line:column" or "file:place", leaving out what is not known; empty without a file.
[[nodiscard]] std::string to_string(const SourcePos& pos);

/// The one error type: what is wrong, where, and how to mend it.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, std::string message, SourcePos pos = {}, std::string hint = {});

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  [[nodiscard]] const SourcePos& pos() const noexcept { return pos_; }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorKind kind_;
  std::string message_;
  SourcePos pos_;
  std::string hint_;
};

}  // namespace tvilling::core
