// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "core/findings.hpp"
#include "core/io/csv_codes.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/fabric/fabric_inputs.hpp"
#include "models/metering/metering_codes.hpp"
#include "models/portfolio/fill_codes.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/mapping_codes.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/epw_codes.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/study.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::cli {

namespace {

using core::Finding;
using core::Severity;

/// What was looked at.
struct Checked {
  std::size_t buildings = 0;
  std::vector<models::InputFile> inputs;
};

std::string findings_json(const CheckOptions& options, const Checked& checked, const core::Findings& findings) {
  JsonWriter json;
  json.begin_object().key("portfolio").text(options.portfolio.string());
  json.key("buildings").number(static_cast<double>(checked.buildings));
  json.key("inputs").begin_array();
  for (const models::InputFile& input : checked.inputs) {
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
std::string findings_text(const CheckOptions& options, const Checked& checked, const core::Findings& findings) {
  constexpr std::size_t kListedPerCode = 20;
  std::string text =
      fmt::format("{} {}; {}\n", checked.buildings, checked.buildings == 1 ? "building" : "buildings", count_line(findings));
  for (const models::InputFile& input : checked.inputs) text += fmt::format("read {} ({})\n", input.path, input.detected);
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

template <std::size_t Count>
void add_codes(const std::array<core::FindingCode, Count>& codes, std::vector<std::string_view>& out) {
  for (const core::FindingCode& code : codes) out.push_back(code.code);
}

void refuse_unknown_code(const std::string& only) {
  std::vector<std::string_view> codes;
  add_codes(core::csv_code::kAll, codes);
  add_codes(models::portfolio_code::kAll, codes);
  add_codes(models::fill_code::kAll, codes);
  add_codes(models::mapping_code::kAll, codes);
  add_codes(models::metering_code::kAll, codes);
  add_codes(models::epw_code::kAll, codes);
  add_codes(scenarios::study_code::kAll, codes);
  add_codes(models::fabric_code::kAll, codes);
  if (std::find(codes.begin(), codes.end(), only) != codes.end()) return;
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--only \"{}\": no such code", only), {},
                    core::did_you_mean(only, codes));
}

Checked check_portfolio(const std::filesystem::path& path, core::Findings& findings) {
  models::Portfolio portfolio = models::read_portfolio(path, findings);
  models::fill_portfolio(portfolio, findings);
  return {portfolio.buildings.size(), std::move(portfolio.inputs)};
}

/// All that a run of the study would read. Without a study that can be read, nobody knows its portfolio.
Checked check_study(const std::filesystem::path& path, core::Findings& findings) {
  const scenarios::Study study = scenarios::read_study(path, findings);
  if (findings.stops()) return {};
  Checked checked = check_portfolio(study.portfolio, findings);
  (void)scenarios::load_weather(study.weather, findings);
  return checked;
}

/// A file with the tables of a building and none of a study; told by its text, so that one that is not TOML has its own findings.
bool is_detailed_building(const std::filesystem::path& path) {
  const std::string text = core::read_file(path);
  const auto has = [&text](std::string_view table) {
    const std::size_t at = text.find(table);
    return at != std::string::npos && (at == 0 || text[at - 1] == '\n');
  };
  const bool building = has("[building") || has("[zone") || has("[surface") || has("[construction") || has("[material");
  return building && !has("[study]") && !has("[[scenario");
}

/// Weather may come with the run: without any in the file, the rest is checked with the reference year.
Checked check_detailed_building(const std::filesystem::path& path, core::Findings& findings) {
  const models::FabricFile file = models::read_fabric(path, findings);
  std::optional<models::Weather> weather;
  if (!file.weather_file && !file.weather_columns) weather = models::reference_year();
  (void)models::read_fabric_inputs(file, std::move(weather), findings);
  return {1, {}};
}

Checked check(const std::filesystem::path& path, core::Findings& findings) {
  if (path.extension() != ".toml") return check_portfolio(path, findings);
  return is_detailed_building(path) ? check_detailed_building(path, findings) : check_study(path, findings);
}

}  // namespace

ExitCode run_check(const CheckOptions& options, const Console&) {
  if (!options.only.empty()) refuse_unknown_code(options.only);
  core::Findings findings;
  const Checked checked = check(options.portfolio, findings);
  print_data(options.json ? findings_json(options, checked, findings) : findings_text(options, checked, findings));
  return findings.stops() ? ExitCode::bad_input : ExitCode::done;
}

}  // namespace tvilling::cli
