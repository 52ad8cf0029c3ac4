// SPDX-License-Identifier: MPL-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "core/suggest.hpp"
#include "models/catalog.hpp"
#include "python/bindings/bindings.hpp"
#include "scenarios/batch.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

/// Looks for Ctrl-C and tells the user's callable. What Python raises may not fly through the parallel run: it is kept,
/// the run is asked to stop, and it is raised when the run has come home.
class Listener {
 public:
  explicit Listener(py::object progress) : progress_(std::move(progress)) {}

  void operator()(const core::Progress& progress) {
    const py::gil_scoped_acquire acquire;
    if (raised_) return;
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (!progress_.is_none()) progress_(progress.phase, progress.done, progress.total, progress.failed);
    } catch (const py::error_already_set&) {
      raised_ = std::current_exception();
      stop_.request_stop();
    }
  }

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }
  [[nodiscard]] bool raised() const { return raised_ != nullptr; }
  void rethrow() const {
    if (raised_) std::rethrow_exception(raised_);
  }

 private:
  py::object progress_;
  std::stop_source stop_;
  std::exception_ptr raised_;
};

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

using RunResult = std::pair<scenarios::RunSummary, std::vector<core::Finding>>;

RunResult run_study(const scenarios::Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                    const std::filesystem::path& out, const std::string& only, const std::vector<std::string>& hourly,
                    bool resume, bool reproducible, int threads, py::object progress) {
  const scenarios::RunOptions options{.out = out,
                                      .only = only,
                                      .hourly = hourly_variables(hourly),
                                      .resume = resume,
                                      .reproducible = reproducible,
                                      .command_line = "tvilling for Python"};
  Listener listener(std::move(progress));
  core::RunContext context;
  context.threads = threads;
  context.stop = listener.token();
  context.on_progress = [&listener](const core::Progress& p) { listener(p); };
  core::Findings findings;
  scenarios::RunSummary summary;
  {
    const py::gil_scoped_release release;
    try {
      summary = scenarios::run_study(study, portfolio, weather, options, context, findings);
    } catch (const core::Error&) {
      if (!listener.raised()) throw;
    }
  }
  listener.rethrow();
  return {std::move(summary), std::move(findings.list)};
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

  py::class_<scenarios::RunSummary>(module, "RunSummary")
      .def_readonly("scenarios", &scenarios::RunSummary::scenarios)
      .def_readonly("buildings", &scenarios::RunSummary::buildings)
      .def_readonly("simulated", &scenarios::RunSummary::simulated)
      .def_readonly("reused", &scenarios::RunSummary::reused)
      .def_readonly("failed", &scenarios::RunSummary::failed)
      .def_readonly("wall_s", &scenarios::RunSummary::wall_s);
  module.def("run_study", &run_study, py::arg("study"), py::arg("portfolio"), py::arg("weather"), py::arg("out"), py::arg("only"),
             py::arg("hourly"), py::arg("resume"), py::arg("reproducible"), py::arg("threads"), py::arg("progress"));
}

}  // namespace tvilling::python
