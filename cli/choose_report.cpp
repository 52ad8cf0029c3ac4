// SPDX-License-Identifier: MPL-2.0
#include "cli/choose_report.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "cli/table.hpp"
#include "core/io/csv.hpp"
#include "core/io/json_writer.hpp"
#include "core/io/workbook_writer.hpp"

namespace tvilling::cli {

namespace {

using scenarios::ChoiceEnd;
using scenarios::ChoiceOption;
using scenarios::ChoiceSum;
using scenarios::ScenarioSum;

constexpr double kThousand = 1e3;
constexpr double kMillion = 1e6;
constexpr double kPercent = 100.0;

std::string_view end_name(ChoiceEnd end) {
  switch (end) {
    case ChoiceEnd::optimal: return "optimal";
    case ChoiceEnd::node_limit: return "node_limit";
    case ChoiceEnd::time_limit: return "time_limit";
    case ChoiceEnd::infeasible: return "infeasible";
  }
  return "";
}

double payback_years(const ChoiceSum& sum) {
  return sum.saving_dkk > 0.0 ? sum.investment_dkk / sum.saving_dkk : models::kMissing;
}

std::string unit_of(scenarios::Objective objective) {
  return std::string(scenarios::kObjectiveUnits[static_cast<std::size_t>(objective)]);
}

std::string_view words_for(scenarios::Objective objective) {
  switch (objective) {
    case scenarios::Objective::npv: return "net present value";
    case scenarios::Objective::co2: return "CO2 saved over the horizon";
    case scenarios::Objective::saving: return "saving";
  }
  return "";
}

std::string end_words(const ChooseReport& report) {
  const std::string nodes = group_thousands(report.choice.nodes, 0);
  switch (report.choice.end) {
    case ChoiceEnd::node_limit: return fmt::format("the search ended at its limit of nodes, {} (--nodes)", nodes);
    case ChoiceEnd::time_limit:
      return fmt::format("the search ended at its limit of time (--seconds), after {} nodes; another run may differ", nodes);
    default: return "nothing better by more than a millionth is left";
  }
}

std::string limits_text(const ChooseReport& report) {
  const scenarios::Choice& choice = report.choice;
  const int decimals = report.objective == scenarios::Objective::co2 ? 1 : 0;
  const std::string unit = unit_of(report.objective);
  std::string text = fmt::format("{} {} {}, at most {} is possible (gap {:.4f} %): {}\n", words_for(report.objective),
                                 group_thousands(choice.value, decimals), unit, group_thousands(choice.bound, decimals),
                                 kPercent * choice.gap_fraction(), end_words(report));
  if (!std::isnan(report.limits.budget_dkk)) {
    text += fmt::format("{} DKK of {} used\n", group_thousands(choice.sum.investment_dkk, 0),
                        group_thousands(report.limits.budget_dkk, 0));
    if (choice.budget_price > 0.0) {
      text += fmt::format("a million DKK more would bring about {} {} (price of the budget in the linear relaxation)\n",
                          group_thousands(choice.budget_price * kMillion, decimals), unit);
    }
  }
  const scenarios::OptionTable& table = *report.table;
  text +=
      fmt::format("chosen from {} options{}; not among them: {} without a result, {} that change nothing, {} equal to another",
                  group_thousands(static_cast<double>(table.options.size()), 0),
                  report.is_reconciled ? " reconciled with meters" : "", group_thousands(static_cast<double>(table.failed), 0),
                  group_thousands(static_cast<double>(table.idle), 0), group_thousands(static_cast<double>(table.equal), 0));
  if (choice.too_slow > 0) {
    text += fmt::format("; paid back too late: {}", group_thousands(static_cast<double>(choice.too_slow), 0));
  }
  return text + "\n";
}

void add_sum(core::JsonWriter& json, const ChoiceSum& sum) {
  json.key("buildings").number(static_cast<double>(sum.buildings)).key("investment_dkk").number(sum.investment_dkk);
  json.key("saving_dkk").number(sum.saving_dkk).key("payback_years").number(payback_years(sum));
  json.key("npv_dkk").number(sum.npv_dkk).key("saving_co2_kg").number(sum.saving_co2_kg);
  json.key("saving_co2_tonnes").number(sum.saving_co2_tonnes);
}

const models::Building& building_of(const ChooseReport& report, const ChoiceOption& option) {
  return report.results->portfolio.buildings[option.building].building;
}

ChoiceSum sum_of(const ChoiceOption& option) {
  ChoiceSum sum;
  scenarios::add(sum, option);
  return sum;
}

}  // namespace

std::string choose_text(const ChooseReport& report) {
  Table table;
  table.column("scenario", {}, Table::Align::left);
  table.column("buildings");
  table.column("investment", "1000 DKK");
  table.column("saving", "1000 DKK/year");
  table.column("payback", "years");
  table.column("NPV", "1000 DKK");
  table.column("CO2 saved", "t/year");
  table.column("CO2 saved", fmt::format("t in {} years", report.table->horizon_years));
  const auto row = [&table](std::string name, const ChoiceSum& sum) {
    table.row({std::move(name), group_thousands(static_cast<double>(sum.buildings), 0),
               group_thousands(sum.investment_dkk / kThousand, 0), group_thousands(sum.saving_dkk / kThousand, 0),
               group_thousands(payback_years(sum), 1), group_thousands(sum.npv_dkk / kThousand, 0),
               group_thousands(sum.saving_co2_kg / kThousand, 1), group_thousands(sum.saving_co2_tonnes, 0)});
  };
  for (const ScenarioSum& sum : scenarios::by_scenario(report.choice)) row(report.table->scenario[sum.scenario], sum.sum);
  row("all", report.choice.sum);
  return table.text() + limits_text(report);
}

std::string choose_json(const ChooseReport& report) {
  const scenarios::Choice& choice = report.choice;
  core::JsonWriter json;
  json.begin_object().key("objective").text(scenarios::kObjectiveNames[static_cast<std::size_t>(report.objective)]);
  json.key("unit").text(unit_of(report.objective)).key("budget_dkk").number(report.limits.budget_dkk);
  json.key("value").number(choice.value).key("bound").number(choice.bound).key("gap_fraction").number(choice.gap_fraction());
  json.key("end").text(end_name(choice.end)).key("nodes").number(choice.nodes);
  json.key("budget_price").number(choice.budget_price).key("horizon_years").number(report.table->horizon_years);
  json.key("options").number(static_cast<double>(report.table->options.size()));
  json.key("failed").number(static_cast<double>(report.table->failed));
  json.key("idle").number(static_cast<double>(report.table->idle));
  json.key("equal").number(static_cast<double>(report.table->equal));
  json.key("too_slow").number(static_cast<double>(choice.too_slow));
  json.key("sum").begin_object();
  add_sum(json, choice.sum);
  json.end_object().key("scenarios").begin_array();
  for (const ScenarioSum& row : scenarios::by_scenario(choice)) {
    json.begin_object().key("scenario").text(report.table->scenario[row.scenario]);
    add_sum(json, row.sum);
    json.end_object();
  }
  json.end_array().key("chosen").begin_array();
  for (const ChoiceOption& option : choice.chosen) {
    json.begin_object().key("building").text(report.table->building_id[option.building]);
    json.key("scenario").text(report.table->scenario[option.scenario]);
    add_sum(json, sum_of(option));
    json.end_object();
  }
  return json.end_array().end_object().str() + "\n";
}

std::string choose_csv(const ChooseReport& report) {
  core::CsvWriter csv;
  for (const std::string_view name : {"building_id", "name", "administration", "use", "scenario", "investment_dkk", "saving_dkk",
                                      "payback_years", "npv_dkk", "saving_co2_kg", "saving_co2_tonnes"}) {
    csv.cell(name);
  }
  csv.end_row();
  for (const ChoiceOption& option : report.choice.chosen) {
    const models::Building& building = building_of(report, option);
    csv.cell(building.building_id);
    csv.cell(building.name);
    csv.cell(building.administration);
    csv.cell(models::to_string(building.use));
    csv.cell(report.table->scenario[option.scenario]);
    for (const double value : {option.investment_dkk, option.saving_dkk, payback_years(sum_of(option)), option.npv_dkk,
                               option.saving_co2_kg, option.saving_co2_tonnes}) {
      csv.cell(value);
    }
    csv.end_row();
  }
  return csv.text();
}

void write_choose_workbook(const ChooseReport& report, const std::filesystem::path& out) {
  using core::CellFormat;
  using core::SheetCell;
  using core::SheetColumn;
  core::WorkbookWriter book(out);
  const std::array numbers{
      SheetColumn{"investment_dkk", CellFormat::whole},      SheetColumn{"saving_dkk", CellFormat::whole},
      SheetColumn{"payback_years", CellFormat::one_decimal}, SheetColumn{"npv_dkk", CellFormat::whole},
      SheetColumn{"saving_co2_kg", CellFormat::whole},       SheetColumn{"saving_co2_tonnes", CellFormat::one_decimal}};
  const auto add_numbers = [](std::vector<SheetCell>& cells, const ChoiceSum& sum) {
    for (const double value :
         {sum.investment_dkk, sum.saving_dkk, payback_years(sum), sum.npv_dkk, sum.saving_co2_kg, sum.saving_co2_tonnes}) {
      cells.emplace_back(value);
    }
  };
  std::vector<SheetColumn> columns{{"building_id"}, {"name"}, {"administration"}, {"use"}, {"scenario"}};
  columns.insert(columns.end(), numbers.begin(), numbers.end());
  book.sheet("chosen", columns);
  for (const ChoiceOption& option : report.choice.chosen) {
    const models::Building& building = building_of(report, option);
    std::vector<SheetCell> cells{building.building_id, building.name, building.administration,
                                 std::string(models::to_string(building.use)), report.table->scenario[option.scenario]};
    add_numbers(cells, sum_of(option));
    book.row(cells);
  }
  columns = {{"scenario"}, {"buildings", CellFormat::whole}};
  columns.insert(columns.end(), numbers.begin(), numbers.end());
  book.sheet("scenarios", columns);
  const auto add_scenario = [&](const std::string& name, const ChoiceSum& sum) {
    std::vector<SheetCell> cells{name, static_cast<double>(sum.buildings)};
    add_numbers(cells, sum);
    book.row(cells);
  };
  for (const ScenarioSum& row : scenarios::by_scenario(report.choice))
    add_scenario(report.table->scenario[row.scenario], row.sum);
  add_scenario("all", report.choice.sum);
  book.sheet("search", std::vector<SheetColumn>{{"what"}, {"value"}, {"unit"}});
  const std::string unit = unit_of(report.objective);
  const auto add_fact = [&book](std::string what, SheetCell value, std::string of) {
    book.row(std::vector<SheetCell>{std::move(what), std::move(value), std::move(of)});
  };
  add_fact("objective", std::string(scenarios::kObjectiveNames[static_cast<std::size_t>(report.objective)]), "");
  add_fact("budget", report.limits.budget_dkk, "DKK");
  add_fact("value", report.choice.value, unit);
  add_fact("bound", report.choice.bound, unit);
  add_fact("gap", kPercent * report.choice.gap_fraction(), "%");
  add_fact("end", std::string(end_name(report.choice.end)), "");
  add_fact("results", report.results->path, "");
  book.finish();
}

}  // namespace tvilling::cli
