// SPDX-License-Identifier: MPL-2.0
#include "scenarios/local_search.hpp"

#include <fmt/format.h>
#include <nlopt.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <new>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

struct Destroy {
  void operator()(nlopt_opt opt) const noexcept { nlopt_destroy(opt); }
};
using Opt = std::unique_ptr<nlopt_opt_s, Destroy>;

/// What NLopt's callbacks work on. They are C: no exception may pass them, so the first is kept.
struct Search {
  const SearchFunction& function;
  nlopt_opt opt = nullptr;
  std::size_t limits = 0;
  std::vector<double> point{};
  SearchValue value{};
  std::exception_ptr error{};

  /// The value at x; objective and limits of one point are asked one after the other and found together. After an error: any.
  const SearchValue& at(unsigned n, const double* x) noexcept {
    try {
      std::vector<double> asked(x, x + n);
      for (double& coordinate : asked) coordinate = std::clamp(coordinate, 0.0, 1.0);
      if (error == nullptr && (point != asked || value.excess.size() != limits)) {
        value = function(asked);
        point = std::move(asked);
      }
    } catch (...) {
      error = std::current_exception();
      nlopt_force_stop(opt);
    }
    return value;
  }
};

double objective(unsigned n, const double* x, double*, void* search) {
  return static_cast<Search*>(search)->at(n, x).objective;
}

void excesses(unsigned m, double* result, unsigned n, const double* x, double*, void* search) {
  const SearchValue& value = static_cast<Search*>(search)->at(n, x);
  for (unsigned i = 0; i < m; ++i) result[i] = i < value.excess.size() ? value.excess[i] : 0.0;
}

void check(nlopt_result result) {
  if (result == NLOPT_OUT_OF_MEMORY) throw std::bad_alloc();
  // Where rounding errors end a search, its point is good.
  if (result >= 0 || result == NLOPT_ROUNDOFF_LIMITED) return;
  throw core::Error(core::ErrorKind::internal, fmt::format("NLopt refused: {}", nlopt_result_to_string(result)));
}

}  // namespace

std::vector<double> search_locally(const SearchFunction& function, std::vector<double> start, std::size_t limits,
                                   int most_evaluations, double first_step) {
  constexpr double kLastStep = 0.01;
  const Opt opt(nlopt_create(NLOPT_LN_COBYLA, static_cast<unsigned>(start.size())));
  if (opt == nullptr) throw std::bad_alloc();
  Search search{function, opt.get(), limits};
  check(nlopt_set_lower_bounds1(opt.get(), 0.0));
  check(nlopt_set_upper_bounds1(opt.get(), 1.0));
  check(nlopt_set_min_objective(opt.get(), objective, &search));
  if (limits > 0) {
    check(nlopt_add_inequality_mconstraint(opt.get(), static_cast<unsigned>(limits), excesses, &search, nullptr));
  }
  check(nlopt_set_initial_step1(opt.get(), first_step));
  check(nlopt_set_xtol_abs1(opt.get(), kLastStep));
  check(nlopt_set_maxeval(opt.get(), most_evaluations));
  double best = 0.0;
  const nlopt_result result = nlopt_optimize(opt.get(), start.data(), &best);
  if (search.error != nullptr) std::rethrow_exception(search.error);
  check(result);
  for (double& coordinate : start) coordinate = std::clamp(coordinate, 0.0, 1.0);
  return start;
}

std::vector<double> halton_point(std::size_t index, std::size_t dimensions) {
  constexpr std::array<std::size_t, 16> kPrimes{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};
  if (dimensions > kPrimes.size()) throw core::Error(core::ErrorKind::internal, "Halton points have at most 16 dimensions");
  std::vector<double> point;
  for (std::size_t d = 0; d < dimensions; ++d) {
    double value = 0.0;
    double share = 1.0;
    for (std::size_t rest = index + 1; rest > 0; rest /= kPrimes[d]) {
      share /= static_cast<double>(kPrimes[d]);
      value += share * static_cast<double>(rest % kPrimes[d]);
    }
    point.push_back(value);
  }
  return point;
}

}  // namespace tvilling::scenarios
