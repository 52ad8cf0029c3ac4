// SPDX-License-Identifier: MPL-2.0
#include "viz/canvas.hpp"

#include <vtkActor2D.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper2D.h>
#include <vtkProperty2D.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkTextActor.h>
#include <vtkTextProperty.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>

namespace tvilling::viz {

namespace {

constexpr double kSmallestText = 0.62;  // of the wished size, before a text is cut
constexpr Rgb kCardInk{38, 42, 50};
constexpr Rgb kCardFrame{140, 143, 150};
constexpr Rgb kCardPaper{255, 255, 255};

std::array<double, 3> unit_rgb(Rgb color) noexcept {
  return {color[0] / 255.0, color[1] / 255.0, color[2] / 255.0};
}

std::array<double, 2> size_of(vtkTextActor* actor, vtkRenderer* renderer) {
  double size[2] = {0.0, 0.0};
  actor->GetSize(renderer, size);
  return {size[0], size[1]};
}

// Never through the middle of a UTF-8 letter.
void drop_last_letter(std::string& words) {
  while (!words.empty() && (static_cast<unsigned char>(words.back()) & 0xC0U) == 0x80U) words.pop_back();
  if (!words.empty()) words.pop_back();
}

void fit_width(vtkTextActor* actor, vtkRenderer* renderer, std::string words, const TextStyle& style) {
  if (style.max_width_px <= 0.0) return;
  double size_px = style.size_px;
  while (size_of(actor, renderer)[0] > style.max_width_px && size_px > kSmallestText * style.size_px) {
    size_px -= 1.0;
    actor->GetTextProperty()->SetFontSize(static_cast<int>(std::lround(size_px)));
  }
  while (size_of(actor, renderer)[0] > style.max_width_px && words.size() > 1) {
    drop_last_letter(words);
    actor->SetInput((words + "...").c_str());
  }
}

}  // namespace

struct Canvas::Shapes {
  vtkSmartPointer<vtkPoints> points;
  vtkSmartPointer<vtkCellArray> polygons;
  vtkSmartPointer<vtkUnsignedCharArray> colors;
  vtkSmartPointer<vtkPolyData> data = vtkSmartPointer<vtkPolyData>::New();
  vtkSmartPointer<vtkActor2D> actor = vtkSmartPointer<vtkActor2D>::New();

  void start() {
    points = vtkSmartPointer<vtkPoints>::New();
    polygons = vtkSmartPointer<vtkCellArray>::New();
    colors = vtkSmartPointer<vtkUnsignedCharArray>::New();
    colors->SetNumberOfComponents(3);
  }
};

Canvas::Canvas(vtkRenderer* renderer, int first_layer) : renderer_(renderer), first_layer_(first_layer) {
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    layers_[layer] = std::make_unique<Shapes>();
    Shapes& shapes = *layers_[layer];
    const vtkSmartPointer<vtkPolyDataMapper2D> mapper = vtkSmartPointer<vtkPolyDataMapper2D>::New();
    mapper->SetInputData(shapes.data);
    shapes.actor->SetMapper(mapper);
    shapes.actor->SetLayerNumber(first_layer + static_cast<int>(layer));
    if (layer == 0) shapes.actor->GetProperty()->SetOpacity(0.88);
    renderer_->AddActor2D(shapes.actor);
  }
  clear();
}

Canvas::~Canvas() {
  clear();
  for (const std::unique_ptr<Shapes>& shapes : layers_) renderer_->RemoveActor2D(shapes->actor);
}

void Canvas::clear() {
  for (const vtkSmartPointer<vtkTextActor>& text : texts_) renderer_->RemoveActor2D(text);
  texts_.clear();
  for (const std::unique_ptr<Shapes>& shapes : layers_) shapes->start();
}

void Canvas::add(Shapes& shapes, std::span<const Pixel> corners, Rgb color) {
  std::vector<vtkIdType> ids;
  ids.reserve(corners.size());
  for (const Pixel& p : corners) ids.push_back(shapes.points->InsertNextPoint(p[0], p[1], 0.0));
  shapes.polygons->InsertNextCell(static_cast<vtkIdType>(ids.size()), ids.data());
  shapes.colors->InsertNextTypedTuple(color.data());
}

void Canvas::polygon(std::span<const Pixel> corners, Rgb color) {
  add(*layers_[1], corners, color);
}

void Canvas::rectangle(Pixel low, Pixel high, Rgb color) {
  const std::array<Pixel, 4> corners{low, Pixel{high[0], low[1]}, high, Pixel{low[0], high[1]}};
  add(*layers_[1], corners, color);
}

void Canvas::sheet(Pixel low, Pixel high, Rgb color) {
  const std::array<Pixel, 4> corners{low, Pixel{high[0], low[1]}, high, Pixel{low[0], high[1]}};
  add(*layers_[0], corners, color);
}

vtkSmartPointer<vtkTextActor> Canvas::new_text(const std::string& words, const TextStyle& style) {
  const vtkSmartPointer<vtkTextActor> actor = vtkSmartPointer<vtkTextActor>::New();
  actor->SetInput(words.c_str());
  actor->SetTextScaleModeToNone();
  actor->SetLayerNumber(first_layer_ + 2);
  vtkTextProperty* property = actor->GetTextProperty();
  property->SetFontFamilyToArial();
  property->SetFontSize(static_cast<int>(std::lround(style.size_px)));
  property->SetBold(style.bold ? 1 : 0);
  property->SetColor(unit_rgb(style.color).data());
  property->SetVerticalJustificationToBottom();
  if (style.align == Align::center) property->SetJustificationToCentered();
  if (style.align == Align::right) property->SetJustificationToRight();
  renderer_->AddActor2D(actor);
  texts_.push_back(actor);
  return actor;
}

double Canvas::text(const std::string& words, Pixel at, const TextStyle& style) {
  if (words.empty()) return 0.0;
  const vtkSmartPointer<vtkTextActor> actor = new_text(words, style);
  fit_width(actor, renderer_, words, style);
  actor->SetPosition(at[0], at[1]);
  return size_of(actor, renderer_)[0];
}

void Canvas::card(const std::string& words, Pixel at, double size_px, int width, int height) {
  if (words.empty()) return;
  const TextStyle style{size_px, false, kCardInk, Align::left, 0.0};
  const vtkSmartPointer<vtkTextActor> actor = new_text(words, style);
  actor->GetTextProperty()->SetLineSpacing(1.3);
  const double pad = 0.8 * size_px;
  const std::array<double, 2> text_size = size_of(actor, renderer_);
  const Pixel size{text_size[0] + 2.0 * pad, text_size[1] + 2.0 * pad};
  const double x = std::clamp(at[0], 4.0, std::max(4.0, width - size[0] - 4.0));
  const double y = std::clamp(at[1] - size[1], 4.0, std::max(4.0, height - size[1] - 4.0));
  rectangle({x - 1.0, y - 1.0}, {x + size[0] + 1.0, y + size[1] + 1.0}, kCardFrame);
  rectangle({x, y}, {x + size[0], y + size[1]}, kCardPaper);
  actor->SetPosition(x + pad, y + pad);
}

void Canvas::finish() {
  for (const std::unique_ptr<Shapes>& shapes : layers_) {
    shapes->data->Initialize();
    shapes->data->SetPoints(shapes->points);
    shapes->data->SetPolys(shapes->polygons);
    shapes->data->GetCellData()->SetScalars(shapes->colors);
    shapes->data->Modified();
  }
}

}  // namespace tvilling::viz
