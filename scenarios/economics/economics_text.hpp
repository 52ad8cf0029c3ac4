// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/economics/pathway.hpp"
#include "scenarios/economics/settings.hpp"

namespace tvilling::scenarios {

/// How money was counted, and the plans over the years.
struct MoneyTables {
  EconomicSettings economics;
  std::vector<Pathway> pathways;
};

/// The tables [economics], [tariff], [[price]] and [[pathway]] of a study, complete and in one way of writing: what a result file
/// keeps of them (provenance "economics"), also for a study that was put together in Python.
[[nodiscard]] std::string economics_text(const EconomicSettings& settings, const std::vector<Pathway>& pathways);

/// Reads them back; equal to the last bit. Throws Error (bad_input) for what economics_text() does not write.
[[nodiscard]] MoneyTables parse_economics_text(std::string_view text, const std::string& file);

/// How the money of a result file was counted. Throws Error (bad_input) for a file older than 1.5, which does not say it.
[[nodiscard]] MoneyTables money_of(const Results& results);

/// The factor set of CO2 of a result file.
[[nodiscard]] std::string factor_set_of(const Results& results);

}  // namespace tvilling::scenarios
