// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/hall_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "models/portfolio/fold.hpp"

namespace tvilling::models {

namespace {

using Days = std::bitset<kWeekDays>;

constexpr std::array<std::string_view, kWeekDays> kDanishDays{"man", "tir", "ons", "tor", "fre", "lør", "søn"};

struct DayWord {
  std::string_view word;  ///< folded
  std::uint8_t day;
};
constexpr std::array kDays{
    DayWord{"mon", 0},       DayWord{"monday", 0},   DayWord{"man", 0},     DayWord{"mandag", 0},  DayWord{"tue", 1},
    DayWord{"tues", 1},      DayWord{"tuesday", 1},  DayWord{"tir", 1},     DayWord{"tirsdag", 1}, DayWord{"wed", 2},
    DayWord{"wednesday", 2}, DayWord{"ons", 2},      DayWord{"onsdag", 2},  DayWord{"thu", 3},     DayWord{"thur", 3},
    DayWord{"thurs", 3},     DayWord{"thursday", 3}, DayWord{"tor", 3},     DayWord{"tors", 3},    DayWord{"torsdag", 3},
    DayWord{"fri", 4},       DayWord{"friday", 4},   DayWord{"fre", 4},     DayWord{"fredag", 4},  DayWord{"sat", 5},
    DayWord{"saturday", 5},  DayWord{"loer", 5},     DayWord{"loerdag", 5}, DayWord{"sun", 6},     DayWord{"sunday", 6},
    DayWord{"soen", 6},      DayWord{"soendag", 6},
};

struct DaysWord {
  std::string_view word;  ///< folded
  unsigned days;          ///< bit 0 is Monday
};
constexpr unsigned kWeekdays = 0b0011111;
constexpr unsigned kWeekend = 0b1100000;
constexpr std::array kSets{
    DaysWord{"weekday", kWeekdays},  DaysWord{"weekdays", kWeekdays}, DaysWord{"hverdag", kWeekdays},
    DaysWord{"hverdage", kWeekdays}, DaysWord{"weekend", kWeekend},   DaysWord{"weekends", kWeekend},
    DaysWord{"weekender", kWeekend}, DaysWord{"all", 0b1111111},      DaysWord{"daily", 0b1111111},
    DaysWord{"everyday", 0b1111111}, DaysWord{"alle", 0b1111111},     DaysWord{"dagligt", 0b1111111},
    DaysWord{"alledage", 0b1111111}, DaysWord{"alldays", 0b1111111},  DaysWord{"hverdagogweekend", 0b1111111},
};

std::optional<std::size_t> find_day(const std::string& folded) {
  const auto same = [&folded](const DayWord& w) { return w.word == folded || std::string(w.word) + "e" == folded; };
  const auto found = std::find_if(kDays.begin(), kDays.end(), same);
  if (found != kDays.end()) return found->day;
  // Plurals: "mondays"
  if (folded.ends_with("days")) return find_day(folded.substr(0, folded.size() - 1));
  return std::nullopt;
}

bool is_holiday(const std::string& folded) {
  constexpr std::array<std::string_view, 6> kWords{"holiday",   "holidays",   "publicholidays",
                                                   "helligdag", "helligdage", "publicholiday"};
  return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

/// The words of a cell, folded: "-" alone where a range is meant.
std::vector<std::string> words_of(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    constexpr std::string_view kEnDash = "\xE2\x80\x93";
    if (text.substr(at).starts_with(kEnDash)) {
      plain += " - ";
      at += kEnDash.size() - 1;
    } else if (text[at] == '-') {
      plain += " - ";
    } else {
      plain += std::string_view(",;/|+&.\t").find(text[at]) == std::string_view::npos ? text[at] : ' ';
    }
  }
  std::vector<std::string> words;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    const std::string word = plain.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (word == "-") {
      words.emplace_back("-");
      continue;
    }
    std::string folded = fold(word);
    if (folded == "og" || folded == "and" || folded == "public") continue;
    words.push_back(folded == "til" || folded == "to" ? "-" : std::move(folded));
  }
  return words;
}

/// The days from one to another, over Sunday too.
void add_range(Days& days, std::size_t from, std::size_t to) {
  for (std::size_t day = from;; day = (day + 1) % kWeekDays) {
    days.set(day);
    if (day == to) return;
  }
}

/// Two digits, of the hours also one, from the front of the text.
std::optional<int> take_part(std::string_view& text, bool hours) {
  std::size_t digits = 0;
  int value = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    if (digits == 2) return std::nullopt;
    value = 10 * value + (text[digits] - '0');
  }
  if (digits == 0 || (digits == 1 && !hours)) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

}  // namespace

std::optional<Days> parse_days(std::string_view text) {
  const std::string whole = fold(text);
  for (const DaysWord& set : kSets) {
    if (set.word == whole) return Days(set.days);
  }
  const std::vector<std::string> words = words_of(text);
  Days days;
  bool holidays = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto set = std::find_if(kSets.begin(), kSets.end(), [&](const DaysWord& s) { return s.word == words[i]; });
    const std::optional<std::size_t> day = find_day(words[i]);
    if (set != kSets.end()) {
      days |= Days(set->days);
    } else if (is_holiday(words[i])) {
      holidays = true;
    } else if (day) {
      const bool range = i + 2 < words.size() && words[i + 1] == "-";
      const std::optional<std::size_t> last = range ? find_day(words[i + 2]) : std::nullopt;
      add_range(days, *day, last.value_or(*day));
      if (last) i += 2;
    } else if (words[i] != "-" || i == 0 || i + 1 == words.size() || !is_holiday(words[i + 1])) {
      return std::nullopt;  // "søn- og helligdage" has a dash that is no range
    }
  }
  constexpr std::size_t kSunday = 6;
  if (days.none() || (holidays && !days.test(kSunday))) return std::nullopt;
  return days;
}

std::optional<double> parse_time_of_day(std::string_view text) {
  text = core::trimmed(text);
  constexpr std::array<std::string_view, 4> kBefore{"kl.", "Kl.", "kl", "Kl"};
  const auto before = std::find_if(kBefore.begin(), kBefore.end(), [text](std::string_view b) { return text.starts_with(b); });
  if (before != kBefore.end()) text = core::trimmed(text.substr(before->size()));
  if (text == "1900-01-01T00:00:00" || text == "1900-01-01T00:00") return 24.0;  // how a spreadsheet has 24:00
  std::array<int, 3> parts{};                                                    // hours, minutes, seconds
  for (std::size_t i = 0;; ++i) {
    const std::optional<int> part = i < parts.size() ? take_part(text, i == 0) : std::nullopt;
    if (!part) return std::nullopt;
    parts[i] = *part;
    if (text.empty()) break;
    if (text.front() != ':' && text.front() != '.') return std::nullopt;
    text.remove_prefix(1);
  }
  constexpr int kSixty = 60;
  const int seconds = kSixty * (kSixty * parts[0] + parts[1]) + parts[2];
  constexpr int kDay = 86400;
  if (parts[1] >= kSixty || parts[2] >= kSixty || seconds > kDay) return std::nullopt;
  return static_cast<double>(seconds) / 3600.0;
}

std::string days_text(const Days& days, bool danish) {
  const std::array<std::string_view, kWeekDays>& names = danish ? kDanishDays : kWeekDayNames;
  std::string text;
  for (std::size_t day = 0; day < kWeekDays; ++day) {
    if (!days.test(day)) continue;
    std::size_t last = day;
    while (last + 1 < kWeekDays && days.test(last + 1)) ++last;
    if (!text.empty()) text += ' ';
    text += names[day];
    if (last > day) text += (last == day + 1 ? " " : "-") + std::string(names[last]);
    day = last;
  }
  return text;
}

std::string time_of_day_text(double hours) {
  constexpr int kSixty = 60;
  const int minutes = static_cast<int>(std::lround(hours * kSixty));
  return fmt::format("{:02}:{:02}", minutes / kSixty, minutes % kSixty);
}

}  // namespace tvilling::models
