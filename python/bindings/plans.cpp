// SPDX-License-Identifier: MPL-2.0
// What `screen`, `consolidate` and `capacity` tell. It goes to Python as the JSON of the command line, so that both are the same.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/findings.hpp"
#include "core/io/file.hpp"
#include "models/preflight/overrides.hpp"
#include "python/bindings/attended.hpp"
#include "python/bindings/bindings.hpp"
#include "scenarios/capacity/capacity_report.hpp"
#include "scenarios/consolidation/consolidate.hpp"
#include "scenarios/consolidation/plan_json.hpp"
#include "scenarios/consolidation/proposal.hpp"
#include "scenarios/report/report_words.hpp"
#include "scenarios/screening/screening_report.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

/// JSON, or nothing when findings stop it.
using Told = std::pair<std::optional<std::string>, std::vector<core::Finding>>;
using Variable = std::tuple<std::string_view, std::string_view, std::string_view>;

std::vector<Variable> screened_variables() {
  std::vector<Variable> variables;
  variables.reserve(scenarios::kScreenedCount);
  for (const core::Variable& v : scenarios::kScreenedVariables) variables.emplace_back(v.name, v.unit, v.long_name);
  return variables;
}

Told screen(const std::filesystem::path& path, const std::string& weather, std::optional<std::size_t> draws, int threads,
            const py::object& progress) {
  core::Findings findings;
  std::optional<std::string> json;
  const auto work = [&](const core::RunContext& context) {
    const std::optional<scenarios::ScreeningReport> report =
        scenarios::screening_report(path, {weather}, draws, context, findings);
    if (report) json = scenarios::screening_json(*report);
  };
  run_attended(work, threads, progress);
  return {std::move(json), std::move(findings.list)};
}

/// Most hours to be shifted, most metres, buildings to close, nodes.
using Fit = std::tuple<double, double, std::size_t, int>;

Told capacity(const std::filesystem::path& path, const std::string& by, const std::vector<std::string>& buildings,
              const std::string& weather, int base_year, const std::pair<int, int>& prime_time, bool energy,
              const std::optional<Fit>& fit, int threads, const py::object& progress) {
  scenarios::CapacityQuestion question{.by = by,
                                       .buildings = buildings,
                                       .weather = weather,
                                       .base_year = base_year,
                                       .prime = {prime_time.first, prime_time.second},
                                       .energy = energy,
                                       .fit = std::nullopt};
  if (fit) {
    const auto& [shift_h, max_distance_m, close, max_nodes] = *fit;
    question.fit = scenarios::FitSettings{shift_h, max_distance_m, close, max_nodes};
  }
  core::Findings findings;
  std::optional<std::string> json;
  const auto work = [&](const core::RunContext& context) {
    const std::optional<scenarios::CapacityReport> report = scenarios::capacity_report(path, question, context, findings);
    if (report) json = scenarios::capacity_json(*report);
  };
  run_attended(work, threads, progress);
  return {std::move(json), std::move(findings.list)};
}

/// A plan and what it is of, for its JSON and its files.
struct PlanOfStudy {
  scenarios::Study study;
  models::Portfolio portfolio;
  scenarios::Consolidation result;
  core::Findings warnings;

  [[nodiscard]] scenarios::ProposalInputs inputs() const { return {&study, &portfolio, &result, warnings}; }
};

core::Findings of_plan(const core::Findings& findings) {
  core::Findings warnings;
  for (const core::Finding& finding : findings.list) {
    if (scenarios::is_of_plan(finding)) warnings.add(finding);
  }
  return warnings;
}

using Planned = std::pair<std::optional<PlanOfStudy>, std::vector<core::Finding>>;

/// Looks for plans with what the study's portfolio is not to move; `findings` have what was found in reading it. Nothing where
/// the overrides stop.
template <typename Answer>
void plan_with_overrides(const scenarios::Study& study, const models::Portfolio& portfolio, core::Findings& findings,
                         const Answer& answer) {
  const models::Overrides overrides = models::read_overrides(study.portfolio, findings);
  models::check_locks(overrides.locks, portfolio, findings);
  models::set_aside_here(overrides, findings);
  if (!findings.stops()) answer(overrides);
}

Planned consolidate(const scenarios::Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                    std::vector<core::Finding> read, double seconds, std::uint64_t seed, bool reproducible, int threads,
                    const py::object& progress) {
  core::Findings findings{std::move(read)};
  std::optional<PlanOfStudy> plan;
  const scenarios::ConsolidateSettings settings{.seconds = seconds, .seed = seed, .reproducible = reproducible};
  const auto work = [&](const core::RunContext& context) {
    plan_with_overrides(study, portfolio, findings, [&](const models::Overrides& overrides) {
      std::optional<scenarios::Consolidation> result =
          scenarios::consolidate({&study, &portfolio, &weather}, overrides, settings, context, findings);
      if (result) plan = PlanOfStudy{study, portfolio, std::move(*result), of_plan(findings)};
    });
  };
  run_attended(work, threads, progress);
  return {std::move(plan), std::move(findings.list)};
}

Told keep_on_top(const scenarios::Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                 std::vector<core::Finding> read, const std::filesystem::path& approved, const std::string& keep, double seconds,
                 std::uint64_t seed, bool reproducible, int threads, const py::object& progress) {
  core::Findings findings{std::move(read)};
  std::optional<std::string> json;
  const scenarios::ConsolidateSettings settings{.seconds = seconds, .seed = seed, .reproducible = reproducible};
  const auto work = [&](const core::RunContext& context) {
    plan_with_overrides(study, portfolio, findings, [&](const models::Overrides& overrides) {
      const std::optional<scenarios::KeptPlan> kept =
          scenarios::keep_on_top({&study, &portfolio, &weather}, overrides, approved, keep, settings, context, findings);
      if (kept) json = scenarios::kept_plan_json({&study, &portfolio, &*kept, of_plan(findings)});
    });
  };
  run_attended(work, threads, progress);
  return {std::move(json), std::move(findings.list)};
}

/// Tables that the plan rests on: not to be overwritten.
std::vector<std::string> files_read(const PlanOfStudy& plan) {
  std::vector<std::string> files{plan.study.portfolio.string()};
  for (const models::InputFile& input : plan.portfolio.inputs) files.push_back(input.path);
  return files;
}

void write_workbook(const PlanOfStudy& plan, const std::filesystem::path& out, const std::string& language) {
  scenarios::write_plan_workbook(plan.inputs(), out, scenarios::report::Words(scenarios::report::language_of(language)));
}

void write_proposal(const PlanOfStudy& plan, const std::filesystem::path& out, const std::string& language) {
  const scenarios::report::Words words(scenarios::report::language_of(language));
  core::write_file_atomic(out, scenarios::proposal_page(plan.inputs(), words));
}

void write_json(const PlanOfStudy& plan, const std::filesystem::path& out) {
  core::write_file_atomic(out, scenarios::plan_json(plan.inputs()));
}

}  // namespace

void bind_plans(py::module_& module) {
  module.def("screened_variables", &screened_variables);
  module.def("screen", &screen, py::arg("path"), py::arg("weather"), py::arg("draws"), py::arg("threads"), py::arg("progress"));
  module.def("capacity", &capacity, py::arg("path"), py::arg("by"), py::arg("buildings"), py::arg("weather"),
             py::arg("base_year"), py::arg("prime_time"), py::arg("energy"), py::arg("fit"), py::arg("threads"),
             py::arg("progress"));
  py::class_<PlanOfStudy>(module, "PlanOfStudy")
      .def("files_read", &files_read)
      .def("json", [](const PlanOfStudy& plan) { return scenarios::plan_json(plan.inputs()); })
      .def("write_workbook", &write_workbook, py::arg("out"), py::arg("language"), py::call_guard<py::gil_scoped_release>())
      .def("write_proposal", &write_proposal, py::arg("out"), py::arg("language"), py::call_guard<py::gil_scoped_release>())
      .def("write_json", &write_json, py::arg("out"), py::call_guard<py::gil_scoped_release>());
  module.def("consolidate", &consolidate, py::arg("study"), py::arg("portfolio"), py::arg("weather"), py::arg("read"),
             py::arg("seconds"), py::arg("seed"), py::arg("reproducible"), py::arg("threads"), py::arg("progress"));
  module.def("keep_on_top", &keep_on_top, py::arg("study"), py::arg("portfolio"), py::arg("weather"), py::arg("read"),
             py::arg("approved"), py::arg("keep"), py::arg("seconds"), py::arg("seed"), py::arg("reproducible"),
             py::arg("threads"), py::arg("progress"));
}

}  // namespace tvilling::python
