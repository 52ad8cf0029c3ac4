// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/capacity_options.hpp"
#include "cli/capacity_report.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

void refuse_output(const CapacityOptions& options) {
  const fs::path& out = options.out;
  if (out.extension() != ".xlsx" && out.extension() != ".csv") {
    refuse(fmt::format("the output {} is neither .xlsx nor .csv", out.string()), "Write -o capacity.xlsx.");
  }
  std::error_code ignored;
  refuse_same_file(options.portfolio, out);
  if (fs::is_directory(options.portfolio, ignored)) refuse_inside(options.portfolio, out);
  refuse_unwritable_place(out);
  if (fs::exists(out, ignored) && !options.force) {
    refuse(fmt::format("the output {} is there already", out.string()), "Name another file, or replace it with --force.");
  }
}

void refuse_contradictions(const CapacityOptions& options) {
  refuse_bad_threads(options.threads);
  if (std::find(scenarios::kCapacityGroups.begin(), scenarios::kCapacityGroups.end(), options.by) ==
      scenarios::kCapacityGroups.end()) {
    refuse(fmt::format("--by \"{}\" is not a way to group", options.by),
           core::did_you_mean(options.by, scenarios::kCapacityGroups));
  }
  if (options.fit && options.no_energy) {
    refuse("--fit needs what open hours cost", "Leave --no-energy out.");
  }
  if (std::isnan(options.shift_h)) refuse("--shift-hours is not a number", "Write hours: --shift-hours 2.");
  if (std::isnan(options.max_distance_m)) refuse("--max-distance is not a number", "Write metres: --max-distance 3000.");
  if (options.close > 0 && !options.fit) refuse("--close closes nothing without --fit", "Write --fit --close N.");
  const CapacityOptions usual;
  const bool is_of_fit = options.shift_h != usual.shift_h || options.max_distance_m != usual.max_distance_m;
  if (!options.fit && (is_of_fit || options.max_nodes != usual.max_nodes)) {
    refuse("--shift-hours, --max-distance and --nodes say nothing without --fit", "Write --fit, too.");
  }
  if (!options.out.empty()) refuse_output(options);
}

/// "17-22"
scenarios::PrimeTime prime_time_of(const std::string& text) {
  const std::size_t sign = text.find('-');
  const auto hour = [](std::string_view part) { return core::plain_number(core::trimmed(part)); };
  const std::optional<double> from = sign == std::string::npos ? std::nullopt : hour(std::string_view(text).substr(0, sign));
  const std::optional<double> to = sign == std::string::npos ? std::nullopt : hour(std::string_view(text).substr(sign + 1));
  const auto is_hour = [](const std::optional<double>& h) { return h && *h >= 0.0 && *h <= 24.0 && std::floor(*h) == *h; };
  if (!is_hour(from) || !is_hour(to) || !(*from < *to)) {
    refuse(fmt::format("--prime-time \"{}\" is no time of the day", text), "Write whole hours: --prime-time 17-22.");
  }
  return {static_cast<int>(*from), static_cast<int>(*to)};
}

scenarios::CapacityQuestion question_of(const CapacityOptions& options) {
  scenarios::CapacityQuestion question;
  question.by = options.by;
  question.buildings = options.buildings;
  question.weather = options.weather;
  question.base_year = options.base_year;
  question.prime = prime_time_of(options.prime_time);
  question.energy = !options.no_energy;
  if (!options.fit) return question;
  question.fit.emplace();
  question.fit->shift_h = options.shift_h;
  question.fit->max_distance_m = options.max_distance_m;
  question.fit->close = static_cast<std::size_t>(options.close);
  question.fit->max_nodes = options.max_nodes;
  return question;
}

void write_file(const scenarios::CapacityReport& report, const fs::path& out, const Console& console) {
  if (out.empty()) return;
  if (out.extension() == ".xlsx") {
    write_capacity_workbook(report, out);
  } else {
    core::write_file_atomic(out, capacity_csv(report));
  }
  console.note(fmt::format("wrote {}", out.string()));
}

}  // namespace

ExitCode run_capacity(const CapacityOptions& options, const Console& console) {
  refuse_contradictions(options);
  const scenarios::CapacityQuestion question = question_of(options);
  core::Findings findings;
  std::optional<scenarios::CapacityReport> report;
  with_progress(options.threads, console, "Nothing was written.", [&](const core::RunContext& context) {
    report = scenarios::capacity_report(options.portfolio, question, context, findings);
  });
  core::throw_if_stopped(findings);
  if (!report) throw core::Error(core::ErrorKind::internal, "capacity: nothing was read and nothing stops");
  note_findings(console, findings);
  write_file(*report, options.out, console);
  print_data(options.json ? scenarios::capacity_json(*report) : capacity_text(*report));
  const bool failed =
      std::any_of(report->hours.begin(), report->hours.end(), [](const auto& hours) { return !hours.failure.empty(); });
  return failed ? ExitCode::some_failed : ExitCode::done;
}

}  // namespace tvilling::cli
