// SPDX-License-Identifier: MPL-2.0
#include "core/io/file.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
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

/// An open file that is closed when it goes out of scope.
class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] bool is_open() const noexcept { return fd_ >= 0; }
  /// Some file systems report a full disk only here.
  [[nodiscard]] int close() noexcept { return ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

std::string reason(int error) {
  return std::generic_category().message(error);
}

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

[[noreturn]] void fail(const char* doing, const std::filesystem::path& path, int error) {
  throw Error(ErrorKind::io, std::string(doing) + ": " + reason(error), {path.string()}, hint_for(error));
}

void write_all(const Descriptor& file, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(file.get(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write the file", path, errno);
    if (written == 0) fail("cannot write the file", path, ENOSPC);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

void flush_and_close(Descriptor& file, const std::filesystem::path& path) {
  // Pipes and devices cannot be synchronised (EINVAL); that loses nothing.
  if (::fsync(file.get()) != 0 && errno != EINVAL && errno != ENOTSUP) fail("cannot write the file", path, errno);
  if (file.close() != 0 && errno != EINTR) fail("cannot write the file", path, errno);
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
  Descriptor file;
  std::filesystem::path path;
};

/// A new file beside the target, under a name nobody else has.
Opened open_beside(const std::filesystem::path& target) {
  constexpr int kTries = 1000;
  for (int i = 0; i < kTries; ++i) {
    std::filesystem::path path = target;
    path += ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(i);
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.is_open()) return {std::move(file), std::move(path)};
    if (errno != EEXIST) fail("cannot write the file", target, errno);
  }
  fail("cannot write the file", target, EEXIST);
}

/// The name itself is safe on disk only when its folder is. Not every file system can do that, and the content is
/// whole either way, so a refusal is no error.
void sync_folder(const std::filesystem::path& target) {
  const std::filesystem::path parent = target.parent_path();
  const Descriptor folder(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.is_open()) static_cast<void>(::fsync(folder.get()));
}

void write_device(const std::filesystem::path& path, std::string_view content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.is_open()) fail("cannot write the file", path, errno);
  write_all(file, content, path);
  flush_and_close(file, path);
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) fail("cannot read the file", path, errno);
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) fail("cannot read the file", path, errno);
  if (S_ISDIR(info.st_mode)) {
    throw Error(ErrorKind::io, "cannot read the file: it is a folder", {path.string()}, "Name a file in it.");
  }
  std::string content;
  if (info.st_size > 0) content.reserve(static_cast<std::size_t>(info.st_size));
  std::array<char, 65536> block{};
  while (true) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read the file", path, errno);
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
  if (exists && ::access(target.c_str(), W_OK) != 0) fail("cannot write the file", path, errno);
  Opened beside = open_beside(target);
  Temporary temporary(std::move(beside.path));
  if (exists) static_cast<void>(::fchmod(beside.file.get(), info.st_mode & 07777U));
  write_all(beside.file, content, path);
  flush_and_close(beside.file, path);
  if (::rename(temporary.path().c_str(), target.c_str()) != 0) fail("cannot write the file", path, errno);
  temporary.keep();
  sync_folder(target);
}

std::string sha256_hex(std::string_view bytes) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), digest.data(), &length) != 1) {
    throw Error(ErrorKind::internal, "OpenSSL could not compute a SHA-256");
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (std::size_t i = 0; i < length; ++i) {
    const unsigned int byte = digest[i];
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

}  // namespace tvilling::core
