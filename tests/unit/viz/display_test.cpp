// SPDX-License-Identifier: MPL-2.0
#include "viz/display.hpp"

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/error.hpp"
#include "tests/unit/viz/small_city.hpp"
#include "tests/unit/viz/temporary_folder.hpp"
#include "viz/render.hpp"
#include "viz/view.hpp"

namespace {

using namespace tvilling;

// Sets a variable of the environment for one test.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    const char* old = std::getenv(name);
    if (old != nullptr) old_ = old;
    had_ = old != nullptr;
    if (value != nullptr) ::setenv(name, value, 1);
    if (value == nullptr) ::unsetenv(name);
  }
  ~Environment() {
    if (had_) ::setenv(name_, old_.c_str(), 1);
    if (!had_) ::unsetenv(name_);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  std::string old_;
  bool had_ = false;
};

struct Told {
  std::string message;
  std::string hint;
};

Told error_of_rerun() {
  char program[] = "test";
  char* argv[] = {program, nullptr};
  try {
    viz::rerun_under_xvfb(1, argv);
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::io);
    return {error.message(), error.hint()};
  }
  return {"no error", {}};
}

std::string hint_of_rerun() {
  return error_of_rerun().hint;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void make_program(const std::filesystem::path& path, const std::string& script) {
  std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

// xvfb-run itself is Debian's; without it there is nothing to try.
void xvfb_or_skip() {
  if (std::filesystem::exists("/usr/bin/xvfb-run") && std::filesystem::exists("/usr/bin/xauth")) return;
  std::fprintf(stderr, "skipped: xvfb-run is not installed\n");
  std::exit(77);
}

}  // namespace

TEST_CASE("No display and a dead display are seen as such") {
  const Environment none("DISPLAY", nullptr);
  CHECK_FALSE(viz::display_available());
  const Environment dead("DISPLAY", ":9876");
  CHECK_FALSE(viz::display_available());
}

TEST_CASE("Without xvfb the error says what to install") {
  const tests::TemporaryFolder empty;
  const Environment first_run("TVILLING_VIRTUAL_DISPLAY", nullptr);
  const Environment path("PATH", empty.path().c_str());
  CHECK(hint_of_rerun().find("apt-get install xvfb xauth") != std::string::npos);
}

TEST_CASE("What xvfb-run says when it fails is told as an error of the system") {
  const tests::TemporaryFolder programs;
  make_program(programs.path() / "xvfb-run", "echo xvfb-run: error: the server broke down >&2; exit 1");
  make_program(programs.path() / "Xvfb", "exit 1");
  make_program(programs.path() / "xauth", "exit 0");
  const Environment first_run("TVILLING_VIRTUAL_DISPLAY", nullptr);
  const Environment path("PATH", programs.path().c_str());
  const Told told = error_of_rerun();
  CHECK(holds(told.message, "the virtual display cannot be started: xvfb-run: error: the server broke down"));
  CHECK(holds(told.hint, "apt-get install xvfb xauth"));
  CHECK(std::getenv("TVILLING_VIRTUAL_DISPLAY") == nullptr);
}

TEST_CASE("A missing folder for temporary files is told as the reason why there is no virtual display") {
  xvfb_or_skip();
  const Environment first_run("TVILLING_VIRTUAL_DISPLAY", nullptr);
  const Environment folder("TMPDIR", "/nonexistent-tvilling");
  const Told told = error_of_rerun();
  CHECK(holds(told.message, "the virtual display cannot be started"));
  CHECK(holds(told.message, "/nonexistent-tvilling"));
  CHECK(holds(told.hint, "TMPDIR"));
}

TEST_CASE("A server that does not start is told with its own reason") {
  xvfb_or_skip();
  const tests::TemporaryFolder programs;
  make_program(programs.path() / "Xvfb", "echo '(EE)' >&2; echo '(EE) error: no memory for a screen' >&2; exit 1");
  const Environment first_run("TVILLING_VIRTUAL_DISPLAY", nullptr);
  const Environment path("PATH", (programs.path().string() + ":/usr/bin:/bin").c_str());
  CHECK(holds(error_of_rerun().message, "no memory for a screen"));
}

TEST_CASE("A window without a display names what helps there") {
  const Environment dead("DISPLAY", ":9876");
  try {
    const viz::CityView view(tests::small_results(), {});
    FAIL("no error");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::io);
    CHECK(holds(error.hint(), "ssh -X"));
    CHECK(holds(error.hint(), "tvilling render"));
    CHECK_FALSE(holds(error.hint(), "xvfb"));
  }
}

TEST_CASE("A program on a virtual display does not start itself again") {
  const Environment marker("TVILLING_VIRTUAL_DISPLAY", "1");
  CHECK(hint_of_rerun().find("apt-get install xvfb xauth") != std::string::npos);
}

TEST_CASE("A picture without a display is an error and no abort") {
  const Environment dead("DISPLAY", ":9876");
  const tests::TemporaryFolder folder;
  const viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  CHECK_THROWS_AS(viz::render_png(scene, folder.path() / "x.png"), core::Error);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("Impossible pictures are refused") {
  const viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  viz::RenderOptions options;
  options.width = 0;
  CHECK_THROWS_AS(viz::render_png(scene, "x.png", options), core::Error);
  options.width = 1600;
  options.camera_elevation_deg = 0.0;
  CHECK_THROWS_AS(viz::render_png(scene, "x.png", options), core::Error);
}
