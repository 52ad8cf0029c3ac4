// SPDX-License-Identifier: MPL-2.0
#include "cli/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace tvilling::cli {

namespace {

void talk_labelled(const Console& console, std::string_view label, std::string_view colour, std::string_view text) {
  talk(console.colour ? fmt::format("\x1b[{}m{}:\x1b[0m {}\n", colour, label, text) : fmt::format("{}: {}\n", label, text));
}

}  // namespace

void refuse_bad_threads(int threads) {
  constexpr int kMostThreads = 1024;
  if (threads < 0) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--threads {} is not a number of threads", threads), {},
                      "0 takes all that the machine has.");
  }
  if (threads > kMostThreads) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--threads {} are more than {}", threads, kMostThreads), {},
                      "0 takes all that the machine has; more are not faster.");
  }
}

void talk(std::string_view text) noexcept {
  const std::size_t written = std::fwrite(text.data(), 1, text.size(), stderr);
  if (written == text.size()) std::fflush(stderr);
}

void Console::note(std::string_view text) const {
  if (!quiet) talk(fmt::format("{}\n", text));
}

void Console::warn(std::string_view text) const {
  talk_labelled(*this, "warning", "33", text);
}

void Console::error(std::string_view text) const {
  talk_labelled(*this, "error", "31", text);
}

Console make_console(bool quiet) {
  const bool terminal = isatty(STDERR_FILENO) == 1;
  const char* no_colour = std::getenv("NO_COLOR");
  return {.quiet = quiet, .terminal = terminal, .colour = terminal && (no_colour == nullptr || *no_colour == '\0')};
}

void print_data(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw core::Error(core::ErrorKind::io,
                      fmt::format("cannot write to standard output: {}", std::generic_category().message(errno)));
  }
}

std::string count_line(const core::Findings& findings) {
  return fmt::format("{} stops, {} warns, {} filled, {} info", findings.count(core::Severity::stops),
                     findings.count(core::Severity::warns), findings.count(core::Severity::filled),
                     findings.count(core::Severity::info));
}

void note_findings(const Console& console, const core::Findings& findings) {
  if (findings.list.empty()) return;
  constexpr std::size_t kWarningsShown = 20;
  std::size_t warnings = 0;
  for (const core::Finding& finding : findings.list) {
    if (finding.severity == core::Severity::warns && ++warnings <= kWarningsShown) console.warn(core::to_string(finding));
  }
  if (warnings > kWarningsShown) console.warn(fmt::format("... and {} more", warnings - kWarningsShown));
  console.note(fmt::format("input: {} (`tvilling check` lists them)", count_line(findings)));
}

}  // namespace tvilling::cli
