// SPDX-License-Identifier: MPL-2.0
#include "core/io/json.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

constexpr std::size_t kMaxBytes = 16UL * 1024UL * 1024UL;  // as for TOML
constexpr std::size_t kMaxDepth = 64;

/// Place of the byte `at`; columns count characters, as an editor does.
SourcePos position(std::string_view text, std::size_t at, const std::string& file) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const std::size_t newline = before.rfind('\n');
  const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return {file, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(std::count_if(line.begin(), line.end(), begins)) + 1};
}

/// The reason alone: without the library's name of the error, its own position and the bytes that it read.
std::string reason(std::string_view what) {
  if (const std::size_t end = what.find("] "); what.starts_with('[') && end != std::string_view::npos) {
    what.remove_prefix(end + 2);
  }
  if (const std::size_t end = what.find(": "); what.starts_with("parse error at ") && end != std::string_view::npos) {
    what.remove_prefix(end + 2);
  }
  return shown(what.substr(0, what.find("; last read: ")));
}

/// Builds the tree from the parser's events, so that a deep text is refused before it is built.
class Builder {
 public:
  Builder(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  [[nodiscard]] TomlTable take_root() { return std::move(root_); }

  bool null() {
    const bool left_out = !open_.empty() && open_.back().is_table;
    return left_out || add(std::numeric_limits<double>::quiet_NaN());
  }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(value); }
  bool number_unsigned(std::uint64_t value) {
    constexpr std::uint64_t highest = std::numeric_limits<std::int64_t>::max();
    return value <= highest ? add(static_cast<std::int64_t>(value)) : add(static_cast<double>(value));
  }
  bool number_float(double value, const std::string& /*written*/) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(std::vector<std::uint8_t>& /*value*/) { throw Error(ErrorKind::internal, "JSON has no binary values"); }

  bool start_object(std::size_t /*size*/) { return open(true); }
  bool start_array(std::size_t /*size*/) { return open(false); }

  bool key(std::string& name) {
    Frame& frame = open_.back();
    if (!frame.keys.insert(name).second) {
      throw Error(ErrorKind::bad_input, "the key \"" + shown(name) + "\" stands twice in one object", here());
    }
    frame.key = std::move(name);
    return true;
  }

  bool end_object() {
    TomlTable table = std::move(open_.back().table);
    open_.pop_back();
    if (!open_.empty()) return add(std::move(table));
    root_ = std::move(table);
    return true;
  }

  bool end_array() {
    TomlArray array = std::move(open_.back().array);
    open_.pop_back();
    return add(std::move(array));
  }

  [[noreturn]] bool parse_error(std::size_t bytes_read, const std::string& /*last*/, const std::exception& error) {
    // The byte read last is the wrong one, or the last one of the wrong word.
    throw Error(ErrorKind::bad_input, reason(error.what()), position(text_, bytes_read == 0 ? 0 : bytes_read - 1, file_));
  }

 private:
  /// An object or list whose end has not come yet.
  struct Frame {
    bool is_table = false;
    TomlTable table;
    TomlArray array;
    std::set<std::string> keys;  // those that are null too
    std::string key;
  };

  [[nodiscard]] SourcePos here() const { return {file_, 0, 0}; }

  bool open(bool is_table) {
    if (!is_table) refuse_as_root();
    if (open_.size() == kMaxDepth) throw Error(ErrorKind::bad_input, "objects or lists are nested too deeply", here());
    Frame frame;
    frame.is_table = is_table;
    frame.table.pos = here();
    open_.push_back(std::move(frame));
    return true;
  }

  template <typename Value>
  bool add(Value value) {
    refuse_as_root();
    TomlValue node{here(), here(), std::move(value)};
    Frame& frame = open_.back();
    if (frame.is_table) {
      frame.table.entries.emplace_back(std::move(frame.key), std::move(node));
    } else {
      frame.array.push_back(std::move(node));
    }
    return true;
  }

  void refuse_as_root() const {
    if (!open_.empty()) return;
    throw Error(ErrorKind::bad_input, "the file holds a single value or list, not an object", here(), "Put it in { }.");
  }

  std::string_view text_;
  const std::string& file_;
  TomlTable root_;
  std::vector<Frame> open_;
};

}  // namespace

TomlTable parse_json(std::string_view text, const std::string& file) {
  if (text.size() > kMaxBytes) {
    throw Error(ErrorKind::bad_input, "the file has " + std::to_string(text.size()) + " bytes, too many for JSON",
                SourcePos{file, 0, 0}, "Is it another kind of file?");
  }
  // The library takes a zero byte for the end of the text and would not look at what follows.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    throw Error(ErrorKind::bad_input, "a zero byte cannot stand in JSON", position(text, zero, file),
                "Is it another kind of file?");
  }
  Builder builder(text, file);
  if (!nlohmann::ordered_json::sax_parse(text.begin(), text.end(), &builder)) {
    throw Error(ErrorKind::internal, "the JSON parser stopped without an error");
  }
  return builder.take_root();
}

TomlTable read_json(const std::filesystem::path& path) {
  return parse_json(read_file(path), path.string());
}

}  // namespace tvilling::core
