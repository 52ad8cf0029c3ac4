// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/findings.hpp"
#include "scenarios/study.hpp"

/// A study that is run otherwise than its file says, as Python does. What is not named stays, and the text tells what was
/// changed.
namespace tvilling::scenarios {

/// With other scenarios. The costs that the study gives its measures hold for them where they say none themselves. A pathway of
/// which a scenario is no more there is left out (a finding that warns). The text is the study's with their text in it; comments
/// are not kept. `scenarios`: read from a text of their own.
[[nodiscard]] Study with_scenarios(const Study& study, const Study& scenarios, core::Findings& findings);

/// With other weather, year of the calendar and CO2 factors, said in a comment before the text.
[[nodiscard]] Study with_settings(const Study& study, const std::string& weather, int base_year, const std::string& factor_set);

/// With what `tables`, a text of [economics] and [tariff], says of money, key by key, said in a comment before the text. A
/// problem in it, or a pathway that does not fit another price level, is a finding. `file`: what it is called there.
[[nodiscard]] Study with_money(const Study& study, std::string_view tables, const std::string& file, core::Findings& findings);

}  // namespace tvilling::scenarios
