// SPDX-License-Identifier: MPL-2.0
#include "core/findings.hpp"

#include <algorithm>
#include <utility>

namespace tvilling::core {

std::string_view to_string(Severity severity) noexcept {
  switch (severity) {
    case Severity::stops: return "stops";
    case Severity::warns: return "warns";
    case Severity::filled: return "filled";
    case Severity::info: return "info";
  }
  return "unknown";
}

std::string to_string(const Finding& finding) {
  std::string text = to_string(finding.pos);
  if (!text.empty()) text += ": ";
  text += std::string(to_string(finding.severity)) + " " + finding.code + ": " + finding.message;
  if (!finding.hint.empty()) text += "\n    " + finding.hint;
  if (!finding.set_aside.empty()) text += "\n    Set aside " + finding.set_aside;
  return text;
}

void Findings::add_once(Finding finding) {
  const bool known = std::ranges::any_of(list, [&finding](const Finding& f) {
    return f.code == finding.code && f.message == finding.message && to_string(f.pos) == to_string(finding.pos);
  });
  if (!known) add(std::move(finding));
}

std::size_t Findings::count(Severity severity) const noexcept {
  const auto is = [severity](const Finding& f) { return f.severity == severity; };
  return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), is));
}

void throw_if_stopped(const Findings& findings) {
  const std::size_t stopping = findings.count(Severity::stops);
  if (stopping == 0) return;
  constexpr std::size_t kListed = 50;
  std::string text = std::to_string(stopping) + (stopping == 1 ? " problem stops" : " problems stop") + " the run:";
  std::size_t listed = 0;
  for (const Finding& finding : findings.list) {
    if (finding.severity != Severity::stops) continue;
    if (++listed > kListed) break;
    text += "\n  " + to_string(finding);
  }
  if (stopping > kListed) text += "\n  ... and " + std::to_string(stopping - kListed) + " more";
  throw Error(ErrorKind::bad_input, text);
}

}  // namespace tvilling::core
