// SPDX-License-Identifier: MPL-2.0
// A look at files that are not known to be whole: HDF5 opens them in a child process, for it may crash on them.
#include "scenarios/results_probe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_schema.hpp"
#include "scenarios/results_seal.hpp"
#include "scenarios/results_target.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;

constexpr const char* kTypeAttribute = "filetype";
constexpr const char* kVersionAttribute = "version";
constexpr std::int32_t kFirstSealedMinor = 3;  // from then on every file ends with a checksum

bool begins_as_hdf5(const fs::path& path) {
  constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
  std::string head(kSignature.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  return head == kSignature;
}

[[noreturn]] void refuse(const fs::path& path, const std::string& message, std::string hint = {}) {
  throw core::Error(core::ErrorKind::bad_input, message, {path.string()}, std::move(hint));
}

}  // namespace

void refuse_unsealed(const fs::path& path) {
  const auto kind = [&path]() -> std::string {
    const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::read);
    if (!core::has_attribute(file.id(), kTypeAttribute))
      refuse(path, "this HDF5 file is not a tvilling result file: it names no filetype");
    const std::string filetype = core::read_text_attribute(file.id(), kTypeAttribute);
    if (filetype != kResultsFileType) {
      refuse(path, fmt::format("this is a file of type \"{}\", not \"{}\"", filetype, kResultsFileType));
    }
    const std::vector<std::int32_t> version = core::has_attribute(file.id(), kVersionAttribute)
                                                  ? core::read_attribute<std::int32_t>(file.id(), kVersionAttribute)
                                                  : std::vector<std::int32_t>{};
    if (version.size() != 2) refuse(path, "the result file names no version and has no checksum", "Run the study again.");
    const std::string text = fmt::format("{}.{}", version[0], version[1]);
    if (version[0] > kResultsVersionMajor) {
      refuse(path, fmt::format("the result file has version {}; this program reads version {}", text, kResultsVersionMajor),
             "Read it with the newer tvilling that wrote it.");
    }
    if (version[0] == kResultsVersionMajor && version[1] >= kFirstSealedMinor) {
      refuse(path, "the result file has lost its checksum: another program has written it anew", "Run the study again.");
    }
    refuse(path, fmt::format("the result file was made by an older tvilling (version {}, without a checksum)", text),
           "Run the study again.");
  };
  static_cast<void>(core::run_in_child(kind, kProbePatience));
  refuse(path, "the HDF5 file is damaged: it cannot be opened", "Copy it again, or run the study again.");
}

bool is_result_file(const fs::path& path) {
  if (begins_as_results(path)) return true;
  const auto is_ours = [&path]() -> std::string {
    const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::read);
    const bool ours = core::has_attribute(file.id(), kTypeAttribute) &&
                      core::read_text_attribute(file.id(), kTypeAttribute) == kResultsFileType;
    return ours ? "yes" : "no";
  };
  const bool plain = begins_as_hdf5(path);
  try {
    const std::optional<std::string> answer = core::run_in_child(is_ours, kProbePatience);
    return answer ? *answer == "yes" : plain;
  } catch (const core::Error&) {
    return plain;
  }
}

void refuse_other_kind(const fs::path& path, std::string_view filetype) {
  for (const fs::path& file : {path, partial_path(path)}) {
    std::error_code ignored;  // what cannot be looked at is told by the writing
    if (!fs::is_regular_file(file, ignored) || fs::file_size(file, ignored) == 0) continue;
    const auto kind = [&file]() -> std::string {
      const core::Hdf5File opened = core::open_hdf5_file(file, core::Hdf5Access::read);
      return core::has_attribute(opened.id(), kTypeAttribute) ? core::read_text_attribute(opened.id(), kTypeAttribute) : "";
    };
    std::optional<std::string> found;
    try {
      found = core::run_in_child(kind, kProbePatience);
    } catch (const core::Error&) {
      continue;  // a damaged one may be replaced
    }
    if (!found || !found->starts_with("tvilling-") || *found == filetype) continue;
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("{} exists and holds other results ({})", file.string(), *found),
                      {}, "It is not replaced. Give another name with -o.");
  }
}

std::size_t completed_scenarios(const fs::path& partial) {
  const auto count = [&partial] {
    check_unfinished(partial);
    const core::Hdf5File file = core::open_hdf5_file(partial, core::Hdf5Access::read);
    const core::Hdf5Group status = core::open_group(file.id(), std::string(schema::kStatus));
    const std::vector<std::uint8_t> complete =
        core::read_all<std::uint8_t>(core::open_dataset(status.id(), std::string(schema::kScenarioComplete)));
    return std::to_string(std::count(complete.begin(), complete.end(), std::uint8_t{1}));
  };
  try {
    return std::stoul(core::run_in_child(count, kProbePatience).value_or("0"));
  } catch (const core::Error&) {
    return 0;
  }
}

}  // namespace tvilling::scenarios
