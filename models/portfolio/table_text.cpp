// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/table_text.hpp"

#include <algorithm>
#include <array>

#include "core/time_text.hpp"
#include "models/portfolio/fold.hpp"

namespace tvilling::models {

namespace {

constexpr std::string_view kDigits = "0123456789";

bool only_digits(std::string_view text) noexcept {
  return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos;
}

/// "1,23E+15": what a spreadsheet makes of a long number.
bool is_shortened(std::string_view id) noexcept {
  const std::size_t e = id.find("E+");
  if (e == std::string_view::npos || e == 0) return false;
  const bool digits = id.substr(0, e).find_first_not_of("0123456789.,") == std::string_view::npos;
  return digits && only_digits(id.substr(e + 2));
}

bool is_month(std::string_view text) {
  constexpr std::array<std::string_view, 14> kMonths{"jan", "feb", "mar", "apr", "maj", "may", "jun",
                                                     "jul", "aug", "sep", "okt", "oct", "nov", "dec"};
  return std::find(kMonths.begin(), kMonths.end(), fold(text)) != kMonths.end();
}

/// "01-feb", "1. feb", "feb-01": a spreadsheet's short form of a day of this year, or of a month.
bool is_short_date(std::string_view id) {
  const std::size_t from = id.find_first_of("-. /");
  if (from == std::string_view::npos || from == 0) return false;
  const std::size_t to = id.find_first_not_of("-. /", from);
  if (to == std::string_view::npos) return false;
  const std::string_view first = id.substr(0, from);
  std::string_view last = id.substr(to);
  if (last.ends_with('.')) last.remove_suffix(1);
  const auto is_number = [](std::string_view text) { return only_digits(text) && text.size() <= 2; };
  return (is_number(first) && is_month(last)) || (is_month(first) && is_number(last));
}

}  // namespace

bool is_total(std::string_view text) {
  constexpr std::array<std::string_view, 8> kTotals{"ialt", "total",  "totals",     "totalt",
                                                    "sum",  "samlet", "hovedtotal", "grandtotal"};
  return std::find(kTotals.begin(), kTotals.end(), fold(text)) != kTotals.end();
}

bool is_formula(std::string_view cell) noexcept {
  return cell.size() > 1 && cell.front() == '=';
}

bool is_spreadsheet_error(std::string_view cell) {
  if (is_formula(cell)) return true;
  if (cell.size() < 3 || cell.front() != '#') return false;
  constexpr std::array<std::string_view, 18> kErrors{"na",   "it",        "ref",          "reference", "value",    "vaerdi",
                                                     "num",  "nummer",    "name",         "navn",      "null",     "nul",
                                                     "div0", "division0", "divisionmed0", "spill",     "overloeb", "calc"};
  return std::find(kErrors.begin(), kErrors.end(), fold(cell)) != kErrors.end();
}

IdDamage id_damage(std::string_view id) {
  if (is_shortened(id)) return IdDamage::shortened;
  return is_short_date(id) || core::parse_time(id) ? IdDamage::date : IdDamage::none;
}

std::string plain_id(std::string_view id) {
  constexpr char kLead = static_cast<char>(0xC3);  // in UTF-8 the first of two bytes of Æ, Ø, Å and the like
  std::string plain;
  for (const char c : id) {
    const unsigned int byte = static_cast<unsigned char>(c);
    const bool danish = !plain.empty() && plain.back() == kLead && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    const bool capital = danish || (c >= 'A' && c <= 'Z');
    if (c != ' ' && c != '\t') plain += capital ? static_cast<char>(byte + 0x20U) : c;
  }
  return plain;
}

std::size_t padded_length(std::span<const std::string_view> ids) {
  std::size_t numbers = 0;
  std::size_t length = 0;
  for (const std::string_view id : ids) {
    if (!only_digits(id)) continue;
    ++numbers;
    length = std::max(length, id.size());
  }
  std::size_t full = 0;
  bool padded = false;
  for (const std::string_view id : ids) {
    if (id.size() != length || !only_digits(id)) continue;
    ++full;
    padded = padded || id.front() == '0';
  }
  return padded && full < numbers && 2 * full > numbers ? length : 0;
}

bool is_feature_number(std::string_view column) {
  constexpr std::array<std::string_view, 4> kNames{"fid", "ogcfid", "gmlid", "objectid"};
  return std::find(kNames.begin(), kNames.end(), fold(column)) != kNames.end();
}

}  // namespace tvilling::models
