// SPDX-License-Identifier: MPL-2.0
#include "scenarios/compare.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/comparison_table.hpp"
#include "cli/output.hpp"
#include "core/io/file.hpp"

namespace tvilling::cli {

ExitCode run_compare(const CompareOptions& options, const Console& console) {
  const scenarios::GroupBy by = group_by(options.by);
  if (!options.csv.empty()) refuse_same_file(options.results, options.csv);
  const scenarios::ResultsFile file(options.results);
  scenarios::Comparison comparison = scenarios::compare(file, options.scenarios, options.to, by);
  std::vector<scenarios::ComparisonRow>& rows = comparison.rows;
  const std::string& baseline = file.head().scenario_names.front();
  if (options.to != baseline && leave_money_out(rows)) {
    console.note(fmt::format("money is left out: investment, saving and NPV are against {}, and this is a comparison to {}", baseline,
                             options.to));
  }
  const scenarios::HallSafety& safety = comparison.safety;
  if (!options.csv.empty()) {
    core::write_file_atomic(options.csv, comparison_csv(rows));
    console.note(fmt::format("wrote {}", options.csv.string()));
  }
  tell_safety(safety, console);
  print_data(options.json ? comparison_json(rows, options.to, safety) : comparison_table(rows, by, safety));
  return ExitCode::done;
}

}  // namespace tvilling::cli
