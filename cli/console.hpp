// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/findings.hpp"

namespace tvilling::cli {

/// Where a command speaks: data to stdout, talk to stderr.
struct Console {
  bool quiet = false;     ///< no talk but warnings and errors
  bool terminal = false;  ///< stderr is a terminal
  bool colour = false;    ///< stderr may be coloured (a terminal, and NO_COLOR is not set)

  void note(std::string_view text) const;
  void warn(std::string_view text) const;
  void error(std::string_view text) const;
};

[[nodiscard]] Console make_console(bool quiet);

/// Throws Error (wrong_usage) for a number of threads below 0 or above 1024.
void refuse_bad_threads(int threads);

/// Writes to stderr as it stands. Best effort: a terminal that went away must not end a run.
void talk(std::string_view text) noexcept;

/// Data of the command. Throws Error (io) when stdout does not take it (full disk).
void print_data(std::string_view text);

/// "2 stops, 1 warns, 12 filled, 3 info".
[[nodiscard]] std::string count_line(const core::Findings& findings);

/// What a person should see before a run: the counts, the warnings, and the first of the rest.
void note_findings(const Console& console, const core::Findings& findings);

}  // namespace tvilling::cli
