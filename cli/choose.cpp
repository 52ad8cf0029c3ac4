// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/choose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/charts.hpp"
#include "cli/choose_options.hpp"
#include "cli/choose_report.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"
#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/text.hpp"
#include "scenarios/choice/chosen_study.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;
using scenarios::ChoiceLimits;
using scenarios::ChoiceOption;
using scenarios::Objective;

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

void refuse_output(const ChooseOptions& options, const fs::path& out, std::initializer_list<std::string_view> endings,
                   const std::string& hint) {
  if (out.empty()) return;
  const std::string ending = out.extension().string();
  if (std::find(endings.begin(), endings.end(), ending) == endings.end()) {
    refuse(fmt::format("{} ends neither with {}", out.string(), fmt::join(endings, " nor with ")), hint);
  }
  refuse_same_file(options.results, out);
  refuse_unwritable_place(out);
  std::error_code ignored;
  if (fs::exists(out, ignored) && !options.force) {
    refuse(fmt::format("the output {} is there already", out.string()), "Name another file, or replace it with --force.");
  }
}

/// "nan" is read as a number and would stand for no limit.
void refuse_nan(std::string_view option, const std::optional<double>& value) {
  if (value && std::isnan(*value)) refuse(fmt::format("{} nan is no number", option), "Leave it out for no limit.");
}

void refuse_contradictions(const ChooseOptions& options) {
  refuse_nan("--budget", options.budget_dkk);
  refuse_nan("--payback", options.payback_years);
  refuse_nan("--total-payback", options.total_payback_years);
  refuse_nan("--min-co2", options.min_co2_tonnes);
  if (!options.budget_dkk && options.curves.empty()) refuse("what may it cost?", "Give a budget in DKK: --budget 50e6.");
  const bool has_files = !options.out.empty() || !options.study.empty();
  if (!options.budget_dkk && has_files) refuse("nothing is chosen without a budget", "Give it in DKK: --budget 50e6.");
  if (options.max_buildings && *options.max_buildings < 0) {
    refuse(fmt::format("--max-buildings {} is negative", *options.max_buildings), "Give 0 or more.");
  }
  if (options.max_nodes < 1) refuse(fmt::format("--nodes {} is below 1", options.max_nodes), "Give 1 or more.");
  if (!(options.max_seconds >= 0.0)) refuse(fmt::format("--seconds {} is negative", options.max_seconds), "0: no limit.");
  refuse_output(options, options.out, {".xlsx", ".csv"}, "Write -o chosen.xlsx.");
  refuse_output(options, options.study, {".toml"}, "Write --study chosen.toml.");
  for (const fs::path& curve : options.curves) refuse_output(options, curve, {".csv", ".png"}, "Write --curve abatement.csv.");
}

std::pair<std::string, double> administration_budget(const std::string& text) {
  const std::size_t sign = text.rfind('=');
  const std::optional<double> dkk =
      sign == std::string::npos ? std::nullopt : core::plain_number(core::trimmed(std::string_view(text).substr(sign + 1)));
  if (!dkk || std::isnan(*dkk) || sign == 0) {
    refuse(fmt::format("--administration-budget \"{}\" is not NAME=DKK", text), "Write \"Kultur og Fritid=5e6\".");
  }
  return {std::string(core::trimmed(std::string_view(text).substr(0, sign))), *dkk};
}

ChoiceLimits limits_of(const ChooseOptions& options) {
  ChoiceLimits limits;
  limits.budget_dkk = options.budget_dkk.value_or(models::kMissing);
  limits.payback_years = options.payback_years.value_or(models::kMissing);
  limits.total_payback_years = options.total_payback_years.value_or(models::kMissing);
  limits.min_saving_co2_tonnes = options.min_co2_tonnes.value_or(models::kMissing);
  if (options.max_buildings) limits.max_buildings = static_cast<std::size_t>(*options.max_buildings);
  for (const std::string& text : options.administration_budgets) {
    limits.administration_budget_dkk.insert(administration_budget(text));
  }
  return limits;
}

std::string named(const scenarios::OptionTable& table, const ChoiceOption& option) {
  return fmt::format("{} as in {}, for {} DKK", table.building_id[option.building], table.scenario[option.scenario],
                     group_thousands(option.investment_dkk, 0));
}

/// An empty table says little: what is nearest.
void tell_of_nothing(const ChooseReport& report, const Console& console) {
  const auto cheapest = scenarios::cheapest_option(*report.table, report.objective, report.limits);
  if (cheapest && cheapest->investment_dkk > report.limits.budget_dkk) {
    throw core::Error(core::ErrorKind::bad_input,
                      fmt::format("a budget of {} DKK buys nothing", group_thousands(report.limits.budget_dkk, 0)), {},
                      fmt::format("The cheapest is {}.", named(*report.table, *cheapest)));
  }
  const scenarios::Objective objective = report.objective;
  const std::vector<ChoiceOption>& options = report.table->options;
  if (cheapest || options.empty()) {
    console.warn("nothing is chosen within these limits");
    return;
  }
  const auto best = std::max_element(options.begin(), options.end(), [objective](const ChoiceOption& a, const ChoiceOption& b) {
    return scenarios::objective_of(a, objective) < scenarios::objective_of(b, objective);
  });
  console.warn(fmt::format("no option {}brings anything; the nearest is {}: {} {}",
                           report.choice.too_slow > 0 ? "that is paid back in time " : "", named(*report.table, *best),
                           group_thousands(scenarios::objective_of(*best, objective), 0),
                           scenarios::kObjectiveUnits[static_cast<std::size_t>(objective)]));
}

/// `portfolio`: where a study is wanted.
void write_files(const ChooseReport& report, const ChooseOptions& options,
                 const std::optional<scenarios::ChosenPortfolio>& portfolio, const Console& console) {
  if (options.out.extension() == ".xlsx") write_choose_workbook(report, options.out);
  if (options.out.extension() == ".csv") core::write_file_atomic(options.out, choose_csv(report));
  if (!options.out.empty()) console.note(fmt::format("wrote {}", options.out.string()));
  if (!portfolio) return;
  if (report.choice.chosen.empty()) {
    console.warn(fmt::format("nothing is chosen: {} is not written", options.study.string()));
    return;
  }
  core::write_file_atomic(options.study,
                          scenarios::chosen_study(*report.results, report.choice, *portfolio, options.study.parent_path()));
  console.note(
      fmt::format("wrote {}: tvilling run {} -o chosen.h5", options.study.string(), quoted_for_shell(options.study.string())));
}

void write_curves(const scenarios::Results& results, const scenarios::OptionTable& table, const ChooseOptions& options,
                  const Console& console) {
  if (options.curves.empty()) return;
  const std::vector<scenarios::AbatementStep> curve = scenarios::abatement_curve(table);
  if (curve.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "no option saves CO2: there is no abatement curve", {results.path});
  }
  for (const fs::path& out : options.curves) {
    if (out.extension() == ".png") {
      draw_chart(curve_chart(table, curve), out);
    } else {
      core::write_file_atomic(out, curve_csv(results, curve));
    }
    console.note(fmt::format("wrote {}", out.string()));
  }
}

}  // namespace

ExitCode run_choose(const ChooseOptions& options, const Console& console) {
  refuse_contradictions(options);
  const Objective objective = scenarios::objective_named(options.objective);
  const ChoiceLimits limits = limits_of(options);
  const bool draws = std::any_of(options.curves.begin(), options.curves.end(),
                                 [](const fs::path& curve) { return curve.extension() == ".png"; });
  if (draws) need_display(options.arguments);
  const scenarios::Results results = scenarios::read_results(options.results);
  std::optional<scenarios::ChosenPortfolio> portfolio;  // before anything is sought or written: it may not be there
  if (!options.study.empty()) portfolio = scenarios::portfolio_of(results, options.portfolio);
  const scenarios::OptionTable table =
      scenarios::choice_options(results, options.scenarios, options.reconciled, scenarios::choice_basis(results));
  if (table.failed > 0) {
    console.warn(fmt::format("{} pairs of building and scenario have no result and are left out", table.failed));
  }
  write_curves(results, table, options, console);
  if (!options.budget_dkk) return ExitCode::done;
  ChooseReport report{&results, &table, objective, limits, {}, options.reconciled};
  report.choice = scenarios::choose(table, objective, limits, {1e-6, options.max_nodes, options.max_seconds});
  if (report.choice.chosen.empty()) tell_of_nothing(report, console);
  write_files(report, options, portfolio, console);
  print_data(options.json ? choose_json(report) : choose_text(report));
  return ExitCode::done;
}

}  // namespace tvilling::cli
