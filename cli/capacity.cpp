// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/capacity_options.hpp"
#include "cli/capacity_report.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/preflight/overrides.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/protected_address.hpp"

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
  if (std::find(kCapacityGroups.begin(), kCapacityGroups.end(), options.by) == kCapacityGroups.end()) {
    refuse(fmt::format("--by \"{}\" is not a way to group", options.by), core::did_you_mean(options.by, kCapacityGroups));
  }
  if (options.fit && options.no_energy) {
    refuse("--fit needs what open hours cost", "Leave --no-energy out.");
  }
  if (std::isnan(options.shift_h)) refuse("--shift-hours is not a number", "Write hours: --shift-hours 2.");
  if (std::isnan(options.max_distance_m)) refuse("--max-distance is not a number", "Write metres: --max-distance 3000.");
  if (options.close > 0 && !options.fit) refuse("--close closes nothing without --fit", "Write --fit --close N.");
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

/// Only the buildings that were named.
scenarios::Capacity restricted(scenarios::Capacity capacity, const models::Portfolio& portfolio,
                               const std::vector<std::string>& ids) {
  if (ids.empty()) return capacity;
  std::vector<std::string_view> known;
  known.reserve(capacity.buildings.size());
  for (const scenarios::CapacityBuilding& building : capacity.buildings) {
    known.emplace_back(portfolio.buildings[building.building].building.building_id);
  }
  for (const std::string& id : ids) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    refuse(fmt::format("--building \"{}\" is none of the {} buildings with hours to be offered", core::shown(id), known.size()),
           core::did_you_mean(id, known));
  }
  std::vector<bool> kept;
  kept.reserve(known.size());
  for (const std::string_view id : known) kept.push_back(std::find(ids.begin(), ids.end(), id) != ids.end());
  return scenarios::only_buildings(capacity, kept);
}

struct Inputs {
  models::Portfolio portfolio;
  models::Weather weather;
};

Inputs read_inputs(const CapacityOptions& options, core::Findings& findings) {
  Inputs inputs;
  inputs.portfolio = models::read_portfolio(options.portfolio, findings);
  core::throw_if_stopped(findings);
  models::fill_portfolio(inputs.portfolio, findings);
  if (!options.no_energy) inputs.weather = scenarios::load_weather(options.weather, findings);
  core::throw_if_stopped(findings);
  return inputs;
}

void simulate(CapacityReport& report, const Inputs& inputs, const CapacityOptions& options, const core::RunContext& context,
              core::Findings& findings) {
  scenarios::OpenHourSettings& settings = report.hour_settings;
  settings.base_year = options.base_year;
  report.weather = inputs.weather.source;
  report.hours = scenarios::open_hours_of(report.capacity, inputs.portfolio, inputs.weather, settings, context, findings);
  if (!options.fit) return;
  scenarios::FitSettings& fit = report.fit_settings;
  fit.shift_h = options.shift_h;
  fit.max_distance_m = options.max_distance_m;
  fit.close = static_cast<std::size_t>(options.close);
  fit.max_nodes = options.max_nodes;
  report.fit =
      scenarios::fit_bookings(report.capacity, report.hours, inputs.portfolio, inputs.weather, settings, fit, context, findings);
  scenarios::withhold_protected(*report.fit, report.capacity, inputs.portfolio);
}

void write_file(const CapacityReport& report, const fs::path& out, const Console& console) {
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
  CapacityReport report;
  report.by = options.by;
  report.prime = prime_time_of(options.prime_time);
  report.has_week = !options.buildings.empty();
  report.source = options.portfolio;
  core::Findings& findings = report.findings;
  Inputs inputs = read_inputs(options, findings);
  report.capacity = restricted(scenarios::capacity_of(inputs.portfolio, findings), inputs.portfolio, options.buildings);
  if (report.capacity.buildings.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "no building has hours to be offered", {options.portfolio.string()},
                      "Give opening_hours or bookings.");
  }
  if (!options.no_energy) {
    with_progress(options.threads, console, "Nothing was written.",
                  [&](const core::RunContext& context) { simulate(report, inputs, options, context, findings); });
  }
  models::set_aside_here(models::read_overrides(options.portfolio, findings), findings);
  note_findings(console, findings);
  report.portfolio = scenarios::withhold_protected(std::move(inputs.portfolio));
  write_file(report, options.out, console);
  print_data(options.json ? capacity_json(report) : capacity_text(report));
  const bool failed =
      std::any_of(report.hours.begin(), report.hours.end(), [](const auto& hours) { return !hours.failure.empty(); });
  return failed ? ExitCode::some_failed : ExitCode::done;
}

}  // namespace tvilling::cli
