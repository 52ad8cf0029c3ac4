// SPDX-License-Identifier: MPL-2.0
#include "models/links/address.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "models/portfolio/fold.hpp"

namespace tvilling::models {

namespace {

using WordPair = std::pair<std::string_view, std::string_view>;

// Words of street names as they are shortened, folded and without their point (Dansk Sprognævn and DAR usage).
constexpr std::array kWords{
    WordPair{"gl", "gammel"},      WordPair{"gml", "gammel"},   WordPair{"sct", "st"},         WordPair{"skt", "st"},
    WordPair{"ll", "lille"},       WordPair{"sdr", "soender"},  WordPair{"ndr", "nordre"},     WordPair{"nr", "noerre"},
    WordPair{"vestr", "vestre"},   WordPair{"oestr", "oestre"}, WordPair{"dr", "doktor"},      WordPair{"chr", "christian"},
    WordPair{"fr", "frederik"},    WordPair{"kgs", "kongens"},  WordPair{"prof", "professor"}, WordPair{"v", "vej"},
    WordPair{"g", "gade"},         WordPair{"pl", "plads"},     WordPair{"str", "straede"},    WordPair{"bd", "boulevard"},
    WordPair{"blvd", "boulevard"}, WordPair{"all", "alle"},
};

// The same at the end of a longer word: "Strandv.", "Nørreg.". Only with the point: "Lyng" is no "Lyngade".
constexpr std::array kEndings{WordPair{"v", "vej"}, WordPair{"g", "gade"}, WordPair{"pl", "plads"}, WordPair{"str", "straede"},
                              WordPair{"all", "alle"}};

// "Bygning 2" names no street.
constexpr std::array<std::string_view, 10> kNoStreets{"bygning", "bygn",  "blok",   "hus",    "afdeling",
                                                      "afd",     "enhed", "lokale", "maaler", "nummer"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// A street's word written out. A shortened word has a point, or is one that stands for nothing else.
std::string whole_word(std::string_view word, bool first) {
  const bool point = word.ends_with('.');
  std::string folded = fold(word);
  if (folded == "sankt" || folded == "store") return "st";  // "St. Kongensgade" and "St. Hans Gade": the point hides which
  const bool plain_short = folded == "gl" || folded == "sct" || folded == "skt" || folded == "sdr" || folded == "ndr";
  if (point || plain_short) {
    for (const auto& [abbreviation, whole] : kWords) {
      const bool ends_a_street = abbreviation == "v" || abbreviation == "g";
      if (folded == abbreviation && !(ends_a_street && first)) return std::string(whole);
    }
  }
  if (point) {
    for (const auto& [ending, whole] : kEndings) {
      if (folded.size() > ending.size() + 2 && folded.ends_with(ending))
        return folded.substr(0, folded.size() - ending.size()) + std::string(whole);
    }
  }
  return folded;
}

struct HouseNumber {
  int number = 0;
  char letter = 0;
};

/// "12", "12a"; nothing when anything else stands there ("4.s", "2100abc").
std::optional<HouseNumber> parse_house_number(std::string_view text) {
  constexpr std::size_t kDigits = 4;
  const std::size_t digits = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  if (digits == 0 || digits > kDigits || text.size() > digits + 1) return std::nullopt;
  HouseNumber house;
  for (const char c : text.substr(0, digits)) house.number = house.number * 10 + (c - '0');
  if (text.size() == digits) return house;
  const std::string letter = fold(text.substr(digits));
  if (letter.size() != 1 || is_digit(letter.front())) return std::nullopt;
  house.letter = letter.front();
  return house;
}

std::optional<char> single_letter(std::string_view text) {
  const std::string folded = fold(text);
  if (folded.size() != 1 || is_digit(folded.front()) || text.size() != 1) return std::nullopt;
  return folded.front();
}

/// "12", "12A", "12-16", "12A-C".
bool read_number(std::string_view text, Address& address) {
  const std::size_t dash = text.find('-');
  const std::optional<HouseNumber> from = parse_house_number(text.substr(0, dash));
  if (!from || from->number == 0) return false;
  address.from = address.to = from->number;
  address.from_letter = address.to_letter = from->letter;
  if (dash == std::string_view::npos) return true;
  const std::string_view end = text.substr(dash + 1);
  if (const std::optional<HouseNumber> to = parse_house_number(end)) {
    if (to->number < from->number) return false;
    address.to = to->number;
    address.to_letter = to->letter;
    return true;
  }
  const std::optional<char> letter = single_letter(end);
  if (!letter) return false;
  address.to_letter = *letter;
  return true;
}

/// Four digits that begin the city's part: a Danish postcode is 0800 to 9999.
int find_postcode(std::string_view text) {
  constexpr int kLowest = 800;
  for (const std::string_view word : split(text, " ,;")) {
    const std::string_view digits = word.starts_with("DK-") ? word.substr(3) : word;
    if (digits.size() != 4 || !std::all_of(digits.begin(), digits.end(), is_digit)) continue;
    const int code = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + (digits[3] - '0');
    if (code >= kLowest) return code;
  }
  return 0;
}

/// "12 - 16" and "12–16" as "12-16".
std::string plain_ranges(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool long_dash =
        text.substr(i, 2) == "\xE2\x80" && (text.substr(i, 3).back() == '\x93' || text.substr(i, 3).back() == '\x94');
    if (text[i] != '-' && !long_dash) {
      plain += text[i];
      continue;
    }
    if (long_dash) i += 2;
    const bool after_number = plain.find_last_not_of(' ') != std::string::npos && is_digit(plain[plain.find_last_not_of(' ')]);
    if (after_number) plain.erase(plain.find_last_not_of(' ') + 1);
    plain += '-';
    while (after_number && i + 1 < text.size() && text[i + 1] == ' ') ++i;
  }
  return plain;
}

bool in_range(const Address& inner, const Address& range) {
  if (range.from == range.to) {
    return inner.from == range.from && inner.to == range.to && range.from_letter != 0 && inner.from_letter >= range.from_letter &&
           inner.to_letter <= range.to_letter;
  }
  const bool same_side = inner.from % 2 == range.from % 2;  // Danish streets number their sides even and odd
  return same_side && inner.from >= range.from && inner.to <= range.to;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  const std::string plain = plain_ranges(text);
  const std::string_view street_part = std::string_view(plain).substr(0, plain.find_first_of(",;\n"));
  const std::vector<std::string_view> words = split(street_part, " \t");
  Address address;
  std::size_t at = 0;
  for (; at < words.size(); ++at) {
    if (at > 0 && is_digit(words[at].front()) && read_number(words[at], address)) break;
    const bool numbered = at > 0 && at + 1 < words.size() && is_digit(words[at + 1].front()) && fold(words[at]) == "nr";
    if (numbered) continue;  // "Hovedgaden nr. 5"; elsewhere it is "Nørre"
    address.street += whole_word(words[at], at == 0);
  }
  const bool no_street = std::find(kNoStreets.begin(), kNoStreets.end(), address.street) != kNoStreets.end();
  if (at == words.size() || address.street.size() < 2 || no_street) return std::nullopt;
  if (at + 1 < words.size() && address.from == address.to && address.from_letter == 0) {
    // "12 A"; not the floor of "12 st th"
    if (const std::optional<char> letter = single_letter(words[at + 1])) address.from_letter = address.to_letter = *letter;
  }
  const std::size_t after = static_cast<std::size_t>(words[at].data() + words[at].size() - plain.data());
  address.postcode = find_postcode(std::string_view(plain).substr(after));
  return address;
}

AddressMatch compare_addresses(const Address& a, const Address& b) {
  if (a.street != b.street || (a.postcode != 0 && b.postcode != 0 && a.postcode != b.postcode)) return AddressMatch::none;
  const bool numbers = a.from == b.from && a.to == b.to;
  if (numbers && a.from_letter == b.from_letter && a.to_letter == b.to_letter) return AddressMatch::same;
  const bool one_has_no_letter = (a.from_letter == 0 && a.to_letter == 0) || (b.from_letter == 0 && b.to_letter == 0);
  if (numbers && one_has_no_letter) return AddressMatch::near_;
  return in_range(a, b) || in_range(b, a) ? AddressMatch::near_ : AddressMatch::none;
}

}  // namespace tvilling::models
