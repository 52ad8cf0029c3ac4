// SPDX-License-Identifier: MPL-2.0
#include "viz/display.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "core/error.hpp"
#include "tests/unit/viz/small_city.hpp"
#include "tests/unit/viz/temporary_folder.hpp"
#include "viz/render.hpp"

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

std::string hint_of_rerun() {
  char program[] = "test";
  char* argv[] = {program, nullptr};
  try {
    viz::rerun_under_xvfb(1, argv);
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::io);
    return error.hint();
  }
  return "no error";
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
