// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/choice/abatement.hpp"
#include "scenarios/choice/choose.hpp"
#include "scenarios/results_file.hpp"
#include "viz/chart.hpp"

namespace tvilling::cli {

/// What was chosen, from what and within what.
struct ChooseReport {
  const scenarios::Results* results = nullptr;
  const scenarios::OptionTable* table = nullptr;
  scenarios::Objective objective = scenarios::Objective::npv;
  scenarios::ChoiceLimits limits;
  scenarios::Choice choice;
  bool is_reconciled = false;
};

[[nodiscard]] std::string choose_text(const ChooseReport& report);
[[nodiscard]] std::string choose_json(const ChooseReport& report);
/// A row a chosen building.
[[nodiscard]] std::string choose_csv(const ChooseReport& report);
/// Sheets: chosen, scenarios, search.
void write_choose_workbook(const ChooseReport& report, const std::filesystem::path& out);

/// A row a step of the curve.
[[nodiscard]] std::string curve_csv(const scenarios::Results& results, const std::vector<scenarios::AbatementStep>& curve);
/// Cost of a tonne over tonnes, a line a scenario. The first and the last hundredth of the tonnes, of which the cost is often out
/// of all measure, are not drawn.
[[nodiscard]] viz::LineChart curve_chart(const scenarios::OptionTable& table, const std::vector<scenarios::AbatementStep>& curve);

}  // namespace tvilling::cli
