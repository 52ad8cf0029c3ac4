// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// What the texts in a spreadsheet's cells give away.
namespace tvilling::models {

/// "I alt", "Total", "Sum": a row that adds up the others begins so.
[[nodiscard]] bool is_total(std::string_view text);

/// "=A1+B1": the formula itself instead of its value.
[[nodiscard]] bool is_formula(std::string_view cell) noexcept;
/// A formula, or what a spreadsheet shows for one that fails: "#N/A", "#REFERENCE!", "#VÆRDI!".
[[nodiscard]] bool is_spreadsheet_error(std::string_view cell);

/// The name of a column that GIS programs add by themselves, such as "fid"; no register knows it.
[[nodiscard]] bool is_feature_number(std::string_view column);

/// What a spreadsheet has made of an id.
enum class IdDamage : std::uint8_t {
  none,
  shortened,  ///< "1,23E+15"
  date,       ///< "01-feb", "1. feb", "01-02-2025" of 1-2
};
[[nodiscard]] IdDamage id_damage(std::string_view id);

/// An id without spaces and capitals.
[[nodiscard]] std::string plain_id(std::string_view id);

/// The number of digits that ids are padded to with zeros: that of the longest, when most of the ids in digits alone have it,
/// some of them begin with 0, and some are shorter. Else 0.
[[nodiscard]] std::size_t padded_length(std::span<const std::string_view> ids);

}  // namespace tvilling::models
