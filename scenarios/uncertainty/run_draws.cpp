// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/run_draws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/stopwatch.hpp"
#include "core/suggest.hpp"
#include "scenarios/batch_resolve.hpp"
#include "scenarios/premises/premises_steps.hpp"
#include "scenarios/protected_address.hpp"
#include "scenarios/provenance.hpp"
#include "scenarios/results_schema.hpp"
#include "scenarios/results_target.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/uncertainty/draw.hpp"
#include "scenarios/uncertainty/latin_hypercube.hpp"
#include "scenarios/uncertainty/one_draw.hpp"
#include "scenarios/uncertainty/uncertainty_codes.hpp"
#include "scenarios/uncertainty/uncertainty_file.hpp"
#include "scenarios/uncertainty/usual_inputs.hpp"

namespace tvilling::scenarios {

namespace {

using models::Portfolio;

void tell(core::Findings& findings, const core::FindingCode& code, core::Severity severity, const core::SourcePos& pos,
          std::string message, std::string hint) {
  findings.add({std::string(code.code), severity, pos, std::move(message), std::move(hint)});
}

/// What decides the draws, beside what decides a run.
std::string draws_text(const UncertaintySettings& settings) {
  std::string text = fmt::format("\n{} {} {}", settings.draws, settings.seed, settings.worst);
  for (const UncertainInput& input : settings.inputs) {
    text += fmt::format("\n{}|{}|{}|{:a}|{:a}|{}|{}", input.name, input.factor, static_cast<int>(input.spread), input.low,
                        input.high, static_cast<int>(input.shared), input.of_catalogue);
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> provenance_of(const Study& study, const Portfolio& portfolio,
                                                               const models::Weather& weather, const DrawOptions& options,
                                                               int threads) {
  RunOptions run;
  run.only = options.only;
  run.reproducible = options.reproducible;
  run.command_line = options.command_line;
  std::vector<std::pair<std::string, std::string>> entries = make_provenance(study, portfolio, weather, run, threads);
  for (auto& [name, value] : entries) {
    if (name == schema::kRunKey) value = core::sha256_hex(value + draws_text(study.uncertainty));
  }
  entries.emplace_back("draws", std::to_string(study.uncertainty.draws));
  entries.emplace_back("seed", std::to_string(study.uncertainty.seed));
  entries.emplace_back("worst", std::to_string(study.uncertainty.worst));
  return entries;
}

/// Whether a draw of it changes any building, or any measure of the study.
bool changes_anything(const DrawnInput& drawn, const Portfolio& portfolio, const Study& study) {
  const InputTarget& target = drawn.target;
  if (target.measure != nullptr) {
    return std::ranges::any_of(study.scenarios, [&target](const Scenario& s) {
      return std::ranges::any_of(s.measures, [&target](const Measure& m) { return m.type == target.measure->name; });
    });
  }
  if (target.economy) return true;
  return std::ranges::any_of(portfolio.buildings, [&](const models::BuildingRecord& record) {
    const models::Building& b = record.building;
    if (target.hall != nullptr || target.basin != nullptr) return b.hall != nullptr;
    const auto can = [&](const models::Building& x) {
      const double value = x.*target.column->member;
      return !std::isnan(value) && !(drawn.input.factor && value == 0.0);
    };
    return can(b) || std::ranges::any_of(b.zones, can);
  });
}

/// The study's settings with inputs to draw.
UncertaintySettings settings_of(const Study& study, core::Findings& findings) {
  UncertaintySettings settings = study.uncertainty;
  if (settings.draws < 2 || settings.draws > kMaxDraws) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("{} draws are not 2 to {}", settings.draws, kMaxDraws), {},
                      "Write draws = 100 below [uncertainty], or give --draws 100.");
  }
  if (!settings.inputs.empty()) return settings;
  settings.inputs = usual_inputs(study);
  tell(findings, uncertainty_code::kCatalogueSet, core::Severity::info, {},
       fmt::format("the study names no uncertain inputs: {} usual ones are drawn", settings.inputs.size()),
       "docs/how-to/how-sure.md lists them; the file has them in /inputs.");
  return settings;
}

/// Draws one after the other, each on all threads.
class DrawsRun {
 public:
  /// `study`: with the inputs that are drawn.
  DrawsRun(const Study& study, const Portfolio& portfolio, const models::Environment& environment, std::string environment_key,
           core::Isa isa, const core::RunContext& context)
      : study_(study),
        portfolio_(portfolio),
        context_(context),
        threads_(thread_count(context)),
        factors_(emission_factors(study.factor_set, study.base_year)),
        drawn_(drawn_inputs(study.uncertainty.inputs)),
        changed_(portfolio) {
    batch_.environment = &environment;
    batch_.environment_key = std::move(environment_key);
    batch_.isa = isa;
    total_ = (study.uncertainty.draws + 1) * study.scenarios.size() * portfolio.buildings.size();
  }

  /// The unchanged portfolio: first the baseline, which conditions may ask for, then all scenarios.
  DrawResult plain(core::Findings& findings) {
    batch_.portfolio = &portfolio_;
    std::optional<std::vector<ResolvedScenario>> early = resolve_early(study_, portfolio_, findings);
    if (!early) {
      const std::vector<ResolvedScenario> alone{{0, study_.scenarios.front().name, {}}};
      const OneDraw baseline = simulate(alone, study_.economics, "baseline");
      std::vector<std::uint8_t> failed;
      for (const TaskStatus status : baseline.baseline.status) failed.push_back(status == TaskStatus::done ? 0 : 1);
      Selection with_results(portfolio_);
      with_results.add_results(baseline.baseline.results, failed);
      early = resolve_all(study_, 0, with_results, findings);
      core::throw_if_stopped(findings);
    }
    scenarios_ = std::move(*early);
    warn_of_idle_measures(study_, scenarios_, portfolio_, findings);
    OneDraw draw = simulate(scenarios_, study_.economics, "the unchanged portfolio");
    draw.result.clamped.assign(drawn_.size(), 0);
    return std::move(draw.result);
  }

  [[nodiscard]] std::vector<std::vector<double>> city() const {
    std::vector<std::vector<double>> values;
    for (std::size_t d = 0; d < study_.uncertainty.draws; ++d) {
      const Draw draw(drawn_, study_.uncertainty, d);
      values.emplace_back(draw.city().begin(), draw.city().end());
    }
    return values;
  }

  DrawResult draw(std::size_t number) {
    const Draw draw(drawn_, study_.uncertainty, number);
    std::vector<std::size_t> clamped(drawn_.size(), 0);
    draw_portfolio(draw, portfolio_, changed_, threads_, clamped);
    batch_.portfolio = &changed_;
    const EconomicSettings settings = draw.economics(study_.economics, clamped);
    for (ResolvedScenario& scenario : scenarios_) {
      const std::vector<Measure>& measures = study_.scenarios[scenario.position].measures;
      for (std::size_t m = 0; m < measures.size(); ++m) scenario.measures[m].cost = draw.cost(measures[m]);
    }
    OneDraw one = simulate(scenarios_, settings, fmt::format("draw {} of {}", number + 1, study_.uncertainty.draws));
    for (const std::size_t count : clamped) one.result.clamped.push_back(static_cast<std::int32_t>(count));
    return std::move(one.result);
  }

  void skip_draw() { done_ += study_.scenarios.size() * portfolio_.buildings.size(); }

  /// Inputs that the study names and that do nothing here.
  void warn_of_idle_inputs(core::Findings& findings) const {
    for (const DrawnInput& drawn : drawn_) {
      if (drawn.input.pos.file.empty() || changes_anything(drawn, portfolio_, study_)) continue;
      tell(findings, uncertainty_code::kIdleInput, core::Severity::warns, drawn.input.pos,
           fmt::format("\"{}\" changes nothing: no building or measure has it", drawn.input.name),
           "A factor of a number that is 0 stays 0: write effect = \"add\".");
    }
  }

  [[nodiscard]] const BatchCounts& counts() const noexcept { return counts_; }

 private:
  OneDraw simulate(std::span<const ResolvedScenario> scenarios, const EconomicSettings& settings, const std::string& phase) {
    const DrawInputs inputs{batch_, &settings, study_.factor_set, factors_};
    const auto progress = [this, &phase](std::size_t building_years) {
      if (context_.on_progress) context_.on_progress({phase, done_ + building_years, total_, counts_.failed});
    };
    OneDraw draw = run_one_draw(scenarios, inputs, context_, counts_, progress);
    if (scenarios.size() == study_.scenarios.size()) skip_draw();
    return draw;
  }

  const Study& study_;
  const Portfolio& portfolio_;
  const core::RunContext& context_;
  int threads_;
  EmissionFactors factors_;
  std::vector<DrawnInput> drawn_;
  Portfolio changed_;
  BatchInputs batch_;
  std::vector<ResolvedScenario> scenarios_;
  BatchCounts counts_;
  std::size_t done_ = 0;
  std::size_t total_ = 0;
};

void tell_of_clamped(const UncertaintySettings& settings, const std::vector<DrawResult>& draws, core::Findings& findings) {
  for (std::size_t i = 0; i < settings.inputs.size(); ++i) {
    std::int64_t count = 0;
    std::size_t in_draws = 0;
    for (const DrawResult& draw : draws) {
      count += draw.clamped[i];
      if (draw.clamped[i] > 0) ++in_draws;
    }
    if (count == 0) continue;
    tell(findings, uncertainty_code::kClamped, core::Severity::info, settings.inputs[i].pos,
         fmt::format("{}: {} numbers, in {} of {} draws, were outside the column's range and put at its end",
                     input_label(settings.inputs[i]), count, in_draws, draws.size()),
         "Their spread is narrower than it says; give the input a smaller one where that matters.");
  }
}

std::size_t count_missing(const UncertaintyRun& run, const std::vector<DrawResult>& draws) {
  std::size_t missing = 0;
  for (const DrawResult& draw : draws) {
    for (const std::int32_t counted : draw.counted) missing += run.buildings.size() - static_cast<std::size_t>(counted);
  }
  return missing;
}

UncertaintyLayout layout_of(const Study& study, const Portfolio& part, std::vector<std::vector<double>> city,
                            std::vector<std::pair<std::string, std::string>> provenance) {
  UncertaintyLayout layout;
  for (const Scenario& scenario : study.scenarios) layout.scenarios.push_back(scenario.name);
  for (const models::BuildingRecord& record : part.buildings) {
    layout.buildings.push_back(record.building.building_id);
    layout.uses.emplace_back(models::to_string(record.building.use));
  }
  layout.inputs = study.uncertainty.inputs;
  layout.city = std::move(city);
  layout.provenance = std::move(provenance);
  return layout;
}

void warn_of_partial(const DrawOptions& options, core::Findings& findings) {
  std::error_code ignored;
  if (options.resume || !std::filesystem::exists(partial_path(options.out), ignored)) return;
  core::SourcePos pos;
  pos.file = partial_path(options.out).string();
  tell(findings, study_code::kUnfinishedRun, core::Severity::warns, pos, "an unfinished run was found and is begun anew",
       "Use --resume to go on with it instead.");
}

}  // namespace

std::vector<Scenario> chosen_scenarios(const Study& study, const std::vector<std::string>& names) {
  if (names.empty()) return study.scenarios;
  std::vector<std::string_view> known;
  for (const Scenario& scenario : study.scenarios) known.push_back(scenario.name);
  for (const std::string& name : names) {
    if (std::ranges::find(known, name) != known.end()) continue;
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("the study has no scenario \"{}\"", name), {},
                      core::did_you_mean(name, known));
  }
  std::vector<Scenario> chosen{study.scenarios.front()};
  for (const Scenario& scenario : study.scenarios) {
    if (&scenario != &study.scenarios.front() && std::ranges::find(names, scenario.name) != names.end())
      chosen.push_back(scenario);
  }
  return chosen;
}

UncertaintyRun run_draws(const Study& study, const Portfolio& portfolio, const models::Weather& weather,
                         const DrawOptions& options, const core::RunContext& context, core::Findings& findings) {
  const core::Stopwatch started;
  Study drawn = study;
  drawn.uncertainty = settings_of(study, findings);
  const Portfolio part = restrict_portfolio(portfolio, options.only, findings);
  core::Findings conditions;  // told again where they are resolved
  check_measures(drawn, portfolio, part, conditions);
  core::throw_if_stopped(conditions);
  drawn = with_premises(drawn, portfolio, findings);
  const models::Environment environment = models::make_environment(weather, study.base_year);
  DrawsRun run(drawn, part, environment, environment_key(weather, study.base_year), options.isa, context);
  run.warn_of_idle_inputs(findings);
  const std::vector<std::vector<double>> city = run.city();
  const UncertaintyLayout layout =
      layout_of(drawn, part, city, provenance_of(drawn, part, weather, options, thread_count(context)));
  warn_of_partial(options, findings);
  UncertaintyWriter writer(options.out, layout, options.resume);

  UncertaintyRun done;
  done.scenarios = layout.scenarios;
  for (const Scenario& scenario : drawn.scenarios) {
    done.measures.emplace_back();
    for (const Measure& measure : scenario.measures) done.measures.back().push_back(measure.type);
  }
  done.buildings = layout.buildings;
  for (const models::BuildingRecord& record : part.buildings) done.uses.push_back(record.building.use);
  done.plain = run.plain(findings);
  std::vector<DrawResult> draws;
  for (std::size_t d = 0; d < drawn.uncertainty.draws; ++d) {
    if (writer.has(d)) {
      draws.push_back(writer.read(d));
      run.skip_draw();
      ++done.kept;
      continue;
    }
    draws.push_back(run.draw(d));
    writer.write(d, draws.back());
  }
  done.spread = spread_of(done.plain, draws, city, drawn.uncertainty.worst, drawn.economics);
  writer.finish(done.plain, done.spread);
  tell_of_clamped(drawn.uncertainty, draws, findings);
  done.failed = count_missing(done, draws);
  if (done.failed > 0) {
    tell(findings, uncertainty_code::kFailedDraws, core::Severity::warns, {},
         fmt::format("{} of {} building-years of the draws could not be simulated and are not in their sums", done.failed,
                     draws.size() * done.scenarios.size() * done.buildings.size()),
         "/draws/buildings_counted in the file says how many buildings are in each sum.");
  }
  done.settings = std::move(drawn.uncertainty);
  done.simulated = run.counts().simulated;
  done.wall_s = started.seconds();
  return done;
}

}  // namespace tvilling::scenarios
