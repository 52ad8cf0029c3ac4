// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/room_light.hpp"

#include <algorithm>
#include <numeric>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr double kFloorTilt_deg = 135.0;
constexpr double kGlassInset_m = 0.001;  // so that a ray meets the window before the wall that holds it
constexpr double kNothingLeft = 1e-15;
constexpr int kMostReflections = 100000;

/// The same rectangle seen from the other side.
Rectangle turned(const Rectangle& r) {
  return {r.corner, r.edge_v, r.edge_u};
}

}  // namespace

RoomLight::RoomLight(const Fabric& fabric, const FabricNetwork& net, std::size_t zone,
                     std::span<const GlazingTable* const> glazing_of_part)
    : fabric_(fabric), net_(net), zone_(zone) {
  add_receivers(glazing_of_part);
  place_receivers();
  follow_reflections();
  first_.resize(receivers_.size());
  taken_w_.assign(receivers_.size(), 0.0);
}

void RoomLight::add_receivers(std::span<const GlazingTable* const> glazing_of_part) {
  for (const std::size_t f : net_.zones[zone_].faces) {
    const InsideFace& face = net_.inside_faces[f];
    if (face.glass) continue;
    Receiver receiver{f, false, face.surface, face.area_m2, face.solar_absorptance, {}, face.tilt_deg > kFloorTilt_deg, 0};
    receivers_.push_back(std::move(receiver));
  }
  for (std::size_t p = 0; p < net_.glass.size(); ++p) {
    const GlassPart& part = net_.glass[p];
    const InsideFace& face = net_.inside_faces[part.inside_face];
    if (face.zone != zone_ || glazing_of_part[p] == nullptr) continue;
    const GlazingOptics& back = glazing_of_part[p]->diffuse_from_room();
    Receiver receiver{p, true, face.surface, part.area_m2, 1.0 - back.reflectance, {}, false, 0};
    for (std::size_t pane = 0; pane < part.panes.size(); ++pane) receiver.panes.push_back(back.absorbed[pane]);
    receivers_.push_back(std::move(receiver));
  }
}

void RoomLight::place_receivers() {
  const bool wanted = fabric_.options.sun_inside == FabricOptions::SunInside::geometry;
  traced_ = wanted && !receivers_.empty();
  for (Receiver& receiver : receivers_) {
    const Surface& surface = fabric_.surfaces[receiver.surface];
    receiver.rectangle = static_cast<std::size_t>(-1);
    if (receiver.glass) {
      const std::optional<Rectangle>& place = fabric_.windows[net_.glass[receiver.index].window].place;
      if (!place || !surface.place) continue;
      receiver.rectangle = rectangles_.size();
      rectangles_.push_back({place->corner - kGlassInset_m * place->normal(), place->edge_u, place->edge_v});
      continue;
    }
    if (!surface.place) {
      traced_ = false;
      continue;
    }
    const InsideFace& face = net_.inside_faces[receiver.index];
    if (face.frame) continue;  // the beam goes to the wall around it
    receiver.rectangle = rectangles_.size();
    rectangles_.push_back(face.far_side ? turned(*surface.place) : *surface.place);
  }
  room_ = RayScene(rectangles_);
  by_rectangle_.resize(rectangles_.size());
}

double RoomLight::reflect(std::span<const double> seen_m2, std::span<double> leaving, std::span<double> falling,
                          std::span<double> ends) const {
  const std::size_t n = receivers_.size();
  std::fill(falling.begin(), falling.end(), 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    if (leaving[i] == 0.0) continue;
    for (std::size_t j = 0; j < n; ++j) {
      if (receivers_[j].surface != receivers_[i].surface) falling[j] += leaving[i] * receivers_[j].area_m2 / seen_m2[i];
    }
  }
  double left = 0.0;
  for (std::size_t j = 0; j < n; ++j) {
    ends[j] += receivers_[j].absorbed * falling[j];
    leaving[j] = (1.0 - receivers_[j].absorbed) * falling[j];
    left += leaving[j];
  }
  return left;
}

void RoomLight::follow_reflections() {
  const std::size_t n = receivers_.size();
  ends_.assign(n * n, 0.0);
  std::vector<double> seen_m2(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (const Receiver& other : receivers_) {
      if (other.surface != receivers_[i].surface) seen_m2[i] += other.area_m2;
    }
  }
  std::vector<double> leaving(n);
  std::vector<double> falling(n);
  for (std::size_t from = 0; from < n; ++from) {
    const std::span<double> ends(ends_.data() + from * n, n);
    std::fill(leaving.begin(), leaving.end(), 0.0);
    leaving[from] = 1.0;
    double left = seen_m2[from] > 0.0 ? 1.0 : 0.0;
    for (int round = 0; left > kNothingLeft && round < kMostReflections; ++round) left = reflect(seen_m2, leaving, falling, ends);
    const double sum = std::accumulate(ends.begin(), ends.end(), 0.0);
    if (sum > 0.0) {
      for (double& share : ends) share /= sum;
    } else {
      ends[from] = 1.0;  // perfectly white, or alone in the zone: what leaves it comes back to it
    }
  }
}

std::size_t RoomLight::receiver_of_part(std::size_t part) const {
  for (std::size_t r = 0; r < receivers_.size(); ++r) {
    if (receivers_[r].glass && receivers_[r].index == part) return r;
  }
  throw core::Error(core::ErrorKind::internal, "room light: the window is not of this zone");
}

void RoomLight::leave(std::size_t receiver, double light_w) {
  const std::size_t n = receivers_.size();
  for (std::size_t to = 0; to < n; ++to) taken_w_[to] += light_w * ends_[receiver * n + to];
}

void RoomLight::add_diffuse(std::size_t part, double diffuse_w) {
  if (diffuse_w > 0.0) leave(receiver_of_part(part), diffuse_w);
}

double RoomLight::find_first(std::size_t part, std::size_t window, const Vector3& to_sun, const RayScene& obstacles) {
  std::fill(first_.begin(), first_.end(), 0.0);
  if (traced_ && receivers_[window].rectangle < rectangles_.size()) {
    const Rectangle& place = *fabric_.windows[net_.glass[part].window].place;
    const BeamEntry entry = find_beam_targets(place, to_sun, obstacles, room_, by_rectangle_);
    for (std::size_t r = 0; r < receivers_.size(); ++r) {
      if (receivers_[r].rectangle < rectangles_.size()) first_[r] = by_rectangle_[receivers_[r].rectangle];
    }
    return entry.sunlit > 0.0 ? entry.missed : 1.0;
  }
  if (fabric_.options.sun_inside == FabricOptions::SunInside::area) return 1.0;
  double floor_m2 = 0.0;
  for (const Receiver& receiver : receivers_) floor_m2 += receiver.floor ? receiver.area_m2 : 0.0;
  if (!(floor_m2 > 0.0)) return 1.0;
  for (std::size_t r = 0; r < receivers_.size(); ++r) {
    if (receivers_[r].floor) first_[r] = receivers_[r].area_m2 / floor_m2;
  }
  return 0.0;
}

void RoomLight::add_beam(std::size_t part, double beam_w, const Vector3& to_sun, const RayScene& obstacles) {
  if (!(beam_w > 0.0)) return;
  const std::size_t window = receiver_of_part(part);
  const double missed = find_first(part, window, to_sun, obstacles);
  for (std::size_t r = 0; r < receivers_.size(); ++r) {
    if (first_[r] == 0.0) continue;
    taken_w_[r] += beam_w * first_[r] * receivers_[r].absorbed;
    leave(r, beam_w * first_[r] * (1.0 - receivers_[r].absorbed));
  }
  if (missed > 0.0) leave(window, beam_w * missed);
}

void RoomLight::write(std::span<double> source_w) {
  for (std::size_t r = 0; r < receivers_.size(); ++r) {
    const Receiver& receiver = receivers_[r];
    if (!receiver.glass) {
      source_w[core::index(net_.inside_faces[receiver.index].sun)] += taken_w_[r];
    } else if (receiver.absorbed > 0.0) {
      const GlassPart& part = net_.glass[receiver.index];
      for (std::size_t p = 0; p < part.panes.size(); ++p) {
        source_w[core::index(part.panes[p])] += taken_w_[r] * receiver.panes[p] / receiver.absorbed;
      }
    }
    taken_w_[r] = 0.0;
  }
}

}  // namespace tvilling::models
