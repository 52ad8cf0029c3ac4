// SPDX-License-Identifier: MPL-2.0
#include "scenarios/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/table.hpp"
#include "core/io/json_writer.hpp"
#include "core/suggest.hpp"
#include "core/time_axis.hpp"

namespace tvilling::cli {

namespace {

using scenarios::BenchReport;
using scenarios::BenchScaling;

core::Isa isa_named(const std::string& name) {
  if (name.empty()) return core::best_isa();
  const auto found = std::find(core::kIsaNames.begin(), core::kIsaNames.end(), name);
  if (found == core::kIsaNames.end()) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--isa \"{}\": no such instruction set", name), {},
                      core::did_you_mean(name, core::kIsaNames));
  }
  return static_cast<core::Isa>(found - core::kIsaNames.begin());
}

/// The phases in the order of the run, with what is left over.
std::vector<std::pair<std::string_view, double>> phases_of(const BenchReport& report) {
  const scenarios::RunPhases& p = report.phases;
  const double other_s = report.total_s - (report.read_s + p.prepare_s + p.simulate_s + p.reduce_s + p.write_s);
  return {{"read", report.read_s}, {"prepare", p.prepare_s}, {"simulate", p.simulate_s}, {"reduce", p.reduce_s},
          {"write", p.write_s},    {"other", other_s},       {"total", report.total_s}};
}

std::string phase_table(const BenchReport& report) {
  Table table;
  table.column("phase", {}, Table::Align::left);
  table.column("time", "s");
  table.column("share", "%");
  for (const auto& [name, taken_s] : phases_of(report)) {
    table.row({std::string(name), fmt::format("{:.3f}", taken_s), fmt::format("{:.1f}", 100.0 * taken_s / report.total_s)});
  }
  return table.text();
}

std::string rate_table(const BenchReport& report) {
  const auto millions = [](double per_s) { return fmt::format("{:.1f}", per_s * 1e-6); };
  Table table;
  table.column("measure", {}, Table::Align::left);
  table.column("value");
  table.column("unit", {}, Table::Align::left);
  table.row({"simulated", millions(report.building_hours_per_s()), "million building-hours/s"});
  table.row({fmt::format("ceiling ({})", core::to_string(scenarios::kBenchCeiling)),
             millions(report.ceiling_building_hours_per_s), "million building-hours/s"});
  table.row({"ceiling (fused)", millions(report.fused_ceiling_building_hours_per_s), "million building-hours/s"});
  table.row({fmt::format("fraction of the {} ceiling", core::to_string(scenarios::kBenchCeiling)),
             fmt::format("{:.1f}", 100.0 * report.fraction_of_ceiling()), "%"});
  table.row({"fraction of the fused ceiling", fmt::format("{:.1f}", 100.0 * report.fraction_of_fused_ceiling()), "%"});
  table.row(
      {"with networks, weather and sun", millions(report.with_networks_building_hours_per_s()), "million building-hours/s"});
  table.row({"per building-hour", fmt::format("{:.2f}", report.ns_per_building_hour()), "ns"});
  table.row({"lanes in use", fmt::format("{:.1f}", 100.0 * report.lane_use), "%"});
  table.row({"heat nodes stepped", group_thousands(report.heat_nodes_per_building, 0),
             "with heat capacity, of 50 (the ceiling steps 50)"});
  table.row({"delivered heat", fmt::format("{:.1f}", report.heat_kwh_m2), "kWh/m2"});
  table.row({"peak memory", group_thousands(report.peak_rss_mib, 0), "MiB"});
  return table.text();
}

std::string scaling_table(const BenchReport& report) {
  Table table;
  table.column("threads");
  table.column("simulate", "s");
  table.column("times one thread");
  for (const BenchScaling& row : report.scaling) {
    table.row({std::to_string(row.threads), fmt::format("{:.3f}", row.simulate_s), fmt::format("{:.2f}", row.ratio)});
  }
  return table.text();
}

std::string report_text(const BenchReport& report) {
  std::string text = fmt::format("{} heated buildings x {} h, {} thread{}, {}; quickest of {} run{}\n\n{}\n{}",
                                 group_thousands(report.buildings, 0), group_thousands(core::kHoursPerYear, 0), report.threads,
                                 report.threads == 1 ? "" : "s", core::to_string(report.isa), report.simulate_runs_s.size(),
                                 report.simulate_runs_s.size() == 1 ? "" : "s", phase_table(report), rate_table(report));
  if (!report.scaling.empty()) text += "\n" + scaling_table(report);
  return text;
}

std::string report_json(const BenchReport& report) {
  core::JsonWriter json;
  json.begin_object();
  json.key("simulate_s").number(report.phases.simulate_s);
  json.key("total_s").number(report.total_s);
  json.key("building_hours_per_s").number(report.building_hours_per_s());
  json.key("ceiling_building_hours_per_s").number(report.ceiling_building_hours_per_s);
  json.key("fraction_of_ceiling").number(report.fraction_of_ceiling());
  json.key("peak_rss_mib").number(report.peak_rss_mib);
  json.key("threads").number(report.threads);
  json.key("buildings").number(report.buildings);
  json.key("isa").text(core::to_string(report.isa));
  json.key("read_s").number(report.read_s);
  json.key("prepare_s").number(report.phases.prepare_s);
  json.key("reduce_s").number(report.phases.reduce_s);
  json.key("write_s").number(report.phases.write_s);
  json.key("lane_use").number(report.lane_use);
  json.key("fraction_of_fused_ceiling").number(report.fraction_of_fused_ceiling());
  json.key("with_networks_building_hours_per_s").number(report.with_networks_building_hours_per_s());
  json.key("ns_per_building_hour").number(report.ns_per_building_hour());
  json.key("fused_ceiling_building_hours_per_s").number(report.fused_ceiling_building_hours_per_s);
  json.key("heat_nodes_per_building").number(report.heat_nodes_per_building);
  json.key("heat_kwh_m2").number(report.heat_kwh_m2);
  json.key("simulate_runs_s").begin_array();
  for (const double taken_s : report.simulate_runs_s) json.number(taken_s);
  json.end_array().key("scaling").begin_array();
  for (const BenchScaling& row : report.scaling) {
    json.begin_object().key("threads").number(row.threads).key("simulate_s").number(row.simulate_s);
    json.key("ratio").number(row.ratio).end_object();
  }
  return json.end_array().end_object().str() + "\n";
}

}  // namespace

ExitCode run_bench(const BenchOptions& options, const Console& console) {
  refuse_bad_threads(options.threads);
  const scenarios::BenchOptions bench{
      .buildings = options.buildings, .threads = options.threads, .seed = 1, .isa = isa_named(options.isa)};
  const InterruptGuard interrupt;
  core::RunContext context;
  context.stop = interrupt.token();
  context.log = [&console](std::string_view text) { console.note(text); };
  const BenchReport report = scenarios::run_bench(bench, context);
  print_data(options.json ? report_json(report) : report_text(report));
  return ExitCode::done;
}

}  // namespace tvilling::cli
