// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cli/consolidate_report.hpp"
#include "cli/table.hpp"
#include "core/text.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/consolidation/headline.hpp"
#include "scenarios/consolidation/plan_end.hpp"
#include "scenarios/consolidation/plan_names.hpp"
#include "scenarios/consolidation/plan_view.hpp"

namespace tvilling::cli {

namespace {

using scenarios::BookedChange;
using scenarios::ConsolidationCase;
using scenarios::KeptInputs;
using scenarios::Plan;
using scenarios::ProposalInputs;
using scenarios::RunningCost;

constexpr double kThousand = 1000.0;
constexpr double kPercent = 100.0;
constexpr std::size_t kShown = 15;  // rows of a table; the rest is in the workbook

constexpr std::string_view kBest = "best with it kept";

std::string thousands(double dkk) {
  return group_thousands(dkk / kThousand, 0);
}
std::string whole(double value) {
  return group_thousands(value, 0);
}

std::string more(std::size_t rows) {
  return rows > kShown ? fmt::format("... and {} more: -o PLAN.xlsx has them all\n", rows - kShown) : "";
}

const scenarios::report::Words& english() {
  static const scenarios::report::Words words(scenarios::report::Language::en);
  return words;
}

/// Limits that a plan breaks, in a line before anything else; empty where there are none. `which`: of several plans.
std::string mind_line(const scenarios::PlanCheck& check, const scenarios::PlanNames& names, std::string_view which) {
  const std::vector<std::string> sentences = scenarios::mind_sentences(check, names, english(), group_thousands);
  if (sentences.empty()) return {};
  return fmt::format("MIND FIRST{}{}: {}{}\n", which.empty() ? "" : ", ", which, fmt::join(sentences, " "),
                     which == kBest ? "" : " (list below)");
}

std::string headline_line(const scenarios::Consolidation& r) {
  return scenarios::headline_sentence(scenarios::headline_of(r.basis.c, r.plan(), r.check), english(), group_thousands) + "\n";
}

/// The same limits one by one, after what the plan brings.
std::string broken_text(const core::Findings& warnings, std::string_view which) {
  std::string text;
  for (const core::Finding& finding : warnings.list) {
    const bool is_said = finding.code == scenarios::consolidation_code::kBrokenPlan.code;
    if (finding.severity == core::Severity::warns && !is_said) text += fmt::format("  {}: {}\n", finding.code, finding.message);
  }
  return text.empty() ? "" : fmt::format("\nto be minded in {}:\n{}", which, text);
}

/// A long name without its middle: its ends tell it from its neighbours.
std::string shortened(const std::string& name) {
  constexpr std::size_t kMost = 24;  // letters
  constexpr std::size_t kEnd = 11;
  std::vector<std::string> letters;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t bytes = std::max<std::size_t>(core::utf8_length(name, at), 1);
    letters.push_back(name.substr(at, bytes));
    at += bytes;
  }
  if (letters.size() <= kMost) return name;
  const auto end = static_cast<std::ptrdiff_t>(kEnd);
  return fmt::format("{}..{}", fmt::join(letters.begin(), letters.begin() + end, ""),
                     fmt::join(letters.end() - end, letters.end(), ""));
}

/// Names for the page: short ones.
scenarios::PlanNames page_names(const scenarios::PlanBasis& basis, const models::Portfolio& portfolio) {
  scenarios::PlanNames names = scenarios::plan_names(basis, portfolio);
  for (std::size_t u = 0; u < names.unit.size(); ++u) {
    names.unit[u] = scenarios::labelled(basis.c.units[u].unit_id, shortened(names.unit[u]));
  }
  for (std::size_t p = 0; p < names.place.size(); ++p) {
    names.place[p] = scenarios::labelled(basis.c.premises[p].lease_id, shortened(names.place[p]));
  }
  return names;
}

std::string head_text(const ProposalInputs& report) {
  const scenarios::Consolidation& r = *report.result;
  const scenarios::PremisesUse sum = scenarios::sum_of(scenarios::uses_of(r.basis, r.plan().plan));
  const std::vector<scenarios::PlanMove> moves = scenarios::moves_of(r.basis.c, r.plan().plan);
  double people = 0.0;
  for (const scenarios::PlanMove& move : moves) people += r.basis.c.units[move.unit].persons;
  return fmt::format("{}: {} of {} premises are given up ({} m2 of {}), {} of {} units move ({} of {} people)\n",
                     report.study->name, scenarios::closed_leases(r.basis.c, r.plan().plan).size(), r.basis.c.premises.size(),
                     whole(sum.area_before_m2 - sum.area_after_m2), whole(sum.area_before_m2), moves.size(),
                     r.basis.c.units.size(), whole(people), whole(sum.persons_before));
}

std::string money_table(const ConsolidationCase& c, const Plan& plan) {
  const RunningCost before = scenarios::lasting_cost(c, scenarios::stay(c));
  const RunningCost after = scenarios::lasting_cost(c, plan);
  Table table;
  table.column("a year, when all is done", {}, Table::Align::left);
  table.column("today", "1000 DKK");
  table.column("plan", "1000 DKK");
  table.column("change", "1000 DKK");
  const auto row = [&](const std::string& name, double b, double a) {
    if (b == 0.0 && a == 0.0) return;
    table.row({name, thousands(b), thousands(a), signed_thousands((a - b) / kThousand, 0)});
  };
  row("rent to others (cash)", before.rent_dkk, after.rent_dkk);
  row("internal rent (no cash)", before.internal_rent_dkk, after.internal_rent_dkk);
  row("rent forgone, own premises (cash)", before.forgone_rent_dkk, after.forgone_rent_dkk);
  row("operation", before.operation_dkk, after.operation_dkk);
  row("energy and water", before.energy.bill_dkk, after.energy.bill_dkk);
  row("units that sit apart", before.apart_dkk, after.apart_dkk);
  row("all", before.total_dkk(), after.total_dkk());
  return table.text();
}

std::string check_table(const scenarios::PlanCheck& check) {
  if (!check.is_done) return "energy is not in the plan (energy = \"none\")\n";
  Table table;
  table.column("change a year", {}, Table::Align::left);
  table.column("booked");
  table.column("simulated");
  table.column("ratio");
  const auto row = [&table](const std::string& name, const BookedChange& change) {
    table.row({name, signed_thousands(change.booked / kThousand, 1), signed_thousands(change.simulated / kThousand, 1),
               group_thousands(change.ratio(), 3)});
  };
  row("heat MWh", check.heat_kwh);
  row("electricity MWh", check.electricity_kwh);
  row("CO2 t", check.co2_kg);
  row("bill 1000 DKK", check.bill_dkk);
  return table.text();
}

/// Desks that the forecast's ends need beside those that are still held.
std::string forecast_text(const ProposalInputs& report) {
  const scenarios::ConsolidationSettings& settings = report.study->consolidation;
  if (settings.headcount_low_fraction == 0.0 && settings.headcount_high_fraction == 0.0) return {};
  const scenarios::PremisesUse sum = scenarios::sum_of(scenarios::uses_of(report.result->basis, report.result->plan().plan));
  return fmt::format("{} to {} desks are needed at the ends of the forecast, {} are still held\n",
                     whole(sum.needed_after * (1.0 + settings.headcount_low_fraction)),
                     whole(sum.needed_after * (1.0 + settings.headcount_high_fraction)), whole(sum.desks_after));
}

std::string proof_text(const scenarios::Consolidation& r) {
  const double objective = r.plan().cost.objective_dkk_per_year;
  std::string text = fmt::format("costs {} DKK a year with what is paid once shared out, {} today: saves {}\n", whole(objective),
                                 whole(r.today.objective_dkk_per_year), whole(r.saving_dkk_per_year()));
  text += fmt::format("no plan costs less than {} ({}): gap {:.2f} %{}\n", whole(r.bound.objective_dkk_per_year), r.bound.method,
                      kPercent * r.gap(),
                      r.is_proven       ? ", proven"
                      : r.ended_by_time ? ", ended by the time given"
                                        : "");
  if (r.greedy) {
    text += fmt::format("the greedy of reference saves {}\n",
                        whole(r.today.objective_dkk_per_year - r.greedy->cost.objective_dkk_per_year));
  }
  const scenarios::OnceCost once = scenarios::once_in_all(r.plan().cost);
  text += fmt::format("paid once: moving {}, fit-out {}, closing {}{}, notice {} (1000 DKK); paid back in {} years\n",
                      thousands(once.move_dkk), thousands(once.fit_out_dkk), thousands(once.close_dkk),
                      once.sale_dkk == 0.0 ? "" : ", sale " + thousands(once.sale_dkk), thousands(once.notice_dkk),
                      group_thousands(r.plan().cost.payback_years, 3));
  if (r.forecast_dkk_per_year) {
    text +=
        fmt::format("room for the upper end of the head-count forecast costs {} DKK a year\n", whole(*r.forecast_dkk_per_year));
  }
  return text;
}

std::string given_up_text(const ProposalInputs& report, const scenarios::PlanNames& names) {
  const scenarios::Consolidation& r = *report.result;
  const ConsolidationCase& c = r.basis.c;
  const std::string start = scenarios::start_date(*report.study);
  const std::vector<scenarios::PlanRelease> releases = scenarios::releases_of(c, r.plan().plan);
  if (releases.empty()) return "\nnothing is given up\n";
  Table table;
  table.column("given up", {}, Table::Align::left);
  table.column("floors");
  table.column("area", "m2");
  table.column("left in");
  table.column("paid until");
  table.column("saves", "1000 DKK/year");
  for (std::size_t i = 0; i < std::min(releases.size(), kShown); ++i) {
    const scenarios::PlanRelease& one = releases[i];
    const scenarios::CasePremises& p = c.premises[one.premises];
    table.row({names.place[one.premises], p.blocks == 1 ? "all" : fmt::format("{} of {}", one.blocks, p.blocks),
               whole(r.basis.area_m2[one.premises] * one.blocks / p.blocks),
               scenarios::month_after(start, c.periods.start_years[one.period]),
               scenarios::month_after(start, one.paid_until_years), thousands(one.saves_dkk_year)});
  }
  return "\n" + table.text() + more(releases.size());
}

std::string_view why_text(scenarios::MoveReason reason) {
  switch (reason) {
    case scenarios::MoveReason::given_up: return "all of it is given up";
    case scenarios::MoveReason::floors: return "a part of it is given up";
    case scenarios::MoveReason::crowded: return "too few desks";
    case scenarios::MoveReason::forecast: return "makes room for the forecast";
    case scenarios::MoveReason::makes_room: return "makes room for others";
    case scenarios::MoveReason::sits_together: return "costs less or sits together";
  }
  return {};
}

std::string moves_text(const ProposalInputs& report, const scenarios::PlanNames& names) {
  const scenarios::Consolidation& r = *report.result;
  const ConsolidationCase& c = r.basis.c;
  const std::string start = scenarios::start_date(*report.study);
  const std::vector<scenarios::PlanMove> moves = scenarios::moves_of(c, r.plan().plan);
  if (moves.empty()) return "\nnobody moves\n";
  Table table;
  table.column("who moves", {}, Table::Align::left);
  table.column("people");
  table.column("from", {}, Table::Align::left);
  table.column("to", {}, Table::Align::left);
  table.column("in");
  table.column("why", {}, Table::Align::left);
  for (std::size_t i = 0; i < std::min(moves.size(), kShown); ++i) {
    const scenarios::PlanMove& move = moves[i];
    table.row({names.unit[move.unit], whole(c.units[move.unit].persons), names.place[move.from], names.place[move.to],
               scenarios::month_after(start, c.periods.start_years[move.period]), std::string(why_text(move.reason))});
  }
  return "\n" + table.text() + more(moves.size());
}

std::string locks_text(const scenarios::Consolidation& r, const scenarios::PlanNames& names) {
  std::vector<scenarios::LockPrice> prices = r.prices;
  if (prices.empty())
    return r.basis.locks.empty() ? "" : fmt::format("\n{} locks hold; they were not priced\n", r.basis.locks.size());
  std::ranges::sort(prices, {}, [](const scenarios::LockPrice& price) { return std::pair(-price.dkk_per_year, price.lock); });
  Table table;
  table.column("lock", {}, Table::Align::left);
  table.column("costs", "DKK/year");
  table.column("", {}, Table::Align::left);
  table.column("because", {}, Table::Align::left);
  std::size_t shown = 0;
  for (const scenarios::LockPrice& price : prices) {
    if (shown == kShown || (price.dkk_per_year <= 0.0 && shown > 0)) break;
    const scenarios::CaseLock& lock = r.basis.locks[price.lock];
    const std::string what = lock.kind == scenarios::CaseLockKind::unit_stays
                                 ? fmt::format("{} stays", names.unit[lock.where])
                                 : fmt::format("{} is {}", names.place[lock.where],
                                               lock.kind == scenarios::CaseLockKind::premises_kept ? "kept" : "closed");
    std::string because = fmt::format("{} ({})", lock.reason, lock.source);
    for (const std::size_t other : price.others) {
      because += fmt::format(", and {} ({})", r.basis.locks[other].reason, r.basis.locks[other].source);
    }
    table.row({what, whole(price.dkk_per_year), price.exact ? "exact" : "about", std::move(because)});
    ++shown;
  }
  const std::size_t rest = prices.size() - shown;
  return "\n" + table.text() + (rest > 0 ? fmt::format("{} more locks cost less or nothing\n", rest) : "");
}

std::string use_text(const ProposalInputs& report, const scenarios::PlanNames& names) {
  const scenarios::Consolidation& r = *report.result;
  const std::vector<scenarios::PremisesUse> uses = scenarios::uses_of(r.basis, r.plan().plan);
  Table table;
  table.column("premises", {}, Table::Align::left);
  table.column("people", "today");
  table.column("people", "plan");
  table.column("desks", "plan");
  table.column("m2/person", "today");
  table.column("m2/person", "plan");
  const auto row = [&table](const std::string& name, const scenarios::PremisesUse& use) {
    table.row({name, whole(use.persons_before), whole(use.persons_after), whole(use.desks_after),
               group_thousands(use.m2_person_before(), 1), group_thousands(use.m2_person_after(), 1)});
  };
  std::size_t changed = 0;
  for (std::size_t p = 0; p < uses.size(); ++p) {
    const bool same = uses[p].persons_before == uses[p].persons_after && uses[p].desks_before == uses[p].desks_after;
    if (!same && ++changed <= kShown) row(names.place[p], uses[p]);
  }
  row("all premises", scenarios::sum_of(uses));
  return "\n" + table.text() + more(changed);
}

std::string alternatives_text(const scenarios::Consolidation& r) {
  if (r.best.size() < 2) return {};
  std::string text = "\nnext best, giving up other premises:\n";
  for (std::size_t i = 1; i < r.best.size(); ++i) {
    const scenarios::FoundPlan& plan = r.best[i];
    std::vector<std::string> closed = scenarios::closed_leases(r.basis.c, plan.plan);
    const std::size_t all = closed.size();
    if (all > kShown / 2) closed.resize(kShown / 2);
    text += fmt::format("  {} DKK a year ({} more): gives up {}{}\n", whole(plan.cost.objective_dkk_per_year),
                        whole(plan.cost.objective_dkk_per_year - r.plan().cost.objective_dkk_per_year),
                        all == 0 ? "nothing" : fmt::format("{}", fmt::join(closed, ", ")),
                        all > closed.size() ? fmt::format(" and {} more", all - closed.size()) : "");
  }
  return text;
}

}  // namespace

std::string consolidate_text(const scenarios::ProposalInputs& report) {
  const scenarios::Consolidation& r = *report.result;
  const scenarios::PlanNames names = page_names(r.basis, *report.portfolio);
  std::string text = mind_line(r.check, names, {}) + headline_line(r) + head_text(report) + "\n" +
                     money_table(r.basis.c, r.plan().plan) + "\n" + check_table(r.check) + "\n" + proof_text(r) +
                     forecast_text(report);
  text += given_up_text(report, names) + moves_text(report, names) + use_text(report, names) + locks_text(r, names) +
          alternatives_text(r);
  if (r.basis.left_out > 0) {
    text += fmt::format("\n{} units without a lease ({} desks) are not in the plan\n", r.basis.left_out,
                        whole(r.basis.left_out_desks));
  }
  return text + broken_text(report.warnings, "this plan");
}

std::string keep_text(const scenarios::KeptInputs& report) {
  const scenarios::KeptPlan& r = *report.result;
  const ConsolidationCase& c = r.basis.c;
  const scenarios::PlanNames names = page_names(r.basis, *report.portfolio);
  std::string text;
  for (const core::Finding& finding : report.warnings.list) {  // the approved plan no longer keeps its limits
    const bool is_of_approved = finding.code == scenarios::consolidation_code::kBrokenPlan.code;
    if (is_of_approved) text += fmt::format("MIND FIRST, approved: {}: {}\n", finding.code, finding.message);
  }
  text += mind_line(r.nearest_check, names, "smallest change") + mind_line(r.best_check, names, kBest);
  text += fmt::format("{} {} is kept: {} units sit elsewhere than in the approved plan\n\n", r.kept.what, r.kept.id,
                      r.changed.size());
  Table table;
  table.column("plan", {}, Table::Align::left);
  table.column("costs", "DKK/year");
  table.column("saves", "DKK/year");
  table.column("heat", "MWh/year");
  table.column("electricity", "MWh/year");
  table.column("CO2", "t/year");
  table.column("given up");
  table.column("units moved");
  table.column("break a limit", "buildings");
  const auto row = [&](const std::string& name, const scenarios::FoundPlan& plan, const scenarios::PlanCheck& check) {
    const auto change = [&check](const BookedChange& of) {
      return check.is_done ? signed_thousands(of.simulated / kThousand, 1) : std::string("-");
    };
    table.row({name, whole(plan.cost.objective_dkk_per_year),
               whole(r.today.objective_dkk_per_year - plan.cost.objective_dkk_per_year), change(check.heat_kwh),
               change(check.electricity_kwh), change(check.co2_kg),
               whole(static_cast<double>(scenarios::closed_leases(c, plan.plan).size())),
               whole(static_cast<double>(scenarios::moves_of(c, plan.plan).size())),
               check.is_done ? whole(static_cast<double>(scenarios::broken_limits(check).buildings)) : std::string("-")});
  };
  row("approved", r.approved, r.approved_check);
  row("smallest change", r.nearest, r.nearest_check);
  row(std::string(kBest), r.best, r.best_check);
  text += table.text();
  text += fmt::format("\nkeeping it costs {} DKK a year by the smallest change, {} by the best plan\n",
                      whole(r.nearest.cost.objective_dkk_per_year - r.approved.cost.objective_dkk_per_year),
                      whole(r.best.cost.objective_dkk_per_year - r.approved.cost.objective_dkk_per_year));
  const std::string broken = broken_text(report.warnings, "the smallest change");
  if (!r.nearest_is_proven) text += "that no other plan changes fewer seats is not proven\n";
  if (r.changed.empty()) return text + broken;
  Table seats;
  seats.column("who sits elsewhere", {}, Table::Align::left);
  seats.column("people");
  seats.column("approved", {}, Table::Align::left);
  seats.column("now", {}, Table::Align::left);
  for (std::size_t i = 0; i < std::min(r.changed.size(), kShown); ++i) {
    const std::size_t u = r.changed[i];
    seats.row(
        {names.unit[u], whole(c.units[u].persons), names.place[r.approved.plan.seat[u]], names.place[r.nearest.plan.seat[u]]});
  }
  return text + "\n" + seats.text() + (r.changed.size() > kShown ? "... and more: --json has them all\n" : "") + broken;
}

}  // namespace tvilling::cli
