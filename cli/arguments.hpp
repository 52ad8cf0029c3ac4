// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "cli/exit_codes.hpp"

namespace tvilling::cli {

/// Reads the command line and runs the command that it names. Wrong usage is explained on stderr with the nearest name.
/// Errors of the commands come out as core::Error.
ExitCode dispatch(int argc, const char* const* argv);

}  // namespace tvilling::cli
