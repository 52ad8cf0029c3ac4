// SPDX-License-Identifier: MPL-2.0
#include "models/links/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "models/portfolio/fold.hpp"

namespace tvilling::models::linking {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string without_zeros(std::string_view digits) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return std::string(digits.substr(first));
}

/// One edit apart (Damerau-Levenshtein distance 1).
bool one_edit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  const std::size_t same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  if (a.size() < b.size()) return a.substr(same) == b.substr(same + 1);
  const bool swapped = same + 1 < a.size() && a[same] == b[same + 1] && a[same + 1] == b[same];
  return a.substr(same + 1) == b.substr(same + 1) || (swapped && a.substr(same + 2) == b.substr(same + 2));
}

// Words that say what kind of thing has the name, not which.
constexpr std::array<std::string_view, 16> kCommonWords{"bygning", "bygn",  "building", "blok",  "fløj",   "afdeling",
                                                        "afd",     "enhed", "lokale",   "skur",  "garage", "depot",
                                                        "og",      "i",     "ved",      "maaler"};

bool is_common(const std::string& word) {
  return std::any_of(kCommonWords.begin(), kCommonWords.end(), [&word](std::string_view common) { return fold(common) == word; });
}

}  // namespace

IdKey id_key(std::string_view id) {
  IdKey key;
  key.folded = fold(id);
  if (key.folded.empty()) return key;
  key.plain = without_zeros(key.folded);
  std::string group;
  const auto end_group = [&key, &group] {
    if (!group.empty()) key.groups.push_back(is_digit(group.front()) ? without_zeros(group) : group);
    group.clear();
  };
  bool digit_before = false;
  bool sign_since = false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    std::size_t length = 1;
    while (i + length < id.size() && (static_cast<unsigned char>(id[i + length]) & 0xC0U) == 0x80U) ++length;
    const std::string letter = fold(id.substr(i, length));
    i += length - 1;
    if (letter.empty()) {
      sign_since = true;
      continue;
    }
    const bool digit = is_digit(letter.front());
    key.separated = key.separated || (digit && digit_before && sign_since);
    if (sign_since || (!group.empty() && is_digit(group.front()) != digit)) end_group();
    group += letter;
    digit_before = digit;
    sign_since = false;
  }
  end_group();
  return key;
}

bool same_id(const IdKey& a, const IdKey& b) {
  if (a.folded.empty() || b.folded.empty()) return false;
  if (a.groups == b.groups) return true;
  // "1-23" is not "12-3": where both have signs, their places count.
  return !(a.separated && b.separated) && a.plain == b.plain;
}

bool nearly_same_id(const IdKey& a, const IdKey& b) {
  constexpr std::size_t kShortest = 4;
  return a.folded.size() >= kShortest && b.folded.size() >= kShortest && one_edit(a.folded, b.folded);
}

bool contains_id(const IdKey& outer, const IdKey& inner) {
  constexpr std::size_t kShortest = 4;  // signs of an id that stands between others
  constexpr std::size_t kShortestPrefix = 8;
  if (inner.folded.size() < kShortest || inner.folded.size() >= outer.folded.size()) return false;
  if (std::none_of(inner.folded.begin(), inner.folded.end(), is_digit)) return false;
  const auto found = std::search(outer.groups.begin(), outer.groups.end(), inner.groups.begin(), inner.groups.end());
  if (found != outer.groups.end()) return true;
  return inner.folded.size() >= kShortestPrefix && outer.folded.starts_with(inner.folded);
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&words, &word] {
    const bool number = std::all_of(word.begin(), word.end(), is_digit);
    if (word.size() > 1 && !number && !is_common(word)) words.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    std::size_t length = 1;
    while (i + length < name.size() && (static_cast<unsigned char>(name[i + length]) & 0xC0U) == 0x80U) ++length;
    const std::string letter = fold(name.substr(i, length));
    i += length - 1;
    if (letter.empty()) end_word();
    word += letter;
  }
  end_word();
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

void NameWords::learn(const std::vector<std::string>& words) {
  for (const std::string& word : words) ++names_with_[word];
  ++names_;
}

double NameWords::weight(const std::string& word) const {
  const auto found = names_with_.find(word);
  const double with = found == names_with_.end() ? 1.0 : found->second;
  return std::log((names_ + 1.0) / (with + 0.5));
}

double NameWords::overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) const {
  const auto sum = [this](const std::vector<std::string>& words) {
    double total = 0.0;
    for (const std::string& word : words) total += weight(word);
    return total;
  };
  std::vector<std::string> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  const double both = sum(a) + sum(b);
  return common.empty() || both <= 0.0 ? 0.0 : 2.0 * sum(common) / both;
}

double Evidence::doubt(double trust) const {
  double doubt = 1.0;
  for (const auto& [weight, reason] : reasons_) doubt *= 1.0 - weight * trust;
  if (reasons_.empty()) return doubt;
  for (const auto& [weight, reason] : support_) doubt *= 1.0 - weight;
  return doubt;
}

std::string Evidence::words() const {
  std::vector<std::string_view> words;
  words.reserve(reasons_.size() + support_.size());
  for (const auto& [weight, reason] : reasons_) words.push_back(reason);
  for (const auto& [weight, reason] : support_) words.push_back(reason);
  return fmt::format("{}", fmt::join(words, "; "));
}

}  // namespace tvilling::models::linking
