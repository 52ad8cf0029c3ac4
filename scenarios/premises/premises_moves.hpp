// SPDX-License-Identifier: MPL-2.0
// From the units and leases of a scenario's measures to buildings. Only for scenarios/premises/*.cpp.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/premises/occupancy_change.hpp"
#include "scenarios/premises/premises_register.hpp"

namespace tvilling::scenarios {

/// The measures on premises of one scenario, in the order written.
class PremisesMoves {
 public:
  PremisesMoves(const PremisesRegister& premises, std::string scenario, int base_year, core::Findings& findings);

  /// Gives each of them its steps and buildings.
  void say(std::vector<Measure>& measures);

 private:
  /// People who come to or leave a building, with what they bring: sums.
  struct Change {
    double persons = 0.0;
    PersonLoad load;        ///< of all of them
    double arrivals = 0.0;  ///< employees who get a seat here, simulated or not
  };
  /// Premises that a measure gives up.
  struct GivenUp {
    std::size_t lease = 0;
    core::SourcePos pos;
    std::string_view measure;
  };
  using Steps = std::map<std::size_t, ParameterValues>;  ///< by building
  struct Part {
    PremisesPart part;
    double share = 0.0;  ///< of the premises' area
  };

  void say_move(Measure& measure);
  void say_given_up(Measure& measure);
  void check_seats(const std::vector<Measure>& measures);
  void check_desks(const std::vector<Measure>& measures);

  /// The units that a move takes, with their homes; those that cannot move are findings.
  [[nodiscard]] std::vector<std::size_t> movers(const Measure& measure, std::size_t to);
  [[nodiscard]] bool can_move(const Measure& measure, const std::string& id, std::size_t unit, std::size_t to);
  /// Takes a unit's people out of its home; returns them with their load.
  Change leave(const Measure& measure, std::size_t unit, models::Use use, std::map<std::size_t, Change>& changes);
  [[nodiscard]] std::vector<Part> parts_of(std::size_t lease) const;
  [[nodiscard]] std::vector<Part> shares(std::vector<PremisesPart> parts) const;

  /// The leases that a measure gives up, each once in a scenario, none that it may not; and what they leave of a property.
  [[nodiscard]] std::vector<std::size_t> leases_of(const Measure& measure, std::vector<PremisesPart>& rest);
  [[nodiscard]] bool may_give_up(const Measure& measure, std::size_t lease);
  void give_up_lease(const Measure& measure, std::size_t lease, Steps& steps);
  /// Rent that is due after the premises are given up; NaN where nobody knows.
  [[nodiscard]] double notice_years(const models::Lease& lease) const;
  void add_rents(const Measure& measure, std::size_t lease, ParameterValues& sum);
  [[nodiscard]] bool add_sale(const Measure& measure, const std::vector<Part>& all, Steps& steps);
  void tell_of_people(const Measure& measure, const Steps& steps);

  void set_steps(Measure& measure, const Steps& steps) const;
  void tell(const core::FindingCode& code, core::Severity severity, const core::SourcePos& pos, std::string message,
            std::string hint);
  std::optional<std::size_t> known(std::optional<std::size_t> found, std::string_view what, const Measure& measure,
                                   const NamedIds& named, const std::string& id);

  const PremisesRegister& premises_;
  std::string scenario_;
  std::string first_day_;  ///< of the base year: premises are given up then
  core::Findings& findings_;
  std::vector<std::optional<std::size_t>> seat_;  ///< [unit] lease
  std::set<std::size_t> moved_;                   ///< units
  std::vector<GivenUp> given_up_;
  std::map<std::size_t, double> people_;  ///< [building] that are left, as far as units have moved
};

}  // namespace tvilling::scenarios
