// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/draw.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "scenarios/uncertainty/latin_hypercube.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kMost = std::numeric_limits<double>::max();

/// The value after a draw, within [min, max]; what a draw leaves alone stays, wherever it is.
double drawn(double value, const UncertainInput& input, double draw, double min, double max, std::size_t& clamped) {
  const double changed = input.factor ? value * draw : value + draw;
  if (std::isnan(value) || changed == value) return value;
  const double kept = std::clamp(changed, min, max);
  if (kept != changed) ++clamped;
  return kept;
}

template <typename Owner, typename Column>
void change(Owner& owner, const Column& column, const UncertainInput& input, double draw, std::size_t& clamped) {
  double& value = owner.*column.member;
  value = drawn(value, input, draw, column.min, column.max, clamped);
}

void scale(std::span<double* const> prices, const UncertainInput& input, double draw, std::size_t& clamped) {
  for (double* price : prices) *price = drawn(*price, input, draw, 0.0, kMost, clamped);
}

}  // namespace

std::vector<DrawnInput> drawn_inputs(std::span<const UncertainInput> inputs) {
  std::vector<DrawnInput> all;
  all.reserve(inputs.size());
  for (const UncertainInput& input : inputs) {
    const std::optional<InputTarget> target = find_input_target(input.name);
    if (!target) throw core::Error(core::ErrorKind::internal, "no number to draw is called " + input.name, input.pos);
    all.push_back({input, *target});
  }
  return all;
}

Draw::Draw(std::span<const DrawnInput> inputs, const UncertaintySettings& settings, std::size_t number)
    : inputs_(inputs), settings_(&settings), number_(number) {
  city_.reserve(inputs.size());
  for (const DrawnInput& one : inputs) {
    const bool city = one.input.shared == Shared::city;
    city_.push_back(city ? quantile_of(one.input, latin_hypercube({settings.seed, one.input.name, {}}, number, settings.draws))
                         : kNan);
  }
}

void Draw::apply(models::Building& building, std::span<std::size_t> clamped) const {
  std::shared_ptr<models::SwimmingHall> hall;  // a copy, made when something of it is drawn
  const auto own_hall = [&building, &hall]() -> models::SwimmingHall& {
    if (hall == nullptr) hall = std::make_shared<models::SwimmingHall>(*building.hall);
    return *hall;
  };
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    const auto& [input, target] = inputs_[i];
    const bool of_hall = target.hall != nullptr || target.basin != nullptr;
    if (target.economy || (of_hall && building.hall == nullptr)) continue;
    const double draw =
        input.shared == Shared::city
            ? city_[i]
            : quantile_of(input, latin_hypercube({settings_->seed, input.name, building.building_id}, number_, settings_->draws));
    if (target.hall != nullptr) {
      change(own_hall(), *target.hall, input, draw, clamped[i]);
    } else if (target.basin != nullptr) {
      for (models::Basin& basin : own_hall().basins) change(basin, *target.basin, input, draw, clamped[i]);
    } else {
      // One draw for the building: its zones are built and used alike.
      change(building, *target.column, input, draw, clamped[i]);
      for (models::Building& zone : building.zones) change(zone, *target.column, input, draw, clamped[i]);
    }
  }
  if (hall != nullptr) building.hall = std::move(hall);
}

EconomicSettings Draw::economics(EconomicSettings settings, std::span<std::size_t> clamped) const {
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    const auto& [input, target] = inputs_[i];
    if (!target.economy) continue;
    const double draw = city_[i];
    Tariff& tariff = settings.tariff;
    switch (*target.economy) {
      case EconomyNumber::heat_price:
        scale(std::array{&tariff.heat_dkk_kwh, &tariff.heat_capacity_dkk_kw, &tariff.cooling_dkk_kwh_k}, input, draw, clamped[i]);
        for (PriceYear& year : settings.prices) {
          scale(std::array{&year.heat_dkk_kwh, &year.heat_capacity_dkk_kw}, input, draw, clamped[i]);
        }
        break;
      case EconomyNumber::electricity_price:
        scale(std::array{&tariff.electricity_dkk_kwh, &tariff.electricity_sold_dkk_kwh}, input, draw, clamped[i]);
        for (PriceYear& year : settings.prices) scale(std::array{&year.electricity_dkk_kwh}, input, draw, clamped[i]);
        break;
      case EconomyNumber::water_price:
        scale(std::array{&tariff.water_dkk_m3}, input, draw, clamped[i]);
        for (PriceYear& year : settings.prices) scale(std::array{&year.water_dkk_m3}, input, draw, clamped[i]);
        break;
      case EconomyNumber::realised_saving_fraction:
        settings.realised_saving_fraction = drawn(settings.realised_saving_fraction, input, draw, 0.0, 1.0, clamped[i]);
        break;
      case EconomyNumber::discount_rate_fraction:
        for (DiscountStep& step : settings.discount)
          step.rate_fraction = drawn(step.rate_fraction, input, draw, 0.0, 1.0, clamped[i]);
        break;
      case EconomyNumber::investment:
      case EconomyNumber::lifetime: break;  // of measures: cost()
    }
  }
  return settings;
}

MeasureCost Draw::cost(const Measure& measure) const {
  MeasureCost cost = cost_of(measure);
  const bool priced = !std::isnan(measure.cost.unit_cost_dkk);
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    const auto& [input, target] = inputs_[i];
    if (!target.economy) continue;
    if (*target.economy == EconomyNumber::lifetime) cost.lifetime_years *= city_[i];
    const bool ours = target.measure == nullptr || target.measure->name == cost.measure;
    if (*target.economy != EconomyNumber::investment || !ours || (priced && input.of_catalogue)) continue;
    cost.unit_cost_dkk *= city_[i];
    cost.fixed_cost_dkk *= city_[i];
  }
  return cost;
}

void draw_portfolio(const Draw& draw, const models::Portfolio& unchanged, models::Portfolio& drawn, int threads,
                    std::span<std::size_t> clamped) {
  const std::size_t buildings = unchanged.buildings.size();
  const std::size_t inputs = clamped.size();
  std::vector<std::size_t> counts(static_cast<std::size_t>(threads) * inputs, 0);  // whole numbers: any order gives the same sum
  core::FirstError first_error;
#pragma omp parallel for schedule(static) num_threads(threads)
  for (int part = 0; part < threads; ++part) {
    try {
      const std::size_t p = static_cast<std::size_t>(part);
      const std::size_t parts = static_cast<std::size_t>(threads);
      const std::span<std::size_t> mine = std::span(counts).subspan(p * inputs, inputs);
      for (std::size_t b = buildings * p / parts; b < buildings * (p + 1) / parts; ++b) {
        models::Building& building = drawn.buildings[b].building;
        building = unchanged.buildings[b].building;
        draw.apply(building, mine);
      }
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
  for (std::size_t c = 0; c < counts.size(); ++c) clamped[c % inputs] += counts[c];
}

}  // namespace tvilling::scenarios
