// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/html_shell.hpp"

#include <fmt/format.h>

#include "scenarios/report/html_page.hpp"
#include "scenarios/report/svg.hpp"

namespace tvilling::data {
extern const std::string_view report_style;
extern const std::string_view report_script;
}  // namespace tvilling::data

namespace tvilling::scenarios::report {

std::string html_shell(const Words& words, std::string_view title, std::string_view version, std::string_view body) {
  const std::string style(data::report_style);
  const std::string script(data::report_script);
  const bool danish = words.language() == Language::da;
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src '{}'; "
      "base-uri 'none'; form-action 'none'\">\n<meta name=\"generator\" content=\"tvilling {}\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>{}</style>\n</head>\n",
      danish ? "da" : "en", policy_hash(style), policy_hash(script), escaped(version), escaped(title), style);
  html += fmt::format("<body data-decimal=\"{}\" data-filter=\"{}\" data-of=\"{}\" data-sort=\"{}\">\n", danish ? "," : ".",
                      escaped(words("filter")), escaped(words("rows_of")), escaped(words("sort_by")));
  html += body;
  return html + fmt::format("<script>{}</script>\n</body>\n</html>\n", script);
}

}  // namespace tvilling::scenarios::report
