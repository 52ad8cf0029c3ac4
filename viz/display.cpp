// SPDX-License-Identifier: MPL-2.0
#include "viz/display.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "viz/display_connection.hpp"

namespace tvilling::viz {

namespace {

constexpr const char* kMarker = "TVILLING_VIRTUAL_DISPLAY";
constexpr const char* kInstall = "apt-get install xvfb xauth";

// The few calls of libX11 that are needed, without making it a dependency of every build.
struct X11 {
  using Open = void* (*)(const char*);
  using Close = int (*)(void*);
  using Query = int (*)(void*, const char*, int*, int*, int*);
  void* library = ::dlopen("libX11.so.6", RTLD_LAZY | RTLD_LOCAL);
  Open open = library ? reinterpret_cast<Open>(::dlsym(library, "XOpenDisplay")) : nullptr;
  Close close = library ? reinterpret_cast<Close>(::dlsym(library, "XCloseDisplay")) : nullptr;
  Query query = library ? reinterpret_cast<Query>(::dlsym(library, "XQueryExtension")) : nullptr;

  [[nodiscard]] bool usable() const noexcept { return open != nullptr && close != nullptr && query != nullptr; }
};

bool on_path(std::string_view program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/bin:/bin";
  while (true) {
    const std::size_t colon = rest.find(':');
    const std::filesystem::path candidate = std::filesystem::path(rest.substr(0, colon)) / program;
    if (::access(candidate.c_str(), X_OK) == 0) return true;
    if (colon == std::string_view::npos) return false;
    rest.remove_prefix(colon + 1);
  }
}

std::vector<std::string> xvfb_run(const std::vector<std::string>& options) {
  std::vector<std::string> words{"xvfb-run", "-a", "-s", "-screen 0 1920x1200x24 -nolisten tcp -noreset"};
  words.insert(words.end(), options.begin(), options.end());
  return words;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

struct Ended {
  int exit_code = 0;  ///< -1: by a signal
  std::string told;   ///< what it wrote to standard output and error
};

// Runs a program to its end. It writes into memory and not into a pipe: a server it leaves behind cannot make us wait.
Ended run_program(std::vector<std::string> words) {
  const core::FileDescriptor told(::memfd_create("tvilling", MFD_CLOEXEC));
  if (!told.is_open() || ::fcntl(told.get(), F_SETFL, O_APPEND) != 0) core::throw_system_error("cannot start", words[0], errno);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, told.get(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, told.get(), STDERR_FILENO);
  pid_t child = 0;
  const std::vector<char*> pointers = pointers_to(words);
  const int refused = ::posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (refused != 0) core::throw_system_error("cannot start", words[0], refused);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) core::throw_system_error("cannot wait for", words[0], errno);
  }
  Ended ended{WIFEXITED(status) ? WEXITSTATUS(status) : -1, {}};
  std::array<char, 4096> block{};
  while (true) {
    const ssize_t got = ::pread(told.get(), block.data(), block.size(), static_cast<off_t>(ended.told.size()));
    if (got <= 0) return ended;
    ended.told.append(block.data(), static_cast<std::size_t>(got));
  }
}

// The first line that says something about trouble, else the first line.
std::string reason_in(const std::string& told) {
  std::string first;
  std::istringstream lines(told);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t start = line.find_first_not_of(" \t(");
    if (start == std::string::npos) continue;
    if (line.starts_with("(EE)") && line.find_first_not_of("(E) ") == std::string::npos) continue;
    if (first.empty()) first = line;
    if (line.find("rror") != std::string::npos || line.find("ailed") != std::string::npos) return line;
  }
  return first;
}

// xvfb-run ends with 1 for trouble of its own as well as for ours, so that it is first tried with a program that cannot fail.
void try_virtual_display() {
  const Ended ended = run_program(xvfb_run({"-e", "/dev/stderr", "true"}));
  if (ended.exit_code == 0) return;
  const std::string reason = reason_in(ended.told);
  throw core::Error(
      core::ErrorKind::io, "the virtual display cannot be started" + (reason.empty() ? std::string{} : ": " + reason), {},
      std::string("Try `xvfb-run -a true`: it needs a writable folder for temporary files (TMPDIR). Reinstall it: ") + kInstall);
}

}  // namespace

DisplayConnection::DisplayConnection() {
  const char* name = std::getenv("DISPLAY");
  const X11 x11;
  if (name == nullptr || *name == '\0' || !x11.usable()) return;
  constexpr int kTries = 6;
  for (int i = 0; i < kTries && display_ == nullptr; ++i) {
    if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    display_ = x11.open(nullptr);
  }
  if (display_ == nullptr) return;
  int opcode = 0;
  int event = 0;
  int error = 0;
  usable_ = x11.query(display_, "GLX", &opcode, &event, &error) != 0;
}

DisplayConnection::~DisplayConnection() {
  if (display_ != nullptr) X11{}.close(display_);  // the library stays loaded: VTK uses it too
}

void DisplayConnection::require(const std::string& hint) const {
  if (usable_) return;
  throw core::Error(core::ErrorKind::io, "there is no display to draw on (DISPLAY is unset, dead or without OpenGL)", {}, hint);
}

bool display_available() {
  return DisplayConnection{}.usable();
}

int rerun_under_xvfb(int argc, char* const* argv) {
  if (std::getenv(kMarker) != nullptr) {
    throw core::Error(core::ErrorKind::io, "the virtual display was started but cannot be opened", {},
                      std::string("Try `xvfb-run -a true`; when it fails, reinstall it: ") + kInstall);
  }
  for (const std::string_view program : {"xvfb-run", "Xvfb", "xauth"}) {
    if (on_path(program)) continue;
    throw core::Error(core::ErrorKind::io, "there is no display to draw on and " + std::string(program) + " is not installed", {},
                      std::string("Install a virtual display: ") + kInstall);
  }
  try_virtual_display();
  std::vector<std::string> words = xvfb_run({});
  words.push_back(std::filesystem::read_symlink("/proc/self/exe").string());
  for (int i = 1; i < argc; ++i) words.emplace_back(argv[i]);
  const std::vector<char*> pointers = pointers_to(words);
  ::setenv(kMarker, "1", 1);
  ::execvp(pointers[0], pointers.data());
  const std::string reason = std::strerror(errno);
  ::unsetenv(kMarker);
  throw core::Error(core::ErrorKind::io, "cannot start xvfb-run: " + reason, {}, std::string("Reinstall it: ") + kInstall);
}

}  // namespace tvilling::viz
