// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>

namespace tvilling::tests {

/// How a child process ended.
struct ChildEnd {
  int exit_code = -1;  ///< -1: killed
  int signal = 0;      ///< 0: it came to an end by itself
};

/// Starts `work` (gives the exit code) in a child process: for tests of limits, permissions and sudden death. The child ends
/// by std::exit, so that libraries close down as in a program; an exception gives 99.
template <typename Work>
pid_t start_child(const Work& work) {
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    int code = 99;
    try {
      code = work();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "child: %s\n", error.what());
    }
    std::exit(code);
  }
  return child;
}

inline ChildEnd end_of(pid_t child) {
  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::runtime_error("cannot wait for the child");
  if (WIFSIGNALED(status)) return {-1, WTERMSIG(status)};
  return {WEXITSTATUS(status), 0};
}

/// Starts the child and waits for its end.
template <typename Work>
ChildEnd in_child(const Work& work) {
  return end_of(start_child(work));
}

/// From here on files of this process may grow to `bytes` only: what a full disk does, without one.
inline void limit_file_size(rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, bytes};
  if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) throw std::runtime_error("cannot limit the size of files");
}

}  // namespace tvilling::tests
