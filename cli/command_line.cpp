// SPDX-License-Identifier: MPL-2.0
#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "core/error.hpp"
#include "core/suggest.hpp"

namespace tvilling::cli {

namespace {

/// Throws Error (wrong_usage) with the nearest name when none is called so.
const Command& named(std::span<const Command> commands, std::string_view word, std::string_view before) {
  std::vector<std::string_view> names;
  for (const Command& command : commands) {
    if (command.app->get_name() == word) return command;
    names.emplace_back(command.app->get_name());
  }
  refuse_usage(fmt::format("{}no command \"{}\"", before, word), core::did_you_mean(word, names));
}

bool is_word(const std::string& argument) {
  return !argument.starts_with("-");
}

}  // namespace

CLI::App* add_command(CLI::App& root, const std::string& name, const std::string& about, std::string_view examples, bool& quiet) {
  CLI::App* app = root.add_subcommand(name, about);
  app->footer(fmt::format("Examples:\n{}", examples));
  app->add_flag("-q,--quiet", quiet, "Say only warnings and errors");
  return app;
}

std::string full_name(const Command& command) {
  const CLI::App* group = command.app->get_parent();
  const bool has_group = group != nullptr && group->get_parent() != nullptr;
  return has_group ? fmt::format("{} {}", group->get_name(), command.app->get_name()) : command.app->get_name();
}

const Command* find_command(std::span<const Command> commands, std::span<const std::string> words) {
  while (!words.empty() && (words.front() == "-q" || words.front() == "--quiet")) words = words.subspan(1);
  if (words.empty() || !is_word(words.front())) return nullptr;
  const Command& command = named(commands, words.front(), {});
  const auto part = std::find_if(words.begin() + 1, words.end(), is_word);
  if (command.parts.empty() || part == words.end()) return &command;
  return &named(command.parts, *part, words.front() + ": ");
}

std::string help_of(const CLI::App& app) {
  const bool is_group = !app.get_subcommands([](const CLI::App*) { return true; }).empty();
  return app.help("", is_group ? CLI::AppFormatMode::All : CLI::AppFormatMode::Normal);
}

void refuse_usage(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

void refuse_unknown_flag(const CLI::App& app, std::span<const std::string> arguments) {
  std::vector<std::string> known{"--help"};
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    for (const std::string& name : option->get_snames()) known.push_back("-" + name);
  }
  const std::vector<std::string_view> views(known.begin(), known.end());
  for (const std::string& argument : arguments) {
    const std::string flag = argument.substr(0, argument.find('='));
    if (!flag.starts_with("--") || flag.size() < 3) continue;
    if (std::find(known.begin(), known.end(), flag) != known.end()) continue;
    refuse_usage(fmt::format("{}: no flag \"{}\"", app.get_name(), flag), core::did_you_mean(flag, views));
  }
}

}  // namespace tvilling::cli
