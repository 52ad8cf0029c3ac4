// SPDX-License-Identifier: MPL-2.0
#include "cli/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tvilling::cli {

namespace {

// Characters, not bytes: names may hold Danish letters. (UTF-8 continuation bytes are 10xxxxxx.)
std::size_t display_width(std::string_view text) {
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string padded(std::string_view text, std::size_t width, Table::Align align) {
  const std::string room(width - std::min(width, display_width(text)), ' ');
  return align == Table::Align::left ? std::string(text) + room : room + std::string(text);
}

std::string without_end_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string signed_thousands(double value, int decimals) {
  if (!std::isfinite(value)) return "-";
  const std::string text = group_thousands(value, decimals);
  if (text.find_first_not_of("0.") == std::string::npos) return "0";
  return value > 0.0 ? "+" + text : text;
}

std::string signed_percent(double change, double reference) {
  if (!std::isfinite(change) || !std::isfinite(reference) || reference == 0.0) return "-";
  return signed_thousands(100.0 * change / reference, 1);
}

void Table::column(std::string_view name, std::string_view unit, Align align) {
  columns_.push_back({std::string(name), std::string(unit), align});
}

void Table::row(std::vector<std::string> cells) {
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t width = std::max(display_width(columns_[c].name), display_width(columns_[c].unit));
    for (const std::vector<std::string>& row : rows_) width = std::max(width, display_width(row.at(c)));
    widths.push_back(width);
  }
  return widths;
}

std::string Table::text() const {
  const std::vector<std::size_t> width = widths();
  const auto line = [this, &width](const auto& cell_of) {
    std::string text;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      text += (c == 0 ? "" : "  ") + padded(cell_of(c), width[c], columns_[c].align);
    }
    return without_end_spaces(std::move(text)) + "\n";
  };
  std::string text = line([this](std::size_t c) { return columns_[c].name; });
  const auto has_unit = [](const Column& column) { return !column.unit.empty(); };
  if (std::any_of(columns_.begin(), columns_.end(), has_unit)) text += line([this](std::size_t c) { return columns_[c].unit; });
  for (const std::vector<std::string>& row : rows_) text += line([&row](std::size_t c) { return row.at(c); });
  return text;
}

}  // namespace tvilling::cli
