// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

namespace tvilling::viz {

/// An open connection to the X display, private to viz. Hold one while VTK draws: Xvfb starts afresh when its last client
/// leaves, and VTK, which would be next, aborts the program when it comes in that moment.
class DisplayConnection {
 public:
  /// Tries for a quarter of a second, in case the display is just starting afresh. Never throws.
  DisplayConnection();
  ~DisplayConnection();
  DisplayConnection(const DisplayConnection&) = delete;
  DisplayConnection& operator=(const DisplayConnection&) = delete;

  /// True when the display is open and knows OpenGL.
  [[nodiscard]] bool usable() const noexcept { return usable_; }
  /// Throws Error (io) with `hint` when it is not usable.
  void require(const std::string& hint) const;

 private:
  void* display_ = nullptr;
  bool usable_ = false;
};

}  // namespace tvilling::viz
