// SPDX-License-Identifier: MPL-2.0
// The commands that draw. Without a display they start themselves again on a virtual one.
#include <fmt/format.h>

#include <cstddef>

#include "cli/charts.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/paraview.hpp"
#include "cli/version.hpp"
#include "scenarios/results_file.hpp"
#include "viz/city_scene.hpp"
#include "viz/display.hpp"
#include "viz/export_paraview.hpp"
#include "viz/render.hpp"
#include "viz/view.hpp"

namespace tvilling::cli {

namespace {

void move_to_virtual_display(std::vector<std::string> arguments) {
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  viz::rerun_under_xvfb(static_cast<int>(arguments.size()), argv.data());
}

void note_coverage(const viz::CityScene& scene, const Console& console) {
  if (scene.without_data > 0)
    console.warn(fmt::format("{} buildings have no result and are drawn without colour", scene.without_data));
  if (scene.without_position > 0)
    console.warn(fmt::format("{} buildings have no position and are not drawn", scene.without_position));
  if (scene.without_ring > 0)
    console.note(fmt::format("{} buildings have no footprint and are drawn as squares", scene.without_ring));
}

}  // namespace

std::string viewer_version() {
  return "VTK " TVILLING_VTK_VERSION;
}

bool display_opens() {
  return viz::display_available();
}

ExitCode run_render(const RenderCommandOptions& options, const Console& console) {
  refuse_same_file(options.results, options.out);
  const scenarios::Results results = scenarios::read_results(options.results);
  const viz::CityScene scene = viz::make_city_scene(
      results, {.variable = options.variable, .scenario = options.scenario, .difference = options.difference, .title = {}});
  if (!viz::display_available()) move_to_virtual_display(options.arguments);
  viz::RenderOptions picture;
  picture.width = options.width_px;
  picture.height = options.height_px;
  viz::render_png(scene, options.out, picture);
  note_coverage(scene, console);
  console.note(fmt::format("wrote {}", options.out.string()));
  return ExitCode::done;
}

ExitCode run_view(const ViewCommandOptions& options, const Console& console) {
  viz::CityView view(scenarios::read_results(options.results),
                     {.variable = options.variable, .scenario = options.scenario, .difference = options.difference, .title = {}});
  note_coverage(view.scene(), console);
  console.note("drag turns, wheel zooms; s screenshot, d difference to baseline, r reset, q quit");
  view.run();
  return ExitCode::done;
}

void export_paraview(const scenarios::Results& results, const std::filesystem::path& folder) {
  (void)viz::export_paraview(results, folder);
}

void need_display(const std::vector<std::string>& arguments) {
  if (!viz::display_available()) move_to_virtual_display(arguments);
}

void draw_chart(const viz::LineChart& chart, const std::filesystem::path& out) {
  viz::draw_png(chart, out);
}

void draw_chart(const viz::BarChart& chart, const std::filesystem::path& out) {
  viz::draw_png(chart, out, viz::fitting_size(chart));
}

}  // namespace tvilling::cli
