// SPDX-License-Identifier: MPL-2.0
#include "core/io/file.hpp"

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "core/error.hpp"

namespace core = tvilling::core;
namespace fs = std::filesystem;

namespace {

/// A folder of its own that is gone after the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "tvilling-file-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }
  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(path_), fs::directory_iterator()); }

 private:
  fs::path path_;
};

template <class Action>
core::Error error_of(const Action& action) {
  try {
    action();
  } catch (const core::Error& error) {
    return error;
  }
  FAIL("no error was thrown");
  std::abort();
}

}  // namespace

TEST_CASE("What was written is read back byte by byte") {
  const Folder folder;
  const std::string bytes = std::string("a\0\r\n\xFF", 5) + std::string(200000, 'x');
  core::write_file_atomic(folder / "f", bytes);
  CHECK(core::read_file(folder / "f") == bytes);
  core::write_file_atomic(folder / "f", "new");
  CHECK(core::read_file(folder / "f") == "new");
  CHECK(folder.entries() == 1);
}

TEST_CASE("A missing file and a folder say what they are") {
  const Folder folder;
  const core::Error missing = error_of([&folder] { static_cast<void>(core::read_file(folder / "none.csv")); });
  CHECK(missing.kind() == core::ErrorKind::io);
  CHECK(missing.message() == "cannot read the file: No such file or directory");
  CHECK(missing.pos().file == (folder / "none.csv").string());
  const core::Error is_folder = error_of([&folder] { static_cast<void>(core::read_file(folder.path())); });
  CHECK(is_folder.message() == "cannot read the file: it is a folder");
  CHECK(error_of([&folder] { core::write_file_atomic(folder.path(), "x"); }).message() ==
        "cannot write the file: it is a folder");
  CHECK(error_of([&folder] { core::write_file_atomic(folder / "no/such/f", "x"); }).kind() == core::ErrorKind::io);
}

TEST_CASE("A write that ends halfway keeps the old file and leaves nothing behind") {
  const Folder folder;
  core::write_file_atomic(folder / "f", "old");
  struct rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
  const struct rlimit small{4096, limit.rlim_max};
  std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const core::Error error = error_of([&folder] { core::write_file_atomic(folder / "f", std::string(100000, 'x')); });
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  CHECK(error.kind() == core::ErrorKind::io);
  CHECK(core::read_file(folder / "f") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("A full disk is noticed and leaves nothing behind") {
  const Folder folder;
  if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0) {
    std::fprintf(stderr, "skipped: only root may mount a small disk\n");
    fs::remove_all(folder.path());
    std::exit(77);
  }
  core::write_file_atomic(folder / "f", "old");
  const core::Error error = error_of([&folder] { core::write_file_atomic(folder / "f", std::string(1000000, 'x')); });
  const std::ptrdiff_t entries = folder.entries();
  const std::string kept = core::read_file(folder / "f");
  REQUIRE(::umount(folder.path().c_str()) == 0);
  CHECK(error.message() == "cannot write the file: No space left on device");
  CHECK(error.hint().find("disk is full") != std::string::npos);
  CHECK(entries == 1);
  CHECK(kept == "old");
}

TEST_CASE("A device is written to and not replaced") {
  const core::Error error = error_of([] { core::write_file_atomic("/dev/full", "x"); });
  CHECK(error.message() == "cannot write the file: No space left on device");
  CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("A link stays a link and a file keeps its mode") {
  const Folder folder;
  core::write_file_atomic(folder / "real", "old");
  fs::permissions(folder / "real", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(folder / "real", folder / "link");
  core::write_file_atomic(folder / "link", "new");
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(core::read_file(folder / "real") == "new");
  CHECK(fs::status(folder / "real").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("SHA-256 gives the values of FIPS 180-2") {
  CHECK(core::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(core::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(core::sha256_hex(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("A lock keeps a second one out and leaves no file") {
  const Folder folder;
  {
    const std::optional<core::FileLock> first = core::FileLock::take(folder / "f.lock");
    REQUIRE(first.has_value());
    CHECK_FALSE(core::FileLock::take(folder / "f.lock").has_value());
    CHECK(fs::exists(folder / "f.lock"));
  }
  CHECK(folder.entries() == 0);
  CHECK(core::FileLock::take(folder / "f.lock").has_value());
}

TEST_CASE("A lock file that a killed process left behind is taken over") {
  const Folder folder;
  core::write_file_atomic(folder / "f.lock", "");
  std::optional<core::FileLock> lock = core::FileLock::take(folder / "f.lock");
  REQUIRE(lock.has_value());
  core::FileLock moved = std::move(*lock);
  lock.reset();
  CHECK_FALSE(core::FileLock::take(folder / "f.lock").has_value());
}

TEST_CASE("A lock file that cannot be made is an error") {
  const Folder folder;
  CHECK(error_of([&folder] { static_cast<void>(core::FileLock::take(folder / "no/f.lock")); }).kind() == core::ErrorKind::io);
}

TEST_CASE("A finished file takes the place of the old one") {
  const Folder folder;
  core::write_file_atomic(folder / "f", "old");
  core::write_file_atomic(folder / "f.partial", "new");
  core::publish_file(folder / "f.partial", folder / "f");
  CHECK(core::read_file(folder / "f") == "new");
  CHECK(folder.entries() == 1);
  CHECK(error_of([&folder] { core::publish_file(folder / "f.partial", folder / "f"); }).message() ==
        "cannot read the file: No such file or directory");
  core::write_file_atomic(folder / "f.partial", "newer");
  CHECK(error_of([&folder] { core::publish_file(folder / "f.partial", folder / "no/f"); }).message() ==
        "cannot rename the finished file: No such file or directory");
  CHECK(core::read_file(folder / "f.partial") == "newer");
}
