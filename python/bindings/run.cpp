// SPDX-License-Identifier: MPL-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "core/suggest.hpp"
#include "models/catalog.hpp"
#include "python/bindings/attended.hpp"
#include "python/bindings/bindings.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/reconcile_inputs.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

std::vector<models::Hourly> hourly_variables(const std::vector<std::string>& names) {
  std::array<std::string_view, models::kHourlyCount> known{};
  for (std::size_t i = 0; i < known.size(); ++i) known.at(i) = models::kHourlyVariables.at(i).name;
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    throw core::Error(core::ErrorKind::bad_input, "unknown hourly variable \"" + name + "\"", {},
                      core::did_you_mean(name, known));
  }
  std::vector<models::Hourly> chosen;  // in the order of the table, as the command line has them
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (std::find(names.begin(), names.end(), known.at(i)) != names.end()) chosen.push_back(static_cast<models::Hourly>(i));
  }
  return chosen;
}

/// How many buildings a share of those is that `only` leaves, as `tvilling run --sample 10%` takes it.
std::size_t share_of(const models::Portfolio& portfolio, const std::string& only, double percent) {
  core::Findings told_by_the_run;
  const std::size_t count = scenarios::restrict_portfolio(portfolio, only, told_by_the_run).buildings.size();
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(percent / 100.0 * static_cast<double>(count))));
}

/// `sample`: so many buildings, or `sample_percent` of them; 0: all.
std::vector<core::Finding> run_study(const scenarios::Study& study, const models::Portfolio& portfolio,
                                     const models::Weather& weather, const std::filesystem::path& out, const std::string& only,
                                     std::size_t sample, double sample_percent, std::uint64_t sample_seed,
                                     const std::vector<std::string>& hourly, bool resume, const std::filesystem::path& reuse,
                                     bool reproducible, bool meters, int threads, const py::object& progress) {
  scenarios::RunOptions options{.out = out,
                                .only = only,
                                .hourly = hourly_variables(hourly),
                                .sample = sample,
                                .sample_seed = sample_seed,
                                .resume = resume,
                                .reuse = reuse,
                                .reproducible = reproducible,
                                .command_line = "tvilling for Python"};
  core::Findings findings;
  const auto work = [&study, &portfolio, &weather, &options, &findings, meters, sample_percent](const core::RunContext& context) {
    if (sample_percent > 0.0) options.sample = share_of(portfolio, options.only, sample_percent);
    if (meters) {
      core::Findings told_by_the_run;
      const models::Portfolio part = scenarios::restrict_portfolio(portfolio, options.only, told_by_the_run);
      options.reconciled = scenarios::reconciled_of(study, part, context, findings);
    }
    const scenarios::RunSummary summary = scenarios::run_study(study, portfolio, weather, options, context, findings);
    scenarios::tell_of_dampness(summary.safety, findings);
  };
  run_attended(work, threads, progress);
  return std::move(findings.list);
}

}  // namespace

void bind_run(py::module_& module) {
  py::class_<models::Weather>(module, "Weather")
      .def_readonly("source", &models::Weather::source)
      .def_property_readonly("location", [](const models::Weather& w) { return w.location.name; });
  module.def(
      "load_weather",
      [](const std::string& weather) {
        core::Findings findings;
        models::Weather loaded = scenarios::load_weather(weather, findings);
        return std::pair<models::Weather, std::vector<core::Finding>>{std::move(loaded), std::move(findings.list)};
      },
      py::arg("weather"), py::call_guard<py::gil_scoped_release>());

  module.def("run_study", &run_study, py::arg("study"), py::arg("portfolio"), py::arg("weather"), py::arg("out"), py::arg("only"),
             py::arg("sample"), py::arg("sample_percent"), py::arg("sample_seed"), py::arg("hourly"), py::arg("resume"),
             py::arg("reuse"), py::arg("reproducible"), py::arg("meters"), py::arg("threads"), py::arg("progress"));
}

}  // namespace tvilling::python
