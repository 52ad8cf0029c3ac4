// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/municipal_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "scenarios/premises/premises_measures.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kThousand = 1000.0;
constexpr double kMillion = 1e6;
constexpr std::string_view kMillionKroner = "mio. kr.";
constexpr std::string_view kBaseline = "baseline";
constexpr std::string_view kNotConstruction = "Flytning og istandsættelse (service) er ikke med.";

/// 1442 gives "1.442", 0 gives "-".
std::string shown(std::int64_t thousand) {
  if (thousand == 0) return "-";
  std::string digits = std::to_string(std::abs(thousand));
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ".");
  return thousand < 0 ? "-" + digits : digits;
}

/// Signs, not bytes: "Å" is one.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string left(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, width_of(text)), ' ');
}
std::string right(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, width_of(text)), ' ') + std::string(text);
}

/// A line of the table as it is shown.
struct Line {
  std::string label;
  std::string area;
  std::vector<std::string> amounts;
};

std::vector<Line> lines_of(const MunicipalTable& table) {
  std::vector<Line> lines;
  const auto add = [&lines](std::string label, std::string_view area, const std::vector<std::int64_t>& amounts) {
    Line line{std::move(label), std::string(area), {}};
    for (const std::int64_t amount : amounts) line.amounts.push_back(shown(amount));
    lines.push_back(std::move(line));
  };
  for (const MunicipalRow& row : table.rows) add(row.label, to_string(row.area), row.thousand_dkk);
  for (const MunicipalSum& sum : table.sums) {
    add(sum.label, sum.area ? to_string(*sum.area) : std::string_view("I alt"), amounts_of(table, sum));
  }
  return lines;
}

/// An empty table of the first `columns` years from `first` on.
MunicipalTable table_of(std::string number, std::string title, int price_level_year, int first, std::size_t columns) {
  MunicipalTable table{std::move(number), std::move(title), price_level_name(price_level_year), {}, {}, {}, 0, {}};
  for (std::size_t c = 0; c < columns; ++c) table.years.push_back(first + static_cast<int>(c));
  return table;
}

/// Years of a pathway as columns.
struct ShownYears {
  std::span<const PathwayYear> before;  ///< the first step; not shown
  std::span<const PathwayYear> each;    ///< a column each
  std::span<const PathwayYear> later;   ///< added up in one more column
  std::span<const PathwayYear> after;   ///< all steps and columns; not shown

  [[nodiscard]] std::size_t columns() const { return each.size() + (later.empty() ? 0 : 1); }
};

ShownYears shown_years(std::span<const PathwayYear> years, std::size_t columns) {
  std::size_t first = 0;
  std::size_t last = 0;
  bool has_step = false;
  for (std::size_t y = 0; y < years.size(); ++y) {
    const bool is_step = y == 0 ? years[y].scenario != kBaseline : years[y].scenario != years[y - 1].scenario;
    if (!is_step) continue;
    if (!has_step) first = y;
    has_step = true;
    last = y;
  }
  ShownYears shown;
  shown.before = years.first(first);
  const std::span<const PathwayYear> rest = years.subspan(first);
  const std::size_t needed = years.empty() ? 0 : last - first + 1;
  if (needed > std::max(columns, kMostColumns)) {
    shown.each = rest.first(std::max(columns, kMostColumns) - 1);
    shown.later = rest.subspan(shown.each.size());
  } else {
    shown.each = rest.first(std::min(std::max(columns, needed), rest.size()));
    shown.after = rest.subspan(shown.each.size());
  }
  return shown;
}

std::string years_text(std::span<const PathwayYear> years) {
  const int first = years.front().year;
  const int last = years.back().year;
  return first == last ? std::to_string(first) : fmt::format("{}-{}", first, last);
}

/// An empty table with the years as columns and a note of the others.
MunicipalTable table_of(std::string number, std::string title, int price_level_year, const ShownYears& years) {
  const int first = years.each.empty() ? price_level_year : years.each.front().year;
  MunicipalTable table = table_of(std::move(number), std::move(title), price_level_year, first, years.columns());
  if (!years.later.empty()) table.last_year = years.later.back().year;
  if (!years.before.empty()) table.note = fmt::format("Ikke vist: {} (før første trin).", years_text(years.before));
  if (!years.after.empty()) {
    table.note += fmt::format("{}Ikke vist: {}.", table.note.empty() ? "" : " ", years_text(years.after));
  }
  return table;
}

/// A row of one number of every year.
template <typename Number>
MunicipalRow row_of(std::string label, ControlArea area, const ShownYears& years, Number number) {
  MunicipalRow row{std::move(label), area, {}};
  row.thousand_dkk.reserve(years.columns());
  for (const PathwayYear& year : years.each) row.thousand_dkk.push_back(thousand_dkk(number(year)));
  if (years.later.empty()) return row;
  double sum_dkk = 0.0;
  for (const PathwayYear& year : years.later) sum_dkk += number(year);
  row.thousand_dkk.push_back(thousand_dkk(sum_dkk));
  return row;
}

/// What is paid for works, renewals too: without what is paid once for premises.
double works_dkk(const PathwayYear& year) {
  return year.investment_dkk - year.premises_once_dkk - year.premises_sale_dkk;
}

void add_note(MunicipalTable& table, std::string_view note) {
  table.note += fmt::format("{}{}", table.note.empty() ? "" : " ", note);
}

/// "under 5 mio. kr.", "5-15 mio. kr.", "over 15 mio. kr.".
std::string class_of(double dkk, int low, int high) {
  if (dkk < low * kMillion) return fmt::format("under {} {}", low, kMillionKroner);
  if (dkk > high * kMillion) return fmt::format("over {} {}", high, kMillionKroner);
  return fmt::format("{}-{} {}", low, high, kMillionKroner);
}

}  // namespace

std::int64_t thousand_dkk(double dkk) {
  return std::llround(dkk / kThousand);
}

std::string price_level_name(int price_level_year) {
  return fmt::format("{} p/l", price_level_year);
}

std::vector<std::string> year_heads(const MunicipalTable& table) {
  std::vector<std::string> heads;
  heads.reserve(table.years.size());
  for (const int year : table.years) heads.push_back(std::to_string(year));
  if (!heads.empty() && table.last_year > table.years.back()) heads.back() += fmt::format("-{}", table.last_year);
  return heads;
}

std::vector<std::int64_t> amounts_of(const MunicipalTable& table, const MunicipalSum& sum) {
  std::vector<std::int64_t> amounts(table.years.size(), 0);
  for (const MunicipalRow& row : table.rows) {
    if (sum.area && *sum.area != row.area) continue;
    for (std::size_t y = 0; y < std::min(amounts.size(), row.thousand_dkk.size()); ++y) amounts[y] += row.thousand_dkk[y];
  }
  return amounts;
}

std::string to_text(const MunicipalTable& table) {
  const std::string unit = fmt::format("1.000 kr., {}", table.price_level);
  constexpr std::string_view kArea = "Styringsområde";
  const std::vector<Line> lines = lines_of(table);
  std::size_t label_width = width_of(unit);
  const std::vector<std::string> heads = year_heads(table);
  std::vector<std::size_t> widths;
  widths.reserve(heads.size());
  for (const std::string& head : heads) widths.push_back(head.size());
  for (const Line& line : lines) {
    label_width = std::max(label_width, width_of(line.label));
    for (std::size_t y = 0; y < widths.size(); ++y) widths[y] = std::max(widths[y], width_of(line.amounts[y]));
  }
  const std::size_t area_width = width_of(kArea);
  std::string text = fmt::format("Tabel {}. {}\n", table.number, table.title);
  const auto write = [&](std::string_view label, std::string_view area, const auto& amount_of) {
    std::string line = left(label, label_width) + "  " + left(area, area_width);
    for (std::size_t y = 0; y < widths.size(); ++y) line += "  " + right(amount_of(y), widths[y]);
    while (line.ends_with(' ')) line.pop_back();
    text += line + "\n";
  };
  write(unit, kArea, [&heads](std::size_t y) { return heads[y]; });
  for (const Line& line : lines) {
    write(line.label, line.area, [&line](std::size_t y) { return line.amounts[y]; });
  }
  if (!table.note.empty()) text += table.note + "\n";
  return text;
}

MunicipalTable consequences_table(std::span<const PathwayYear> years, int price_level_year, std::size_t columns) {
  const ShownYears shown = shown_years(years, columns);
  MunicipalTable table = table_of("1.1", "Forslagets samlede økonomiske konsekvenser", price_level_year, shown);
  table.rows.push_back(row_of("Investering i energirenovering", ControlArea::construction, shown, works_dkk));
  const auto add_where_any = [&](std::string label, ControlArea area, double PathwayYear::* amount) {
    if (std::ranges::all_of(years, [amount](const PathwayYear& y) { return y.*amount == 0.0; })) return;
    table.rows.push_back(row_of(std::move(label), area, shown, [amount](const PathwayYear& y) { return y.*amount; }));
  };
  add_where_any(std::string(kSaleLabel), ControlArea::construction, &PathwayYear::premises_sale_dkk);
  add_where_any("Flytning og istandsættelse", ControlArea::service, &PathwayYear::premises_once_dkk);
  add_where_any("Ændret husleje til tredjemand", ControlArea::service, &PathwayYear::change_rent_dkk);
  table.rows.push_back(row_of("Ændret udgift til varme, el og vand", ControlArea::service, shown,
                              [](const PathwayYear& y) { return y.change_bill_dkk; }));
  table.rows.push_back(
      row_of("Ændret vedligehold", ControlArea::service, shown, [](const PathwayYear& y) { return y.change_maintenance_dkk; }));
  table.sums = {{"Anlæg i alt", ControlArea::construction},
                {"Service i alt", ControlArea::service},
                {"Samlede økonomiske konsekvenser", std::nullopt}};
  return table;
}

MunicipalTable investment_table(std::span<const PathwayYear> years, int price_level_year, std::size_t columns) {
  const ShownYears shown = shown_years(years, columns);
  MunicipalTable table = table_of("1", "Anlægsinvesteringer i forslaget", price_level_year, shown);
  bool renews = false;
  bool sells = false;
  bool moves = false;
  for (const std::span<const PathwayYear> part : {shown.each, shown.later}) {
    for (const PathwayYear& year : part) {
      renews = renews || year.renewal_dkk != 0.0;
      sells = sells || year.premises_sale_dkk != 0.0;
      moves = moves || year.premises_once_dkk != 0.0;
      const double step_dkk = works_dkk(year) - year.renewal_dkk;
      if (step_dkk == 0.0) continue;
      table.rows.push_back(row_of(fmt::format("{} ({})", year.scenario, year.year), ControlArea::construction, shown,
                                  [&year, step_dkk](const PathwayYear& y) { return y.year == year.year ? step_dkk : 0.0; }));
    }
  }
  if (renews) {
    table.rows.push_back(
        row_of("Genanskaffelser", ControlArea::construction, shown, [](const PathwayYear& y) { return y.renewal_dkk; }));
  }
  if (sells) {
    table.rows.push_back(row_of(std::string(kSaleLabel), ControlArea::construction, shown,
                                [](const PathwayYear& y) { return y.premises_sale_dkk; }));
  }
  if (moves) add_note(table, kNotConstruction);
  table.sums = {{"Investeringer totalt, anlæg", ControlArea::construction}};
  return table;
}

MunicipalTable investment_table(const Results& results, const std::string& scenario, int year, int price_level_year,
                                const std::map<std::string, std::string, std::less<>>& labels, std::size_t columns) {
  const std::size_t s = results.scenario_index(scenario);
  MunicipalTable table = table_of("1", "Anlægsinvesteringer i forslaget", price_level_year, year, columns);
  bool moves = false;
  std::vector<std::pair<std::string, double>> types;  // in the order in which they stand
  for (const AppliedMeasure& measure : results.measures) {
    if (measure.scenario != s || measure.investment_dkk == 0.0) continue;
    if (is_of_premises(measure.type) && measure.type != "sell") {
      moves = true;
      continue;
    }
    const auto known = std::ranges::find_if(types, [&measure](const auto& type) { return type.first == measure.type; });
    if (known != types.end()) {
      known->second += measure.investment_dkk;
    } else {
      types.emplace_back(measure.type, measure.investment_dkk);
    }
  }
  for (const auto& [type, investment_dkk] : types) {
    const auto label = labels.find(type);
    MunicipalRow row{label == labels.end() ? type : label->second, ControlArea::construction, {}};
    row.thousand_dkk.assign(columns, 0);
    if (columns > 0) row.thousand_dkk.front() = thousand_dkk(investment_dkk);
    table.rows.push_back(std::move(row));
  }
  if (moves) add_note(table, kNotConstruction);
  table.sums = {{"Investeringer totalt, anlæg", ControlArea::construction}};
  return table;
}

Pathway pathway_of(const std::string& scenario, int year) {
  return {scenario, 0, {{year, scenario, {}}}, {}};
}

MunicipalCriteria criteria_table(double outlay_dkk, double lasting_saving_dkk_year) {
  constexpr int kOutlayLow = 5;
  constexpr int kOutlayHigh = 15;
  constexpr int kSavingLow = 2;
  constexpr int kSavingHigh = 5;
  return {"Kriterier til prioritering",
          {{"Udgift", class_of(outlay_dkk, kOutlayLow, kOutlayHigh)},
           {"Potentiale for varig effektivisering", class_of(lasting_saving_dkk_year, kSavingLow, kSavingHigh) + " (service)"}}};
}

MunicipalCriteria criteria_table(std::span<const PathwayYear> years) {
  double outlay_dkk = 0.0;
  for (const PathwayYear& year : years) outlay_dkk += year.investment_dkk;
  const double saving_dkk =
      years.empty() ? 0.0 : -years.back().change_bill_dkk - years.back().change_maintenance_dkk - years.back().change_rent_dkk;
  return criteria_table(outlay_dkk, saving_dkk);
}

std::string to_text(const MunicipalCriteria& criteria) {
  std::size_t width = 0;
  for (const auto& row : criteria.rows) width = std::max(width, width_of(row[0]));
  std::string text = "Tabel 2. " + criteria.title + "\n";
  for (const auto& row : criteria.rows) text += left(row[0], width) + "  " + row[1] + "\n";
  return text;
}

}  // namespace tvilling::scenarios
