// SPDX-License-Identifier: MPL-2.0
// Counts every request for memory by replacing operator new: for one .cpp of a test program of its own. A sanitizer replaces
// operator new itself, and the two do not mix: there nothing is replaced and the tests are skipped.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TVILLING_SANITIZER_OWNS_NEW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TVILLING_SANITIZER_OWNS_NEW 1
#endif
#endif

namespace tvilling::tests {

inline std::atomic<std::size_t>& allocations() noexcept {
  static std::atomic<std::size_t> count{0};
  return count;
}

#ifdef TVILLING_SANITIZER_OWNS_NEW

/// The end of this test as *skipped* (exit code 77). CTest runs every test case in a process of its own.
inline void skip_where_nothing_is_counted() {
  std::fprintf(stderr, "skipped: under a sanitizer requests for memory are not counted\n");
  std::exit(77);
}

}  // namespace tvilling::tests

#else

inline void skip_where_nothing_is_counted() noexcept {}

inline void* counted(void* memory) {
  ++allocations();
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace tvilling::tests

void* operator new(std::size_t size) {
  return tvilling::tests::counted(std::malloc(size == 0 ? 1 : size));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  const std::size_t align = static_cast<std::size_t>(alignment);
  return tvilling::tests::counted(std::aligned_alloc(align, (size + align) / align * align));
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
