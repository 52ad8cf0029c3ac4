// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "scenarios/report/report_words.hpp"

namespace tvilling::scenarios::report {

/// A page with the reports' style and script and a policy that lets it load nothing and run no script but its own. `body` stands
/// between the body's tags; what of it comes from a user must be escaped.
[[nodiscard]] std::string html_shell(const Words& words, std::string_view title, std::string_view version, std::string_view body);

}  // namespace tvilling::scenarios::report
