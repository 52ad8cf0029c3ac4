// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/provenance.hpp"
#include "scenarios/results_target.hpp"
#include "scenarios/selection.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

namespace {

using core::Findings;
using models::Portfolio;

/// Resolves every `where` of a scenario. Problems become findings.
ResolvedScenario resolve(const Scenario& scenario, std::size_t position, const Selection& selection, Findings& findings) {
  ResolvedScenario resolved;
  resolved.position = position;
  resolved.name = scenario.name;
  for (const Measure& measure : scenario.measures) {
    const MeasureType* type = find_measure_type(measure.type);
    if (type == nullptr) throw core::Error(core::ErrorKind::wrong_usage, "unknown measure " + measure.type, measure.pos);
    resolved.measures.push_back({type, measure.parameters, selection.select(measure, findings)});
  }
  return resolved;
}

/// A measure that matches buildings and betters none would leave the planner with a riddle.
void warn_of_idle_measures(const Study& study, const std::vector<ResolvedScenario>& scenarios, const Portfolio& portfolio,
                           Findings& findings) {
  for (const ResolvedScenario& scenario : scenarios) {
    for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
      const ResolvedMeasure& measure = scenario.measures[m];
      const auto betters = [&measure, &portfolio](std::size_t i) {
        models::Building changed = portfolio.buildings[i].building;
        return measure.type->apply(changed, portfolio.buildings[i].building, measure.parameters);
      };
      if (measure.buildings.empty() || std::any_of(measure.buildings.begin(), measure.buildings.end(), betters)) continue;
      findings.add({std::string(study_code::kIdleMeasure.code), core::Severity::warns,
                    study.scenarios[scenario.position].measures[m].pos,
                    fmt::format("{} in scenario {} matches {} buildings and betters none of them", measure.type->name,
                                scenario.name, measure.buildings.size()),
                    "All of them are as good already, listed or unheated: change the value or the where."});
    }
  }
}

std::vector<ResolvedScenario> resolve_all(const Study& study, std::size_t first, const Selection& selection, Findings& findings) {
  std::vector<ResolvedScenario> resolved;
  for (std::size_t s = first; s < study.scenarios.size(); ++s) {
    resolved.push_back(resolve(study.scenarios[s], s, selection, findings));
  }
  return resolved;
}

/// Resolves all scenarios with the portfolio's own columns; nothing when some `where` needs the baseline's results. What is wrong
/// even with results stops here, before anything is simulated.
std::optional<std::vector<ResolvedScenario>> resolve_early(const Study& study, const Portfolio& portfolio, Findings& findings) {
  Findings tried;
  std::vector<ResolvedScenario> resolved = resolve_all(study, 0, Selection(portfolio), tried);
  if (!tried.stops()) {
    for (core::Finding& finding : tried.list) findings.add(std::move(finding));
    return resolved;
  }
  Selection rehearsal(portfolio);
  const std::size_t buildings = portfolio.buildings.size();
  rehearsal.add_results(std::vector<models::BuildingResult>(buildings), std::vector<std::uint8_t>(buildings, 0));
  Findings with_results;
  (void)resolve_all(study, 0, rehearsal, with_results);
  core::throw_if_stopped(with_results);
  return std::nullopt;
}

/// The whole run: groups of scenarios, one after the other, into one file.
class StudyRun {
 public:
  StudyRun(const Study& study, const Portfolio& portfolio, const BatchInputs& inputs, ResultsWriter& writer,
           const core::RunContext& context)
      : study_(study), portfolio_(portfolio), inputs_(inputs), writer_(writer), context_(context) {
    total_ = study.scenarios.size() * portfolio.buildings.size();
  }

  /// `early`: what could be resolved without results.
  BatchCounts run(std::optional<std::vector<ResolvedScenario>> early, Findings& findings) {
    if (!early) {
      // Some `where` asks for results: the baseline first, alone.
      run_group_or_skip({resolve(study_.scenarios.front(), 0, Selection(portfolio_), findings)});
      std::vector<std::uint8_t> failed;
      failed.reserve(baseline_.status.size());
      for (const TaskStatus status : baseline_.status) failed.push_back(status == TaskStatus::done ? 0 : 1);
      Selection with_results(portfolio_);
      with_results.add_results(baseline_.results, failed);
      early = resolve_all(study_, 1, with_results, findings);
      core::throw_if_stopped(findings);
    }
    warn_of_idle_measures(study_, *early, portfolio_, findings);
    for (std::size_t first = 0; first < early->size(); first += kGroupSize) {
      const std::size_t count = std::min(kGroupSize, early->size() - first);
      const auto begin = early->begin() + static_cast<std::ptrdiff_t>(first);
      run_group_or_skip({begin, begin + static_cast<std::ptrdiff_t>(count)});
    }
    return counts_;
  }

 private:
  void run_group_or_skip(const std::vector<ResolvedScenario>& group) {
    const auto complete = [this](const ResolvedScenario& s) { return writer_.complete(s.position); };
    if (std::all_of(group.begin(), group.end(), complete)) {
      skip_group(group);
    } else {
      run_whole_group(group);
    }
    done_ += group.size() * portfolio_.buildings.size();
  }

  void skip_group(const std::vector<ResolvedScenario>& group) {
    for (const ResolvedScenario& scenario : group) {
      ScenarioResults kept = writer_.read_back(scenario.position);
      const auto failed = std::count(kept.status.begin(), kept.status.end(), TaskStatus::failed);
      counts_.failed += static_cast<std::size_t>(failed);
      if (scenario.position == 0) baseline_ = std::move(kept);
    }
  }

  void run_whole_group(const std::vector<ResolvedScenario>& group) {
    const bool first_group = group.front().position == 0;
    const auto write = [this](const ResultsBlock& block) {
      if (block.scenario == 0) keep_baseline(block);
      writer_.write(block);
    };
    const std::string phase = fmt::format("{} of {} scenarios", group.back().position + 1, study_.scenarios.size());
    const auto progress = [this, &phase, &group](std::size_t buildings_done) {
      if (!context_.on_progress) return;
      context_.on_progress({phase, done_ + buildings_done * group.size(), total_, counts_.failed});
    };
    std::vector<CityHourly> city =
        run_group(group, inputs_, first_group ? nullptr : &baseline_, context_, counts_, write, progress);
    for (std::size_t s = 0; s < group.size(); ++s) writer_.write_city(group[s].position, city[s]);
    if (first_group) baseline_.city = std::move(city.front());
  }

  void keep_baseline(const ResultsBlock& block) {
    if (block.first_building == 0) baseline_ = {};
    baseline_.results.insert(baseline_.results.end(), block.results.begin(), block.results.end());
    baseline_.status.insert(baseline_.status.end(), block.status.begin(), block.status.end());
    baseline_.messages.insert(baseline_.messages.end(), block.messages.begin(), block.messages.end());
  }

  const Study& study_;
  const Portfolio& portfolio_;
  const BatchInputs& inputs_;
  ResultsWriter& writer_;
  const core::RunContext& context_;
  ScenarioResults baseline_;
  BatchCounts counts_;
  std::size_t total_ = 0;
  std::size_t done_ = 0;
};

bool is_unfinished(const RunOptions& options) {
  std::error_code ignored;
  return !options.resume && std::filesystem::exists(partial_path(options.out), ignored);
}

/// A run that was interrupted is not thrown away without a word.
void warn_of_partial(const RunOptions& options, Findings& findings) {
  findings.add({std::string(study_code::kUnfinishedRun.code),
                core::Severity::warns,
                {partial_path(options.out).string(), 0, 0},
                "an unfinished run was found and is begun anew",
                "Use --resume to go on with it instead."});
}

}  // namespace

models::Portfolio restrict_portfolio(models::Portfolio portfolio, const std::string& only, core::Findings& findings) {
  if (only.empty()) return portfolio;
  Measure measure;
  measure.where = only;
  measure.where_pos.file = "--only";
  std::vector<models::BuildingRecord> chosen;
  for (const std::size_t i : Selection(portfolio).select(measure, findings)) chosen.push_back(portfolio.buildings[i]);
  core::throw_if_stopped(findings);
  if (chosen.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "--only \"" + only + "\" matches no building", {},
                      "Try the expression without its last condition, or leave --only out.");
  }
  portfolio.buildings = std::move(chosen);
  return portfolio;
}

models::Weather load_weather(const std::string& weather, core::Findings& findings) {
  if (weather == kReferenceYearWeather) return models::reference_year();
  return models::read_epw(weather, findings);
}

RunSummary run_study(const Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                     const RunOptions& options, const core::RunContext& context, core::Findings& findings) {
  const auto started = std::chrono::steady_clock::now();
  const int threads = thread_count(context);
  if (study.scenarios.empty() || study.scenarios.front().name != "baseline") {
    throw core::Error(core::ErrorKind::wrong_usage, "a study's first scenario must be `baseline`");
  }
  const Portfolio part = restrict_portfolio(portfolio, options.only, findings);
  if (part.buildings.empty())
    throw core::Error(core::ErrorKind::bad_input, "the portfolio has no building that can be simulated");
  std::optional<std::vector<ResolvedScenario>> early = resolve_early(study, part, findings);
  const models::Environment environment = models::make_environment(weather, study.base_year);
  const BatchInputs inputs{&part, &environment, options.hourly, {}, emission_factors(study.factor_set, study.base_year)};

  ResultsLayout layout;
  for (const Scenario& scenario : study.scenarios) layout.scenario_names.push_back(scenario.name);
  layout.hourly = options.hourly;
  layout.axis = environment.axis;
  layout.provenance = make_provenance(study, part, weather, options, threads);
  const bool unfinished = is_unfinished(options);
  ResultsWriter writer(options.out, part, layout, options.resume);
  if (unfinished) warn_of_partial(options, findings);
  const BatchCounts counts = StudyRun(study, part, inputs, writer, context).run(std::move(early), findings);
  writer.finish();

  RunSummary summary;
  summary.scenarios = study.scenarios.size();
  summary.buildings = part.buildings.size();
  summary.simulated = counts.simulated;
  summary.reused = counts.reused;
  summary.failed = counts.failed;
  summary.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  summary.out = options.out;
  return summary;
}

}  // namespace tvilling::scenarios
