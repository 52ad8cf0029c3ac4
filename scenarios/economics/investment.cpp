// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/investment.hpp"

#include <algorithm>

namespace tvilling::scenarios {

namespace {

using models::Building;

bool apply(const OfferedMeasure& offered, Building& building, const Building& base) {
  return apply_measure(*offered.type, building, base, *offered.parameters);
}

/// Of one type and, where a parameter names what is changed (the basin that is closed), of one thing.
bool same_target(const OfferedMeasure& a, const OfferedMeasure& b) {
  if (a.type != b.type) return false;
  return std::ranges::all_of(a.type->parameters, [&](const MeasureParameter& p) {
    return !p.whole || value_of(*a.parameters, p.variable.name) == value_of(*b.parameters, p.variable.name);
  });
}

/// What sets a number back to what it is in the unchanged building was done by nobody.
bool changes_base(const OfferedMeasure& offered, const Building& base) {
  if (!offered.type->sets || offered.type->after_others) return true;
  Building alone = base;
  return apply(offered, alone, base);
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

/// Applies all of them and says what became of each.
void decide(const Building& base, std::span<const OfferedMeasure> offered, std::span<const std::size_t> order, Payment& payment) {
  for (std::size_t at = 0; at < order.size(); ++at) {
    const OfferedMeasure& measure = offered[order[at]];
    Fate& fate = payment.measures[order[at]].fate;
    if (!apply(measure, payment.after, base)) {
      fate = is_blocked(measure, payment.after, base) ? Fate::listed : Fate::idle;
      continue;
    }
    fate = changes_base(measure, base) ? Fate::done : Fate::idle;
    for (std::size_t before = 0; before < at; ++before) {
      Fate& earlier = payment.measures[order[before]].fate;
      if (earlier == Fate::done && same_target(offered[order[before]], measure)) earlier = Fate::replaced;
    }
  }
}

void pay(const OfferedMeasure& offered, const Building& base, double quantity, const EconomicSettings& settings,
         PaidMeasure& paid) {
  const MeasureCost& cost = *offered.cost;
  const double listed_factor = base.listed ? settings.listed_cost_factor : 1.0;
  paid.quantity = quantity;
  paid.investment_dkk =
      (cost.unit_cost_dkk * quantity + cost.fixed_cost_dkk) * listed_factor * (1.0 + settings.client_cost_fraction);
  paid.lifetime_years = cost.lifetime_years;
  paid.maintenance_dkk_year = cost.maintenance_dkk_year * quantity;
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
    if (payment.measures[i].fate != Fate::done) continue;
    const Building before = now;
    (void)apply(offered[i], now, base);
    pay(offered[i], base, cost_quantity(offered[i].cost->basis, before, now), settings, payment.measures[i]);
  }
  return payment;
}

}  // namespace tvilling::scenarios
