// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "models/links/evidence.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models::linking {

/// The rows of one table with the places of their ids.
struct SubjectTable {
  std::vector<Subject> rows;  ///< in the order of the table
  std::map<std::string, std::size_t> by_id;

  [[nodiscard]] bool has(const std::string& id) const { return by_id.contains(id); }
  [[nodiscard]] const Subject* find(const std::string& id) const;
};

/// All rows of a municipality as what may be linked. Links that stand are followed.
struct Subjects {
  SubjectTable properties;
  SubjectTable buildings;
  SubjectTable leases;
  SubjectTable units;
  SubjectTable meters;
  std::map<std::string, std::size_t> main_buildings;  ///< property -> how many of its buildings are no small ones

  [[nodiscard]] const SubjectTable& table(PortfolioTable table) const;
};

/// Takes over what a building has from a property that is suggested for it.
void adopt_property(Subject& building, const Subject& property, Subjects& subjects);

[[nodiscard]] Subjects make_subjects(const Portfolio& portfolio, std::span<const Meter> meters);

}  // namespace tvilling::models::linking
