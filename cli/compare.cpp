// SPDX-License-Identifier: MPL-2.0
#include "scenarios/compare.hpp"

#include <fmt/format.h>

#include <array>

#include "cli/commands.hpp"
#include "cli/comparison_table.hpp"
#include "cli/output.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"

namespace tvilling::cli {

namespace {

constexpr std::array<std::string_view, 4> kGroupNames{"total", "building", "use", "administration"};  // order of GroupBy

scenarios::GroupBy group_by(const std::string& name) {
  for (std::size_t i = 0; i < kGroupNames.size(); ++i) {
    if (kGroupNames[i] == name) return static_cast<scenarios::GroupBy>(i);
  }
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--by \"{}\" is not a way to group", name), {},
                    core::did_you_mean(name, kGroupNames));
}

}  // namespace

ExitCode run_compare(const CompareOptions& options, const Console& console) {
  const scenarios::GroupBy by = group_by(options.by);
  if (!options.csv.empty()) refuse_same_file(options.results, options.csv);
  const scenarios::Results results = scenarios::read_results(options.results);
  const std::vector<scenarios::ComparisonRow> rows = scenarios::compare(results, options.to, by);
  if (!options.csv.empty()) {
    core::write_file_atomic(options.csv, comparison_csv(rows));
    console.note(fmt::format("wrote {}", options.csv.string()));
  }
  const scenarios::HallSafety safety = scenarios::hall_safety(results);
  tell_safety(safety, console);
  print_data(options.json ? comparison_json(rows, options.to, safety) : comparison_table(rows, by, safety));
  return ExitCode::done;
}

}  // namespace tvilling::cli
