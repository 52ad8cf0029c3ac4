// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_axis.hpp"
#include "scenarios/refuse.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace tvilling::scenarios {

namespace {

std::optional<double> number_of(std::string_view text) {
  double value = 0.0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t colon = text.find(':');
    parts.push_back(text.substr(0, colon));
    if (colon == std::string_view::npos) return parts;
    text.remove_prefix(colon + 1);
  }
}

/// KEY and the parts of what stands behind "=".
std::pair<HallKey, std::vector<std::string_view>> key_and_parts(std::string_view text, std::string_view form) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    refuse(fmt::format("\"{}\" is not {}", text, form),
           fmt::format("Write {}, e.g. relative_humidity=0.5:0.6{}.", form, form.ends_with(":n") ? ":5" : ""));
  }
  return {find_hall_key(text.substr(0, equals)), split(text.substr(equals + 1))};
}

double checked_number(const HallKey& key, std::string_view part, std::string_view text) {
  const std::optional<double> value = number_of(part);
  if (!value) {
    refuse(fmt::format("\"{}\" in \"{}\" is not a number", part, text),
           "Write numbers with a decimal point and colons between them.");
  }
  check_hall_value(key, *value);
  return *value;
}

/// The number with 12 digits, so that 0.45 to 0.65 in five steps meets 0.6 and not 0.6000000000000001.
double rounded(double value) {
  return number_of(fmt::format("{:.12g}", value)).value_or(value);
}

std::vector<double> steps(double first, double last, std::size_t count) {
  std::vector<double> values{first};
  const double intervals = static_cast<double>(count - 1);
  for (std::size_t i = 1; i + 1 < count; ++i)
    values.push_back(rounded(first + (last - first) * static_cast<double>(i) / intervals));
  if (count > 1) values.push_back(last);
  return values;
}

std::size_t count_of(std::string_view part, std::string_view text) {
  const std::optional<double> count = number_of(part);
  if (!count || *count != std::floor(*count) || *count < 1.0) {
    refuse(fmt::format("\"{}\" in \"{}\" is no number of values", part, text),
           "The third number says how many values: 1, 2, 3 ...");
  }
  if (*count > static_cast<double>(kMostSweepPoints)) {
    refuse(fmt::format("{} values are more than the {} that a sweep may have", part, kMostSweepPoints), "Take fewer.");
  }
  return static_cast<std::size_t>(*count);
}

}  // namespace

SweepAxis parse_axis(std::string_view text) {
  constexpr std::string_view kForm = "KEY=a:b:n";
  auto [key, parts] = key_and_parts(text, kForm);
  if (parts.size() != 1 && parts.size() != 3) {
    refuse(fmt::format("\"{}\" is not {}", text, kForm),
           "From a to b in n values, e.g. relative_humidity=0.5:0.6:5; or KEY=a for one.");
  }
  const double first = checked_number(key, parts[0], text);
  if (parts.size() == 1) return {std::move(key), {first}};
  const double last = checked_number(key, parts[1], text);
  const std::size_t count = count_of(parts[2], text);
  if (count > 1 && first == last) {
    refuse(fmt::format("\"{}\": the {} values are all {}", text, count, first),
           fmt::format("Write {}={} for one.", key.name, first));
  }
  std::vector<double> values = steps(first, last, count);
  for (const double value : values) check_hall_value(key, value);  // between no and yes lies nothing
  return {std::move(key), std::move(values)};
}

HallRange parse_range(std::string_view text) {
  constexpr std::string_view kForm = "KEY=a:b";
  auto [key, parts] = key_and_parts(text, kForm);
  if (parts.size() != 2)
    refuse(fmt::format("\"{}\" is not {}", text, kForm), "The least and the greatest value, e.g. cover_fraction=0:0.9.");
  const double low = checked_number(key, parts[0], text);
  const double high = checked_number(key, parts[1], text);
  if (!(low < high)) {
    refuse(fmt::format("\"{}\": {} is not below {}", text, low, high),
           "Write the lower value first; --fix KEY keeps the present one.");
  }
  return {std::move(key), low, high};
}

std::size_t count_points(const std::vector<SweepAxis>& axes) {
  if (axes.empty() || axes.size() > kMostSweepAxes) {
    refuse(fmt::format("a sweep varies one to {} parameters, not {}", kMostSweepAxes, axes.size()),
           "Give --vary KEY=a:b:n for each.");
  }
  std::size_t points = 1;
  for (std::size_t a = 0; a < axes.size(); ++a) {
    for (std::size_t earlier = 0; earlier < a; ++earlier) {
      if (axes[earlier].key.parameter == axes[a].key.parameter) {
        refuse(fmt::format("\"{}\" is varied twice", axes[a].key.name), "Keep one of the two ranges.");
      }
    }
    points *= axes[a].values.size();  // at most kMostSweepPoints each: no overflow
  }
  if (points > kMostSweepPoints) {
    refuse(fmt::format("{} combinations are more than the {} that a sweep may have", points, kMostSweepPoints),
           "Take fewer values.");
  }
  return points;
}

}  // namespace tvilling::scenarios
