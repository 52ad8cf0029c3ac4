// SPDX-License-Identifier: MPL-2.0
// The commands that draw, in a program built without VTK (cmake -DTVILLING_VIZ=OFF).
#include "cli/charts.hpp"
#include "cli/commands.hpp"
#include "cli/paraview.hpp"
#include "cli/version.hpp"

namespace tvilling::cli {

namespace {

[[noreturn]] void refuse() {
  throw core::Error(
      core::ErrorKind::wrong_usage, "this tvilling was built without the viewer", {},
      "Install libvtk9-dev and build with: cmake --preset release -DTVILLING_VIZ=ON && cmake --build --preset release");
}

}  // namespace

std::string viewer_version() {
  return "built without (TVILLING_VIZ=OFF)";
}

bool display_opens() {
  return false;
}

ExitCode run_render(const RenderCommandOptions&, const Console&) {
  refuse();
}

ExitCode run_view(const ViewCommandOptions&, const Console&) {
  refuse();
}

void export_paraview(const scenarios::Results&, const std::filesystem::path&) {
  refuse();
}

void need_display(const std::vector<std::string>&) {
  refuse();
}

void draw_chart(const viz::LineChart&, const std::filesystem::path&) {
  refuse();
}

void draw_chart(const viz::BarChart&, const std::filesystem::path&) {
  refuse();
}

}  // namespace tvilling::cli
