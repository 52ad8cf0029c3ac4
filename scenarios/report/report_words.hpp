// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tvilling::scenarios::report {

/// The language of a report: its words, its numbers (1.234,5 or 1,234.5) and the form of its CSV files.
enum class Language : std::uint8_t { da, en };

/// The language called `name` ("da", "en"). Throws Error (wrong_usage) for another name.
[[nodiscard]] Language language_of(std::string_view name);

/// A row of data/report_words.csv.
struct WordRow {
  std::string key;
  std::string da;
  std::string en;
};
[[nodiscard]] const std::vector<WordRow>& word_rows();

/// The texts of a report in one language.
class Words {
 public:
  explicit Words(Language language) noexcept : language_(language) {}

  [[nodiscard]] Language language() const noexcept { return language_; }
  /// Throws Error (internal) for a key that the table does not have.
  [[nodiscard]] const std::string& operator()(std::string_view key) const;
  /// The word for `name` in a family ("use", "measure"), or `name` itself where the table has none.
  [[nodiscard]] std::string named(std::string_view family, std::string_view name) const;
  /// A text with {} for each of the parts.
  template <typename... Parts>
  [[nodiscard]] std::string fill(std::string_view key, const Parts&... parts) const {
    return fmt::format(fmt::runtime((*this)(key)), parts...);
  }

  /// The number with this many decimals and thousands signs; a dash for one that nobody knows.
  [[nodiscard]] std::string number(double value, int decimals = 0) const;
  /// The same with a plus before what is above 0.
  [[nodiscard]] std::string change(double value, int decimals = 0) const;
  /// With as many decimals as leave three digits: 0.12, 3.4, 41, 1,234.
  [[nodiscard]] std::string sensible(double value) const;
  /// All its digits, without thousands signs: 3.5, 0.00451, 1528.
  [[nodiscard]] std::string exact(double value) const;
  /// With a decimal only where it is not whole.
  [[nodiscard]] std::string short_number(double value) const;
  /// "27-11-2026" of "2026-11-27T10:00:00Z"; what is no date comes back as it is.
  [[nodiscard]] static std::string date(std::string_view iso);

 private:
  Language language_;
};

}  // namespace tvilling::scenarios::report
