// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/preflight.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "core/io/file.hpp"
#include "models/metering/measured_weather.hpp"
#include "models/portfolio/source.hpp"
#include "models/preflight/cross_check.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
namespace fs = std::filesystem;
using core::Severity;

/// The earlier delivery is compared, not checked: what stops in it is told in one line.
Portfolio read_earlier(const fs::path& path, core::Findings& findings) {
  core::Findings old;
  Portfolio portfolio = read_portfolio(path, old);
  const std::size_t stops = old.count(Severity::stops);
  if (stops > 0) {
    core::SourcePos pos{path.string()};
    findings.add({std::string(code::kOldDelivery.code), Severity::warns, std::move(pos),
                  fmt::format("{} of its rows stop and are not compared", stops), "See `tvilling check` of it."});
  }
  return portfolio;
}

void record_overrides_file(const fs::path& portfolio_path, Portfolio& portfolio) {
  const fs::path file = overrides_path(portfolio_path);
  std::error_code error;
  if (!fs::exists(file, error) && !error) return;
  portfolio.inputs.push_back({file.string(), core::sha256_hex(core::read_file(file)), "TOML"});
}

}  // namespace

Preflight preflight(const fs::path& path, core::Findings& findings, const PreflightOptions& options) {
  Preflight result;
  const PortfolioSource source(path, findings);
  result.portfolio = read_portfolio(source, findings);
  result.metering = read_metering(source, result.portfolio, findings);
  (void)read_measured_weather(source, findings);  // metering takes its temperatures and tells nothing of it
  const bool whole = !findings.stops();
  result.overrides = read_overrides(path, findings);
  record_overrides_file(path, result.portfolio);
  fill_portfolio(result.portfolio, findings);
  for (const InputFile& input : result.metering.inputs) result.portfolio.inputs.push_back(input);

  const Plausibility rules;
  cross_check({result.portfolio, result.metering, rules, whole}, findings);
  if (whole) check_locks(result.overrides.locks, result.portfolio, findings);
  if (!options.against.empty()) {
    result.before = read_earlier(options.against, findings);
    result.changes = compare_deliveries(*result.before, result.portfolio, rules, findings);
  }
  set_aside(result.overrides.set_asides, findings);
  result.quality = portfolio_quality(result.portfolio, result.metering);
  return result;
}

}  // namespace tvilling::models
