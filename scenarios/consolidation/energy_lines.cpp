// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/energy_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/premises/occupancy_change.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::array kEnergies{&PremisesEnergy::heat_kwh, &PremisesEnergy::electricity_kwh, &PremisesEnergy::co2_kg,
                               &PremisesEnergy::bill_dkk};

/// a + times x b.
PremisesEnergy plus(PremisesEnergy a, double times, const PremisesEnergy& b) {
  for (const auto energy : kEnergies) a.*energy += times * (b.*energy);
  return a;
}

/// Places of a building's variants in the list that is simulated.
struct BuildingVariants {
  std::size_t first = 0;  ///< today, nobody, with those who may come, then each of its parts at frost guard
  double today = 0.0;     ///< people of the case's units
  double come = 0.0;      ///< who may come on top of them
  std::string failed;     ///< why it has no variants
};
constexpr std::size_t kToday = 0;
constexpr std::size_t kNobody = 1;
constexpr std::size_t kMore = 2;
constexpr std::size_t kParts = 3;
/// Of a full building: so many come at least, that a line can be drawn.
constexpr double kLeastToCome = 0.25;

class Lines {
 public:
  Lines(PlanBasis& basis, const PlanInputs& inputs)
      : basis_(basis), inputs_(inputs), buildings_(plan_buildings(basis, *inputs.portfolio)) {
    std::vector<std::size_t> home;
    home.reserve(basis.c.units.size());
    for (const CaseUnit& unit : basis.c.units) home.push_back(unit.home);
    persons_ = persons_of(basis.c, home);
    set_mean_load();
  }

  [[nodiscard]] std::vector<models::BuildingRecord> variants() {
    std::vector<models::BuildingRecord> records;
    for (const PlanBuilding& place : buildings_) {
      const models::BuildingRecord& record = inputs_.portfolio->buildings[place.building];
      BuildingVariants of;
      of.first = records.size();
      double full = 0.0;
      for (const PlanBuilding::Part& part : place.parts) {
        of.today += part.share * persons_[part.premises];
        full += part.share * basis_.c.premises[part.premises].desks / inputs_.study->consolidation.desk_ratio;
      }
      of.come = std::max(full - of.today, kLeastToCome * full);
      try {
        for (models::Building& building : buildings_of(place, of.come, full)) {
          records.emplace_back(record).building = std::move(building);
        }
      } catch (const core::Error& error) {
        of.failed = error.what();
      }
      variants_.push_back(std::move(of));
    }
    return records;
  }

  EnergyCurvature set(const std::vector<VariantYear>& years, core::Findings& findings) {
    EnergyCurvature curvature;
    curvature.simulated = years.size();
    std::vector<case_parts::ToldRow> failed;
    for (std::size_t b = 0; b < buildings_.size(); ++b) {
      const std::size_t count = variants_[b].failed.empty() ? kParts + buildings_[b].parts.size() : 0;
      const auto first = years.begin() + static_cast<std::ptrdiff_t>(variants_[b].first);
      const models::BuildingRecord& record = inputs_.portfolio->buildings[buildings_[b].building];
      const std::string& id = record.building.building_id;
      if (count == 0) {
        failed.push_back({id, variants_[b].failed, record.pos});
        continue;
      }
      const auto bad =
          std::find_if(first, first + static_cast<std::ptrdiff_t>(count), [](const VariantYear& y) { return !y.ok; });
      if (bad != first + static_cast<std::ptrdiff_t>(count)) {
        failed.push_back({id, bad->message, record.pos});
        continue;
      }
      set_building(b, years, curvature, id);
    }
    case_parts::tell(findings, consolidation_code::kFailedBuilding, core::Severity::warns,
                     "buildings could not be simulated and have no energy in the plan: {}", failed,
                     "`tvilling run` of the study tells what is wrong with them.", "buildings");
    for (CasePremises& premises : basis_.c.premises) keep_frost_guard(premises);
    return curvature;
  }

 private:
  /// The building today, without its people, with those who may come, then each of its parts at frost guard.
  [[nodiscard]] std::vector<models::Building> buildings_of(const PlanBuilding& place, double come, double full) const {
    const models::Building& today = inputs_.portfolio->buildings[place.building].building;
    models::Building nobody = today;
    models::Building more = today;
    double left = people_when_full(today);
    for (const PlanBuilding::Part& part : place.parts) {
      const std::optional<models::Use> use = plan_use(basis_, *inputs_.portfolio, part.premises);
      const PeopleLoad leavers = leave(today, part.share * persons_[part.premises], use, left);
      nobody = with_persons(nobody, -leavers.persons, leavers.each(), use);
      const double desks = part.share * basis_.c.premises[part.premises].desks / inputs_.study->consolidation.desk_ratio;
      if (full > 0.0) more = with_persons(more, come * real_fraction_ * desks / full, mean_load_, use);
    }
    std::vector<models::Building> variants{today, nobody, more};
    for (const PlanBuilding::Part& part : place.parts) {
      variants.push_back(emptied(nobody, part.fraction, EmptyState::frost_guard, inputs_.study->consolidation.frost_guard_degc));
    }
    return variants;
  }

  /// What a person of the case takes along on the whole: of those who come nobody knows yet which ones they are. Who is in no
  /// building cannot come to another.
  void set_mean_load() {
    double people = 0.0;
    PeopleLoad all;
    for (const PlanBuilding& place : buildings_) {
      const models::Building& building = inputs_.portfolio->buildings[place.building].building;
      double left = people_when_full(building);
      for (const PlanBuilding::Part& part : place.parts) {
        const double here = part.share * persons_[part.premises];
        const PeopleLoad leavers = leave(building, here, plan_use(basis_, *inputs_.portfolio, part.premises), left);
        people += here;
        all.persons += leavers.persons;
        add_load(all.load, leavers.load, 1.0);
      }
    }
    mean_load_ = all.each();
    if (people > 0.0) real_fraction_ = all.persons / people;
  }

  /// Frost guard of owned premises that are neither sold nor let goes on when they are given up.
  static void keep_frost_guard(CasePremises& premises) {
    if (!premises.internal_rent) return;
    premises.kept_energy = premises.empty;
    premises.open = plus(premises.open, -1.0, premises.empty);
    premises.empty = {};
  }

  void set_building(std::size_t b, const std::vector<VariantYear>& years, EnergyCurvature& curvature, const std::string& id) {
    const BuildingVariants& of = variants_[b];
    const auto energy = [&](std::size_t variant) -> const PremisesEnergy& { return years[of.first + variant].energy; };
    PremisesEnergy slope;
    if (of.come > 0.0) {
      slope = plus(energy(kMore), -1.0, energy(kToday));
      for (const auto e : kEnergies) slope.*e /= of.come;
    }
    const PremisesEnergy open = plus(energy(kToday), -of.today, slope);
    note(curvature, energy(kToday), open, energy(kNobody), id);
    for (std::size_t i = 0; i < buildings_[b].parts.size(); ++i) {
      const PlanBuilding::Part& part = buildings_[b].parts[i];
      CasePremises& premises = basis_.c.premises[part.premises];
      premises.open = plus(premises.open, part.fraction, open);
      premises.person = plus(premises.person, part.share, slope);
      // What the emptied part uses is what the building uses with it, less the rest.
      const PremisesEnergy frost = plus(energy(kParts + i), -(1.0 - part.fraction), energy(kNobody));
      const bool is_vacant = persons_[part.premises] == 0.0;
      premises.empty = is_vacant ? plus(premises.empty, part.fraction, open) : plus(premises.empty, 1.0, frost);
    }
  }

  static void note(EnergyCurvature& curvature, const PremisesEnergy& today, const PremisesEnergy& line,
                   const PremisesEnergy& nobody, const std::string& id) {
    const auto share = [&](double PremisesEnergy::* e) {
      return today.*e > 0.0 ? std::abs(nobody.*e - line.*e) / (today.*e) : 0.0;
    };
    const double heat = share(&PremisesEnergy::heat_kwh);
    const double electricity = share(&PremisesEnergy::electricity_kwh);
    if (std::max(heat, electricity) > std::max(curvature.heat_fraction, curvature.electricity_fraction))
      curvature.building_id = id;
    curvature.heat_fraction = std::max(curvature.heat_fraction, heat);
    curvature.electricity_fraction = std::max(curvature.electricity_fraction, electricity);
  }

  PlanBasis& basis_;
  const PlanInputs& inputs_;
  std::vector<PlanBuilding> buildings_;
  std::vector<BuildingVariants> variants_;
  std::vector<double> persons_;
  PersonLoad mean_load_;
  double real_fraction_ = 1.0;  ///< of the units' people that are in the buildings, too
};

}  // namespace

EnergyCurvature add_energy(PlanBasis& basis, const PlanInputs& inputs, const core::RunContext& context,
                           core::Findings& findings) {
  if (inputs.study->consolidation.energy == PlanEnergy::none) return {};
  Lines lines(basis, inputs);
  const std::vector<VariantYear> years = simulate_variants(lines.variants(), inputs, context);
  return lines.set(years, findings);
}

}  // namespace tvilling::scenarios
