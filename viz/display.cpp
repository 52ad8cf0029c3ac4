// SPDX-License-Identifier: MPL-2.0
#include "viz/display.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/error.hpp"
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

void DisplayConnection::require() const {
  if (usable_) return;
  throw core::Error(core::ErrorKind::io, "there is no display to draw on (DISPLAY is unset, dead or without OpenGL)", {},
                    std::string("Start it under a virtual display: xvfb-run -a ... (") + kInstall + ")");
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
  std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  std::vector<std::string> words{"xvfb-run", "-a", "-s", "-screen 0 1920x1200x24 -nolisten tcp -noreset", self};
  for (int i = 1; i < argc; ++i) words.emplace_back(argv[i]);
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::setenv(kMarker, "1", 1);
  ::execvp(pointers[0], pointers.data());
  const std::string reason = std::strerror(errno);
  ::unsetenv(kMarker);
  throw core::Error(core::ErrorKind::io, "cannot start xvfb-run: " + reason, {}, std::string("Reinstall it: ") + kInstall);
}

}  // namespace tvilling::viz
