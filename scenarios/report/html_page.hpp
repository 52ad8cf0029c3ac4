// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "scenarios/report/report.hpp"
#include "scenarios/report/report_words.hpp"

namespace tvilling::scenarios::report {

/// The report as one HTML file that needs nothing else: summary first, charts and map as inline SVG, tables, assumptions, where
/// the numbers come from; hash in the footer. Its policy lets it load nothing and run no script but its own. All text is escaped.
[[nodiscard]] std::string html_page(const Report& report, const Words& words);

/// The sections with charts.
[[nodiscard]] std::string html_charts(const Report& report, const Words& words);

/// "sha256-..." of a style or script that stands in the page, as its policy names it.
[[nodiscard]] std::string policy_hash(std::string_view content);

}  // namespace tvilling::scenarios::report
