// SPDX-License-Identifier: MPL-2.0
#include "cli/finding_codes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/io/csv_codes.hpp"
#include "core/io/layer_codes.hpp"
#include "core/io/workbook_codes.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/links/link_codes.hpp"
#include "models/metering/metering_codes.hpp"
#include "models/portfolio/archetype_codes.hpp"
#include "models/portfolio/fill_codes.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/hall_codes.hpp"
#include "models/portfolio/mapping_codes.hpp"
#include "models/portfolio/source_codes.hpp"
#include "models/portfolio/zone_codes.hpp"
#include "models/preflight/preflight_codes.hpp"
#include "models/weather/epw_codes.hpp"
#include "scenarios/capacity/capacity_codes.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/reconcile_codes.hpp"
#include "scenarios/screening/screening_codes.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/uncertainty/uncertainty_codes.hpp"

namespace tvilling::cli {

std::vector<CodeGroup> finding_codes() {
  return {
      {"CSV files", core::csv_code::kAll},
      {"workbooks", core::workbook_code::kAll},
      {"GIS files", core::layer_code::kAll},
      {"tables of a portfolio", models::portfolio_code::kAll},
      {"where the tables of a portfolio lie", models::source_code::kAll},
      {"the mapping of a portfolio's columns", models::mapping_code::kAll},
      {"archetypes of a portfolio's own", models::archetype_code::kAll},
      {"links between the tables", models::link_code::kAll},
      {"what was filled", models::fill_code::kAll},
      {"swimming halls", models::hall_code::kAll},
      {"zones of a building", models::zone_code::kAll},
      {"overrides, values that do not go together, and what changed since an earlier delivery", models::preflight_code::kAll},
      {"meters, readings, degree-days and measured weather", models::metering_code::kAll},
      {"metered against simulated use", scenarios::reconcile_code::kAll},
      {"weather files", models::epw_code::kAll},
      {"studies", scenarios::study_code::kAll},
      {"uncertain inputs and draws", scenarios::uncertainty_code::kAll},
      {"plans of consolidation", scenarios::consolidation_code::kAll},
      {"screening", scenarios::screening_code::kAll},
      {"offered, booked and used hours", scenarios::capacity_code::kAll},
      {"detailed buildings", models::fabric_code::kAll},
  };
}

std::string_view meaning_of(std::string_view code) {
  for (const CodeGroup& group : finding_codes()) {
    const auto found = std::find_if(group.codes.begin(), group.codes.end(), [code](const auto& one) { return one.code == code; });
    if (found != group.codes.end()) return found->meaning;
  }
  return {};
}

std::string findings_markdown() {
  std::string text =
      "# Findings\n\nWritten by `tvilling schema findings`.\n\n"
      "A finding has a code that keeps its meaning for ever, and one of four severities:\n\n"
      "* *stops*: nothing is run before it is mended.\n"
      "* *warns*: the run goes on. It can be set aside with a reason (`docs/how-to/check.md`).\n"
      "* *filled*: a value was missing and was filled, and is marked so.\n"
      "* *info*: what was detected, taken or left out.\n";
  for (const CodeGroup& group : finding_codes()) {
    text += fmt::format("\n## About {}\n\n| code | meaning |\n| --- | --- |\n", group.about);
    for (const core::FindingCode& code : group.codes) text += fmt::format("| {} | {} |\n", code.code, code.meaning);
  }
  return text;
}

}  // namespace tvilling::cli
