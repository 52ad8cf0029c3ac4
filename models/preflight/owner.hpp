// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/findings.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// Which administration a row of a portfolio belongs to, so that its findings can be sent there. Empty where nobody is known.
class Owners {
 public:
  Owners(const Portfolio& portfolio, const Metering& metering);

  /// A building's own administration, else that of its property.
  [[nodiscard]] std::string_view of_building(std::string_view building_id) const;
  [[nodiscard]] std::string_view of_property(std::string_view property_id) const;
  /// Of the row that a finding names, or of all its rows where they are of one owner.
  [[nodiscard]] std::string_view of(const core::Finding& finding) const;

 private:
  using Rows = std::map<std::string, std::string, std::less<>>;
  [[nodiscard]] static std::string_view of_row(const Rows& rows, std::string_view id);
  [[nodiscard]] std::string_view of_either(const std::string& building_id, const std::string& property_id) const;
  void add_registers(const Portfolio& portfolio);

  std::map<std::string, Rows, std::less<>> tables_;  ///< table -> id -> administration
};

}  // namespace tvilling::models
