// SPDX-License-Identifier: MPL-2.0
// Its own program: it counts every request for memory by replacing operator new. A sanitizer replaces operator new itself, and
// the two do not mix: there nothing is replaced and the tests are skipped.
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

#include "core/thermal/stepper.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TVILLING_SANITIZER_OWNS_NEW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TVILLING_SANITIZER_OWNS_NEW 1
#endif
#endif

namespace {

std::atomic<std::size_t>& allocations() noexcept {
  static std::atomic<std::size_t> count{0};
  return count;
}

#ifdef TVILLING_SANITIZER_OWNS_NEW

/// The end of this test as *skipped* (exit code 77). CTest runs every test case in a process of its own.
void skip_where_nothing_is_counted() {
  std::fprintf(stderr, "skipped: under a sanitizer requests for memory are not counted\n");
  std::exit(77);
}

}  // namespace

#else

void skip_where_nothing_is_counted() noexcept {}

void* counted(void* memory) {
  ++allocations();
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) {
  return counted(std::malloc(size == 0 ? 1 : size));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  const std::size_t align = static_cast<std::size_t>(alignment);
  return counted(std::aligned_alloc(align, (size + align) / align * align));
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

#endif

namespace {

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)

/// Three rooms in a row with films on their walls, streams of air from room to room, and a thermostat each.
ThermalNetwork make_rooms() {
  ThermalNetwork n;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const TermId loss = n.add_term("loss");
  const TermId heat = n.add_term("heat");
  NodeId before{};
  for (int room = 0; room < 3; ++room) {
    const NodeId air = n.add_node("air", 1e5);
    const NodeId outside = n.add_node("outside", 2e6);
    const NodeId inside = n.add_node("inside", 2e6);
    n.connect(outside, inside, 40.0);
    n.connect(outside, outdoor, 200.0, loss);
    (void)n.connect_driven(inside, air);
    (void)n.connect_driven(air, outdoor, loss);
    if (room > 0) (void)n.connect_flow(before, air, loss);
    if (room > 0) (void)n.connect_driven(before, air);
    const SourceId heater = n.add_source({{{air, 1.0}}, heat});
    const SourceId cooler = n.add_source({{{inside, 1.0}}, heat});
    n.add_thermostat({{{air, 1.0}}, heater, cooler});
    before = air;
  }
  return n;
}

}  // namespace

TEST_CASE("The count sees a request for memory") {
  skip_where_nothing_is_counted();
  const std::size_t before = allocations();
  const std::vector<double> some(1000, 1.0);
  CHECK(allocations() > before);
  CHECK(some.size() == 1000);
}

TEST_CASE("A hundred steps with films and streams and three thermostats ask for no memory") {
  skip_where_nothing_is_counted();
  const ThermalNetwork network = make_rooms();
  const Plan plan = make_plan(network);
  Stepper stepper(plan, network, 3600.0);
  std::vector<double> driven_w_k(network.driven_links().size());
  const std::vector<double> source_w(network.sources().size(), 0.0);
  const std::array set_points{SetPoint{20.0, 24.0, 900.0, 1e6}, SetPoint{21.0, 25.0, 1e6, 300.0}, SetPoint{18.0, 24.0, 1e6, 1e6}};
  int heating = 0;
  int cooling = 0;
  const std::size_t before = allocations();
  for (std::size_t step = 0; step < 100; ++step) {
    const std::array outdoor_degc{-10.0 + 0.6 * static_cast<double>(step)};
    for (std::size_t d = 0; d < driven_w_k.size(); ++d) driven_w_k[d] = 10.0 + static_cast<double>((d + 1) * (step % 7 + 1));
    const StepResult& first = stepper.step({outdoor_degc, driven_w_k, source_w, set_points});
    const StepResult& second = step % 3 == 0 ? stepper.repeat({outdoor_degc, driven_w_k, source_w, set_points}) : first;
    for (const double power_w : second.thermostat_w) heating += power_w > 0.0 ? 1 : 0;
    for (const double power_w : second.thermostat_w) cooling += power_w < 0.0 ? 1 : 0;
  }
  const std::size_t after = allocations();
  CHECK(after - before == 0);
  CHECK(heating > 50);
  CHECK(cooling > 50);
}
