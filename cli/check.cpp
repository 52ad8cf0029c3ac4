// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <map>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::cli {

namespace {

using core::Finding;
using core::Severity;

std::string findings_json(const CheckOptions& options, const models::Portfolio& portfolio, const core::Findings& findings) {
  JsonWriter json;
  json.begin_object().key("portfolio").text(options.portfolio.string());
  json.key("buildings").number(static_cast<double>(portfolio.buildings.size()));
  json.key("inputs").begin_array();
  for (const models::InputFile& input : portfolio.inputs) {
    json.begin_object().key("path").text(input.path).key("detected").text(input.detected);
    json.key("sha256").text(input.sha256).end_object();
  }
  json.end_array().key("counts").begin_object();
  for (const Severity severity : {Severity::stops, Severity::warns, Severity::filled, Severity::info}) {
    json.key(core::to_string(severity)).number(static_cast<double>(findings.count(severity)));
  }
  json.end_object().key("findings").begin_array();
  for (const Finding& finding : findings.list) {
    if (!options.only.empty() && finding.code != options.only) continue;
    json.begin_object().key("code").text(finding.code).key("severity").text(core::to_string(finding.severity));
    json.key("file").text(finding.pos.file).key("line").number(finding.pos.line).key("column").number(finding.pos.column);
    json.key("message").text(finding.message).key("hint").text(finding.hint).end_object();
  }
  return json.end_array().end_object().str() + "\n";
}

/// The counts, then the findings: those that stop or warn all, of the rest the first of each code.
std::string findings_text(const CheckOptions& options, const models::Portfolio& portfolio, const core::Findings& findings) {
  constexpr std::size_t kListedPerCode = 20;
  std::string text = fmt::format("{} buildings; {}\n", portfolio.buildings.size(), count_line(findings));
  for (const models::InputFile& input : portfolio.inputs) text += fmt::format("read {} ({})\n", input.path, input.detected);
  std::map<std::string, std::size_t> listed;
  for (const Severity severity : {Severity::stops, Severity::warns, Severity::filled, Severity::info}) {
    for (const Finding& finding : findings.list) {
      if (finding.severity != severity || (!options.only.empty() && finding.code != options.only)) continue;
      const bool capped = options.only.empty() && (severity == Severity::filled || severity == Severity::info);
      if (++listed[finding.code] > kListedPerCode && capped) continue;
      text += core::to_string(finding) + "\n";
    }
  }
  for (const auto& [code, count] : listed) {
    const bool all_shown = count <= kListedPerCode || !options.only.empty();
    if (!all_shown) text += fmt::format("{}: {} findings in all; `--only {}` lists every one\n", code, count, code);
  }
  return text;
}

}  // namespace

ExitCode run_check(const CheckOptions& options, const Console&) {
  core::Findings findings;
  models::Portfolio portfolio = models::read_portfolio(options.portfolio, findings);
  models::fill_portfolio(portfolio, findings);
  print_data(options.json ? findings_json(options, portfolio, findings) : findings_text(options, portfolio, findings));
  return findings.stops() ? ExitCode::bad_input : ExitCode::done;
}

}  // namespace tvilling::cli
