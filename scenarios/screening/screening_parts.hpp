// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/screening/screening.hpp"

/// The steps of a screening, in their order; for screen.cpp and tests.
namespace tvilling::scenarios {

/// Properties by id and leases by id, with their areas, people, use and tenure; without figures.
struct ScreenedPlaces {
  std::vector<ScreenedPlace> properties;
  std::vector<ScreenedPlace> leases;
};
[[nodiscard]] ScreenedPlaces screened_places(const ScreeningInput& input, const ScreeningSettings& settings,
                                             core::Findings& findings);

/// Who sits in a lease.
struct ScreenedPeople {
  double employees = models::kMissing;
  models::Origin origin = models::Origin::register_;
};
/// In the order of `premises`: heads of the units. A lease without units that is vacant has nobody; another has by area what the
/// register says of its buildings beyond the heads of units in them (the same people); where the register says nothing and units
/// of the property are known, nobody (filled). `properties` are of the portfolio's leases.
[[nodiscard]] std::vector<ScreenedPeople> people_of(const models::Portfolio& portfolio, std::span<const Premises> premises,
                                                    std::span<const std::string> properties, Headcount count);
/// Origin of the number of employees that the buildings table gives.
[[nodiscard]] models::Origin employees_origin(const models::BuildingRecord& record);

/// Values and origins of all key figures.
void add_figures(const ScreeningInput& input, ScreenedPlaces& places, core::Findings& findings);

/// What a kind of cost is in the last year that has it.
struct PropertyCost {
  double amount_dkk = models::kMissing;  ///< NaN: that kind is not in the costs table
  int year = 0;
  double part_area_m2 = models::kMissing;  ///< of the buildings that have it, where not all of the property have; else NaN
};
struct PropertyCosts {
  PropertyCost heat;
  PropertyCost electricity;
  PropertyCost water;
  PropertyCost rent;
  PropertyCost maintenance;
  PropertyCost operation;
  PropertyCost other;
};
/// By property_id, each kind of its own last year. Findings: costs told twice, of old years, of some buildings only.
[[nodiscard]] std::map<std::string, PropertyCosts> property_costs(const models::Portfolio& portfolio, core::Findings& findings);

/// The peer groups of places, and who is in them.
class PeerIndex {
 public:
  /// Adds its groups to `groups`. What a regrouping names is in that group (and in the wider ones of it) and in no other; it is
  /// held against that group alone.
  PeerIndex(std::span<const ScreenedPlace> places, bool leases, const ScreeningSettings& settings,
            std::vector<PeerGroup>& groups);

  /// The group of a place by its members alone.
  [[nodiscard]] std::size_t group_of(std::size_t place) const;
  /// The name of the group that the rule alone would hold a place against.
  [[nodiscard]] const std::string& rule_group(std::size_t place) const { return rule_groups_[place]; }

  struct Reference {
    double median = models::kMissing;  ///< NaN: too few peers
    std::size_t group = 0;
    std::size_t peers = 0;
  };
  /// For each place the median of the known values of its narrowest group with enough of them, without itself.
  [[nodiscard]] std::vector<Reference> references(std::span<const double> values) const;

 private:
  std::vector<std::vector<std::size_t>> members_;  ///< of each group of this index
  std::vector<std::vector<std::size_t>> levels_;   ///< of each place: its groups, narrowest first
  std::vector<std::string> rule_groups_;           ///< of each place
  std::size_t first_ = 0;                          ///< of its groups in `groups`
  std::size_t least_peers_ = 0;
};

/// What the figure of a place is held against: given, or of its peers.
[[nodiscard]] double given_reference(const ScreenedPlace& place, Screened figure, const ScreeningSettings& settings);
/// Value / reference; vacancy is held against the least reference at least. NaN: one of them is not known, or the reference is 0.
[[nodiscard]] double ratio_of(Screened figure, double value, double reference, const ScreeningSettings& settings) noexcept;
[[nodiscard]] Light light_of(Screened figure, double ratio, const ScreeningSettings& settings) noexcept;

/// References, ratios, lights and ranks of all figures.
void judge(std::span<ScreenedPlace> places, const PeerIndex& peers, const ScreeningSettings& settings);

/// Savings before and after the overlap guard, and their smallest change.
void add_potentials(std::span<ScreenedPlace> places, const ScreeningSettings& settings);
[[nodiscard]] std::array<PotentialSum, kPotentialNames.size()> potential_sums(std::span<const ScreenedPlace> properties);

/// Draws the uncertain values of every figure and judges them again.
void add_certainty(std::span<ScreenedPlace> places, const PeerIndex& peers, const ScreeningSettings& settings,
                   const core::RunContext& context);

/// The relative standard deviation of a figure of that origin (data/screening_spreads.csv). What is simulated has that of an
/// archetype, whatever its inputs come from, unless it is calibrated.
[[nodiscard]] double relative_spread(Screened figure, models::Origin origin, FigureSource source = FigureSource::none);
/// Source of a figure's spreads.
[[nodiscard]] std::string_view spread_source(Screened figure);

[[nodiscard]] ScreeningTruth truth_of(const models::Portfolio& portfolio, std::span<const ScreenedPlace> properties);

}  // namespace tvilling::scenarios
