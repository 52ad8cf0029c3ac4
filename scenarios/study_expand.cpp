// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/suggest.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::string_view kBaseline = "baseline";

/// A grid axis of a scenario: of which measure, and how it is called in the members' names.
struct Axis {
  std::size_t measure = 0;
  const GridAxis* grid = nullptr;
  std::string label;
};

bool has_grid(const ScenarioDraft& draft) {
  return std::any_of(draft.measures.begin(), draft.measures.end(), [](const MeasureDraft& m) { return !m.grid.empty(); });
}

std::string qualified(const std::string& type, const std::string& parameter) {
  return fmt::format("{}.{}", type, parameter);
}

/// Axes in the order written. A parameter that two measures vary is called by its measure too: "insulate_wall.u_value_w_m2k",
/// and by its place when the measures are of one type: "insulate_wall_2.u_value_w_m2k".
std::vector<Axis> axes_of(const ScenarioDraft& draft) {
  std::map<std::string, int> same_parameter;
  std::map<std::string, int> same_type;
  for (const MeasureDraft& measure : draft.measures) {
    for (const GridAxis& axis : measure.grid) {
      ++same_parameter[axis.parameter];
      ++same_type[qualified(measure.measure.type, axis.parameter)];
    }
  }
  std::vector<Axis> axes;
  for (std::size_t m = 0; m < draft.measures.size(); ++m) {
    const std::string& type = draft.measures[m].measure.type;
    for (const GridAxis& axis : draft.measures[m].grid) {
      std::string label = axis.parameter;
      if (same_type[qualified(type, label)] > 1) {
        label = fmt::format("{}_{}.{}", type, m + 1, label);
      } else if (same_parameter[label] > 1) {
        label = qualified(type, label);
      }
      axes.push_back({m, &axis, label});
    }
  }
  return axes;
}

/// Number of members, at most kMaxScenarios + 1 (then it is too many anyway); 0 when an axis has no valid value.
std::size_t member_count(const ScenarioDraft& draft) {
  std::size_t count = 1;
  for (const MeasureDraft& measure : draft.measures) {
    for (const GridAxis& axis : measure.grid) {
      if (axis.values.empty()) return 0;
      count = std::min(count * std::min(axis.values.size(), kMaxScenarios + 1), kMaxScenarios + 1);
    }
  }
  return count;
}

std::string text_of(const GridAxis& axis, double value) {
  if (axis.yes_no) return value != 0.0 ? "true" : "false";
  return fmt::format("{}", value);
}

void add_members(const ScenarioDraft& draft, const std::vector<Measure>& inherited, std::vector<Scenario>& out) {
  const std::vector<Axis> axes = axes_of(draft);
  const std::size_t count = member_count(draft);
  for (std::size_t member = 0; member < count; ++member) {
    Scenario scenario{draft.name, inherited};
    for (const MeasureDraft& measure : draft.measures) scenario.measures.push_back(measure.measure);
    // The member's number written with one digit per axis; the last axis counts fastest.
    std::size_t rest = member;
    std::string label;
    for (std::size_t a = axes.size(); a-- > 0;) {
      const std::vector<double>& values = axes[a].grid->values;
      const double value = values[rest % values.size()];
      rest /= values.size();
      scenario.measures[inherited.size() + axes[a].measure].parameters[axes[a].grid->parameter] = value;
      label = fmt::format("{}={}{}{}", axes[a].label, text_of(*axes[a].grid, value), label.empty() ? "" : ",", label);
    }
    scenario.title = draft.title;
    if (!axes.empty()) scenario.name += "[" + label + "]";
    if (!axes.empty() && !draft.title.empty()) scenario.title += " [" + label + "]";
    out.push_back(std::move(scenario));
  }
}

/// Which scenario each one extends.
class Family {
 public:
  Family(const std::vector<ScenarioDraft>& drafts, core::Findings& findings) : drafts_(drafts), findings_(findings) {
    for (std::size_t i = 0; i < drafts.size(); ++i) by_name_.emplace(drafts[i].name, i);
  }

  /// The scenario and its parents, eldest first; empty when that cannot be resolved (findings were added).
  [[nodiscard]] std::vector<const ScenarioDraft*> line_of(const ScenarioDraft& draft) {
    std::vector<const ScenarioDraft*> line{&draft};
    while (!line.back()->extends.empty() && line.back()->extends != kBaseline) {
      const ScenarioDraft* parent = parent_of(*line.back());
      if (parent == nullptr) return {};
      const auto seen = std::find(line.begin(), line.end(), parent);
      if (seen != line.end()) {
        report_loop({seen, line.end()});
        return {};
      }
      line.push_back(parent);
    }
    std::reverse(line.begin(), line.end());
    return line;
  }

 private:
  const ScenarioDraft* parent_of(const ScenarioDraft& draft) {
    const auto found = by_name_.find(draft.extends);
    const bool first_time = reported_.insert(&draft).second;
    if (found == by_name_.end()) {
      std::vector<std::string_view> names;
      names.reserve(drafts_.size());
      for (const ScenarioDraft& d : drafts_) names.push_back(d.name);
      if (first_time) {
        add_stop(findings_, study_code::kExtendsUnknown, draft.extends_pos,
                 fmt::format("\"{}\" extends \"{}\", which does not exist", draft.name, draft.extends),
                 core::did_you_mean(draft.extends, names));
      }
      return nullptr;
    }
    const ScenarioDraft& parent = drafts_[found->second];
    if (has_grid(parent)) {
      if (first_time) {
        add_stop(findings_, study_code::kExtendsGrid, draft.extends_pos,
                 fmt::format("\"{}\" extends \"{}\", which is a grid of many scenarios", draft.name, draft.extends),
                 "Extend a scenario without a grid; put the grid into the last one.");
      }
      return nullptr;
    }
    return &parent;
  }

  void report_loop(const std::vector<const ScenarioDraft*>& loop) {
    const ScenarioDraft* first = *std::min_element(loop.begin(), loop.end());  // the one that stands first in the file
    if (!loops_.insert(first).second) return;
    std::string path;
    for (const ScenarioDraft* at = first; path.empty() || at != first; at = &drafts_[by_name_.find(at->extends)->second]) {
      path += at->name + " -> ";
    }
    add_stop(findings_, study_code::kExtendsLoop, first->extends_pos,
             "scenarios extend each other in a loop: " + path + first->name, "Take one `extends` out.");
  }

  const std::vector<ScenarioDraft>& drafts_;
  core::Findings& findings_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::set<const ScenarioDraft*> reported_;
  std::set<const ScenarioDraft*> loops_;
};

bool few_enough(const std::vector<ScenarioDraft>& drafts, core::Findings& findings) {
  std::size_t total = 0;
  for (const ScenarioDraft& draft : drafts) {
    total += member_count(draft);
    if (total <= kMaxScenarios) continue;
    add_stop(findings, study_code::kTooManyScenarios, draft.pos,
             fmt::format("with \"{}\" the study has more than {} scenarios", draft.name, kMaxScenarios),
             "A grid has as many members as its lists multiplied; shorten them.");
    return false;
  }
  return true;
}

}  // namespace

std::vector<Scenario> expand(const std::vector<ScenarioDraft>& drafts, core::Findings& findings) {
  std::vector<Scenario> scenarios{{std::string(kBaseline), {}}};
  const bool enough = few_enough(drafts, findings);
  Family family(drafts, findings);
  for (const ScenarioDraft& draft : drafts) {
    const std::vector<const ScenarioDraft*> line = family.line_of(draft);
    if (line.empty() || !enough) continue;
    std::vector<Measure> inherited;
    for (const ScenarioDraft* ancestor : line) {
      if (ancestor == &draft) break;
      for (const MeasureDraft& measure : ancestor->measures) inherited.push_back(measure.measure);
    }
    add_members(draft, inherited, scenarios);
  }
  return scenarios;
}

}  // namespace tvilling::scenarios
