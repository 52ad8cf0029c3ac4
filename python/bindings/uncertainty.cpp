// SPDX-License-Identifier: MPL-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "python/bindings/attended.hpp"
#include "python/bindings/bindings.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/uncertainty/run_draws.hpp"
#include "scenarios/uncertainty/uncertainty_file.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

/// The findings of the draws, and how many building-years are not in their sums.
std::pair<std::vector<core::Finding>, std::size_t> run_draws(const scenarios::Study& study, const models::Portfolio& portfolio,
                                                             const models::Weather& weather, const std::filesystem::path& out,
                                                             std::size_t draws, const std::vector<std::string>& names,
                                                             const std::string& only, bool resume, bool reproducible, int threads,
                                                             const py::object& progress) {
  scenarios::Study chosen = study;
  chosen.scenarios = scenarios::chosen_scenarios(study, names);
  if (draws > 0) chosen.uncertainty.draws = draws;
  if (chosen.uncertainty.draws == 0) chosen.uncertainty.draws = scenarios::kUsualDraws;
  scenarios::refuse_other_kind(out, scenarios::kUncertaintyFileType);
  const scenarios::DrawOptions options{
      .out = out, .only = only, .resume = resume, .reproducible = reproducible, .command_line = "tvilling for Python"};
  core::Findings findings;
  std::size_t failed = 0;
  const auto work = [&](const core::RunContext& context) {
    failed = scenarios::run_draws(chosen, portfolio, weather, options, context, findings).failed;
  };
  run_attended(work, threads, progress);
  return {std::move(findings.list), failed};
}

}  // namespace

void bind_uncertainty(py::module_& module) {
  module.def("run_draws", &run_draws, py::arg("study"), py::arg("portfolio"), py::arg("weather"), py::arg("out"),
             py::arg("draws"), py::arg("names"), py::arg("only"), py::arg("resume"), py::arg("reproducible"), py::arg("threads"),
             py::arg("progress"));
}

}  // namespace tvilling::python
