// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/screen_report.hpp"
#include "core/suggest.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kBy{"property", "lease"};

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

void refuse_output(const ScreenOptions& options, const fs::path& out, std::span<const std::string_view> endings) {
  if (out.empty()) return;
  const std::string ending = out.extension().string();
  if (std::ranges::find(endings, ending) == endings.end()) {
    refuse(fmt::format("the output {} is no {}", out.string(), fmt::join(endings, " or ")),
           fmt::format("Write screening{}.", endings.front()));
  }
  std::error_code ignored;
  refuse_same_file(options.portfolio, out);
  if (fs::is_directory(options.portfolio, ignored)) refuse_inside(options.portfolio, out);
  if (fs::exists(out, ignored) && !options.force) {
    refuse(fmt::format("the output {} is there already", out.string()), "Name another file, or replace it with --force.");
  }
  refuse_unwritable_place(out);
}

void refuse_contradictions(const ScreenOptions& options) {
  refuse_bad_threads(options.threads);
  if (std::ranges::find(kBy, options.by) == kBy.end()) {
    refuse(fmt::format("--by \"{}\" is neither property nor lease", options.by), core::did_you_mean(options.by, kBy));
  }
  constexpr std::array<std::string_view, 1> kWorkbook{".xlsx"};
  constexpr std::array<std::string_view, 2> kMap{".gpkg", ".geojson"};
  refuse_output(options, options.out, kWorkbook);
  refuse_output(options, options.map, kMap);
}

void write_files(const ScreenOptions& options, const scenarios::ScreeningReport& report, const Console& console) {
  if (!options.out.empty()) {
    write_screen_workbook(options, report, options.out);
    console.note(fmt::format("wrote {}", options.out.string()));
  }
  if (options.map.empty()) return;
  const std::size_t shown = write_screen_map(report, options.map);
  const std::size_t all = report.inputs.portfolio.buildings.size();
  console.note(fmt::format(
      "wrote {} with {} buildings{}", options.map.string(), shown,
      shown == all ? std::string() : fmt::format("; {} have no place that may be shown, or no property", all - shown)));
}

}  // namespace

ExitCode run_screen(const ScreenOptions& options, const Console& console) {
  refuse_contradictions(options);
  const InterruptGuard interrupt;  // before the first threads start
  core::Findings findings;
  core::RunContext context;
  context.threads = options.threads;
  context.stop = interrupt.token();
  const std::optional<std::size_t> draws =
      options.draws < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(options.draws));
  const std::optional<scenarios::ScreeningReport> report =
      scenarios::screening_report(options.portfolio, {options.weather}, draws, context, findings);
  core::throw_if_stopped(findings);
  if (!report) throw core::Error(core::ErrorKind::internal, "screen: nothing was read and nothing stops");
  note_findings(console, findings);
  write_files(options, *report, console);
  print_data(options.json ? scenarios::screening_json(*report) : screen_text(options, *report));
  return report->inputs.failed > 0 ? ExitCode::some_failed : ExitCode::done;
}

}  // namespace tvilling::cli
