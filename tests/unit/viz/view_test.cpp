// SPDX-License-Identifier: MPL-2.0
#include "viz/view.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "tests/unit/viz/display_or_skip.hpp"
#include "tests/unit/viz/small_city.hpp"
#include "tests/unit/viz/temporary_folder.hpp"

namespace {

using namespace tvilling;
using tests::small_results;

viz::ViewOptions small_window() {
  viz::ViewOptions options;
  options.render.width = 900;
  options.render.height = 600;
  return options;
}

const viz::SceneRequest kRoofs{"heat_kwh", "roofs", false, {}};

}  // namespace

TEST_CASE("Every building is picked where it is drawn") {
  tests::display_or_skip();
  viz::CityView view(small_results(), kRoofs, small_window());
  for (std::size_t b = 0; b < 4; ++b) {
    const std::optional<std::pair<int, int>> at = view.pixel_of(b);
    REQUIRE(at.has_value());
    CHECK(view.pick(at->first, at->second) == b);
  }
}

TEST_CASE("Nothing is picked on empty ground") {
  tests::display_or_skip();
  viz::CityView view(small_results(), kRoofs, small_window());
  CHECK_FALSE(view.pick(2, 2).has_value());
  CHECK_FALSE(view.pick(898, 300).has_value());
}

TEST_CASE("The pointer over a building shows its card and beside it none") {
  tests::display_or_skip();
  viz::CityView view(small_results(), kRoofs, small_window());
  const std::pair<int, int> at = view.pixel_of(3).value();
  view.hover(at.first, at.second);
  CHECK(view.card().find("Building D") != std::string::npos);
  CHECK(view.card().find("no data") != std::string::npos);
  CHECK(view.card().find("the first law does not hold") != std::string::npos);
  view.hover(2, 2);
  CHECK(view.card().empty());
}

TEST_CASE("A click keeps the card of a building until it is let go") {
  tests::display_or_skip();
  viz::CityView view(small_results(), kRoofs, small_window());
  const std::pair<int, int> kept = view.pixel_of(0).value();
  const std::pair<int, int> other = view.pixel_of(3).value();
  view.click(kept.first, kept.second);
  CHECK(view.card().find("Building A") != std::string::npos);
  view.hover(other.first, other.second);
  CHECK(view.card().find("Building A") != std::string::npos);
  view.press('d');
  CHECK(view.card().find("Building A") != std::string::npos);
  view.click(other.first, other.second);
  CHECK(view.card().find("Building D") != std::string::npos);
  view.click(2, 2);
  CHECK(view.card().empty());
  view.click(kept.first, kept.second);
  view.click(kept.first, kept.second);  // the second click lets it go; the pointer is still there
  CHECK(view.card().find("Building A") != std::string::npos);
  view.hover(2, 2);
  CHECK(view.card().empty());
}

TEST_CASE("The key d switches the difference on and off") {
  tests::display_or_skip();
  viz::CityView view(small_results(), kRoofs, small_window());
  view.press('d');
  CHECK(view.scene().difference);
  CHECK(view.scene().buildings[1].value == Approx(-20000.0));
  view.press('d');
  CHECK_FALSE(view.scene().difference);
  CHECK(view.scene().buildings[1].value == Approx(180000.0));
}

TEST_CASE("The key s writes a picture and never over an earlier one") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  viz::ViewOptions options = small_window();
  options.screenshot_folder = folder.path();
  viz::CityView view(small_results(), kRoofs, options);
  view.press('s');
  CHECK(view.last_screenshot() == folder.path() / "heat_kwh_roofs_1.png");
  view.press('s');
  CHECK(view.last_screenshot() == folder.path() / "heat_kwh_roofs_2.png");
  CHECK(tests::bytes_of(view.last_screenshot()).substr(1, 3) == "PNG");
}

TEST_CASE("A screenshot into a missing folder is an error of the system") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  viz::ViewOptions options = small_window();
  options.screenshot_folder = folder.path() / "missing";
  viz::CityView view(small_results(), kRoofs, options);
  CHECK_THROWS_AS(view.press('s'), core::Error);
}

TEST_CASE("The window opens and closes by itself when asked to") {
  tests::display_or_skip();
  viz::ViewOptions options = small_window();
  options.auto_close_s = 0.3;
  viz::CityView view(small_results(), kRoofs, options);
  view.run();
  const std::pair<int, int> at = view.pixel_of(0).value();
  CHECK(view.pick(at.first, at.second) == 0);
}
