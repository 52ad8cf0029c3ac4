// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/proposal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/version.hpp"
#include "scenarios/consolidation/headline.hpp"
#include "scenarios/consolidation/plan_names.hpp"
#include "scenarios/consolidation/plan_view.hpp"
#include "scenarios/report/html_shell.hpp"
#include "scenarios/report/html_table.hpp"
#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/svg.hpp"

namespace tvilling::scenarios {

namespace {

using report::escaped;
using report::Words;

/// Limits that are broken, before anything else, then what the plan brings.
std::string first_html(const ProposalInputs& inputs, const Words& words) {
  const PlanCheck& check = inputs.result->check;
  const std::vector<std::string> sentences = first_sentences(inputs, words);
  std::string html;
  if (sentences.size() > 1) {
    html = fmt::format("<section id=\"warnings\">\n<h2>{}</h2>\n", escaped(words("plan_mind")));
    for (std::size_t i = 0; i + 1 < sentences.size(); ++i) html += fmt::format("<p>{}</p>\n", escaped(sentences[i]));
    html += "</section>\n";
  }
  html += fmt::format("<p class=\"key\">{}</p>\n", escaped(sentences.back()));
  if (sentences.size() > 1 || !check.failed.empty()) return html;  // of a building that failed nobody knows
  return html + fmt::format("<p>{}</p>\n", escaped(words(check.is_done ? "plan_safe" : "plan_no_energy")));
}

std::string sentences(const ProposalInputs& inputs, const Words& words) {
  constexpr double kPercent = 100.0;
  const Consolidation& r = *inputs.result;
  const PremisesUse sum = sum_of(uses_of(r.basis, r.plan().plan));
  const std::vector<PlanMove> moves = moves_of(r.basis.c, r.plan().plan);
  double people = 0.0;
  for (const PlanMove& move : moves) people += r.basis.c.units[move.unit].persons;
  const auto count = [&words](std::size_t n) { return words.number(static_cast<double>(n)); };
  std::string html = fmt::format(
      "<p>{}</p>\n", escaped(words.fill("plan_sentence", count(closed_leases(r.basis.c, r.plan().plan).size()),
                                        count(r.basis.c.premises.size()), words.number(sum.area_before_m2 - sum.area_after_m2),
                                        count(moves.size()), count(r.basis.c.units.size()), words.number(people))));
  return html + fmt::format("<p>{}</p>\n",
                            escaped(words.fill("plan_proof", words.number(r.bound.objective_dkk_per_year),
                                               words.named("plan_bound", r.bound.method), words.number(kPercent * r.gap(), 2))));
}

/// Ids and names in one column each, and nothing that a neighbour says: a page of 1000 pixels and a sheet of paper hold it.
report::Table narrowed(report::Table table) {
  constexpr std::array<std::array<std::string_view, 2>, 5> kPairs{{{"plan_unit", "plan_unit_name"},
                                                                   {"plan_from", "plan_from_name"},
                                                                   {"plan_to", "plan_to_name"},
                                                                   {"plan_lease", "plan_property"},
                                                                   {"plan_building", "plan_unit_name"}}};
  for (const auto& [id_key, name_key] : kPairs) {
    const auto id = std::ranges::find(table.columns, id_key, &report::Column::key);
    const auto name = std::ranges::find(table.columns, name_key, &report::Column::key);
    if (id == table.columns.end() || name == table.columns.end()) continue;
    const auto id_at = static_cast<std::size_t>(id - table.columns.begin());
    const auto name_at = static_cast<std::size_t>(name - table.columns.begin());
    for (report::Row& row : table.rows) {
      row[id_at] = labelled(std::get<std::string>(row[id_at]), std::get<std::string>(row[name_at]));
    }
    table = report::without(table, name_key);
  }
  if (table.key == "plan_premises") table = report::without(report::without(table, "plan_left_month"), "plan_paid_until");
  if (table.key == "plan_air") table = report::without(table, "plan_broken");
  return table;
}

}  // namespace

std::vector<std::string> first_sentences(const ProposalInputs& inputs, const Words& words) {
  const Consolidation& r = *inputs.result;
  const auto number = [&words](double value, int decimals) { return words.number(value, decimals); };
  std::vector<std::string> out =
      mind_sentences(r.check, plan_names(r.basis, *inputs.portfolio, words("withheld")), words, number);
  out.push_back(headline_sentence(headline_of(r.basis.c, r.plan(), r.check), words, number) + ".");
  return out;
}

std::string proposal_page(const ProposalInputs& inputs, const Words& words) {
  std::string body = fmt::format("<header>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n</header>\n<main>\n",
                                 escaped(words("plan_kind")), escaped(inputs.study->name));
  body += first_html(inputs, words) + sentences(inputs, words);
  for (const report::Table& table : plan_tables(inputs, words)) {
    body +=
        report::html_table(narrowed(table), words, {.printed = true});  // paper is what a proposal is for: nothing is folded away
  }
  body += fmt::format("</main>\n<footer>\n<p>tvilling {}</p>\n</footer>\n", escaped(core::version()));
  return report::html_shell(words, inputs.study->name, core::version(), body);
}

}  // namespace tvilling::scenarios
