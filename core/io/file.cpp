// SPDX-License-Identifier: MPL-2.0
#include "core/io/file.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <system_error>
#include <utility>

#include "core/error.hpp"

namespace tvilling::core {

namespace {

std::string hint_for(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT: return "The disk is full: free some space or write to another disk.";
    case EFBIG: return "The file is larger than the system allows.";
    case EACCES:
    case EPERM: return "You may not write or read there: choose another folder or ask for permission.";
    case EROFS: return "That disk can only be read: choose another folder.";
    case ENOENT: return "Check the spelling and the folder.";
    default: return {};
  }
}

constexpr std::string_view kCannotRead = "cannot read the file";
constexpr std::string_view kCannotWrite = "cannot write the file";

void write_all(const FileDescriptor& file, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(file.get(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_system_error(kCannotWrite, path, errno);
    if (written == 0) throw_system_error(kCannotWrite, path, ENOSPC);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Pipes, devices and some file systems cannot be synchronised; that loses nothing.
bool cannot_sync(int error) {
  return error == EINVAL || error == ENOTSUP || error == ENOSYS || error == EROFS;
}

void flush_and_close(FileDescriptor& file, const std::filesystem::path& path) {
  if (::fsync(file.get()) != 0 && !cannot_sync(errno)) throw_system_error(kCannotWrite, path, errno);
  if (file.close() != 0 && errno != EINTR) throw_system_error(kCannotWrite, path, errno);
}

/// A file that is removed again unless it was kept.
class Temporary {
 public:
  explicit Temporary(std::filesystem::path path) : path_(std::move(path)) {}
  ~Temporary() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  Temporary(Temporary&&) = delete;
  Temporary& operator=(Temporary&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  void keep() noexcept { path_.clear(); }

 private:
  std::filesystem::path path_;
};

struct Opened {
  FileDescriptor file;
  std::filesystem::path path;
};

/// A new file beside the target, under a name nobody else has.
Opened open_beside(const std::filesystem::path& target) {
  constexpr int kTries = 1000;
  for (int i = 0; i < kTries; ++i) {
    std::filesystem::path path = target;
    path += ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(i);
    FileDescriptor file = FileDescriptor::open(path, O_WRONLY | O_CREAT | O_EXCL);
    if (file.is_open()) return {std::move(file), std::move(path)};
    if (errno != EEXIST) throw_system_error(kCannotWrite, target, errno);
  }
  throw_system_error(kCannotWrite, target, EEXIST);
}

/// The name itself is safe on disk only when its folder is. A file system that cannot do that, or a folder that may be
/// written but not read, keeps the name in its own way; a disk that fails is an error.
void sync_folder(const std::filesystem::path& target) {
  const FileDescriptor folder = FileDescriptor::open(folder_of(target), O_RDONLY | O_DIRECTORY);
  if (!folder.is_open() && errno == EACCES) return;
  if (!folder.is_open()) throw_system_error("cannot write the folder of the file to the disk", target, errno);
  if (::fsync(folder.get()) != 0 && !cannot_sync(errno)) {
    throw_system_error("cannot write the folder of the file to the disk", target, errno);
  }
}

void write_device(const std::filesystem::path& path, std::string_view content) {
  FileDescriptor file = FileDescriptor::open(path, O_WRONLY);
  if (!file.is_open()) throw_system_error(kCannotWrite, path, errno);
  write_all(file, content, path);
  flush_and_close(file, path);
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  const FileDescriptor file = FileDescriptor::open(path, O_RDONLY);
  if (!file.is_open()) throw_system_error(kCannotRead, path, errno);
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) throw_system_error(kCannotRead, path, errno);
  if (S_ISDIR(info.st_mode)) {
    throw Error(ErrorKind::io, "cannot read the file: it is a folder", {path.string()}, "Name a file in it.");
  }
  std::string content;
  if (info.st_size > 0) content.reserve(static_cast<std::size_t>(info.st_size));
  std::array<char, 65536> block{};
  while (true) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_system_error(kCannotRead, path, errno);
    if (got == 0) return content;
    content.append(block.data(), static_cast<std::size_t>(got));
  }
}

void write_file_atomic(const std::filesystem::path& path, std::string_view content) {
  struct stat info{};
  const bool exists = ::stat(path.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) {
    throw Error(ErrorKind::io, "cannot write the file: it is a folder", {path.string()}, "Name a file in it.");
  }
  if (exists && !S_ISREG(info.st_mode)) {  // /dev/stdout and the like must not be replaced
    write_device(path, content);
    return;
  }
  // A link stays a link: its target is what is replaced.
  const std::filesystem::path target = exists ? std::filesystem::canonical(path) : path;
  // A rename would get around the write protection of the old file.
  if (exists && ::access(target.c_str(), W_OK) != 0) throw_system_error(kCannotWrite, path, errno);
  Opened beside = open_beside(target);
  Temporary temporary(std::move(beside.path));
  if (exists) static_cast<void>(::fchmod(beside.file.get(), info.st_mode & 07777U));
  write_all(beside.file, content, path);
  flush_and_close(beside.file, path);
  if (::rename(temporary.path().c_str(), target.c_str()) != 0) throw_system_error(kCannotWrite, path, errno);
  temporary.keep();
  sync_folder(target);
}

std::array<std::uint8_t, 32> sha256(std::span<const std::byte> bytes) {
  std::array<std::uint8_t, 32> digest{};
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1 || length != digest.size()) {
    throw Error(ErrorKind::internal, "OpenSSL could not compute a SHA-256");
  }
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t byte : sha256(std::as_bytes(std::span(bytes)))) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

FileDescriptor FileDescriptor::open(const std::filesystem::path& path, int flags) noexcept {
  constexpr mode_t kReadWriteForAll = 0666;
  return FileDescriptor(::open(path.c_str(), flags | O_CLOEXEC, kReadWriteForAll));
}

FileDescriptor::~FileDescriptor() {
  if (is_open()) static_cast<void>(close());
}

int FileDescriptor::close() noexcept {
  return ::close(std::exchange(fd_, -1));
}

void throw_system_error(std::string_view doing, const std::filesystem::path& path, int error) {
  throw Error(ErrorKind::io, std::string(doing) + ": " + std::generic_category().message(error), {path.string()},
              hint_for(error));
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

void publish_file(const std::filesystem::path& finished, const std::filesystem::path& path) {
  FileDescriptor file = FileDescriptor::open(finished, O_RDONLY);
  if (!file.is_open()) throw_system_error(kCannotRead, finished, errno);
  flush_and_close(file, finished);
  if (::rename(finished.c_str(), path.c_str()) != 0) throw_system_error("cannot rename the finished file", path, errno);
  sync_folder(path);
}

std::optional<FileLock> FileLock::take(const std::filesystem::path& path) {
  while (true) {
    FileDescriptor file = FileDescriptor::open(path, O_RDWR | O_CREAT | O_NOFOLLOW);
    if (!file.is_open()) throw_system_error("cannot make the lock file", path, errno);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EWOULDBLOCK) return std::nullopt;
      if (errno == EINTR) continue;
      if (errno != ENOLCK && errno != ENOSYS && errno != ENOTSUP) throw_system_error("cannot lock the file", path, errno);
    }
    // Between the two calls the last holder may have removed the file, and somebody else made a new one.
    struct stat held{};
    struct stat named{};
    if (::fstat(file.get(), &held) != 0) throw_system_error("cannot lock the file", path, errno);
    const bool still_named = ::stat(path.c_str(), &named) == 0;
    if (still_named && held.st_dev == named.st_dev && held.st_ino == named.st_ino) return FileLock(path, std::move(file));
  }
}

FileLock::~FileLock() {
  // First the name, then the lock: whoever gets the lock of a file without a name tries again.
  if (file_.is_open()) ::unlink(path_.c_str());
}

}  // namespace tvilling::core
