// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"
#include "scenarios/report/svg_parts.hpp"

namespace tvilling::scenarios::report {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;  // HTML has no other control characters
    }
  }
  return core::is_utf8(out) ? out : core::latin1_to_utf8(out);
}

double nice_step(double rough) {
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (factor * power >= rough * (1.0 - 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

std::vector<double> nice_ticks(double low, double high, int count) {
  if (!(high > low)) {
    const double around = std::max(std::abs(low), 1.0);
    low -= 0.5 * around;
    high += 0.5 * around;
  }
  const double step = nice_step((high - low) / count);
  std::vector<double> ticks;
  const long long first = std::llround(std::floor(low / step + 1e-9));
  const long long last = std::llround(std::ceil(high / step - 1e-9));
  for (long long i = first; i <= last; ++i) ticks.push_back(static_cast<double>(i) * step);
  return ticks;
}

int tick_decimals(const std::vector<double>& ticks) {
  constexpr int kMost = 4;
  for (int decimals = 0; decimals < kMost; ++decimals) {
    const double scale = std::pow(10.0, decimals);
    const auto whole = [scale](double t) { return std::abs(t * scale - std::round(t * scale)) < 1e-6; };
    if (std::all_of(ticks.begin(), ticks.end(), whole)) return decimals;
  }
  return kMost;
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::size_t bytes = 0;
  for (std::size_t seen = 0; bytes < text.size(); ++seen) {
    if (seen + 1 >= characters) {
      const std::size_t rest = bytes + std::max<std::size_t>(core::utf8_length(text, bytes), 1);
      return rest >= text.size() ? std::string(text) : std::string(text.substr(0, bytes)) + "…";
    }
    bytes += std::max<std::size_t>(core::utf8_length(text, bytes), 1);
  }
  return std::string(text);
}

Picture::Picture(const ChartHead& head, double width, double height) {
  out_ = fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"{}-t {}-d\"><title id=\"{}-t\">{}</title>"
      "<desc id=\"{}-d\">{}</desc>\n",
      width, height, head.id, head.id, head.id, escaped(head.title), head.id, escaped(head.description));
}

void Picture::line(double x1, double y1, double x2, double y2, std::string_view style) {
  out_ += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>\n", x1, y1, x2, y2, style);
}

void Picture::rect(double x, double y, double width, double height, std::string_view style, std::string_view name) {
  out_ +=
      fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"{}\">", x, y, width, height, style);
  if (!name.empty()) out_ += fmt::format("<title>{}</title>", escaped(name));
  out_ += "</rect>\n";
}

void Picture::circle(double x, double y, double radius, std::string_view style, std::string_view name) {
  out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" class=\"{}\">", x, y, radius, style);
  if (!name.empty()) out_ += fmt::format("<title>{}</title>", escaped(name));
  out_ += "</circle>\n";
}

void Picture::path(std::string_view d, std::string_view style) {
  out_ += fmt::format("<path d=\"{}\" class=\"{}\"/>\n", d, style);
}

void Picture::text(double x, double y, std::string_view text, Anchor anchor, std::string_view style) {
  constexpr std::array<std::string_view, 3> kAnchors{"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  const std::string look = style.empty() ? std::string() : fmt::format(" class=\"{}\"", style);
  out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}{}>{}</text>\n", x, y, kAnchors.at(static_cast<std::size_t>(anchor)),
                      look, escaped(text));
}

std::string Picture::finish() {
  return out_ + "</svg>\n";
}

void draw_y_axis(Picture& picture, const Scale& y, const std::vector<double>& ticks, double x, double right, const Words& words) {
  const int decimals = tick_decimals(ticks);
  for (const double tick : ticks) {
    picture.line(x, y(tick), right, y(tick), tick == 0.0 ? "axis" : "grid");
    picture.text(x - 6.0, y(tick) + 4.0, words.number(tick, decimals), Anchor::end, "tick");
  }
}

}  // namespace tvilling::scenarios::report
