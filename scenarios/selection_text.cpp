// SPDX-License-Identifier: MPL-2.0
#include "scenarios/selection_text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kMostBytes = 32'000;  // a cell of a workbook holds 32,767 characters

void add(std::string& text, std::string_view part) {
  if (!text.empty()) text += "; ";
  text += part;
}

}  // namespace

std::string selection_text(const Measure& measure) {
  std::string text = measure.where;
  const std::size_t named = measure.buildings.size();
  if (named > 0) add(text, fmt::format("{} named building{}", named, named == 1 ? "" : "s"));
  if (measure.sample < 1.0) add(text, fmt::format("SAMPLE {} SEED {}", measure.sample, measure.seed));
  if (!measure.order_by.empty()) add(text, fmt::format("ORDER BY {}", measure.order_by));
  if (measure.limit >= 0) add(text, fmt::format("LIMIT {}", measure.limit));
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a character
  return text.substr(0, end) + "...";
}

}  // namespace tvilling::scenarios
