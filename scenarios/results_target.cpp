// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_target.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& message, std::string hint = {}) {
  throw core::Error(core::ErrorKind::io, message, {path.string()}, std::move(hint));
}

bool may(const fs::path& path, int mode) {
  return ::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0;
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// Bytes of the disk that a file takes; 0 when there is none.
std::uint64_t blocks_of(const fs::path& path) {
  constexpr std::uint64_t kBlock = 512;  // the unit of st_blocks
  struct stat info{};
  return ::stat(path.c_str(), &info) == 0 ? static_cast<std::uint64_t>(info.st_blocks) * kBlock : 0;
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

fs::path made_path(const fs::path& partial) {
  fs::path made = partial;
  made += ".new";
  return made;
}

void check_target(const fs::path& path) {
  std::error_code code;
  const fs::path folder = core::folder_of(path);
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
}

core::FileLock lock_target(const fs::path& path) {
  const fs::path partial = partial_path(path);
  fs::path name = partial;
  name += ".lock";
  std::optional<core::FileLock> lock = core::FileLock::take(name);
  if (!lock) refuse(partial, "another run is writing this file", "Wait for it, or give the results another name.");
  return std::move(*lock);
}

void check_room(const fs::path& partial, std::uint64_t bytes) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && bytes > limit.rlim_cur) {
    core::throw_system_error(fmt::format("the system refuses the {} that the results need", megabytes(bytes)), partial, EFBIG);
  }
  std::error_code code;
  const fs::space_info space = fs::space(core::folder_of(partial), code);
  if (code) return;  // the writing itself tells
  const std::uint64_t available = space.available + blocks_of(partial);
  if (available < bytes) refuse_small_disk(partial, bytes, available);
}

void reserve_room(const fs::path& partial, std::uint64_t bytes) {
  const core::FileDescriptor file = core::FileDescriptor::open(partial, O_RDWR);
  if (!file.is_open()) core::throw_system_error("cannot open the file", partial, errno);
  while (::fallocate(file.get(), FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(bytes)) != 0) {
    if (errno == EINTR) continue;
    if (errno == EOPNOTSUPP || errno == ENOSYS) return;
    core::throw_system_error(fmt::format("the system refuses the {} that the results need", megabytes(bytes)), partial, errno);
  }
}

void release_spare_room(const fs::path& partial) {
  const core::FileDescriptor file = core::FileDescriptor::open(partial, O_RDWR);
  struct stat info{};
  if (!file.is_open() || ::fstat(file.get(), &info) != 0 || ::ftruncate(file.get(), info.st_size) != 0) {
    core::throw_system_error("cannot give back the room beyond the end of the file", partial, errno);
  }
}

}  // namespace tvilling::scenarios
