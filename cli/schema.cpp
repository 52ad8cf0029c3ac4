// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "cli/commands.hpp"
#include "cli/finding_codes.hpp"
#include "core/suggest.hpp"
#include "models/building/building.hpp"
#include "models/building/origin.hpp"
#include "models/catalog.hpp"
#include "models/fabric/fabric_keys.hpp"
#include "models/portfolio/column_alias.hpp"
#include "scenarios/measure_doc.hpp"
#include "scenarios/results_schema.hpp"

namespace tvilling::cli {

namespace {

constexpr std::array<std::string_view, 5> kTopics{"inputs", "results", "variables", "measures", "findings"};

std::string aliases_of(const models::TableColumn& column) {
  return column.aliases.empty() ? std::string() : fmt::format("`{}`", fmt::join(column.aliases, "`, `"));
}

template <typename Column>
std::string range_of(const Column* number) {
  return number == nullptr ? std::string() : fmt::format("{} to {}", number->min, number->max);
}
std::string range_of(models::PortfolioTable table, const std::string& column) {
  if (table == models::PortfolioTable::pools) return range_of(models::find_basin_column(column));
  if (table == models::PortfolioTable::swimming_halls) return range_of(models::find_hall_column(column));
  return range_of(models::find_building_column(column));
}

std::string table_markdown(models::PortfolioTable table) {
  const bool ranges = table == models::PortfolioTable::buildings || table == models::PortfolioTable::pools ||
                      table == models::PortfolioTable::swimming_halls;
  std::string text = fmt::format("\n## {}\n\n", models::to_string(table));
  text += fmt::format("File, sheet or layer: `{}`, `{}`.\n\n", models::to_string(table),
                      fmt::join(models::names_of_table(table), "`, `"));
  text += ranges ? "| column | unit | meaning | range | also |\n| --- | --- | --- | --- | --- |\n"
                 : "| column | unit | meaning | also |\n| --- | --- | --- | --- |\n";
  for (const models::TableColumn& column : models::table_columns(table)) {
    text += fmt::format("| `{}` | {} | {} | ", column.column, column.unit, column.meaning);
    if (ranges) text += range_of(table, column.column) + " | ";
    text += aliases_of(column) + " |\n";
  }
  return text;
}

std::string inputs_markdown() {
  std::string text =
      "# Tables of a portfolio\n\n"
      "A building needs `building_id`, `use`, `area_m2` and `year`. Every other number that is missing is filled from the "
      "Danish\n"
      "archetypes and marked as filled. Case, blanks, punctuation and the spelling of æøå in names do not matter. Every number "
      "of a\n"
      "building may have a column with `_origin` behind its name (`area_m2_origin`) that says where it comes from: ";
  text += fmt::format("`{}`.\nOther names: `mapping.toml`.\n\n", fmt::join(models::kOriginNames, "`, `"));
  text += fmt::format("`use` is one of `{}`.\n", fmt::join(models::kUseNames, "`, `"));
  for (std::size_t i = 0; i < models::kPortfolioTableNames.size(); ++i) {
    text += table_markdown(static_cast<models::PortfolioTable>(i));
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
