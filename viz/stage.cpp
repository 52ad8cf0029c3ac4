// SPDX-License-Identifier: MPL-2.0
#include "viz/stage.hpp"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkCellPicker.h>
#include <vtkPNGWriter.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>
#include <vtkUnsignedCharArray.h>
#include <vtkWindowToImageFilter.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "viz/camera.hpp"
#include "viz/city_mesh.hpp"
#include "viz/overlay.hpp"

namespace tvilling::viz {

namespace {

constexpr double kCameraDistance_m = 200000.0;
// Outlines are pulled towards the viewer, so that they win over the faces they bound.
constexpr double kOutlineLift_m = 2.0;
// Lines around specks would hide their colour: they are faint from afar.
constexpr double kOutlineShade = 0.62;
constexpr double kFarOutlineShade = 0.85;
constexpr double kFar_m_px = 4.0;
constexpr Rgb kBackground{250, 249, 246};
constexpr Rgb kGridColor{226, 225, 220};

vtkSmartPointer<vtkPoints> vtk_points(const CityMesh& mesh) {
  const vtkSmartPointer<vtkPoints> points = vtkSmartPointer<vtkPoints>::New();
  points->SetDataTypeToFloat();
  points->SetNumberOfPoints(static_cast<vtkIdType>(mesh.points.size()));
  for (std::size_t i = 0; i < mesh.points.size(); ++i) points->SetPoint(static_cast<vtkIdType>(i), mesh.points[i].data());
  return points;
}

vtkSmartPointer<vtkUnsignedCharArray> new_colors() {
  const vtkSmartPointer<vtkUnsignedCharArray> colors = vtkSmartPointer<vtkUnsignedCharArray>::New();
  colors->SetNumberOfComponents(3);
  return colors;
}

vtkSmartPointer<vtkActor> flat_actor(vtkPolyData* data) {
  const vtkSmartPointer<vtkPolyDataMapper> mapper = vtkSmartPointer<vtkPolyDataMapper>::New();
  mapper->SetInputData(data);
  const vtkSmartPointer<vtkActor> actor = vtkSmartPointer<vtkActor>::New();
  actor->SetMapper(mapper);
  actor->GetProperty()->LightingOff();
  return actor;
}

void add_line(vtkPoints* points, vtkCellArray* lines, const Point& a, const Point& b) {
  lines->InsertNextCell(2);
  lines->InsertCellPoint(points->InsertNextPoint(a.x_m, a.y_m, 0.0));
  lines->InsertCellPoint(points->InsertNextPoint(b.x_m, b.y_m, 0.0));
}

}  // namespace

struct Stage::Impl {
  vtkRenderWindow* window;
  CityScene scene;
  RenderOptions options;
  CityMesh mesh;
  double azimuth_deg;
  double elevation_deg;
  OverlayState state;
  vtkSmartPointer<vtkRenderer> renderer = vtkSmartPointer<vtkRenderer>::New();
  vtkSmartPointer<vtkPolyData> faces = vtkSmartPointer<vtkPolyData>::New();
  vtkSmartPointer<vtkPolyData> outlines = vtkSmartPointer<vtkPolyData>::New();
  vtkSmartPointer<vtkPolyData> grid = vtkSmartPointer<vtkPolyData>::New();
  vtkSmartPointer<vtkActor> face_actor = flat_actor(faces);
  vtkSmartPointer<vtkActor> outline_actor = flat_actor(outlines);
  vtkSmartPointer<vtkActor> grid_actor = flat_actor(grid);
  vtkSmartPointer<vtkCellPicker> picker = vtkSmartPointer<vtkCellPicker>::New();
  std::unique_ptr<Overlay> overlay;

  Impl(vtkRenderWindow* w, CityScene s, const RenderOptions& o)
      : window(w), scene(std::move(s)), options(o), azimuth_deg(o.camera_azimuth_deg), elevation_deg(o.camera_elevation_deg) {}

  [[nodiscard]] vtkCamera* camera() const { return renderer->GetActiveCamera(); }
  [[nodiscard]] double m_per_px() const { return 2.0 * camera()->GetParallelScale() / std::max(1, state.height); }
  void read_size();
  void place(const CameraPose& pose);
  [[nodiscard]] std::size_t count_outside(const CameraPose& pose) const;
  void build_mesh();
  void build_grid();
  void color();
};

void Stage::Impl::read_size() {
  const int* size = window->GetSize();
  state.width = size[0];
  state.height = size[1];
  options.width = size[0];
  options.height = size[1];
}

void Stage::Impl::place(const CameraPose& pose) {
  vtkCamera* c = camera();
  c->ParallelProjectionOn();
  c->SetFocalPoint(pose.focus[0], pose.focus[1], pose.focus[2]);
  c->SetPosition(pose.focus[0] + kCameraDistance_m * pose.to_viewer[0], pose.focus[1] + kCameraDistance_m * pose.to_viewer[1],
                 pose.focus[2] + kCameraDistance_m * pose.to_viewer[2]);
  c->SetViewUp(pose.up[0], pose.up[1], pose.up[2]);
  c->SetParallelScale(0.5 * state.height * pose.m_per_px);
}

std::size_t Stage::Impl::count_outside(const CameraPose& pose) const {
  Vec3 focus{};
  camera()->GetFocalPoint(focus.data());
  std::size_t count = 0;
  for (const SceneBuilding& b : scene.buildings) {
    if (b.ring.empty()) continue;
    const Point middle = middle_of(b.ring);
    const double x = middle.x_m - focus[0];
    const double y = middle.y_m - focus[1];
    const double across_px = (x * pose.right[0] + y * pose.right[1]) / state.m_per_px;
    const double along_px = (x * pose.up[0] + y * pose.up[1] - focus[2] * pose.up[2]) / state.m_per_px;
    if (2.0 * std::abs(across_px) > state.width || 2.0 * std::abs(along_px) > state.height) ++count;
  }
  return count;
}

void Stage::Impl::build_mesh() {
  mesh = make_city_mesh(scene, {state.min_width_m, state.height_factor});
  const vtkSmartPointer<vtkPoints> points = vtk_points(mesh);
  const vtkSmartPointer<vtkCellArray> polygons = vtkSmartPointer<vtkCellArray>::New();
  for (const MeshCell& cell : mesh.cells) {
    const std::size_t corners = cell.face == Face::roof ? 3 : 4;
    polygons->InsertNextCell(static_cast<int>(corners));
    for (std::size_t c = 0; c < corners; ++c) polygons->InsertCellPoint(cell.corner[c]);
  }
  const vtkSmartPointer<vtkCellArray> lines = vtkSmartPointer<vtkCellArray>::New();
  for (const MeshEdge& edge : mesh.edges) {
    lines->InsertNextCell(2);
    lines->InsertCellPoint(edge.from);
    lines->InsertCellPoint(edge.to);
  }
  faces->Initialize();
  faces->SetPoints(points);
  faces->SetPolys(polygons);
  outlines->Initialize();
  outlines->SetPoints(points);
  outlines->SetLines(lines);
  color();
}

void Stage::Impl::color() {
  std::vector<Rgb> of_building;
  of_building.reserve(scene.buildings.size());
  for (const SceneBuilding& b : scene.buildings) of_building.push_back(color_of(scene.scale, b.value));
  const vtkSmartPointer<vtkUnsignedCharArray> face_colors = new_colors();
  for (const MeshCell& cell : mesh.cells)
    face_colors->InsertNextTypedTuple(shaded(of_building[cell.building], cell.shade).data());
  const vtkSmartPointer<vtkUnsignedCharArray> line_colors = new_colors();
  const double shade = state.m_per_px > kFar_m_px ? kFarOutlineShade : kOutlineShade;
  for (const MeshEdge& edge : mesh.edges) line_colors->InsertNextTypedTuple(shaded(of_building[edge.building], shade).data());
  faces->GetCellData()->SetScalars(face_colors);
  outlines->GetCellData()->SetScalars(line_colors);
}

void Stage::Impl::build_grid() {
  const double step_m = state.grid_m;
  const Extent& e = scene.extent;
  const double west_m = step_m * std::floor((e.min_x_m + scene.offset_x_m) / step_m) - scene.offset_x_m;
  const double south_m = step_m * std::floor((e.min_y_m + scene.offset_y_m) / step_m) - scene.offset_y_m;
  const int columns = static_cast<int>(std::ceil((e.max_x_m - west_m) / step_m));
  const int rows = static_cast<int>(std::ceil((e.max_y_m - south_m) / step_m));
  const double east_m = west_m + columns * step_m;
  const double north_m = south_m + rows * step_m;
  const vtkSmartPointer<vtkPoints> points = vtkSmartPointer<vtkPoints>::New();
  const vtkSmartPointer<vtkCellArray> lines = vtkSmartPointer<vtkCellArray>::New();
  for (int i = 0; i <= columns; ++i) add_line(points, lines, {west_m + i * step_m, south_m}, {west_m + i * step_m, north_m});
  for (int i = 0; i <= rows; ++i) add_line(points, lines, {west_m, south_m + i * step_m}, {east_m, south_m + i * step_m});
  grid->Initialize();
  grid->SetPoints(points);
  grid->SetLines(lines);
}

Stage::Stage(vtkRenderWindow* window, CityScene scene, const RenderOptions& options)
    : impl_(std::make_unique<Impl>(window, std::move(scene), options)) {
  Impl& s = *impl_;
  s.renderer->SetBackground(kBackground[0] / 255.0, kBackground[1] / 255.0, kBackground[2] / 255.0);
  s.grid_actor->GetProperty()->SetColor(kGridColor[0] / 255.0, kGridColor[1] / 255.0, kGridColor[2] / 255.0);
  s.renderer->AddActor(s.grid_actor);
  s.renderer->AddActor(s.face_actor);
  s.renderer->AddActor(s.outline_actor);
  window->AddRenderer(s.renderer);
  s.picker->PickFromListOn();
  s.picker->AddPickList(s.face_actor);
  s.picker->SetTolerance(0.0);
  s.overlay = std::make_unique<Overlay>(s.renderer);
  reset_camera();
}

Stage::~Stage() {
  impl_->overlay.reset();
  impl_->window->RemoveRenderer(impl_->renderer);
}

void Stage::set_scene(CityScene scene) {
  impl_->scene = std::move(scene);
  impl_->color();
  refresh();
}

const CityScene& Stage::scene() const noexcept {
  return impl_->scene;
}

void Stage::reset_camera() {
  Impl& s = *impl_;
  s.read_size();
  s.azimuth_deg = s.options.camera_azimuth_deg;
  s.elevation_deg = s.options.camera_elevation_deg;
  const double chosen = s.options.height_factor;
  const double flat_m_per_px = fit_camera(s.scene, s.options, 1.0).m_per_px;
  s.place(fit_camera(s.scene, s.options, chosen > 0.0 ? chosen : height_factor_for(s.scene, flat_m_per_px)));
  s.mesh = {};
  refresh();
}

void Stage::turn(double azimuth_deg, double elevation_deg) {
  Impl& s = *impl_;
  s.azimuth_deg = std::fmod(s.azimuth_deg + azimuth_deg + 360.0, 360.0);
  s.elevation_deg = std::clamp(s.elevation_deg + elevation_deg, 8.0, 90.0);
  CameraPose pose = pose_of(s.azimuth_deg, s.elevation_deg);
  s.camera()->GetFocalPoint(pose.focus.data());
  pose.m_per_px = s.m_per_px();
  s.place(pose);
}

void Stage::zoom(double factor) {
  impl_->camera()->Zoom(factor);
}

void Stage::refresh() {
  Impl& s = *impl_;
  s.read_size();
  OverlayState& state = s.state;
  const CameraPose pose = pose_of(s.azimuth_deg, s.elevation_deg);
  state.m_per_px = s.m_per_px();
  state.north = {pose.right[1], pose.up[1]};
  state.outside = s.count_outside(pose);
  state.view_from = compass_word(s.azimuth_deg);
  // Whole metres: this width stands in the footnote.
  const double min_width_m = s.options.min_width_px > 0.0 ? std::ceil(s.options.min_width_px * state.m_per_px) : 0.0;
  const double height_factor =
      s.options.height_factor > 0.0 ? s.options.height_factor : height_factor_for(s.scene, state.m_per_px);
  if (s.mesh.cells.empty() || min_width_m != state.min_width_m || height_factor != state.height_factor) {
    state.min_width_m = min_width_m;
    state.height_factor = height_factor;
    s.build_mesh();
  }
  const double grid_m = grid_spacing_m(state.m_per_px, state.height);
  if (grid_m != state.grid_m || s.grid->GetNumberOfCells() == 0) {
    state.grid_m = grid_m;
    s.build_grid();
  }
  const Vec3& d = pose.to_viewer;
  s.outline_actor->SetPosition(kOutlineLift_m * d[0], kOutlineLift_m * d[1], kOutlineLift_m * d[2]);
  s.renderer->ResetCameraClippingRange();
  s.overlay->update(s.scene, state);
}

void Stage::set_help(std::string help) {
  impl_->state.help = std::move(help);
}
void Stage::set_message(std::string message) {
  impl_->state.message = std::move(message);
}

void Stage::set_card(std::string card, int x, int y) {
  impl_->state.card = std::move(card);
  impl_->state.card_at = {x, y};
  impl_->overlay->update_card(impl_->state);
}

const std::string& Stage::card() const noexcept {
  return impl_->state.card;
}

std::optional<std::size_t> Stage::pick(int x, int y) {
  Impl& s = *impl_;
  if (s.picker->Pick(x, y, 0.0, s.renderer) == 0) return std::nullopt;
  const vtkIdType cell = s.picker->GetCellId();
  if (cell < 0) return std::nullopt;
  return s.mesh.cells.at(static_cast<std::size_t>(cell)).building;
}

std::optional<std::pair<int, int>> Stage::pixel_of(std::size_t building) {
  Impl& s = *impl_;
  for (const MeshCell& cell : s.mesh.cells) {
    if (cell.building != building || cell.face != Face::roof) continue;
    Vec3 middle{};
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < 3; ++i) middle[i] += s.mesh.points[cell.corner[c]][i] / 3.0;
    }
    s.renderer->SetWorldPoint(middle[0], middle[1], middle[2], 1.0);
    s.renderer->WorldToDisplay();
    const double* at = s.renderer->GetDisplayPoint();
    return std::pair{static_cast<int>(std::lround(at[0])), static_cast<int>(std::lround(at[1]))};
  }
  return std::nullopt;
}

vtkRenderer* Stage::renderer() const noexcept {
  return impl_->renderer;
}

void save_png(vtkRenderWindow* window, const std::filesystem::path& out) {
  const vtkSmartPointer<vtkWindowToImageFilter> grab = vtkSmartPointer<vtkWindowToImageFilter>::New();
  grab->SetInput(window);
  grab->SetInputBufferTypeToRGB();
  grab->ReadFrontBufferOff();
  const vtkSmartPointer<vtkPNGWriter> writer = vtkSmartPointer<vtkPNGWriter>::New();
  writer->SetInputConnection(grab->GetOutputPort());
  writer->WriteToMemoryOn();
  writer->Write();
  vtkUnsignedCharArray* bytes = writer->GetResult();
  if (bytes == nullptr || bytes->GetNumberOfValues() == 0) {
    throw core::Error(core::ErrorKind::internal, "the picture could not be encoded as PNG");
  }
  const char* first = reinterpret_cast<const char*>(bytes->GetPointer(0));
  core::write_file_atomic(out, std::string_view(first, static_cast<std::size_t>(bytes->GetNumberOfValues())));
}

}  // namespace tvilling::viz
