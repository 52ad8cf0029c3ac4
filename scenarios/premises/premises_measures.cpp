// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/premises_measures.hpp"

#include <algorithm>
#include <array>

#include "scenarios/economics/measure_cost.hpp"
#include "scenarios/premises/occupancy_change.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;
using models::kMissing;

double value_or_none(const ParameterValues& step, std::string_view name) {
  const auto found = step.find(name);
  return found == step.end() ? 0.0 : found->second;
}

bool move(Building& b, const Building& /*base*/, const ParameterValues& step) {
  namespace s = premises_step;
  const double persons = value_or_none(step, s::kPersons);
  if (persons == 0.0) return false;
  const PersonLoad load{value_of(step, s::kHeat), value_of(step, s::kAppliance), value_of(step, s::kHotWater),
                        value_of(step, s::kWater), value_of(step, s::kVentilation)};
  Building after = with_persons(b, persons, load, static_cast<models::Use>(value_of(step, s::kUse)));
  if (!differ(b, after)) return false;
  b = std::move(after);
  return true;
}

bool give_up(Building& b, const Building& /*base*/, const ParameterValues& step) {
  const double held = value_or_none(step, premises_step::kFrostGuardFraction);
  const double handed_over = value_or_none(step, premises_step::kHandedOverFraction);
  if (!(held + handed_over > 0.0)) return false;
  Building after = b;
  if (handed_over > 0.0) after = emptied(after, handed_over, EmptyState::handed_over);
  if (held > 0.0) after = emptied(after, held, EmptyState::frost_guard, value_of(step, "frost_guard_degc"));
  if (!differ(b, after)) return false;
  b = std::move(after);
  return true;
}

MeasureParameter money(std::string_view name, std::string_view unit, std::string_view long_name, double most,
                       double default_value) {
  return {{name, unit, long_name, ""}, 0.0, most, default_value};
}

MeasureParameter frost_guard() {
  return {{"frost_guard_degc", "degC", "Set point of owned premises that are held empty", ""}, 5.0, 15.0, kFrostGuard_degc};
}

std::vector<MeasureText> lease_or_property() {
  return {{"lease", "The lease that is given up", 0, false}, {"property", "Or a whole property, with all its leases", 0, false}};
}

MeasureType type(std::string_view name, std::string_view summary, std::vector<MeasureParameter> parameters,
                 bool (*apply)(Building&, const Building&, const ParameterValues&), Turn turn, std::vector<MeasureText> texts) {
  MeasureType made;
  made.name = name;
  made.summary = summary;
  made.parameters = std::move(parameters);
  made.apply = apply;
  made.sets = true;
  made.whole_building = true;
  made.turn = turn;
  made.texts = std::move(texts);
  return made;
}

}  // namespace

std::vector<MeasureType> premises_measure_types() {
  constexpr double kMostRent_dkk_m2 = 100000.0;
  constexpr double kMostFitOut_dkk = 1000000.0;
  constexpr double kMostValue_dkk = 1e10;
  return {
      type("move",
           "Move units from the premises where they sit to others of the same use, with their people, equipment and water",
           {money("desk_fit_out_dkk", "DKK", "Fit-out of a desk, of which each person who comes gets one, beside the move itself",
                  kMostFitOut_dkk, 0.0)},
           move, Turn::moves,
           {{"units", "The units that move", 0, true},
            {"unit", "Or one unit", 0, false},
            {"to", "The lease they move to", 1, false}}),
      type("close", "Give up premises in which nobody sits: third party's are handed over, owned ones held at frost guard",
           {frost_guard()}, give_up, Turn::given_up, lease_or_property()),
      type("sublet", "Let premises in which nobody sits to somebody else, who pays for their energy and water",
           {money("rent_dkk_m2", "DKK m-2", "Rent that the tenant pays a year", kMostRent_dkk_m2, kMissing)}, give_up,
           Turn::given_up, lease_or_property()),
      type("sell", "Sell owned premises in which nobody sits",
           {money("value_dkk", "DKK", "Proceeds, after the costs of the sale; 0: sale_value_dkk of the buildings", kMostValue_dkk,
                  0.0)},
           give_up, Turn::given_up, lease_or_property()),
  };
}

bool is_booked(const ParameterValues& step) {
  namespace s = premises_step;
  constexpr std::array kMoney{s::kQuantity, s::kOnce, s::kRent, s::kInternalRent};
  return std::ranges::any_of(kMoney, [&step](std::string_view name) { return value_or_none(step, name) != 0.0; });
}

bool is_of_premises(std::string_view type) {
  const MeasureType* found = find_measure_type(type);
  return found != nullptr && !found->texts.empty();
}

}  // namespace tvilling::scenarios
