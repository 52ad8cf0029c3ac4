// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/io/hdf5.hpp"

namespace tvilling::core {

/// Inside of core/io/hdf5: keeps HDF5 from printing while it lives and turns a failed call into an Error.
///
///     const Hdf5Call call{parent, "open the group", name};
///     return Hdf5Group{call(H5Gopen2(parent, name.c_str(), H5P_DEFAULT))};
class Hdf5Call {
 public:
  /// `near`: any open object of the file, to name the file; `what` and `name` complete "cannot ...".
  Hdf5Call(Hdf5Id near, std::string_view what, std::string_view name = {}) noexcept;
  Hdf5Call(const std::string& path, std::string_view what) noexcept;
  ~Hdf5Call();
  Hdf5Call(const Hdf5Call&) = delete;
  Hdf5Call& operator=(const Hdf5Call&) = delete;

  /// Gives `result` back, or throws Error (io) when it is negative.
  Hdf5Id operator()(Hdf5Id result) const {
    if (result < 0) fail();
    return result;
  }
  [[noreturn]] void fail() const;
  /// Path of the file.
  [[nodiscard]] std::string file() const;
  /// Path of the object inside of the file; "/" or nothing when the call is about the file.
  [[nodiscard]] std::string object() const;

 private:
  void silence() noexcept;

  Hdf5Id near_ = -1;
  std::string_view path_;
  std::string_view what_;
  std::string_view name_;
  int (*printer_)(Hdf5Id, void*) = nullptr;
  void* printer_data_ = nullptr;
};

}  // namespace tvilling::core
