// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/economics/pathway.hpp"

namespace tvilling::scenarios {

/// Styringsområde: what a municipal amount is budgeted under.
enum class ControlArea : std::uint8_t { service, construction };
inline constexpr std::array<std::string_view, 2> kControlAreaNames{"Service", "Anlæg"};
[[nodiscard]] constexpr std::string_view to_string(ControlArea area) noexcept {
  return kControlAreaNames[static_cast<std::size_t>(area)];
}

/// A row of a municipal table: one amount per year in whole 1.000 kr.; a saving is negative.
struct MunicipalRow {
  std::string label;
  ControlArea area = ControlArea::service;
  std::vector<std::int64_t> thousand_dkk;
};

/// The sum below a table: of the rows of one area, or of all.
struct MunicipalSum {
  std::string label;
  std::optional<ControlArea> area;
};

/// A table in the form of Copenhagen's budget proposals (BC10, tables 1.1 and 1): years as columns, price level named.
struct MunicipalTable {
  std::string number;  ///< "1.1"
  std::string title;
  std::string price_level;  ///< "2021 p/l"
  std::vector<int> years;   ///< of the columns
  std::vector<MunicipalRow> rows;
  std::vector<MunicipalSum> sums;
  int last_year = 0;      ///< up to which the last column adds up; 0: it is of its own year
  std::string note = {};  ///< which years are not shown; empty: all are
};

/// The heads of the columns: "2027", and "2034-2055" of a last one that adds up.
[[nodiscard]] std::vector<std::string> year_heads(const MunicipalTable& table);

/// Columns of years where the steps of a pathway ask for no more, and the most there are.
inline constexpr std::size_t kUsualColumns = 6;
inline constexpr std::size_t kMostColumns = 8;
/// The line of proceeds, under construction (anlæg).
inline constexpr std::string_view kSaleLabel = "Salg af ejendomme";

/// Whole 1.000 kr., halves away from zero. Every amount is rounded by itself; sums are of what is shown, so a reader can check
/// them. They may thus be off the exact sum by half a thousand per row.
[[nodiscard]] std::int64_t thousand_dkk(double dkk);

/// The amounts of a sum, year by year.
[[nodiscard]] std::vector<std::int64_t> amounts_of(const MunicipalTable& table, const MunicipalSum& sum);

/// The table as text with Danish headings: columns aligned, thousands with a point, nothing ("-") where the amount is 0.
[[nodiscard]] std::string to_text(const MunicipalTable& table);

/// "2021 p/l".
[[nodiscard]] std::string price_level_name(int price_level_year);

/// Table 1.1, the proposal's economy in all: investment (anlæg), change of energy and water bills and of maintenance (service),
/// by year; where premises are given up also sales (anlæg), moving and restoration with the rent of the notice, and the change of
/// rent to third parties (service). From the first step's year on `columns` years, or more until the last step's; where these are
/// more than kMostColumns the last column adds up the rest of the pathway. What is not shown is noted.
[[nodiscard]] MunicipalTable consequences_table(std::span<const PathwayYear> years, int price_level_year,
                                                std::size_t columns = kUsualColumns);

/// Table 1, the investments (anlæg), of the same years: a row for every step that pays, one for renewals, one for sales.
[[nodiscard]] MunicipalTable investment_table(std::span<const PathwayYear> years, int price_level_year,
                                              std::size_t columns = kUsualColumns);

/// Table 1 of one scenario carried out in `year`: a row for every kind of measure, called as in `labels` or by its type;
/// moves and premises given up are service and only noted.
/// Throws Error (bad_input) for a scenario that the results do not have.
[[nodiscard]] MunicipalTable investment_table(const Results& results, const std::string& scenario, int year, int price_level_year,
                                              const std::map<std::string, std::string, std::less<>>& labels = {},
                                              std::size_t columns = kUsualColumns);

/// A scenario as a pathway: all of it in `year`.
[[nodiscard]] Pathway pathway_of(const std::string& scenario, int year);

/// Table 2: which of the classes that proposals are ranked by it falls into. "5-15 mio. kr.", "over 15 mio. kr.".
struct MunicipalCriteria {
  std::string title;
  std::vector<std::array<std::string, 2>> rows;  ///< criterion, class
};
/// Classes of outlay: below 5, 5 to 15, above 15 mio. kr.; of lasting saving: below 2, 2 to 5, above 5 mio. kr. a year (BC10
/// shows 5-15 and 2-5; the others are taken to follow). Outlay: all investments of the years; lasting saving: of the last year.
[[nodiscard]] MunicipalCriteria criteria_table(std::span<const PathwayYear> years);
[[nodiscard]] MunicipalCriteria criteria_table(double outlay_dkk, double lasting_saving_dkk_year);
[[nodiscard]] std::string to_text(const MunicipalCriteria& criteria);

}  // namespace tvilling::scenarios
