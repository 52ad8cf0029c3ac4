// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_target.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const noexcept { return fd_; }

 private:
  int fd_;
};

std::string reason(int error) {
  return std::generic_category().message(error);
}

[[noreturn]] void refuse(const fs::path& path, const std::string& message, std::string hint = {}) {
  throw core::Error(core::ErrorKind::io, message, {path.string()}, std::move(hint));
}

bool may(const fs::path& path, int mode) {
  return ::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0;
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

[[noreturn]] void refuse_small_disk(const fs::path& partial, std::uint64_t bytes, std::uint64_t available) {
  refuse(partial, fmt::format("the results need {}, the disk has {} left", megabytes(bytes), megabytes(available)),
         "Make room or write to another disk; fewer hourly series need less.");
}

}  // namespace

fs::path partial_path(const fs::path& path) {
  fs::path partial = path;
  partial += ".partial";
  return partial;
}

void check_target(const fs::path& path) {
  std::error_code code;
  const fs::path folder = folder_of(path);
  if (!path.has_filename()) refuse(path, "the results need a file name", "For example -o results.h5.");
  if (!fs::exists(folder, code)) {
    refuse(path, "the folder " + folder.string() + " does not exist", "Make it first: mkdir -p " + folder.string());
  }
  if (!fs::is_directory(folder, code)) refuse(path, folder.string() + " is not a folder");
  for (const fs::path& target : {path, partial_path(path)}) {
    if (fs::is_directory(target, code)) refuse(target, "this is a folder", "Give the results another name.");
    if (fs::exists(target, code) && !may(target, W_OK)) {
      refuse(target, "the file exists and may not be written", "Give the results another name, or allow writing: chmod u+w.");
    }
  }
  if (!may(folder, W_OK | X_OK)) {
    refuse(path, "the folder " + folder.string() + " may not be written", "Choose another folder, or ask for the permission.");
  }
  const fs::path partial = partial_path(path);
  const Descriptor file(::open(partial.c_str(), O_RDWR | O_CLOEXEC));
  if (file.get() >= 0 && ::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    refuse(partial, "another run is writing this file", "Wait for it, or give the results another name.");
  }
}

void reserve_room(const fs::path& partial, std::uint64_t bytes) {
  std::error_code code;
  const fs::space_info space = fs::space(folder_of(partial), code);
  // What an abandoned file holds comes free when it is replaced.
  const std::uintmax_t old = fs::file_size(partial, code);
  const std::uint64_t available = space.available + (code ? 0 : old);
  if (space.available != static_cast<std::uintmax_t>(-1) && available < bytes) refuse_small_disk(partial, bytes, available);

  const Descriptor file(::open(partial.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (file.get() < 0) refuse(partial, "cannot create the file: " + reason(errno));
  const int failed = ::fallocate(file.get(), 0, 0, static_cast<off_t>(bytes)) == 0 ? 0 : errno;
  if (::ftruncate(file.get(), 0) != 0) refuse(partial, "cannot empty the file: " + reason(errno));
  // Some file systems cannot reserve; then the writing itself tells.
  if (failed == 0 || failed == EOPNOTSUPP || failed == ENOSYS) return;
  fs::remove(partial, code);
  if (failed == ENOSPC) refuse_small_disk(partial, bytes, available);
  refuse(partial, fmt::format("the system refuses the {} that the results need: {}", megabytes(bytes), reason(failed)));
}

void publish(const fs::path& partial, const fs::path& path) {
  {
    const Descriptor file(::open(partial.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0) refuse(partial, "cannot be written to the disk: " + reason(errno));
  }
  if (::rename(partial.c_str(), path.c_str()) != 0) refuse(path, "cannot rename the finished file: " + reason(errno));
  // The name itself is on the disk only after the folder is; file systems without this call keep it anyway.
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0 && ::fsync(folder.get()) != 0 && errno != EINVAL && errno != EROFS) {
    refuse(path, "cannot write the folder to the disk: " + reason(errno));
  }
}

}  // namespace tvilling::scenarios
