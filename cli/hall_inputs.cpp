// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_inputs.hpp"

#include <utility>

#include "cli/output.hpp"
#include "cli/study_inputs.hpp"
#include "core/findings.hpp"

namespace tvilling::cli {

HallInputs read_hall_inputs(const std::filesystem::path& study_path, const std::string& hall, const std::string& scenario,
                            const Console& console) {
  StudyInputs inputs = read_study_inputs(study_path, console);
  core::Findings findings;
  scenarios::HallCase one = scenarios::make_hall_case(inputs.study, inputs.portfolio, inputs.weather, hall, scenario, findings);
  note_findings(console, findings);
  return {std::move(inputs.study), std::move(one), std::move(inputs.read)};
}

void refuse_hall_inputs(const HallInputs& inputs, const std::filesystem::path& out) {
  for (const std::filesystem::path& in : inputs.read) refuse_same_file(in, out);
}

}  // namespace tvilling::cli
