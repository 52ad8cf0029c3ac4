// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "cli/exit_codes.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace tvilling::cli {

/// What every command has: its parser and what to run. A group has commands of its own instead.
struct Command {
  CLI::App* app;
  std::function<ExitCode(const Console&)> run;
  std::vector<Command> parts{};
};

/// A command below `root`, with its sentence and its examples.
CLI::App* add_command(CLI::App& root, const std::string& name, const std::string& about, std::string_view examples, bool& quiet);

/// The command that the words name, of a group the one in it; none when they begin with another flag than
/// that of quiet. Throws Error (wrong_usage) with
/// the nearest name for an unknown one.
[[nodiscard]] const Command* find_command(std::span<const Command> commands, std::span<const std::string> words);
/// "run", "hall explain".
[[nodiscard]] std::string full_name(const Command& command);
/// A group tells the flags of its commands too.
[[nodiscard]] std::string help_of(const CLI::App& app);

/// Throws Error (wrong_usage).
[[noreturn]] void refuse_usage(const std::string& message, const std::string& hint);
/// The parser stops at the first trouble, so that a misspelt flag shows as a missing one: look for it first.
void refuse_unknown_flag(const CLI::App& app, std::span<const std::string> arguments);

}  // namespace tvilling::cli
