// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/headline.hpp"

#include <fmt/format.h>

#include <cmath>
#include <tuple>
#include <utility>

#include "scenarios/consolidation/plan_end.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kMillion = 1e6;
constexpr double kThousand = 1e3;

/// So that a small plan shows more than "0.0".
std::string millions(double dkk, const NumberText& number) {
  const double value = dkk / kMillion;
  return number(value, std::abs(value) < 1.0 ? 3 : 1);
}

bool has_other_than_cash(const PlanHeadline& h) {
  return h.saving_internal_rent_dkk_year != 0.0 || h.saving_apart_dkk_year != 0.0;
}

/// Where the money is: cash and internal rent are never one sum without a word.
std::string of_which(const PlanHeadline& h, const report::Words& words, const NumberText& number) {
  if (!has_other_than_cash(h)) return words("plan_head_all_cash");
  const double sign = h.saving_dkk_year() < 0.0 ? -1.0 : 1.0;  // parts of what is saved, or of what is paid more
  std::vector<std::string> parts{words.fill("plan_head_cash", millions(sign * h.saving_cash_dkk_year, number))};
  if (h.saving_internal_rent_dkk_year != 0.0) {
    parts.push_back(words.fill("plan_head_internal", millions(sign * h.saving_internal_rent_dkk_year, number)));
  }
  if (h.saving_apart_dkk_year != 0.0) {
    parts.push_back(words.fill("plan_head_apart", millions(sign * h.saving_apart_dkk_year, number)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string once_text(const PlanHeadline& h, const report::Words& words, const NumberText& number) {
  if (h.once_dkk == 0.0) return words("plan_head_no_once");
  if (h.once_dkk < 0.0) return words.fill("plan_head_brings_in", millions(-h.once_dkk, number));
  const auto years = [&](double payback, std::string_view some, std::string_view never) {
    return std::isfinite(payback) ? words.fill(some, number(payback, 1)) : words(never);
  };
  std::string text = words.fill("plan_head_once", millions(h.once_dkk, number)) + ", " +
                     years(h.payback_years, "plan_head_payback", "plan_head_never");
  if (!has_other_than_cash(h) || (!std::isfinite(h.payback_years) && !std::isfinite(h.payback_cash_years))) return text;
  return text + " " + years(h.payback_cash_years, "plan_head_payback_cash", "plan_head_never_cash");
}

}  // namespace

PlanHeadline headline_of(const ConsolidationCase& c, const FoundPlan& plan, const PlanCheck& check) {
  const RunningCost before = lasting_cost(c, stay(c));
  const RunningCost after = lasting_cost(c, plan.plan);
  PlanHeadline h;
  h.saving_cash_dkk_year = (before.rent_dkk - after.rent_dkk) + (before.operation_dkk - after.operation_dkk) +
                           (before.energy.bill_dkk - after.energy.bill_dkk) + (before.forgone_rent_dkk - after.forgone_rent_dkk);
  h.saving_internal_rent_dkk_year = before.internal_rent_dkk - after.internal_rent_dkk;
  h.saving_apart_dkk_year = before.apart_dkk - after.apart_dkk;
  h.is_simulated = check.is_done;
  h.saving_heat_kwh = -check.heat_kwh.simulated;
  h.saving_electricity_kwh = -check.electricity_kwh.simulated;
  h.saving_co2_kg = -check.co2_kg.simulated;
  h.once_dkk = once_in_all(plan.cost).without_notice_dkk();
  h.payback_years = plan.cost.payback_years;
  if (h.saving_cash_dkk_year > 0.0) h.payback_cash_years = std::max(0.0, h.once_dkk) / h.saving_cash_dkk_year;
  return h;
}

BrokenLimits broken_limits(const PlanCheck& check) {
  BrokenLimits out;
  const auto rank = [](const AirBreach& b) { return std::tuple(b.is_new, b.hours_beyond(), b.allowed - b.after); };
  for (std::size_t i = 0; i < check.receiving.size(); ++i) {
    const std::vector<AirBreach> breaches = air_breaches(check.receiving[i].before, check.receiving[i].after, check.limits);
    bool is_new = false;
    for (std::size_t k = 0; k < breaches.size(); ++k) {
      is_new = is_new || breaches[k].is_new;
      const bool is_first = out.buildings == 0 && k == 0;
      if (!is_first && rank(breaches[k]) <= rank(out.breach)) continue;
      out.worst = i;
      out.breach = breaches[k];
    }
    out.buildings += breaches.empty() ? 0 : 1;
    out.newly += is_new ? 1 : 0;
  }
  return out;
}

std::string headline_sentence(const PlanHeadline& h, const report::Words& words, const NumberText& number) {
  std::vector<std::string> less;
  std::vector<std::string> more;
  const auto add = [&](double saving, std::string text) {
    if (saving != 0.0) (saving > 0.0 ? less : more).push_back(std::move(text));
  };
  const double saving = h.saving_dkk_year();
  add(saving, words.fill("plan_head_mdkk", millions(std::abs(saving), number), of_which(h, words, number)));
  if (h.is_simulated) {
    const auto energy = [&](std::string_view key, double value) {
      add(value, words.fill(key, number(std::abs(value) / kThousand, 0)));
    };
    energy("plan_head_heat", h.saving_heat_kwh);
    energy("plan_head_electricity", h.saving_electricity_kwh);
    energy("plan_head_co2", h.saving_co2_kg);
  }
  std::string text =
      less.empty() ? words("plan_head_nothing") : words.fill("plan_head_saves", fmt::format("{}", fmt::join(less, ", ")));
  if (!more.empty()) text += "; " + words.fill("plan_head_takes", fmt::format("{}", fmt::join(more, ", ")));
  return text + "; " + once_text(h, words, number);
}

std::string breach_sentence(const AirBreach& breach, const report::Words& words, const NumberText& number) {
  const int decimals = breach.limit == AirLimit::air ? 1 : 0;
  return words.fill(fmt::format("plan_breach_{}", kAirLimitNames[static_cast<std::size_t>(breach.limit)]),
                    number(breach.after, decimals), number(breach.today, decimals), number(breach.allowed, 0));
}

std::vector<std::string> mind_sentences(const PlanCheck& check, const PlanNames& names, const report::Words& words,
                                        const NumberText& number) {
  std::vector<std::string> out;
  if (!check.is_done) return out;
  const auto named = [&names](const std::string& id) { return labelled(id, names.building_named(id)); };
  const auto count = [&number](std::size_t n) { return number(static_cast<double>(n), 0); };
  const BrokenLimits broken = broken_limits(check);
  if (broken.buildings > 0) {
    out.push_back(words.fill(broken.buildings == 1 ? "plan_mind_one" : "plan_mind_some", count(broken.buildings),
                             count(broken.newly), named(check.receiving[broken.worst].building_id),
                             breach_sentence(broken.breach, words, number)));
  }
  if (!check.failed.empty())
    out.push_back(words.fill("plan_mind_failed", count(check.failed.size()), named(check.failed.front())));
  for (const auto& [key, change] :
       {std::pair{"plan_mind_far_heat", &check.heat_kwh}, std::pair{"plan_mind_far_electricity", &check.electricity_kwh},
        std::pair{"plan_mind_far_co2", &check.co2_kg}, std::pair{"plan_mind_far_bill", &check.bill_dkk}}) {
    if (!change->is_far_off()) continue;
    out.push_back(words.fill(key, number(change->simulated / kThousand, 0), number(change->booked / kThousand, 0)));
  }
  return out;
}

}  // namespace tvilling::scenarios
