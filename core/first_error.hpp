// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <utility>

namespace tvilling::core {

/// The first exception of a parallel loop, kept until the loop has ended: none may leave it. Later rounds can ask and do nothing.
class FirstError {
 public:
  void keep(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    kept_ = true;
  }
  [[nodiscard]] bool is_kept() const noexcept { return kept_; }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr error_;
  std::atomic<bool> kept_{false};
};

}  // namespace tvilling::core
