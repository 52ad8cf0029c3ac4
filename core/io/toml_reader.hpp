// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "core/io/toml.hpp"

namespace tvilling::core {

/// Adds a stopping finding.
void add_stop(Findings& findings, const FindingCode& code, const SourcePos& pos, std::string message, std::string hint = {});

/// What a value is, for messages: "a text", "a number" ...
[[nodiscard]] std::string_view kind_of(const TomlValue& value);

/// The codes under which a kind of file reports what is wrong with its keys and values.
struct TomlCodes {
  FindingCode unknown_key;
  FindingCode missing_key;
  FindingCode wrong_type;
  FindingCode out_of_range;
  FindingCode empty_text;
  FindingCode nul_character;
};

/// The range of a number, its unit and whether the lower end itself is allowed.
struct NumberRange {
  double min = 0.0;
  double max = 0.0;
  std::string_view unit;
  bool above_min = false;
};

/// "0 to 1", "above 0 to 100 W/K"; the ends of the doubles are left out: "0 and more", "any number".
[[nodiscard]] std::string to_string(const NumberRange& range);
[[nodiscard]] bool holds(const NumberRange& range, double value) noexcept;

/// Finds keys of a table; what is of the wrong type is a finding. Every file that a user writes in TOML is read with it.
class TomlReader {
 public:
  TomlReader(const TomlTable& table, std::string what, const TomlCodes& codes, Findings& findings)
      : table_(table), what_(std::move(what)), codes_(codes), findings_(findings) {}

  /// A finding for every key that is not among `known`, with the nearest one.
  void refuse_unknown_keys(const std::vector<std::string_view>& known) const;
  /// The value of a key, or null when it is not there.
  [[nodiscard]] const TomlValue* find(std::string_view key) const { return table_.find(key); }
  /// The text of a key, or null when it is not there or no text (a finding) or empty (a finding).
  [[nodiscard]] const TomlValue* text(std::string_view key) const;
  /// The whole number of a key in [min, max], or null as above.
  [[nodiscard]] const TomlValue* integer(std::string_view key, std::int64_t min, std::int64_t max) const;
  /// The number of a key within a range, or nothing as above.
  [[nodiscard]] std::optional<double> number(std::string_view key, const NumberRange& range) const;
  /// true or false, or nothing as above.
  [[nodiscard]] std::optional<bool> yes_no(std::string_view key) const;
  /// The table of a key, or null as above.
  [[nodiscard]] const TomlTable* table(std::string_view key, std::string hint = {}) const;
  /// The list of a key, or null as above.
  [[nodiscard]] const TomlArray* list(std::string_view key, std::string hint = {}) const;
  /// A missing key is a finding.
  void require(std::string_view key, std::string hint) const;
  /// The tables of `[[key]]`; anything else is a finding.
  [[nodiscard]] std::vector<const TomlTable*> tables(std::string_view key, std::string_view header) const;

  [[nodiscard]] const TomlTable& raw() const noexcept { return table_; }
  [[nodiscard]] const std::string& what() const noexcept { return what_; }
  [[nodiscard]] const TomlCodes& codes() const noexcept { return codes_; }
  [[nodiscard]] Findings& findings() const noexcept { return findings_; }

 private:
  void wrong_type(const TomlValue& value, std::string_view key, std::string_view wanted, std::string hint) const;

  const TomlTable& table_;
  std::string what_;
  const TomlCodes& codes_;
  Findings& findings_;
};

}  // namespace tvilling::core
