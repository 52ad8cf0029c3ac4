// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan_end.hpp"

namespace tvilling::scenarios {

RunningCost lasting_cost(const ConsolidationCase& c, const Plan& plan) {
  // The end state as a plan of one period: its notice is paid once and is not among the running costs.
  ConsolidationCase end = c;
  end.periods = {{0.0}, {1.0}, {1.0}, {}};
  Plan last = plan;
  last.move_period.assign(c.units.size(), 0);
  for (std::vector<int>& held : last.held) held = {held.back()};
  return cost_of(end, last).running.front();
}

PremisesEnergy lasting_energy_change(const ConsolidationCase& c, const Plan& plan) {
  const PremisesEnergy after = lasting_cost(c, plan).energy;
  const PremisesEnergy before = lasting_cost(c, stay(c)).energy;
  return {after.heat_kwh - before.heat_kwh, after.electricity_kwh - before.electricity_kwh, after.co2_kg - before.co2_kg,
          after.bill_dkk - before.bill_dkk};
}

OnceCost once_in_all(const PlanCost& cost) noexcept {
  OnceCost sum;
  for (const OnceCost& once : cost.once) {
    sum.move_dkk += once.move_dkk;
    sum.fit_out_dkk += once.fit_out_dkk;
    sum.close_dkk += once.close_dkk;
    sum.sale_dkk += once.sale_dkk;
    sum.notice_dkk += once.notice_dkk;
  }
  return sum;
}

}  // namespace tvilling::scenarios
