// SPDX-License-Identifier: MPL-2.0
#include "viz/color_scale.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace tvilling::viz;

// CIE lightness 0..100 of an sRGB colour (IEC 61966-2-1, CIE 15).
double lightness(Rgb color) {
  double y = 0.0;
  const std::array<double, 3> weight{0.2126, 0.7152, 0.0722};
  for (std::size_t c = 0; c < 3; ++c) {
    const double v = color[c] / 255.0;
    y += weight[c] * (v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
  }
  return y > 0.008856 ? 116.0 * std::cbrt(y) - 16.0 : 903.3 * y;
}

std::vector<double> one_to_hundred() {
  std::vector<double> values;
  for (int i = 1; i <= 100; ++i) values.push_back(i);
  return values;
}

}  // namespace

TEST_CASE("The scale of values ends at the 2nd and 98th percentile") {
  const ColorScale scale = sequential_scale(one_to_hundred());
  CHECK(scale.low == Approx(2.98));
  CHECK(scale.high == Approx(98.02));
  CHECK(scale.low_is_cut);
  CHECK(scale.high_is_cut);
  CHECK(scale.rule.find("98th percentile") != std::string::npos);
}

TEST_CASE("Higher values are darker all along the scale") {
  const ColorScale scale = sequential_scale(one_to_hundred());
  double before = 100.0;
  for (int i = 3; i <= 98; i += 5) {
    const double now = lightness(color_of(scale, i));
    CHECK(now < before);
    before = now;
  }
}

TEST_CASE("Values beyond the limits have the end colours") {
  const ColorScale scale = sequential_scale(one_to_hundred());
  CHECK(color_of(scale, -1e9) == color_of(scale, scale.low));
  CHECK(color_of(scale, 1e9) == color_of(scale, scale.high));
}

TEST_CASE("A building without a value is grey") {
  CHECK(color_of(sequential_scale(one_to_hundred()), std::numeric_limits<double>::quiet_NaN()) == kNoDataColor);
}

TEST_CASE("The scale of differences is centred at zero") {
  const ColorScale scale = diverging_scale(std::vector<double>{-8.0, -4.0, 0.0, 0.0, 0.0, 2.0});
  CHECK(scale.low == -scale.high);
  CHECK(scale.high > 4.0);
  const Rgb saving = color_of(scale, -7.0);
  const Rgb growth = color_of(scale, 7.0);
  CHECK(saving[2] > saving[0]);
  CHECK(growth[0] > growth[2]);
  CHECK(lightness(color_of(scale, 0.0)) > 90.0);
}

TEST_CASE("Unchanged buildings do not narrow the scale of differences") {
  std::vector<double> values(1000, 0.0);
  values.push_back(-10.0);
  CHECK(diverging_scale(values).low == -10.0);
}

TEST_CASE("Scales without a spread stay usable") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const std::vector<double>& values : {std::vector<double>{}, {nan, nan}, {5.0, 5.0}, {0.0, 0.0}, {-3.0, -3.0}}) {
    const ColorScale scale = sequential_scale(values);
    CHECK(scale.high > scale.low);
    CHECK(std::isfinite(scale.low + scale.high));
  }
  CHECK(diverging_scale(std::vector<double>{0.0, 0.0}).rule == "no building changes");
}

TEST_CASE("Legend ticks are round and increase between the limits") {
  ColorScale scale;
  scale.low = 43.2;
  scale.high = 211.0;
  CHECK(legend_ticks(scale) == std::vector<double>{43.2, 100.0, 150.0, 211.0});
}

TEST_CASE("Numbers are short and keep their meaning") {
  CHECK(short_number(12345678.0) == "12,300,000");
  CHECK(short_number(1234.0) == "1,230");
  CHECK(short_number(100.0) == "100");
  CHECK(short_number(43.12) == "43.1");
  CHECK(short_number(-7.5) == "-7.5");
  CHECK(short_number(0.01234) == "0.0123");
  CHECK(short_number(0.0) == "0");
  CHECK(short_number(999.96) == "1,000");
  CHECK(short_number(std::numeric_limits<double>::quiet_NaN()) == "no data");
  CHECK(whole_number(3500) == "3,500");
  CHECK(whole_number(12) == "12");
}
