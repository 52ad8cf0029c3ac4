// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/business_case.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/time_text.hpp"

namespace tvilling::scenarios {

namespace {

/// The calendar years of a plan. Times of the plan are years from its first day.
struct Calendar {
  std::vector<BusinessYear> years;
  double before = 0.0;         ///< part of the first year that is over on the plan's first day
  double horizon_years = 0.0;  ///< of the plan
};

/// A calendar year and how much of it is over on a day.
std::pair<int, double> year_and_part(const std::string& day) {
  const std::optional<core::TimeText> time = core::parse_time(day);
  if (!time) throw core::Error(core::ErrorKind::internal, "\"" + day + "\" is no day");
  const auto first_second = [](int year) {
    core::TimeText first;
    first.year = year;
    first.month = 1;
    first.day = 1;
    return core::clock_seconds(first);
  };
  const auto begin = first_second(time->year);
  return {time->year,
          static_cast<double>(core::clock_seconds(*time) - begin) / static_cast<double>(first_second(time->year + 1) - begin)};
}

/// Adds a yearly amount to the calendar years that [from, to) of the plan covers, none after the horizon.
void spread(Calendar& calendar, double from, double to, const std::function<void(BusinessYear&, double)>& add) {
  std::vector<BusinessYear>& years = calendar.years;
  from += calendar.before;
  to = std::min(to, calendar.horizon_years) + calendar.before;
  for (std::size_t y = 0; y < years.size(); ++y) {
    const double begin = std::max(from, static_cast<double>(y));
    const double end = std::min(to, static_cast<double>(y) + 1.0);
    if (end > begin) add(years[y], end - begin);
  }
}

void add_premises(BusinessYear& year, const CasePremises& premises, double times, const PremisesEnergy& energy) {
  double& rent_dkk = premises.internal_rent ? year.internal_rent_dkk : premises.forgone_rent ? year.let_dkk : year.rent_dkk;
  rent_dkk += times * premises.rent_dkk_year;
  year.operation_dkk += times * premises.operation_dkk_year;
  year.energy_dkk += times * energy.bill_dkk;
}

/// A part of the plan's time in which nobody moves.
struct Stretch {
  std::size_t period = 0;
  double from = 0.0;
  double to = 0.0;
};

/// Premises while they are held, and what is given up of them at the beginning through its notice.
void add_held(const ConsolidationCase& c, const Plan& plan, double sign, const Stretch& time, std::size_t p, Calendar& years) {
  const CasePremises& premises = c.premises[p];
  bool used = false;
  for (std::size_t u = 0; u < c.units.size(); ++u) used = used || place_of(c, plan, u, time.period) == p;
  const int before = time.period == 0 ? premises.blocks : plan.held[p][time.period - 1];
  const double held = static_cast<double>(plan.held[p][time.period]) / premises.blocks;
  const double left = static_cast<double>(before - plan.held[p][time.period]) / premises.blocks;
  spread(years, time.from, time.to, [&](BusinessYear& year, double share) {
    add_premises(year, premises, sign * share * held, used ? premises.open : premises.empty);
  });
  if (left <= 0.0) return;
  spread(years, time.from, time.from + notice_years_of(c, p, time.period),
         [&](BusinessYear& year, double share) { add_premises(year, premises, sign * share * left, premises.empty); });
}

/// Energy of people, and what it costs when units sit apart.
void add_people(const ConsolidationCase& c, const Plan& plan, double sign, const Stretch& time, Calendar& years) {
  double energy_dkk = 0.0;
  double apart_dkk = 0.0;
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    energy_dkk += c.units[u].persons * c.premises[place_of(c, plan, u, time.period)].person.bill_dkk;
  }
  for (const CaseAffinity& pair : c.affinities) {
    const bool apart = place_of(c, plan, pair.a, time.period) != place_of(c, plan, pair.b, time.period);
    if (apart) apart_dkk += pair.dkk_year;
  }
  spread(years, time.from, time.to, [&](BusinessYear& year, double share) {
    year.energy_dkk += sign * share * energy_dkk;
    year.apart_dkk += sign * share * apart_dkk;
  });
}

/// Adds a plan's running costs, `sign` times.
void add_running(const ConsolidationCase& c, const Plan& plan, double sign, Calendar& years) {
  const std::vector<double>& start = c.periods.start_years;
  for (std::size_t t = 0; t < start.size(); ++t) {
    const double end = t + 1 < start.size() ? start[t + 1] : years.horizon_years;
    const Stretch time{t, start[t], end};
    for (std::size_t p = 0; p < c.premises.size(); ++p) add_held(c, plan, sign, time, p, years);
    add_people(c, plan, sign, time, years);
  }
}

/// Years as columns: each, and where they are too many the rest added up in the last.
template <typename Number>
MunicipalRow row_of(const std::string& label, ControlArea area, const std::vector<BusinessYear>& years, std::size_t columns,
                    Number number) {
  MunicipalRow row{label, area, {}};
  for (std::size_t k = 0; k < columns; ++k) {
    const std::size_t end = k + 1 == columns ? years.size() : k + 1;
    double sum_dkk = 0.0;
    for (std::size_t y = k; y < end; ++y) sum_dkk += number(years[y]);
    row.thousand_dkk.push_back(thousand_dkk(sum_dkk));
  }
  return row;
}

MunicipalTable table_of(std::string title, const std::vector<BusinessYear>& years, int price_level_year) {
  MunicipalTable table{"1.1", std::move(title), price_level_name(price_level_year), {}, {}, {}, 0, {}};
  const std::size_t columns = std::min(years.size(), kMostColumns);
  for (std::size_t k = 0; k < columns; ++k) table.years.push_back(years[k].year);
  if (columns < years.size()) table.last_year = years.back().year;
  return table;
}

}  // namespace

std::vector<BusinessYear> business_case(const ConsolidationCase& c, const Plan& plan, const std::string& start_date,
                                        int horizon_years) {
  constexpr double kRounding = 1e-9;
  const auto [first_year, before] = year_and_part(start_date);
  Calendar calendar{{}, before, static_cast<double>(horizon_years)};
  std::vector<BusinessYear>& years = calendar.years;
  years.resize(static_cast<std::size_t>(horizon_years) + (before > 0.0 ? 1 : 0));
  for (std::size_t y = 0; y < years.size(); ++y) years[y].year = first_year + static_cast<int>(y);
  add_running(c, plan, 1.0, calendar);
  add_running(c, stay(c), -1.0, calendar);
  const PlanCost cost = cost_of(c, plan);
  for (std::size_t t = 0; t < cost.once.size(); ++t) {
    const auto at = static_cast<std::size_t>(std::floor(before + c.periods.start_years[t] + kRounding));
    BusinessYear& year = years[std::min(at, years.size() - 1)];
    year.move_dkk += cost.once[t].move_dkk;
    year.fit_out_dkk += cost.once[t].fit_out_dkk;
    year.close_dkk += cost.once[t].close_dkk;
    year.sale_dkk += cost.once[t].sale_dkk;
  }
  return years;
}

MunicipalTable plan_consequences_table(const std::vector<BusinessYear>& years, int price_level_year) {
  MunicipalTable table = table_of("Forslagets samlede økonomiske konsekvenser", years, price_level_year);
  const auto add = [&](const std::string& label, ControlArea area, auto number) {
    table.rows.push_back(row_of(label, area, years, table.years.size(), number));
  };
  if (std::ranges::any_of(years, [](const BusinessYear& y) { return y.sale_dkk != 0.0; })) {
    add(std::string(kSaleLabel), ControlArea::construction, [](const BusinessYear& y) { return y.sale_dkk; });
  }
  add("Flytning og indretning", ControlArea::service, [](const BusinessYear& y) { return y.move_dkk + y.fit_out_dkk; });
  add("Fraflytning og istandsættelse", ControlArea::service, [](const BusinessYear& y) { return y.close_dkk; });
  add("Ændret husleje til tredjemand", ControlArea::service, [](const BusinessYear& y) { return y.rent_dkk; });
  if (std::ranges::any_of(years, [](const BusinessYear& y) { return y.let_dkk != 0.0; })) {
    add("Lejeindtægt fra udlejning", ControlArea::service, [](const BusinessYear& y) { return y.let_dkk; });
  }
  add("Ændret drift og vedligehold", ControlArea::service, [](const BusinessYear& y) { return y.operation_dkk; });
  add("Ændret udgift til varme, el og vand", ControlArea::service, [](const BusinessYear& y) { return y.energy_dkk; });
  table.sums = {{"Anlæg i alt", ControlArea::construction},
                {"Service i alt", ControlArea::service},
                {"Samlede økonomiske konsekvenser", std::nullopt}};
  table.note = "Intern husleje er ikke med.";
  return table;
}

MunicipalTable plan_internal_rent_table(const std::vector<BusinessYear>& years, int price_level_year) {
  MunicipalTable table = table_of("Ændret intern husleje mellem kommunens egne budgetter", years, price_level_year);
  table.rows.push_back(row_of("Ændret intern husleje", ControlArea::service, years, table.years.size(),
                              [](const BusinessYear& y) { return y.internal_rent_dkk; }));
  table.sums = {{"Intern husleje i alt", ControlArea::service}};
  return table;
}

}  // namespace tvilling::scenarios
