// SPDX-License-Identifier: MPL-2.0
#include "cli/study_inputs.hpp"

#include <utility>

#include "models/preflight/overrides.hpp"
#include "scenarios/batch.hpp"

namespace tvilling::cli {

StudyInputs read_study_inputs(const std::filesystem::path& study, const Console& console) {
  core::Findings findings;
  StudyInputs inputs;
  inputs.study = scenarios::read_study(study, findings);
  core::throw_if_stopped(findings);
  inputs.portfolio = models::read_portfolio(inputs.study.portfolio, findings);
  inputs.weather = scenarios::load_weather(inputs.study.weather, findings);
  core::throw_if_stopped(findings);
  models::fill_portfolio(inputs.portfolio, findings);
  const models::Overrides overrides = models::read_overrides(inputs.study.portfolio, findings);
  models::check_locks(overrides.locks, inputs.portfolio, findings);
  models::set_aside_here(overrides, findings);
  core::throw_if_stopped(findings);
  note_findings(console, findings);
  inputs.read = {study, inputs.study.portfolio};
  if (inputs.study.weather != scenarios::kReferenceYearWeather) inputs.read.emplace_back(inputs.study.weather);
  for (const models::InputFile& input : inputs.portfolio.inputs) inputs.read.emplace_back(input.path);
  inputs.told = std::move(findings);
  return inputs;
}

}  // namespace tvilling::cli
