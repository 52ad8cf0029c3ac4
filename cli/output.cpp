// SPDX-License-Identifier: MPL-2.0
#include "cli/output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

}  // namespace

void refuse_same_file(const fs::path& in, const fs::path& out) {
  std::error_code ignored;  // a file that does not exist is not the same
  if (!fs::equivalent(in, out, ignored)) return;
  refuse(fmt::format("the output {} is the input {}", out.string(), in.string()), "Give the output another name.");
}

void refuse_inside(const fs::path& in, const fs::path& out) {
  std::error_code ignored;
  const fs::path folder = fs::weakly_canonical(in, ignored);
  const fs::path there = fs::weakly_canonical(out, ignored).lexically_relative(folder);
  if (there.empty() || *there.begin() == "..") return;
  refuse(fmt::format("the output {} lies in the folder that is read, {}", out.string(), in.string()),
         "Give the output another place.");
}

void refuse_unwritable_place(const fs::path& out) {
  constexpr std::string_view kDoing = "nothing can be written there";
  std::error_code ignored;  // what cannot be looked at is told by access
  if (fs::is_directory(out, ignored)) core::throw_system_error(kDoing, out, EISDIR);
  const fs::path folder = core::folder_of(out);
  if (::access(folder.c_str(), W_OK | X_OK) != 0) core::throw_system_error(kDoing, folder, errno);
  if (!fs::is_directory(folder, ignored)) core::throw_system_error(kDoing, folder, ENOTDIR);
}

void refuse_foreign_file(const fs::path& out) {
  std::error_code ignored;  // what cannot be looked at is told by the writing
  const fs::file_status status = fs::status(out, ignored);
  if (!fs::exists(status) || fs::is_directory(status)) return;
  if (!fs::is_regular_file(status))
    refuse(fmt::format("{} is not a plain file", out.string()), "Results need one: -o results.h5");
  if (fs::file_size(out, ignored) == 0) return;
  if (scenarios::is_result_file(out)) return;
  refuse(fmt::format("{} exists and is not a result file of tvilling", out.string()),
         "It is not replaced. Give the results another name, or remove it yourself.");
}

std::string quoted_for_shell(std::string_view text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+:,@%-";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos) return std::string(text);
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += R"('\'')";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace tvilling::cli
