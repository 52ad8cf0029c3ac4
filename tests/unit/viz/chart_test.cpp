// SPDX-License-Identifier: MPL-2.0
#include "viz/chart.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include <vtkImageData.h>
#include <vtkPNGReader.h>
#include <vtkSmartPointer.h>

#include "core/error.hpp"
#include "tests/unit/viz/display_or_skip.hpp"
#include "tests/unit/viz/temporary_folder.hpp"
#include "viz/chart_sheet.hpp"

using namespace tvilling;

namespace {

viz::LineChart line_chart(std::size_t lines) {
  viz::LineChart chart{"Heat over humidity", "", "Relative humidity, %", "Heat, MWh per year", "Cover fraction", {}};
  for (std::size_t i = 0; i < lines; ++i) {
    viz::ChartLine line{"line " + std::to_string(i), {}, {}};
    for (int x = 45; x <= 65; x += 5) {
      line.x.push_back(x);
      line.y.push_back(1200.0 - 3.0 * x - 20.0 * static_cast<double>(i));
    }
    chart.lines.push_back(line);
  }
  return chart;
}

viz::BarChart bar_chart() {
  return {"H1: rh_60 against baseline",
          "",
          {"Delivered heat", "Electricity"},
          {{"By use", "Change, MWh per year", {{"Heat", -40.0, 0}, {"Fans", 12.0, 1}}}}};
}

/// Pixels within 40 levels of a colour.
long pixels_like(const std::filesystem::path& png, viz::Rgb color) {
  const vtkSmartPointer<vtkPNGReader> reader = vtkSmartPointer<vtkPNGReader>::New();
  reader->SetFileName(png.c_str());
  reader->Update();
  const vtkImageData* image = reader->GetOutput();
  int size[3];
  const_cast<vtkImageData*>(image)->GetDimensions(size);
  long count = 0;
  for (int y = 0; y < size[1]; ++y) {
    for (int x = 0; x < size[0]; ++x) {
      const auto* pixel = static_cast<const unsigned char*>(const_cast<vtkImageData*>(image)->GetScalarPointer(x, y, 0));
      bool is_like = true;
      for (int c = 0; c < 3; ++c)
        is_like &= std::abs(static_cast<int>(pixel[c]) - static_cast<int>(color[static_cast<std::size_t>(c)])) < 40;
      if (is_like) ++count;
    }
  }
  return count;
}

}  // namespace

TEST_CASE("A chart of lines draws each line in a colour of its own") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  const std::filesystem::path out = folder.path() / "lines.png";
  viz::draw_png(line_chart(3), out);
  for (const viz::Rgb color : viz::chart_colors(3)) CHECK(pixels_like(out, color) > 1000);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("A bar that is longer has more of its colour") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  const std::filesystem::path out = folder.path() / "bars.png";
  viz::draw_png(bar_chart(), out, viz::fitting_size(bar_chart()));
  const std::vector<viz::Rgb> colors = viz::chart_colors(2);
  CHECK(pixels_like(out, colors[1]) > 5000);
  CHECK(pixels_like(out, colors[0]) > 2 * pixels_like(out, colors[1]));
}

TEST_CASE("A chart of the same numbers is the same file") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  viz::draw_png(bar_chart(), folder.path() / "a.png", {});
  viz::draw_png(bar_chart(), folder.path() / "b.png", {});
  CHECK(tests::bytes_of(folder.path() / "a.png") == tests::bytes_of(folder.path() / "b.png"));
}

TEST_CASE("A missing point leaves a gap and a chart of one point or many lines is drawn") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  viz::LineChart gap = line_chart(1);
  viz::draw_png(gap, folder.path() / "whole.png");
  gap.lines[0].y[2] = std::numeric_limits<double>::quiet_NaN();
  viz::draw_png(gap, folder.path() / "gap.png");
  const viz::Rgb color = viz::chart_colors(1)[0];
  CHECK(pixels_like(folder.path() / "gap.png", color) < pixels_like(folder.path() / "whole.png", color) * 3 / 4);
  viz::LineChart point = line_chart(1);
  point.lines[0].x.resize(1);
  point.lines[0].y.resize(1);
  viz::draw_png(point, folder.path() / "point.png");
  CHECK(pixels_like(folder.path() / "point.png", color) > 20);
  viz::draw_png(line_chart(40), folder.path() / "many.png");
}

TEST_CASE("A point that shall not be taken is crossed out") {
  tests::display_or_skip();
  const tests::TemporaryFolder folder;
  viz::LineChart chart = line_chart(1);
  viz::draw_png(chart, folder.path() / "plain.png");
  chart.lines[0].crossed = {false, false, false, true, true};
  chart.cross_title = "too wet";
  viz::draw_png(chart, folder.path() / "crossed.png");
  CHECK(pixels_like(folder.path() / "crossed.png", viz::kChartInk) >
        pixels_like(folder.path() / "plain.png", viz::kChartInk) + 50);
}

TEST_CASE("A chart without a number, or of an impossible size, is refused") {
  const std::filesystem::path out = "/nonexistent/chart.png";
  CHECK_THROWS_AS(viz::draw_png(viz::LineChart{}, out), core::Error);
  CHECK_THROWS_AS(viz::draw_png(viz::BarChart{}, out, {}), core::Error);
  CHECK_THROWS_AS(viz::draw_png(bar_chart(), out, {100, 100}), core::Error);
  viz::BarChart unknown = bar_chart();
  unknown.panels[0].bars[0].value = std::nan("");
  CHECK_THROWS_AS(viz::draw_png(unknown, out, {}), core::Error);
}

TEST_CASE("No two lines of a chart have the same colour") {
  for (const std::size_t count : {1U, 8U, 9U, 24U}) {
    const std::vector<viz::Rgb> colors = viz::chart_colors(count);
    CHECK(std::set<viz::Rgb>(colors.begin(), colors.end()).size() == count);
  }
}

TEST_CASE("The range of an axis holds all its numbers and has a width when they are equal") {
  const viz::AxisRange range = viz::padded_range({3.0, std::nan(""), 1.0}, 0.1);
  CHECK(range.low == Approx(0.8));
  CHECK(range.high == Approx(3.2));
  CHECK(viz::padded_range({5.0, 5.0}, 0.1).high > 5.0);
  CHECK(viz::padded_range({0.0}, 0.1).low < 0.0);
}

TEST_CASE("Ticks are round numbers inside the range of their axis") {
  const viz::AxisTicks ticks = viz::round_ticks({0.446, 0.654}, 8);
  CHECK(ticks.step == Approx(0.05));
  REQUIRE(ticks.at.size() == 5);
  CHECK(ticks.at.front() == Approx(0.45));
  CHECK(ticks.at.back() == Approx(0.65));
  for (const std::size_t most : {2U, 5U, 12U}) CHECK(viz::round_ticks({-3.7, 911.0}, most).at.size() <= most + 1);
}

TEST_CASE("A tick is written with the decimals of its step") {
  CHECK(viz::tick_label(0.30000000000000004, 0.1) == "0.3");
  CHECK(viz::tick_label(0.5, 0.05) == "0.50");
  CHECK(viz::tick_label(1140.0, 10.0) == "1 140");
  CHECK(viz::tick_label(-1234567.0, 1.0) == "-1 234 567");
  CHECK(viz::tick_label(-100.0, 20.0) == "-100");
  CHECK(viz::tick_label(-0.0, 20.0) == "0");
}
