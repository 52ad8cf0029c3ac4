// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_seal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/io/checksum.hpp"
#include "core/io/file.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_probe.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = "unfinished";
constexpr std::string_view kAgain = "Copy it again, or run the study again.";

[[noreturn]] void refuse(const fs::path& path, const std::string& message, std::string hint = {}) {
  throw core::Error(core::ErrorKind::bad_input, message, {path.string()}, std::move(hint));
}

/// One line of text, then zeros.
std::string block_of(std::string_view rest) {
  std::string block = fmt::format("{} {} {}\n", kResultsFileType, kResultsVersionMajor, rest);
  block.resize(kSealBytes, '\0');
  return block;
}

std::string seal_of(const core::FileChecksum& sum) {
  return block_of(fmt::format("xxh3 {} {}", sum.xxh3, sum.bytes));
}

void write_block(const fs::path& path, const std::string& block) {
  const core::FileDescriptor file = core::FileDescriptor::open(path, O_WRONLY);
  if (!file.is_open()) core::throw_system_error("cannot write the file", path, errno);
  ssize_t written = -1;
  do {
    written = ::pwrite(file.get(), block.data(), block.size(), 0);
  } while (written < 0 && errno == EINTR);
  if (written != static_cast<ssize_t>(block.size())) {
    core::throw_system_error("cannot write the file", path, written < 0 ? errno : ENOSPC);
  }
}

std::string read_block(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) core::throw_system_error("cannot open the file", path, errno);
  std::string block(kSealBytes, '\0');
  stream.read(block.data(), static_cast<std::streamsize>(block.size()));
  block.resize(static_cast<std::size_t>(stream.gcount()));
  return block;
}

bool begins_as_ours(std::string_view block) {
  return block.starts_with(fmt::format("{} ", kResultsFileType));
}

bool is_number(std::string_view word) {
  return !word.empty() && word.size() < 20 && word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::uint64_t number_of(std::string_view word) {
  std::uint64_t value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return value;
}

/// The words of the block's line.
std::vector<std::string_view> words_of(std::string_view block) {
  std::string_view line = block.substr(0, block.find('\n'));
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

/// The words of a block that is one of ours, of this version.
std::vector<std::string_view> checked_words(const fs::path& path, std::string_view block) {
  if (!begins_as_ours(block)) {
    core::check_hdf5_file(path);  // tells what is no HDF5 file at all
    if (block.starts_with("\x89HDF")) refuse_unsealed(path);
    refuse(path, "this HDF5 file is not a tvilling result file, or its first line is damaged", std::string(kAgain));
  }
  if (block.size() < kSealBytes) {
    refuse(path, fmt::format("the result file is cut off: it has {} bytes", block.size()), std::string(kAgain));
  }
  std::vector<std::string_view> words = words_of(block);
  if (words.size() > 1 && is_number(words[1]) && number_of(words[1]) > kResultsVersionMajor) {
    refuse(path, fmt::format("the result file has version {}; this program reads version {}", words[1], kResultsVersionMajor),
           "Read it with the newer tvilling that wrote it.");
  }
  return words;
}

[[noreturn]] void refuse_damaged_line(const fs::path& path) {
  refuse(path, "the result file is damaged: its first line is not as tvilling writes it", std::string(kAgain));
}

}  // namespace

void mark_unfinished(const fs::path& file) {
  write_block(file, block_of(kUnfinished));
}

void seal_results(const fs::path& file) {
  write_block(file, seal_of(core::checksum_of_file(file, kSealBytes)));
}

void check_seal(const fs::path& file) {
  const std::string block = read_block(file);
  const std::vector<std::string_view> words = checked_words(file, block);
  if (block == block_of(kUnfinished)) {
    refuse(file, "the run that wrote this file did not finish",
           "Give the file back its name ending in .partial and repeat the run's command with --resume.");
  }
  if (words.size() != 5 || !is_number(words[4])) refuse_damaged_line(file);
  const core::FileChecksum stated{std::string(words[3]), number_of(words[4])};
  if (block != seal_of(stated)) refuse_damaged_line(file);
  const std::uint64_t bytes = fs::file_size(file) - kSealBytes;
  if (bytes < stated.bytes) {
    refuse(file, fmt::format("the result file is cut off: it has {} of {} bytes", bytes + kSealBytes, stated.bytes + kSealBytes),
           std::string(kAgain));
  }
  if (bytes > stated.bytes) {
    refuse(file, fmt::format("the result file has {} bytes behind its end", bytes - stated.bytes), std::string(kAgain));
  }
  if (core::checksum_of_file(file, kSealBytes) != stated) {
    refuse(file, "the result file was changed after it was written: its checksum does not fit",
           "A disk or a copy has damaged it, or another program has written into it. Copy it again, or run the study again; to "
           "change numbers, export them.");
  }
}

void check_unfinished(const fs::path& file) {
  const std::string block = read_block(file);
  static_cast<void>(checked_words(file, block));
  if (block != block_of(kUnfinished)) check_seal(file);
}

bool begins_as_results(const fs::path& file) {
  return begins_as_ours(read_block(file));
}

}  // namespace tvilling::scenarios
