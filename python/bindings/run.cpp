// SPDX-License-Identifier: MPL-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
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

/// What `core::Progress` tells, with a text of its own.
struct News {
  std::string phase;
  std::size_t done = 0;
  std::size_t total = 0;
  std::size_t failed = 0;
};

/// A run on a thread of its own that never touches Python, and the thread that called it, which waits for news or the end
/// without the GIL. One piece of news is on the way at most: the run waits until it was told, so that what the user's
/// callable raises stops the run there, and a slow callable cannot fall behind.
class Run {
 public:
  using Work = std::function<void(const core::RunContext&)>;

  Run(const Work& work, int threads, bool wants_news) {
    context_.threads = threads;
    context_.stop = stop_.get_token();
    if (wants_news) context_.on_progress = [this](const core::Progress& progress) { post(progress); };
    thread_ = std::thread([this, work] { carry_out(work); });
  }
  ~Run() {
    stop();
    answer();
    thread_.join();
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void stop() noexcept { stop_.request_stop(); }

  /// The next news, or nothing when there is none for `patience`.
  std::optional<News> wait(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return ended_ || news_.has_value(); });
    return news_;
  }
  /// Lets the run go on after its news.
  void answer() {
    const std::scoped_lock lock(mutex_);
    news_.reset();
    changed_.notify_all();
  }
  [[nodiscard]] bool ended() {
    const std::scoped_lock lock(mutex_);
    return ended_;
  }
  /// What the run threw; to be asked when it has ended.
  [[nodiscard]] std::exception_ptr thrown() const { return thrown_; }

 private:
  void post(const core::Progress& progress) {
    std::unique_lock lock(mutex_);
    news_ = News{std::string(progress.phase), progress.done, progress.total, progress.failed};
    changed_.notify_all();
    changed_.wait(lock, [this] { return !news_.has_value() || stop_.stop_requested(); });
  }
  void carry_out(const Work& work) noexcept {
    std::exception_ptr thrown;
    try {
      work(context_);
    } catch (...) {
      thrown = std::current_exception();
    }
    const std::scoped_lock lock(mutex_);
    thrown_ = thrown;
    ended_ = true;
    changed_.notify_all();
  }

  std::stop_source stop_;
  core::RunContext context_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<News> news_;
  bool ended_ = false;
  std::exception_ptr thrown_;
  std::thread thread_;  // last: it uses all of the above
};

/// Waits for the run with the GIL free, looks for Ctrl-C 20 times a second and tells the user's callable. What Python raises
/// stops the run, and is raised when the run has come home.
void attend(Run& run, const py::object& progress) {
  constexpr std::chrono::milliseconds kPatience{50};
  std::exception_ptr raised;
  for (bool ended = false; !ended;) {
    std::optional<News> news;
    {
      const py::gil_scoped_release release;
      news = run.wait(kPatience);
      ended = !news.has_value() && run.ended();
    }
    try {
      if (!raised && PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (!raised && news) progress(news->phase, news->done, news->total, news->failed);
    } catch (...) {
      raised = std::current_exception();
      run.stop();
    }
    if (news) run.answer();
  }
  try {
    if (run.thrown()) std::rethrow_exception(run.thrown());
  } catch (const core::Error& error) {
    if (!raised || error.kind() != core::ErrorKind::interrupted) throw;
  }
  if (raised) std::rethrow_exception(raised);
}

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

std::vector<core::Finding> run_study(const scenarios::Study& study, const models::Portfolio& portfolio,
                                     const models::Weather& weather, const std::filesystem::path& out, const std::string& only,
                                     const std::vector<std::string>& hourly, bool resume, const std::filesystem::path& reuse,
                                     bool reproducible, int threads, const py::object& progress) {
  const scenarios::RunOptions options{.out = out,
                                      .only = only,
                                      .hourly = hourly_variables(hourly),
                                      .resume = resume,
                                      .reuse = reuse,
                                      .reproducible = reproducible,
                                      .command_line = "tvilling for Python"};
  core::Findings findings;
  const auto work = [&study, &portfolio, &weather, &options, &findings](const core::RunContext& context) {
    scenarios::run_study(study, portfolio, weather, options, context, findings);
  };
  Run run(work, threads, !progress.is_none());
  attend(run, progress);
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
             py::arg("hourly"), py::arg("resume"), py::arg("reuse"), py::arg("reproducible"), py::arg("threads"),
             py::arg("progress"));
}

}  // namespace tvilling::python
