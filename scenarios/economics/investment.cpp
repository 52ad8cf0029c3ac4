// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/investment.hpp"

#include <string>
#include <string_view>

#include "scenarios/premises/premises_measures.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;

bool apply(const OfferedMeasure& offered, Building& building, const Building& base) {
  return apply_measure(*offered.type, building, base, *offered.parameters);
}

/// Does it pay or earn, whatever it does to the building?
bool is_booked(const OfferedMeasure& offered) {
  return is_once(offered.cost->basis) && scenarios::is_booked(*offered.parameters);
}

/// Would it better the building but for its protection?
bool is_blocked(const OfferedMeasure& offered, const Building& building, const Building& base) {
  const auto flag = offered.parameters->find(kIncludeListed);
  if (flag == offered.parameters->end() || flag->second != 0.0) return false;
  ParameterValues opened = *offered.parameters;
  opened[std::string(kIncludeListed)] = 1.0;
  Building trial = building;
  return apply_measure(*offered.type, trial, base, opened);
}

/// The building after those that count as done, in their order, without the one at `left_out` (order.size(): with all).
Building building_of(const Building& base, std::span<const OfferedMeasure> offered, std::span<const std::size_t> order,
                     const Payment& payment, std::size_t left_out) {
  Building building = base;
  for (std::size_t at = 0; at < order.size(); ++at) {
    if (at != left_out && payment.measures[order[at]].fate == MeasureFate::done) (void)apply(offered[order[at]], building, base);
  }
  return building;
}

/// Does it change a building that those before it, as far as they count as done, have changed?
bool changes(const Building& base, std::span<const OfferedMeasure> offered, std::span<const std::size_t> order,
             const Payment& payment, std::size_t at) {
  Building building = building_of(base, offered, order.first(at), payment, at);
  return apply(offered[order[at]], building, base);
}

/// Applies all of them and says what became of each; what is booked is done whatever it changes. Of those that changed something,
/// one without which the building is the same is not paid: the others do what it does, whatever their type. First to last, each
/// beside those that are still paid, so that those that are paid make the building.
void decide(const Building& base, std::span<const OfferedMeasure> offered, std::span<const std::size_t> order, Payment& payment) {
  for (const std::size_t i : order) {
    const bool done = apply(offered[i], payment.after, base) || is_booked(offered[i]);
    payment.measures[i].fate = done                                          ? MeasureFate::done
                               : is_blocked(offered[i], payment.after, base) ? MeasureFate::listed
                                                                             : MeasureFate::idle;
  }
  payment.after = building_of(base, offered, order, payment, order.size());
  for (std::size_t at = 0; at < order.size(); ++at) {
    MeasureFate& fate = payment.measures[order[at]].fate;
    if (fate != MeasureFate::done || is_booked(offered[order[at]]) ||
        differ(building_of(base, offered, order, payment, at), payment.after))
      continue;
    // What sets a number back to what it is in the unchanged building was done by nobody.
    fate = changes(base, offered, order, payment, at) ? MeasureFate::replaced : MeasureFate::idle;
  }
}

/// What a measure on premises says of a building; 0: nothing.
double said_of(const OfferedMeasure& offered, std::string_view name) {
  const auto found = offered.parameters->find(name);
  return found == offered.parameters->end() ? 0.0 : found->second;
}

/// Units of the cost's basis between two states of the building.
double quantity_of(const OfferedMeasure& offered, const Building& before, const Building& now) {
  const CostBasis basis = offered.cost->basis;
  return is_once(basis) ? said_of(offered, premises_step::kQuantity) : cost_quantity(basis, before, now);
}

void pay(const OfferedMeasure& offered, const Building& base, double quantity, const EconomicSettings& settings,
         PaidMeasure& paid) {
  const MeasureCost& cost = *offered.cost;
  const double listed_factor = base.listed ? settings.listed_cost_factor : 1.0;
  const double work_factor = is_once(cost.basis) ? 1.0 : listed_factor * (1.0 + settings.client_cost_fraction);
  const double bought_dkk = cost.unit_cost_dkk * quantity + cost.fixed_cost_dkk;
  paid.quantity = quantity;
  paid.investment_dkk = bought_dkk * work_factor + said_of(offered, premises_step::kOnce);
  if (is_once(cost.basis)) (offered.type->name == "sell" ? paid.sale_dkk : paid.once_dkk) = paid.investment_dkk;
  paid.lifetime_years = cost.lifetime_years;
  paid.maintenance_dkk_year = cost.maintenance_dkk_year * quantity;
  paid.change_rent_dkk = said_of(offered, premises_step::kRent);
  paid.change_internal_rent_dkk = said_of(offered, premises_step::kInternalRent);
}

}  // namespace

Payment pay_for(const Building& base, std::span<const OfferedMeasure> offered, const EconomicSettings& settings) {
  Payment payment{base, std::vector<PaidMeasure>(offered.size())};
  std::vector<const MeasureType*> types;
  for (const OfferedMeasure& measure : offered) types.push_back(measure.type);
  const std::vector<std::size_t> order = application_order(types);
  decide(base, offered, order, payment);
  // What is paid is what each does beyond those before it that stay.
  Building now = base;
  for (const std::size_t i : order) {
    if (payment.measures[i].fate != MeasureFate::done) continue;
    const Building before = now;
    (void)apply(offered[i], now, base);
    pay(offered[i], base, quantity_of(offered[i], before, now), settings, payment.measures[i]);
  }
  return payment;
}

}  // namespace tvilling::scenarios
