// SPDX-License-Identifier: MPL-2.0
#include "viz/view.hpp"

#include <vtkCallbackCommand.h>
#include <vtkInteractorStyleTrackballCamera.h>
#include <vtkObjectFactory.h>
#include <vtkRenderWindow.h>
#include <vtkRenderWindowInteractor.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "viz/display_connection.hpp"
#include "viz/stage.hpp"

namespace tvilling::viz {

namespace {

constexpr const char* kHelp =
    "drag: turn  wheel: zoom  shift+drag: move  click: keep card  d: difference  r: reset  s: picture  q: quit";
constexpr const char* kNoWindow =
    "A window needs a desktop: sit at one, or come in by `ssh -X`. Without one, draw a picture: tvilling render RESULTS -o "
    "city.png";
constexpr double kTurnPerPixel_deg = 0.3;
constexpr double kZoomStep = 1.15;
constexpr int kStill_px = 2;  // a hand is never quite still
constexpr unsigned long kClickEvent = vtkCommand::UserEvent + 1;

/// North stays upright while turning, and VTK's own keys (wireframe, stereo, ...) are off.
class CityStyle final : public vtkInteractorStyleTrackballCamera {
 public:
  static CityStyle* New();
  vtkTypeMacro(CityStyle, vtkInteractorStyleTrackballCamera);
  CityStyle(const CityStyle&) = delete;
  CityStyle& operator=(const CityStyle&) = delete;

  void set_stage(Stage* stage) noexcept { stage_ = stage; }
  void OnChar() override {}
  void Rotate() override {
    const int* now = Interactor->GetEventPosition();
    const int* last = Interactor->GetLastEventPosition();
    stage_->turn(kTurnPerPixel_deg * (now[0] - last[0]), kTurnPerPixel_deg * (last[1] - now[1]));
    Interactor->Render();
  }
  // A click is a press and a release in one place; between two places the view was turned or moved. Only the style hears of
  // the release: it holds the mouse meanwhile.
  void OnLeftButtonDown() override {
    pressed_ = {Interactor->GetEventPosition()[0], Interactor->GetEventPosition()[1]};
    vtkInteractorStyleTrackballCamera::OnLeftButtonDown();
  }
  void OnLeftButtonUp() override {
    vtkInteractorStyleTrackballCamera::OnLeftButtonUp();
    const int* now = Interactor->GetEventPosition();
    if (std::abs(now[0] - pressed_[0]) <= kStill_px && std::abs(now[1] - pressed_[1]) <= kStill_px) InvokeEvent(kClickEvent);
  }
  void OnMouseWheelForward() override { zoom(kZoomStep); }
  void OnMouseWheelBackward() override { zoom(1.0 / kZoomStep); }

 private:
  CityStyle() = default;
  void zoom(double factor) {
    stage_->zoom(factor);
    InvokeEvent(vtkCommand::EndInteractionEvent);
  }
  Stage* stage_ = nullptr;
  std::array<int, 2> pressed_{0, 0};
};
vtkStandardNewMacro(CityStyle);

// Scenario names of grids hold brackets and signs that shells and file systems dislike.
std::string file_stem(const CityScene& scene) {
  std::string stem = scene.variable + "_" + scene.scenario + (scene.difference ? "_change" : "");
  for (char& c : stem) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (!plain) c = '-';
  }
  return stem;
}

}  // namespace

struct CityView::Impl {
  DisplayConnection display;  // first in, last out
  scenarios::Results results;
  SceneRequest request;
  ViewOptions options;
  vtkSmartPointer<vtkRenderWindow> window;
  vtkSmartPointer<vtkRenderWindowInteractor> interactor;
  vtkSmartPointer<CityStyle> style;
  vtkSmartPointer<vtkCallbackCommand> callback;
  std::unique_ptr<Stage> stage;
  std::optional<std::size_t> hovered;
  std::optional<std::size_t> pinned;  // comes before the hovered one
  std::filesystem::path last_screenshot;
  std::array<int, 2> size{0, 0};
  std::array<int, 2> pointer{0, 0};
  std::exception_ptr failure;

  Impl(scenarios::Results r, SceneRequest q, ViewOptions o)
      : results(std::move(r)), request(std::move(q)), options(std::move(o)) {}

  void open();
  void connect(CityView* view);
  void disconnect();
  void toggle_difference();
  void screenshot();
  void show_card();
  void render() {
    stage->refresh();
    window->Render();
  }
  static void on_event(vtkObject* caller, unsigned long event, void* view, void* data);
};

void CityView::Impl::open() {
  display.require(kNoWindow);
  CityScene scene = make_city_scene(results, request);
  window = vtkSmartPointer<vtkRenderWindow>::New();
  window->SetWindowName(("tvilling: " + scene.title).c_str());
  window->SetMultiSamples(4);
  window->SetOffScreenRendering(1);  // until run(): picking and pictures need no window
  window->SetSize(options.render.width, options.render.height);
  stage = std::make_unique<Stage>(window, std::move(scene), options.render);
  stage->set_help(kHelp);
  render();
}

void CityView::Impl::connect(CityView* view) {
  size = {window->GetSize()[0], window->GetSize()[1]};
  interactor = vtkSmartPointer<vtkRenderWindowInteractor>::New();
  style = vtkSmartPointer<CityStyle>::New();
  style->set_stage(stage.get());
  interactor->SetRenderWindow(window);
  interactor->SetInteractorStyle(style);
  callback = vtkSmartPointer<vtkCallbackCommand>::New();
  callback->SetCallback(&Impl::on_event);
  callback->SetClientData(view);
  for (const unsigned long event :
       {vtkCommand::MouseMoveEvent, vtkCommand::LeftButtonPressEvent, vtkCommand::LeftButtonReleaseEvent,
        vtkCommand::ConfigureEvent, vtkCommand::KeyPressEvent, vtkCommand::TimerEvent}) {
    interactor->AddObserver(event, callback);
  }
  style->AddObserver(vtkCommand::EndInteractionEvent, callback);
  style->AddObserver(kClickEvent, callback);
}

void CityView::Impl::disconnect() {
  interactor->RemoveObserver(callback);
  style->RemoveObserver(callback);
  interactor->SetInteractorStyle(nullptr);
  interactor->SetRenderWindow(nullptr);
  window->SetInteractor(nullptr);
  interactor = nullptr;
  style = nullptr;
}

void CityView::Impl::toggle_difference() {
  SceneRequest other = request;
  other.difference = !other.difference;
  stage->set_scene(make_city_scene(results, other));
  request = other;
  const bool nothing_to_compare = request.difference && request.scenario == results.scenario_names.front();
  stage->set_message(nothing_to_compare ? "this is the baseline: no difference (open with --scenario)" : "");
  if (hovered || pinned) show_card();
}

void CityView::Impl::screenshot() {
  std::filesystem::path path;
  for (int i = 1;; ++i) {  // never over an earlier picture
    path = options.screenshot_folder / fmt::format("{}_{}.png", file_stem(stage->scene()), i);
    std::error_code ignored_means_absent;
    if (!std::filesystem::exists(path, ignored_means_absent)) break;
  }
  // The picture goes to others: without the keys.
  stage->set_help("");
  stage->set_message("");
  render();
  try {
    save_png(window, path);
  } catch (...) {
    stage->set_help(kHelp);
    throw;
  }
  stage->set_help(kHelp);
  last_screenshot = path;
  stage->set_message("saved " + path.string());
}

void CityView::Impl::show_card() {
  const std::optional<std::size_t> shown = pinned ? pinned : hovered;
  stage->set_card(shown ? building_card(stage->scene(), *shown) : std::string{}, pointer[0], pointer[1]);
}

void CityView::Impl::on_event(vtkObject* /*caller*/, unsigned long event, void* data_view, void* /*data*/) {
  CityView* view = static_cast<CityView*>(data_view);
  Impl& self = *view->impl_;
  vtkRenderWindowInteractor* interactor = self.interactor;
  // An exception must not pass through VTK's event loop: it is kept and thrown again by run().
  try {
    if (event == vtkCommand::TimerEvent) {
      interactor->TerminateApp();
    } else if (event == vtkCommand::MouseMoveEvent) {
      if (self.style->GetState() == VTKIS_NONE) view->hover(interactor->GetEventPosition()[0], interactor->GetEventPosition()[1]);
    } else if (event == kClickEvent) {
      view->click(interactor->GetEventPosition()[0], interactor->GetEventPosition()[1]);
    } else if (event == vtkCommand::EndInteractionEvent) {
      self.render();
    } else if (event == vtkCommand::ConfigureEvent) {
      const std::array<int, 2> now{self.window->GetSize()[0], self.window->GetSize()[1]};
      if (now != self.size) {
        self.size = now;
        self.render();
      }
    } else if (event == vtkCommand::KeyPressEvent) {
      const char key = interactor->GetKeyCode();
      if (key == 'q' || key == 'Q' || key == 27)
        interactor->TerminateApp();
      else
        view->press(key);
    }
  } catch (const core::Error& error) {
    self.stage->set_message(error.message());  // e.g. a folder that may not be written: the window stays
    self.render();
  } catch (...) {
    self.failure = std::current_exception();
    interactor->TerminateApp();
  }
}

CityView::CityView(scenarios::Results results, SceneRequest request, ViewOptions options)
    : impl_(std::make_unique<Impl>(std::move(results), std::move(request), std::move(options))) {
  impl_->open();
}

CityView::~CityView() = default;

void CityView::run() {
  Impl& self = *impl_;
  // The hidden window goes before the shown one comes: the interactor keeps the number of the first it meets.
  self.window->Finalize();
  self.window->SetOffScreenRendering(0);
  self.connect(this);
  self.render();
  if (self.options.auto_close_s > 0.0)
    self.interactor->CreateOneShotTimer(static_cast<unsigned long>(1000.0 * self.options.auto_close_s));
  self.interactor->Start();
  self.disconnect();
  self.window->Finalize();
  self.window->SetOffScreenRendering(1);
  self.render();
  if (self.failure) std::rethrow_exception(std::exchange(self.failure, nullptr));
}

std::optional<std::size_t> CityView::pick(int x, int y) {
  return impl_->stage->pick(x, y);
}

void CityView::hover(int x, int y) {
  Impl& self = *impl_;
  const std::optional<std::size_t> found = pick(x, y);
  if (found == self.hovered) return;
  self.hovered = found;
  if (self.pinned) return;
  self.pointer = {x, y};
  self.show_card();
  self.window->Render();
}

void CityView::click(int x, int y) {
  Impl& self = *impl_;
  const std::optional<std::size_t> found = pick(x, y);
  self.hovered = found;
  self.pinned = found == self.pinned ? std::nullopt : found;
  self.pointer = {x, y};
  self.show_card();
  self.window->Render();
}

void CityView::press(char key) {
  Impl& self = *impl_;
  switch (key) {
    case 's': self.screenshot(); break;
    case 'd': self.toggle_difference(); break;
    case 'r': self.stage->reset_camera(); break;
    default: return;
  }
  self.render();
}

std::optional<std::pair<int, int>> CityView::pixel_of(std::size_t building) {
  return impl_->stage->pixel_of(building);
}

const CityScene& CityView::scene() const noexcept {
  return impl_->stage->scene();
}
const std::string& CityView::card() const noexcept {
  return impl_->stage->card();
}
const std::filesystem::path& CityView::last_screenshot() const noexcept {
  return impl_->last_screenshot;
}

}  // namespace tvilling::viz
