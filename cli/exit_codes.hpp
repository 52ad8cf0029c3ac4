// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/error.hpp"

namespace tvilling::cli {

/// What a command tells the shell.
enum class ExitCode {
  done = 0,
  our_bug = 1,
  wrong_usage = 2,
  bad_input = 3,    ///< also: the system refused (missing file, no permission, full disk)
  some_failed = 4,  ///< finished, but some buildings or scenarios failed
  interrupted = 130,
};

[[nodiscard]] constexpr ExitCode exit_code_of(core::ErrorKind kind) noexcept {
  switch (kind) {
    case core::ErrorKind::bad_input:
    case core::ErrorKind::io: return ExitCode::bad_input;
    case core::ErrorKind::wrong_usage: return ExitCode::wrong_usage;
    case core::ErrorKind::interrupted: return ExitCode::interrupted;
    case core::ErrorKind::internal: return ExitCode::our_bug;
  }
  return ExitCode::our_bug;
}

}  // namespace tvilling::cli
