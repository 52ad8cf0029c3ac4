// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.hpp"
#include "scenarios/hall_variants_run.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kRounding = 1e-9;        // of an excess
constexpr double kFailedExcess = 1.0;     // of every limit, for an operation that cannot be simulated
constexpr double kFailedObjective = 2.0;  // times that of the present operation

}  // namespace

bool is_better(const Candidate& a, const Candidate& b) noexcept {
  if (a.violation != b.violation) return a.violation < b.violation;
  return a.objective < b.objective;
}

Candidates::Candidates(const HallCase& hall, std::vector<OperationVariable> variables, HallFigure goal,
                       const core::RunContext& context)
    : hall_(hall), variables_(std::move(variables)), goal_(goal), context_(context) {
  for (const OperationVariable& variable : variables_) present_.push_back(variable.present);
  models::HourlySeries hourly;
  const VariantRun run = run_variant(hall_, hall_.start, hourly);
  if (!run.failure.empty()) {
    throw core::Error(core::ErrorKind::bad_input,
                      fmt::format("hall {} cannot be simulated as it is: {}", hall_.start.building_id, run.failure));
  }
  limits_ = operation_limits(hall_.start, hall_figures(run.result));
  seen_.emplace(present_, judged(hall_.start, run.result, {}));
}

std::vector<HallMeasure> Candidates::measures_for(const OperationValues& values) const {
  return measures_of(operation_settings(variables_, values), hall_.start, hall_.measures);
}

models::Building Candidates::variant(const OperationValues& values) const {
  return hall_variant(hall_.start, hall_.base, operation_settings(variables_, values), hall_.measures).building;
}

Candidate Candidates::judged(const models::Building& variant, const models::BuildingResult& result,
                             const std::string& failure) const {
  Candidate candidate;
  candidate.failure = failure;
  if (!failure.empty()) {
    candidate.excess.assign(limits_.size(), kFailedExcess);
    candidate.violation = kFailedExcess * static_cast<double>(limits_.size());
    candidate.objective = kFailedObjective * seen_.at(present_).objective;
    return candidate;
  }
  candidate.figures = hall_figures(result);
  candidate.objective = candidate.figures[goal_];
  candidate.limited = limited_values(variant, candidate.figures);
  for (std::size_t i = 0; i < limits_.size(); ++i) {
    const double excess = limits_[i].excess(candidate.limited[i]);
    candidate.excess.push_back(excess > 0.0 && excess < kRounding ? 0.0 : excess);
    candidate.violation += std::max(0.0, candidate.excess.back());
  }
  return candidate;
}

const Candidate& Candidates::look(const OperationValues& values, models::HourlySeries& hourly) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = seen_.find(values); found != seen_.end()) return found->second;
  }
  core::stop_if_asked(context_);
  const models::Building changed = variant(values);
  const VariantRun run = run_variant(hall_, changed, hourly);
  const std::lock_guard lock(mutex_);
  return seen_.try_emplace(values, judged(changed, run.result, run.failure)).first->second;
}

void Candidates::look_at_all(const std::vector<OperationValues>& all,
                             const std::function<void(std::size_t done, std::size_t of)>& progress) {
  std::vector<OperationValues> fresh;
  for (const OperationValues& values : all) {
    if (!seen_.contains(values)) fresh.push_back(values);
  }
  std::sort(fresh.begin(), fresh.end());
  fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
  const std::vector<VariantRun> runs = run_variants(
      hall_, fresh.size(), [&](std::size_t i) { return variant(fresh[i]); }, context_,
      [&](std::size_t done) { progress(done, fresh.size()); });
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    seen_.emplace(fresh[i], judged(variant(fresh[i]), runs[i].result, runs[i].failure));
  }
}

std::pair<std::size_t, std::string> Candidates::failures() const {
  std::pair<std::size_t, std::string> failures{0, {}};
  for (const auto& [values, candidate] : seen_) {
    if (candidate.failure.empty()) continue;
    if (failures.first == 0) failures.second = candidate.failure;
    ++failures.first;
  }
  return failures;
}

}  // namespace tvilling::scenarios
