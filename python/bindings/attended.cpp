// SPDX-License-Identifier: MPL-2.0
#include "python/bindings/attended.hpp"

#include <pybind11/pybind11.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "core/error.hpp"

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

}  // namespace

void run_attended(const Work& work, int threads, const py::object& progress) {
  Run run(work, threads, !progress.is_none());
  attend(run, progress);
}

}  // namespace tvilling::python
