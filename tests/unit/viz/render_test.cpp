// SPDX-License-Identifier: MPL-2.0
#include "viz/render.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/error.hpp"
#include "tests/unit/viz/display_or_skip.hpp"
#include "tests/unit/viz/small_city.hpp"
#include "tests/unit/viz/temporary_folder.hpp"

namespace {

using namespace tvilling;
using tests::bytes_of;
using tests::small_results;

// A big-endian number of a PNG header (ISO/IEC 15948).
unsigned png_number(const std::string& png, std::size_t at) {
  unsigned number = 0;
  for (std::size_t i = at; i < at + 4; ++i) number = 256U * number + static_cast<unsigned char>(png.at(i));
  return number;
}

}  // namespace

TEST_CASE("A picture is a whole PNG of the asked size and nothing else is left behind") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  viz::RenderOptions options;
  options.width = 640;
  options.height = 400;
  viz::render_png(viz::make_city_scene(small_results(), {}), folder.path() / "city.png", options);
  const std::string png = bytes_of(folder.path() / "city.png");
  REQUIRE(png.size() > 5000);
  CHECK(png.substr(1, 3) == "PNG");
  CHECK(png_number(png, 16) == 640);
  CHECK(png_number(png, 20) == 400);
  CHECK(png.substr(png.size() - 8, 4) == "IEND");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("Equal scenes give equal pictures and other values give another one") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  const viz::CityScene before = viz::make_city_scene(small_results(), {"heat_kwh", "baseline", false, {}});
  viz::CityScene after = before;
  after.buildings[1].value = models::kMissing;
  viz::render_png(before, folder.path() / "a.png");
  viz::render_png(before, folder.path() / "b.png");
  viz::render_png(after, folder.path() / "c.png");
  CHECK(bytes_of(folder.path() / "a.png") == bytes_of(folder.path() / "b.png"));
  CHECK(bytes_of(folder.path() / "a.png") != bytes_of(folder.path() / "c.png"));
}

TEST_CASE("A picture that cannot be written is an error of the system") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  const viz::CityScene scene = viz::make_city_scene(small_results(), {});
  try {
    viz::render_png(scene, folder.path() / "missing" / "city.png");
    FAIL("no error");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::io);
  }
}
