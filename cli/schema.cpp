// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <array>
#include <span>

#include "cli/commands.hpp"
#include "cli/finding_codes.hpp"
#include "core/suggest.hpp"
#include "models/building/building.hpp"
#include "models/catalog.hpp"
#include "models/fabric/fabric_keys.hpp"
#include "scenarios/measure_doc.hpp"
#include "scenarios/results_schema.hpp"

namespace tvilling::cli {

namespace {

constexpr std::array<std::string_view, 5> kTopics{"inputs", "results", "variables", "measures", "findings"};

std::string inputs_markdown() {
  std::string text =
      "# Columns of the buildings table\n\n"
      "A building needs `building_id`, `use`, `area_m2` and `year`. Every other number that is missing is filled from the "
      "Danish\n"
      "archetypes and marked as filled. Text columns: `building_id`, `name`, `property_id`, `administration`, `use`, `listed`,\n"
      "`geometry`.\n\n`use` is one of ";
  text += fmt::format("`{}`.\n\n", fmt::join(models::kUseNames, "`, `"));
  text += "| column | unit | meaning | smallest | largest |\n| --- | --- | --- | ---: | ---: |\n";
  for (const models::BuildingColumn& column : models::building_columns()) {
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", column.variable.name, column.variable.unit, column.variable.long_name,
                        column.min, column.max);
  }
  return text;
}

std::string variable_rows(std::span<const core::Variable> variables) {
  std::string text = "| name | unit | meaning | cell methods |\n| --- | --- | --- | --- |\n";
  for (const core::Variable& v : variables) {
    text += fmt::format("| `{}` | {} | {} | {} |\n", v.name, v.unit, v.long_name, v.cell_methods);
  }
  return text;
}

std::string variables_markdown() {
  return "# Variables of the results\n\n## Per building and year\n\n" + variable_rows(models::kAnnualVariables) +
         "\nThe first seven are kept per month too.\n\n## Per hour\n\n" + variable_rows(models::kHourlyVariables) +
         "\nAll but the temperature are kept as totals of the city; `--hourly` keeps the named ones per building.\n";
}

}  // namespace

ExitCode run_schema(const SchemaOptions& options, const Console&) {
  if (options.topic == "inputs") {
    print_data(inputs_markdown() + "\n" + models::fabric_markdown());
  } else if (options.topic == "results") {
    print_data(scenarios::results_markdown());
  } else if (options.topic == "variables") {
    print_data(variables_markdown());
  } else if (options.topic == "measures") {
    print_data(scenarios::measures_markdown());
  } else if (options.topic == "findings") {
    print_data(findings_markdown());
  } else {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("no schema \"{}\"", options.topic), {},
                      core::did_you_mean(options.topic, kTopics));
  }
  return ExitCode::done;
}

}  // namespace tvilling::cli
