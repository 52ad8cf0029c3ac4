// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_degree_days.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <set>

#include "core/time_axis.hpp"
#include "models/metering/degree_days.hpp"

namespace tvilling::scenarios {

namespace {

using models::DegreeDays;

YearDegreeDays of_year(std::span<const DegreeDays> rows, int year) {
  const DegreeDays days = models::degree_days_of_year(rows, year);
  return {days.degree_days, days.normal};
}

}  // namespace

double sum_of(const DegreeDayMonths& months) noexcept {
  return std::accumulate(months.begin(), months.end(), 0.0);
}

DegreeDayMonths degree_days_of_simulated(const models::Weather& weather) {
  constexpr double kBase_degc = 17.0;
  constexpr std::size_t kDay_h = 24;
  DegreeDayMonths months{};
  for (std::size_t first = 0; first + kDay_h <= weather.dry_bulb_degc.size(); first += kDay_h) {
    double sum = 0.0;
    for (std::size_t h = first; h < first + kDay_h; ++h) sum += weather.dry_bulb_degc[h];
    const std::size_t month = static_cast<std::size_t>(core::month_of_hour(static_cast<int>(first)));
    months[month] += std::max(0.0, kBase_degc - sum / static_cast<double>(kDay_h));
  }
  return months;
}

CorrectionYears::CorrectionYears(std::span<const DegreeDays> table, std::span<const DegreeDays> weather, double asked,
                                 const DegreeDayMonths& simulated)
    : rows_(table.begin(), table.end()) {
  std::set<int> told;
  for (const DegreeDays& row : table) {
    if (!std::isnan(of_year(rows_, row.year).degree_days)) told.insert(row.year);
  }
  std::erase_if(rows_, [&told](const DegreeDays& row) { return !told.contains(row.year); });  // single months tell no year
  double of_table = models::kMissing;
  for (const int year : told) {
    const double normal = of_year(rows_, year).normal;
    if (!std::isnan(normal)) of_table = normal;
  }
  std::copy_if(weather.begin(), weather.end(), std::back_inserter(rows_),
               [&told](const DegreeDays& row) { return !told.contains(row.year); });
  normal_.simulated_degree_days = sum_of(simulated);
  if (!std::isnan(asked)) {
    normal_.degree_days = asked;
    normal_.source = NormalSource::option;
    for (DegreeDays& row : rows_) row.normal = models::kMissing;
  } else if (!std::isnan(of_table)) {
    normal_.degree_days = of_table;
    normal_.source = NormalSource::table;
  } else {
    normal_.degree_days = normal_.simulated_degree_days;
    for (DegreeDays& row : rows_) {
      row.normal = row.month == 0 ? normal_.degree_days : simulated[static_cast<std::size_t>(row.month - 1)];
    }
  }
}

YearDegreeDays CorrectionYears::of(int year) const {
  YearDegreeDays days = of_year(rows_, year);
  if (std::isnan(days.normal)) days.normal = normal_.degree_days;
  return days;
}

double CorrectionYears::corrected(const models::MeteredUse& use, double guf) const {
  const double amount = models::corrected_use(use, guf, rows_, normal_.degree_days).amount;
  // The part that follows the weather is that of a normal year already; the rest still has 29 February.
  return std::chrono::year(use.year).is_leap() ? amount - guf * use.amount / 366.0 : amount;
}

}  // namespace tvilling::scenarios
