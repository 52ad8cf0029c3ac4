// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tvilling::core {

/// The whole file as bytes. Throws Error (io) with the system's reason; a folder or a missing file says so.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Writes beside the target and renames: the target is either the old file or the whole new one.
/// Throws Error (io) when the disk is full or the folder may not be written; leaves nothing behind then.
void write_file_atomic(const std::filesystem::path& path, std::string_view content);

/// SHA-256.
[[nodiscard]] std::array<std::uint8_t, 32> sha256(std::span<const std::byte> bytes);

/// SHA-256 in lower-case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// An open file of the system, closed when it goes out of scope; move-only. Empty when the system refused (see errno).
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) noexcept : fd_(fd) {}
  /// Opens with open(2)'s flags, always close-on-exec; new files get the permissions of the user's mask.
  [[nodiscard]] static FileDescriptor open(const std::filesystem::path& path, int flags) noexcept;
  ~FileDescriptor();
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&&) = delete;

  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] bool is_open() const noexcept { return fd_ >= 0; }
  /// Result of close(2): some file systems report a full disk only here.
  [[nodiscard]] int close() noexcept;

 private:
  int fd_;
};

/// Throws Error (io): "<doing>: <the system's words for errno `error`>", with a hint where there is one.
[[noreturn]] void throw_system_error(std::string_view doing, const std::filesystem::path& path, int error);

/// Folder that `path` stands in; "." for a bare name.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& path);

/// Waits until the disk has the content of `finished`, gives it the name `path` (which is replaced, a link too) and waits
/// until the disk has the name. Throws Error (io). When only the last step fails, the file has its new name already.
void publish_file(const std::filesystem::path& finished, const std::filesystem::path& path);

/// One process at a time: holds a lock file while it lives and removes it at the end. A lock file that a killed process left
/// behind is taken over.
class FileLock {
 public:
  /// Takes the lock; nothing when somebody else holds it. A file system without locks gives a lock that keeps nobody out.
  /// Throws Error (io) when the lock file cannot be made.
  [[nodiscard]] static std::optional<FileLock> take(const std::filesystem::path& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  FileLock(FileLock&& other) noexcept : path_(std::exchange(other.path_, {})), file_(std::move(other.file_)) {}
  FileLock& operator=(FileLock&&) = delete;

 private:
  FileLock(std::filesystem::path path, FileDescriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  std::filesystem::path path_;
  FileDescriptor file_;
};

}  // namespace tvilling::core
