// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_hours.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace tvilling::scenarios {

namespace {

using models::HallWeek;
using models::kWeekHours;
using models::WeekHours;

constexpr double kWeek_h = static_cast<double>(kWeekHours);

/// A run of open hours, on an axis that goes on past the week's end.
struct Spell {
  std::size_t first = 0;  ///< hour of the week
  std::size_t last = 0;   ///< may be a week later
  double begin_h = 0.0;
  double end_h = 0.0;
};

std::size_t on_week(std::size_t hour) noexcept {
  return hour % kWeekHours;
}

/// Nothing for a hall that never closes.
std::vector<Spell> spells_of(const WeekHours& open) {
  std::vector<Spell> spells;
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    if (!(open[h] > 0.0) || open[on_week(h + kWeekHours - 1)] > 0.0) continue;
    std::size_t last = h;
    while (open[on_week(last + 1)] > 0.0) ++last;
    const double begin_h = last == h ? static_cast<double>(h) : static_cast<double>(h + 1) - open[h];
    spells.push_back({h, last, begin_h, static_cast<double>(last) + open[on_week(last)]});
  }
  return spells;
}

/// Moves the first begin and the last end of each day on which spells begin, and cuts what is outside of them; what two spells
/// would share belongs to the earlier one.
std::vector<Spell> shifted(std::vector<Spell> spells, double opens_later_h, double closes_earlier_h) {
  for (std::size_t first = 0; first < spells.size();) {
    std::size_t last = first;
    while (last + 1 < spells.size() && spells[last + 1].first / 24 == spells[first].first / 24) ++last;
    const double opens_h = spells[first].begin_h + opens_later_h;
    const double closes_h = spells[last].end_h - closes_earlier_h;
    for (std::size_t i = first; i <= last; ++i) {
      spells[i].begin_h = i == first ? opens_h : std::max(spells[i].begin_h, opens_h);
      spells[i].end_h = i == last ? closes_h : std::min(spells[i].end_h, closes_h);
    }
    first = last + 1;
  }
  std::erase_if(spells, [](const Spell& s) { return !(s.end_h > s.begin_h); });
  if (spells.empty()) return spells;
  double before_h = spells.back().end_h - kWeek_h;
  for (Spell& spell : spells) {
    spell.begin_h = std::max(spell.begin_h, before_h);
    before_h = std::max(before_h, spell.end_h);
  }
  return spells;
}

double overlap_h(const Spell& spell, double hour) noexcept {
  double sum = 0.0;
  for (const double week_h : {-kWeek_h, 0.0, kWeek_h}) {
    sum += std::max(0.0, std::min(spell.end_h, hour + week_h + 1.0) - std::max(spell.begin_h, hour + week_h));
  }
  return sum;
}

/// How much of an hour is open while its spell is: less than 1 in a pause.
WeekHours openness(const WeekHours& open, const std::vector<Spell>& spells) {
  WeekHours within;
  within.fill(1.0);
  for (const Spell& spell : spells) {
    for (std::size_t h = spell.first + 1; h < spell.last; ++h) within[on_week(h)] = open[on_week(h)];
  }
  return within;
}

/// Visits per open hour: of the hour itself, else of the nearest end of the spell that reaches into it.
double visit_rate(const HallWeek& week, const Spell& spell, std::size_t hour) noexcept {
  const auto rate = [&week](std::size_t h) { return week.visits[on_week(h)] / week.open[on_week(h)]; };
  if (week.open[hour] > 0.0) return rate(hour);
  const std::size_t since_end = on_week(hour + 2 * kWeekHours - spell.last);
  const std::size_t until_begin = on_week(spell.first + kWeekHours - hour);
  return rate(since_end < until_begin ? spell.last : spell.first);
}

}  // namespace

HallWeek shift_opening_hours(const HallWeek& week, double opens_later_h, double closes_earlier_h) {
  const std::vector<Spell> before = spells_of(week.open);
  if (before.empty() || (opens_later_h == 0.0 && closes_earlier_h == 0.0)) return week;
  const WeekHours within = openness(week.open, before);
  HallWeek out;
  for (const Spell& spell : shifted(before, opens_later_h, closes_earlier_h)) {
    for (std::size_t h = 0; h < kWeekHours; ++h) {
      const double open = within[h] * overlap_h(spell, static_cast<double>(h));
      if (!(open > 0.0)) continue;
      out.open[h] = std::min(1.0, out.open[h] + open);
      out.visits[h] += open * visit_rate(week, spell, h);
    }
  }
  const double wanted = std::accumulate(week.visits.begin(), week.visits.end(), 0.0);
  const double sum = std::accumulate(out.visits.begin(), out.visits.end(), 0.0);
  if (sum > 0.0) {
    for (double& visits : out.visits) visits *= wanted / sum;
  }
  return out;
}

}  // namespace tvilling::scenarios
