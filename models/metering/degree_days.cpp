// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "models/data_table.hpp"
#include "models/metering/degree_days.hpp"
#include "models/metering/metering_codes.hpp"
#include "models/portfolio/table_reader.hpp"

namespace tvilling::data {
extern const std::string_view guf;
}  // namespace tvilling::data

namespace tvilling::models {

namespace {

namespace code = metering_code;
using Row = TableReader::Row;

constexpr int kMonths = 12;

std::array<double, kUseNames.size()> read_guf() {
  const DataTable table(data::guf, "guf.csv");
  std::array<double, kUseNames.size()> parts{};
  for (std::size_t use = 0; use < parts.size(); ++use) parts[use] = table.number(table.row_of("use", kUseNames[use]), "guf");
  return parts;
}

/// Degree-days of one month (0: the year) of a year.
const DegreeDays* find(std::span<const DegreeDays> all, int year, int month) {
  const auto found =
      std::find_if(all.begin(), all.end(), [year, month](const DegreeDays& d) { return d.year == year && d.month == month; });
  return found == all.end() ? nullptr : &*found;
}

/// The twelve months with their normals, or nothing.
std::optional<std::array<DegreeDays, kMonths>> of_months(const std::vector<DegreeDays>& all, int year) {
  std::array<DegreeDays, kMonths> months;
  for (int month = 1; month <= kMonths; ++month) {
    const DegreeDays* given = find(all, year, month);
    if (given == nullptr || std::isnan(given->normal)) return std::nullopt;
    months[static_cast<std::size_t>(month - 1)] = *given;
  }
  return months;
}

double corrected_by_month(const MeteredUse& use, double guf, const std::array<DegreeDays, kMonths>& months) {
  // In a month with less than a degree-day a day the ratio to the normal month says nothing.
  constexpr double kLeastDegreeDays = 30.0;
  const double independent = guf * use.amount / kMonths;
  double sum = 0.0;
  for (std::size_t m = 0; m < months.size(); ++m) {
    const double base = std::min(independent, use.monthly[m]);
    const bool heated = months[m].degree_days >= kLeastDegreeDays;
    const double ratio = heated ? months[m].normal / months[m].degree_days : 1.0;
    sum += base + (use.monthly[m] - base) * ratio;
  }
  return sum;
}

DegreeDays read_row(TableReader& table, Row row) {
  DegreeDays days;
  const double year = table.number(row, "year", {1900.0, 2100.0});
  const double month = table.number(row, "month", {0.0, kMonths});
  days.degree_days = table.number(row, "degree_days", {0.0, 8000.0}, "K d");
  days.normal = table.number(row, "normal", {0.0, 8000.0}, "K d");
  const auto whole = [](double value) { return std::isnan(value) || value == std::floor(value); };
  if (std::isnan(year) || std::isnan(days.degree_days) || !whole(year) || !whole(month)) {
    const std::string_view column = std::isnan(days.degree_days) ? "degree_days" : whole(month) ? "year" : "month";
    table.stop(code::kDegreeDayRow, row, column, fmt::format("{} is \"{}\"", column, table.text(row, column)),
               "A row needs a year, its degree-days, and a month from 1 to 12 (or none for the whole year).");
    return days;
  }
  days.year = static_cast<int>(year);
  days.month = std::isnan(month) ? 0 : static_cast<int>(month);
  for (const std::string_view column : {"degree_days", "normal"}) {
    if (days.month != 0 || (column == "normal" ? days.normal : days.degree_days) != 0.0) continue;
    table.stop(code::kDegreeDayRow, row, column, fmt::format("{} of the whole year {} is 0", column, days.year),
               "A Danish year has some 2,500 to 3,500: write them, or leave an unknown normal empty.");
  }
  return days;
}

}  // namespace

DegreeDays degree_days_of_year(std::span<const DegreeDays> all, int year) {
  DegreeDays sum{year, 0, 0.0, 0.0};
  for (int month = 1; month <= kMonths; ++month) {
    const DegreeDays* given = find(all, year, month);
    sum.degree_days += given == nullptr ? kMissing : given->degree_days;
    sum.normal += given == nullptr ? kMissing : given->normal;
  }
  const DegreeDays* own = find(all, year, 0);
  if (own == nullptr) return sum;
  return {year, 0, own->degree_days, std::isnan(own->normal) ? sum.normal : own->normal};
}

double degree_day_corrected(double amount, double guf, double degree_days, double normal) noexcept {
  return amount * (guf + (1.0 - guf) * normal / degree_days);
}

double guf_of_use(Use use) {
  static const std::array<double, kUseNames.size()> parts = read_guf();
  return parts[static_cast<std::size_t>(use)];
}

CorrectedUse corrected_use(const MeteredUse& use, double guf, const std::vector<DegreeDays>& degree_days, double study_normal) {
  const bool months_read = (use.flags & static_cast<std::uint16_t>(ReadingFlag::spread)) == 0;
  const std::optional<std::array<DegreeDays, kMonths>> months = of_months(degree_days, use.year);
  if (months && months_read) return {corrected_by_month(use, guf, *months), true};
  const DegreeDays year = degree_days_of_year(degree_days, use.year);
  const double normal = std::isnan(year.normal) ? study_normal : year.normal;
  if (!(year.degree_days > 0.0) || std::isnan(normal)) return {};
  return {degree_day_corrected(use.amount, guf, year.degree_days, normal), false};
}

std::vector<DegreeDays> read_degree_days(const PortfolioSource& source, core::Findings& findings, InputFile& input) {
  constexpr std::array<std::string_view, 4> kNumbers{"year", "month", "degree_days", "normal"};
  constexpr std::array<std::string_view, 2> kRequired{"year", "degree_days"};
  input = {source.file(PortfolioTable::degree_days), source.sha256(PortfolioTable::degree_days), {}};
  std::vector<DegreeDays> all;
  core::Table raw = source.read(PortfolioTable::degree_days, findings);
  if (raw.header.empty()) return all;
  TableReader table(PortfolioTable::degree_days, std::move(raw), kNumbers, kRequired, findings);
  input.detected = table.detected();
  std::set<std::pair<int, int>> seen;
  for (Row row = 0; table.complete() && row < table.rows(); ++row) {
    static_cast<void>(table.take_stopped());
    const DegreeDays days = read_row(table, row);
    if (table.take_stopped()) continue;
    if (!seen.emplace(days.year, days.month).second) {
      table.stop(code::kDegreeDayRow, row, "year",
                 days.month == 0 ? fmt::format("{} is there twice", days.year)
                                 : fmt::format("month {} of {} is there twice", days.month, days.year),
                 "Keep one of the rows.");
      continue;
    }
    all.push_back(days);
  }
  std::sort(all.begin(), all.end(),
            [](const DegreeDays& a, const DegreeDays& b) { return std::pair(a.year, a.month) < std::pair(b.year, b.month); });
  return all;
}

}  // namespace tvilling::models
