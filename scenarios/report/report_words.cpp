// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "core/suggest.hpp"

namespace tvilling::data {
extern const std::string_view report_words;
}  // namespace tvilling::data

namespace tvilling::scenarios::report {

namespace {

constexpr std::array<std::string_view, 2> kLanguageNames{"da", "en"};  // order of Language

std::vector<WordRow> read_words() {
  core::Findings findings;
  const core::Table table = core::parse_csv(data::report_words, "report_words.csv", findings);
  if (!findings.list.empty())
    throw core::Error(core::ErrorKind::internal, findings.list.front().message, findings.list.front().pos);
  std::vector<WordRow> rows;
  rows.reserve(table.rows.size());
  for (const auto& row : table.rows) rows.push_back({row.at(0).text, row.at(1).text, row.at(2).text});
  return rows;
}

const std::map<std::string_view, const WordRow*>& by_key() {
  static const std::map<std::string_view, const WordRow*> index = [] {
    std::map<std::string_view, const WordRow*> made;
    for (const WordRow& row : word_rows()) made.emplace(row.key, &row);
    return made;
  }();
  return index;
}

const std::string& in(Language language, const WordRow& row) {
  return language == Language::da ? row.da : row.en;
}

}  // namespace

Language language_of(std::string_view name) {
  const auto found = std::find(kLanguageNames.begin(), kLanguageNames.end(), name);
  if (found != kLanguageNames.end()) return static_cast<Language>(found - kLanguageNames.begin());
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--lang \"{}\" is not a language of reports", name), {},
                    "Write --lang da or --lang en.");
}

const std::vector<WordRow>& word_rows() {
  static const std::vector<WordRow> rows = read_words();
  return rows;
}

const std::string& Words::operator()(std::string_view key) const {
  const auto found = by_key().find(key);
  if (found != by_key().end()) return in(language_, *found->second);
  throw core::Error(core::ErrorKind::internal, fmt::format("report_words.csv has no \"{}\"", key));
}

std::string Words::named(std::string_view family, std::string_view name) const {
  const auto found = by_key().find(fmt::format("{}_{}", family, name));
  return found == by_key().end() ? std::string(name) : in(language_, *found->second);
}

std::string Words::number(double value, int decimals) const {
  if (!std::isfinite(value)) return "–";
  std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;  // no "-0"
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string text = value < 0.0 && !zero ? "-" : "";
  for (std::size_t i = 0; i < point; ++i) {
    if (i > 0 && (point - i) % 3 == 0) text += language_ == Language::da ? '.' : ',';
    text += digits[i];
  }
  if (point < digits.size()) text += (language_ == Language::da ? "," : ".") + digits.substr(point + 1);
  return text;
}

std::string Words::change(double value, int decimals) const {
  const std::string text = number(value, decimals);
  const bool above = value > 0.0 && text.find_first_of("123456789") != std::string::npos;
  return above ? "+" + text : text;
}

std::string Words::sensible(double value) const {
  const double size = std::abs(value);
  return number(value, size == 0.0 ? 0 : size < 1.0 ? 2 : size < 10.0 ? 1 : 0);
}

std::string Words::exact(double value) const {
  if (!std::isfinite(value)) return "–";
  std::string text = fmt::format("{}", value + 0.0);
  if (language_ == Language::da) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string Words::short_number(double value) const {
  return number(value, std::abs(value - std::round(value)) < 0.05 ? 0 : 1);
}

std::string Words::date(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::string(iso);
  return fmt::format("{}-{}-{}", iso.substr(8, 2), iso.substr(5, 2), iso.substr(0, 4));
}

}  // namespace tvilling::scenarios::report
