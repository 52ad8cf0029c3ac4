// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/knapsack.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "scenarios/choice/cbc.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr double kRounding = 1e-9;      // relative: so much more is no more
constexpr double kSumRounding = 1e-12;  // relative: of a sum of some thousand numbers

/// Where the items of each class begin; one more at the end.
std::vector<std::size_t> class_begins(const Knapsack& problem) {
  std::vector<std::size_t> begins;
  std::size_t item = 0;
  for (std::size_t c = 0; c <= problem.classes; ++c) {
    while (item < problem.class_of.size() && problem.class_of[item] < c) ++item;
    begins.push_back(item);
  }
  return begins;
}

/// Whether whoever takes `a` could as well take `b` (kNone: nothing).
bool is_dominated(const Knapsack& problem, std::size_t a, std::size_t b) {
  const auto at = [b](const std::vector<double>& numbers) { return b == kNone ? 0.0 : numbers[b]; };
  if (problem.value[a] > at(problem.value)) return false;
  bool is_same = problem.value[a] == at(problem.value);
  for (const std::vector<double>& weights : problem.weight) {
    if (weights[a] < at(weights)) return false;
    is_same = is_same && weights[a] == at(weights);
  }
  return !is_same || b == kNone || b < a;  // of equal ones the first stays
}

/// A choice: the item of each class, kNone for none, with its sums.
class Pick {
 public:
  explicit Pick(const Knapsack& problem) : problem_(problem), item_(problem.classes, kNone), sum_(problem.limit.size(), 0.0) {}

  void take(std::size_t c, std::size_t item) {
    for (std::size_t r = 0; r < sum_.size(); ++r) sum_[r] += change(r, c, item);
    item_[c] = item;
  }
  [[nodiscard]] double gain(std::size_t c, std::size_t item) const {
    return (item == kNone ? 0.0 : problem_.value[item]) - (item_[c] == kNone ? 0.0 : problem_.value[item_[c]]);
  }
  [[nodiscard]] bool fits(std::size_t c, std::size_t item) const {
    for (std::size_t r = 0; r < sum_.size(); ++r) {
      if (!keeps_limit(sum_[r] + change(r, c, item), problem_.limit[r])) return false;
    }
    return true;
  }
  /// By how much the limits are broken, each against its size.
  [[nodiscard]] double excess(std::size_t c, std::size_t item) const {
    double total = 0.0;
    for (std::size_t r = 0; r < sum_.size(); ++r) {
      const double over = sum_[r] + change(r, c, item) - problem_.limit[r];
      if (!keeps_limit(over + problem_.limit[r], problem_.limit[r])) total += over / std::max(1.0, std::abs(problem_.limit[r]));
    }
    return total;
  }
  [[nodiscard]] std::size_t item(std::size_t c) const { return item_[c]; }
  [[nodiscard]] std::vector<std::size_t> items() const {
    std::vector<std::size_t> taken;
    for (const std::size_t item : item_) {
      if (item != kNone) taken.push_back(item);
    }
    return taken;
  }

 private:
  [[nodiscard]] double change(std::size_t r, std::size_t c, std::size_t item) const {
    const std::vector<double>& weights = problem_.weight[r];
    return (item == kNone ? 0.0 : weights[item]) - (item_[c] == kNone ? 0.0 : weights[item_[c]]);
  }

  const Knapsack& problem_;
  std::vector<std::size_t> item_;
  std::vector<double> sum_;
};

/// Calls `visit(class, item)` for every other item of every class, and none.
template <typename Visit>
void each_change(const Pick& pick, const std::vector<std::size_t>& begins, Visit visit) {
  for (std::size_t c = 0; c + 1 < begins.size(); ++c) {
    for (std::size_t item = begins[c]; item < begins[c + 1]; ++item) {
      if (item != pick.item(c)) visit(c, item);
    }
    if (pick.item(c) != kNone) visit(c, kNone);
  }
}

/// Changes that break the limits less, the cheapest per step first, until all are kept or nothing helps.
bool mend(Pick& pick, const std::vector<std::size_t>& begins) {
  for (;;) {
    const double now = pick.excess(0, pick.item(0));
    if (now <= 0.0) return true;
    double best = -std::numeric_limits<double>::infinity();
    std::pair<std::size_t, std::size_t> step{0, kNone};
    each_change(pick, begins, [&](std::size_t c, std::size_t item) {
      const double better = now - pick.excess(c, item);
      if (better <= 0.0) return;
      const double worth = pick.gain(c, item) / better;
      if (worth <= best) return;
      best = worth;
      step = {c, item};
    });
    if (std::isinf(best)) return false;
    pick.take(step.first, step.second);
  }
}

/// The change that brings most and fits, again and again.
void fill(Pick& pick, const std::vector<std::size_t>& begins) {
  for (;;) {
    double best = 0.0;
    std::pair<std::size_t, std::size_t> step{0, kNone};
    each_change(pick, begins, [&](std::size_t c, std::size_t item) {
      const double gain = pick.gain(c, item);
      if (gain <= best || !pick.fits(c, item)) return;
      best = gain;
      step = {c, item};
    });
    if (best <= 0.0) return;
    pick.take(step.first, step.second);
  }
}

/// The relaxed answer without its shares, mended and filled; nothing when no way was found to keep the limits.
std::optional<std::vector<std::size_t>> rounded(const Knapsack& problem, const RelaxedAnswer& relaxed) {
  constexpr double kWhole = 1.0 - 1e-6;
  const std::vector<std::size_t> begins = class_begins(problem);
  Pick pick(problem);
  for (std::size_t i = 0; i < relaxed.share.size(); ++i) {
    if (relaxed.share[i] > kWhole) pick.take(problem.class_of[i], i);
  }
  if (!mend(pick, begins)) return std::nullopt;
  fill(pick, begins);
  return pick.items();
}

double value_of_items(const Knapsack& problem, const std::vector<std::size_t>& items) {
  double sum = 0.0;
  for (const std::size_t i : items) sum += problem.value[i];
  return sum;
}

bool keeps_limits(const Knapsack& problem, const std::vector<std::size_t>& items) {
  for (std::size_t r = 0; r < problem.limit.size(); ++r) {
    double sum = 0.0;
    for (const std::size_t i : items) sum += problem.weight[r][i];
    if (!keeps_limit(sum, problem.limit[r])) return false;
  }
  return true;
}

/// What limits cost at the prices of the relaxation: an item's value less what it takes of them, the best of each class (0: none
/// of it), and a bound for every choice (Lagrange).
struct Priced {
  std::vector<double> value;  ///< [item]
  std::vector<double> best;   ///< [class]
  double bound = 0.0;
};

Priced priced(const Knapsack& problem, const std::vector<double>& price) {
  Priced p;
  p.value = problem.value;
  p.best.assign(problem.classes, 0.0);
  for (std::size_t r = 0; r < price.size(); ++r) {
    p.bound += price[r] * problem.limit[r];
    for (std::size_t i = 0; i < p.value.size(); ++i) p.value[i] -= price[r] * problem.weight[r][i];
  }
  for (std::size_t i = 0; i < p.value.size(); ++i) {
    double& best = p.best[problem.class_of[i]];
    best = std::max(best, p.value[i]);
  }
  for (const double best : p.best) p.bound += best;
  p.bound += kSumRounding * std::max(1.0, std::abs(p.bound));
  return p;
}

/// A part of a problem: the same classes and rows, fewer items.
struct Part {
  Knapsack problem;
  std::vector<std::size_t> item;  ///< in the whole problem
};

template <typename Keep>
Part part_of(const Knapsack& problem, Keep keep) {
  Part part;
  part.problem.classes = problem.classes;
  part.problem.limit = problem.limit;
  part.problem.weight.resize(problem.weight.size());
  for (std::size_t i = 0; i < problem.value.size(); ++i) {
    if (!keep(i)) continue;
    part.item.push_back(i);
    part.problem.class_of.push_back(problem.class_of[i]);
    part.problem.value.push_back(problem.value[i]);
    for (std::size_t r = 0; r < problem.weight.size(); ++r) part.problem.weight[r].push_back(problem.weight[r][i]);
  }
  return part;
}

Part without_dominated(const Knapsack& problem) {
  const std::vector<std::size_t> begins = class_begins(problem);
  return part_of(problem, [&](std::size_t a) {
    if (is_dominated(problem, a, kNone)) return false;
    const std::size_t c = problem.class_of[a];
    for (std::size_t b = begins[c]; b < begins[c + 1]; ++b) {
      if (b != a && is_dominated(problem, a, b)) return false;
    }
    return true;
  });
}

std::vector<std::size_t> mapped(const std::vector<std::size_t>& items, const std::vector<std::size_t>& to) {
  std::vector<std::size_t> whole;
  whole.reserve(items.size());
  for (const std::size_t i : items) whole.push_back(to[i]);
  return whole;
}

/// Of `items` those that the part has, by their place there.
std::vector<std::size_t> places_in(const Part& part, const std::vector<std::size_t>& items) {
  std::vector<std::size_t> places;
  for (const std::size_t i : items) {
    const auto found = std::lower_bound(part.item.begin(), part.item.end(), i);
    if (found != part.item.end() && *found == i) places.push_back(static_cast<std::size_t>(found - part.item.begin()));
  }
  return places;
}

/// Branch and bound over what can be better than the start.
void branch(const Knapsack& problem, const Priced& p, const std::optional<std::vector<std::size_t>>& start,
            const ChoiceSearch& search, KnapsackAnswer& answer) {
  const double slack = start ? p.bound - answer.value + kRounding * std::max(1.0, std::abs(answer.value))
                             : std::numeric_limits<double>::infinity();
  const Part part = part_of(problem, [&](std::size_t i) { return p.best[problem.class_of[i]] - p.value[i] <= slack; });
  std::vector<bool> must_take(problem.classes, false);
  for (std::size_t c = 0; c < problem.classes; ++c) must_take[c] = p.best[c] > slack;
  const std::vector<std::size_t> known = start ? places_in(part, *start) : std::vector<std::size_t>{};
  const BranchedAnswer found = solve_branched(part.problem, must_take, known, search);
  answer.end = found.end;
  answer.nodes = found.nodes;
  if (found.end == ChoiceEnd::infeasible) {
    if (!start) return;
    answer.end = ChoiceEnd::optimal;  // nothing else is left that could be better
    answer.bound = answer.value;
    return;
  }
  const bool is_kept = found.is_found && keeps_limits(part.problem, found.items);
  const double value = is_kept ? value_of_items(part.problem, found.items) : 0.0;
  if (is_kept && (!start || value > answer.value)) {
    answer.items = mapped(found.items, part.item);
    answer.value = value;
  } else if (!start) {
    throw core::Error(core::ErrorKind::bad_input, "no choice that keeps the limits was found within the limit of nodes or time",
                      {}, "Loosen a limit, or search longer.");
  }
  answer.bound = std::max(answer.value, std::min(answer.bound, found.bound));
}

}  // namespace

bool keeps_limit(double sum, double limit) noexcept {
  return sum <= limit + kRounding * std::max(1.0, std::abs(limit));
}

KnapsackAnswer solve_knapsack(const Knapsack& problem, const ChoiceSearch& search) {
  KnapsackAnswer answer;
  answer.price.assign(problem.limit.size(), 0.0);
  const Part part = without_dominated(problem);
  if (part.item.empty()) {
    const bool is_kept = keeps_limits(problem, {});
    answer.end = is_kept ? ChoiceEnd::optimal : ChoiceEnd::infeasible;
    return answer;
  }
  const RelaxedAnswer relaxed = solve_relaxed(part.problem);
  if (!relaxed.is_feasible) {
    answer.end = ChoiceEnd::infeasible;
    return answer;
  }
  answer.price = relaxed.price;
  const Priced p = priced(part.problem, relaxed.price);
  const std::optional<std::vector<std::size_t>> start = rounded(part.problem, relaxed);
  if (start) {
    answer.items = *start;
    answer.value = value_of_items(part.problem, *start);
  }
  answer.bound = start ? std::max(answer.value, p.bound) : p.bound;
  const bool is_good = start && answer.bound - answer.value <= search.gap_fraction * std::abs(answer.value);
  if (!is_good) branch(part.problem, p, start, search, answer);
  answer.items = mapped(answer.items, part.item);
  return answer;
}

}  // namespace tvilling::scenarios
