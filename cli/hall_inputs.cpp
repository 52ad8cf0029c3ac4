// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_inputs.hpp"

#include <utility>

#include "cli/output.hpp"
#include "core/error.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/preflight/overrides.hpp"
#include "scenarios/batch.hpp"

namespace tvilling::cli {

HallInputs read_hall_inputs(const std::filesystem::path& study_path, const std::string& hall, const std::string& scenario,
                            const Console& console) {
  core::Findings findings;
  scenarios::Study study = scenarios::read_study(study_path, findings);
  core::throw_if_stopped(findings);
  models::Portfolio portfolio = models::read_portfolio(study.portfolio, findings);
  const models::Weather weather = scenarios::load_weather(study.weather, findings);
  core::throw_if_stopped(findings);
  models::fill_portfolio(portfolio, findings);
  models::set_aside_here(models::read_overrides(study.portfolio, findings), findings);
  core::throw_if_stopped(findings);
  scenarios::HallCase one = scenarios::make_hall_case(study, portfolio, weather, hall, scenario, findings);
  note_findings(console, findings);
  std::vector<std::filesystem::path> read{study_path, study.portfolio};
  if (study.weather != scenarios::kReferenceYearWeather) read.emplace_back(study.weather);
  for (const models::InputFile& input : portfolio.inputs) read.emplace_back(input.path);
  return {std::move(study), std::move(one), std::move(read)};
}

void refuse_hall_inputs(const HallInputs& inputs, const std::filesystem::path& out) {
  for (const std::filesystem::path& in : inputs.read) refuse_same_file(in, out);
}

}  // namespace tvilling::cli
