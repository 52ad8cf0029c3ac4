// SPDX-License-Identifier: MPL-2.0
#include "models/window/glazing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <utility>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kRightAngle = 0.5 * std::numbers::pi;
constexpr double kSumSlack = 1e-9;
/// Steps of the lookup in the root of the angle above the pane: fine near grazing incidence, where the shares change fast.
constexpr std::size_t kSteps = 256;
constexpr double kNearGrazing = 1e-8;  // the fits of coated panes do not end in the mirror of exactly 90 degrees

/// Gauss-Legendre with four points on [-1, 1], used on 16 equal parts of the cosine.
constexpr std::size_t kParts = 16;
constexpr std::array<double, 4> kGaussPoint{-0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526};
constexpr std::array<double, 4> kGaussWeight{0.3478548451374538, 0.6521451548625461, 0.6521451548625461, 0.3478548451374538};

/// Adding method over panes in the order in which the light meets them; `front` is the side the light comes from.
[[nodiscard]] GlazingOptics stack_optics(std::span<const PaneOptics> panes) noexcept {
  // Reflectance of everything from a pane on, and how much of the light on a pane reaches the next one.
  std::array<double, kMaxPanes + 1> reflectance{};
  std::array<double, kMaxPanes> passed{};
  for (std::size_t i = panes.size(); i-- > 0;) {
    const PaneOptics& pane = panes[i];
    const double behind = reflectance[i + 1];
    // A pane that lets nothing through hides what is behind it; at grazing incidence the quotient would be 0 / 0.
    passed[i] = pane.transmittance > 0.0 ? pane.transmittance / (1.0 - pane.reflectance_back * behind) : 0.0;
    reflectance[i] = pane.reflectance_front + passed[i] * behind * pane.transmittance;
  }
  GlazingOptics result;
  double incident = 1.0;
  for (std::size_t i = 0; i < panes.size(); ++i) {
    const PaneOptics& pane = panes[i];
    const double onward = incident * passed[i];
    const double back = onward * reflectance[i + 1];
    const double front_share = std::max(0.0, 1.0 - pane.transmittance - pane.reflectance_front);
    const double back_share = std::max(0.0, 1.0 - pane.transmittance - pane.reflectance_back);
    result.absorbed[i] = incident * front_share + back * back_share;
    incident = onward;
  }
  result.transmittance = incident;
  result.reflectance = reflectance[0];
  return result;
}

[[nodiscard]] GlazingOptics between(const GlazingOptics& a, const GlazingOptics& b, double part) noexcept {
  GlazingOptics result;
  result.transmittance = a.transmittance + part * (b.transmittance - a.transmittance);
  result.reflectance = a.reflectance + part * (b.reflectance - a.reflectance);
  for (std::size_t i = 0; i < kMaxPanes; ++i) result.absorbed[i] = a.absorbed[i] + part * (b.absorbed[i] - a.absorbed[i]);
  return result;
}

/// Light from the room meets the panes in the other order and their back sides first.
[[nodiscard]] GlazingOptics one_way(std::span<PaneOptics> panes, GlazingSide side) noexcept {
  if (side == GlazingSide::outdoors) return stack_optics(panes);
  std::reverse(panes.begin(), panes.end());
  for (PaneOptics& pane : panes) std::swap(pane.reflectance_front, pane.reflectance_back);
  GlazingOptics result = stack_optics(panes);
  std::reverse(result.absorbed.begin(), result.absorbed.begin() + static_cast<std::ptrdiff_t>(panes.size()));
  return result;
}

/// Parallel panes keep the two polarisations apart, so each goes through all panes on its own; sunlight is half and half.
[[nodiscard]] GlazingOptics computed_optics(const Glazing& glazing, double cos_incidence, GlazingSide side) {
  std::array<PaneOptics, kMaxPanes> across{};
  std::array<PaneOptics, kMaxPanes> along{};
  const std::size_t count = glazing.panes.size();
  for (std::size_t i = 0; i < count; ++i) {
    const PolarisedOptics pane = polarised_optics(glazing.panes[i], cos_incidence);
    across[i] = pane.across;
    along[i] = pane.along;
  }
  const GlazingOptics first = one_way(std::span<PaneOptics>(across).first(count), side);
  const GlazingOptics second = one_way(std::span<PaneOptics>(along).first(count), side);
  return between(first, second, 0.5);
}

[[nodiscard]] GlazingOptics optics_of(const AngleRow& row) noexcept {
  GlazingOptics result;
  result.transmittance = row.transmittance;
  result.absorbed = row.absorbed;
  double rest = 1.0 - row.transmittance;
  for (const double share : row.absorbed) rest -= share;
  result.reflectance = rest;
  return result;
}

[[nodiscard]] GlazingOptics measured_optics(std::span<const AngleRow> table, double cos_incidence) noexcept {
  const double angle_deg = std::acos(std::clamp(cos_incidence, 0.0, 1.0)) / kDegree;
  if (angle_deg <= table.front().angle_deg) return optics_of(table.front());
  std::size_t next = 1;
  while (next < table.size() && table[next].angle_deg < angle_deg) ++next;
  const AngleRow& low = table[next - 1];
  const AngleRow high = next < table.size() ? table[next] : AngleRow{90.0, 0.0, {}};
  const double width_deg = high.angle_deg - low.angle_deg;
  const double part = width_deg > 0.0 ? (angle_deg - low.angle_deg) / width_deg : 1.0;
  return between(optics_of(low), optics_of(high), std::clamp(part, 0.0, 1.0));
}

void check_row(const AngleRow& row) {
  const GlazingOptics optics = optics_of(row);
  const bool negative = std::any_of(row.absorbed.begin(), row.absorbed.end(), [](double share) { return !(share >= 0.0); });
  if (negative || !(optics.transmittance >= 0.0) || !(optics.reflectance >= -kSumSlack)) {
    throw core::Error(core::ErrorKind::internal, "A row of a glazing's table must have shares from 0 that add up to at most 1.");
  }
}

}  // namespace

void check_glazing(const Glazing& glazing) {
  const std::size_t count = glazing.panes.size();
  if (count == 0 || count > kMaxPanes || glazing.gaps.size() + 1 != count) {
    throw core::Error(core::ErrorKind::internal, "A glazing needs 1 to 4 panes and one gap between each two.");
  }
  double last_deg = -1.0;
  for (const AngleRow& row : glazing.table) {
    check_row(row);
    if (!(row.angle_deg > last_deg) || !(row.angle_deg >= 0.0 && row.angle_deg <= 90.0)) {
      throw core::Error(core::ErrorKind::internal, "The angles of a glazing's table must rise within 0 and 90 degrees.");
    }
    last_deg = row.angle_deg;
  }
  if (glazing.table_diffuse.has_value()) check_row(*glazing.table_diffuse);
}

GlazingOptics glazing_optics(const Glazing& glazing, double cos_incidence, GlazingSide side) {
  check_glazing(glazing);
  if (!(cos_incidence > 0.0)) return {};
  if (side == GlazingSide::outdoors && !glazing.table.empty()) return measured_optics(glazing.table, cos_incidence);
  return computed_optics(glazing, cos_incidence, side);
}

GlazingOptics diffuse_optics(const Glazing& glazing, GlazingSide side) {
  check_glazing(glazing);
  if (side == GlazingSide::outdoors && glazing.table_diffuse.has_value()) return optics_of(*glazing.table_diffuse);
  GlazingOptics sum;
  sum.reflectance = 0.0;
  for (std::size_t part = 0; part < kParts; ++part) {
    for (std::size_t point = 0; point < kGaussPoint.size(); ++point) {
      const double cosine = (static_cast<double>(part) + 0.5 + 0.5 * kGaussPoint[point]) / static_cast<double>(kParts);
      // 2 cos sin d(theta) = 2 c dc: the weights add up to 1.
      const double weight = cosine * kGaussWeight[point] / static_cast<double>(kParts);
      const GlazingOptics optics = glazing_optics(glazing, cosine, side);
      sum.transmittance += weight * optics.transmittance;
      sum.reflectance += weight * optics.reflectance;
      for (std::size_t i = 0; i < kMaxPanes; ++i) sum.absorbed[i] += weight * optics.absorbed[i];
    }
  }
  return sum;
}

GlazingTable::GlazingTable(const Glazing& glazing)
    : measured_(glazing.table),
      diffuse_(diffuse_optics(glazing)),
      diffuse_from_room_(diffuse_optics(glazing, GlazingSide::room)) {
  if (!measured_.empty()) return;
  rows_.reserve(kSteps + 1);
  for (std::size_t i = 0; i <= kSteps; ++i) {
    const double root = static_cast<double>(i) / static_cast<double>(kSteps);
    rows_.push_back(glazing_optics(glazing, std::max(kNearGrazing, std::sin(kRightAngle * root * root))));
  }
}

GlazingOptics GlazingTable::at(double cos_incidence) const noexcept {
  if (!(cos_incidence > 0.0)) return {};
  if (!measured_.empty()) return measured_optics(measured_, cos_incidence);
  const double place = std::sqrt(std::asin(std::min(1.0, cos_incidence)) / kRightAngle) * static_cast<double>(kSteps);
  const std::size_t low = std::min(static_cast<std::size_t>(place), kSteps - 1);
  return between(rows_[low], rows_[low + 1], place - static_cast<double>(low));
}

}  // namespace tvilling::models
