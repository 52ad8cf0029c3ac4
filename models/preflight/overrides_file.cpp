// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <chrono>
#include <system_error>
#include <utility>

#include "core/io/file.hpp"
#include "core/io/toml.hpp"
#include "core/io/toml_reader.hpp"
#include "core/text.hpp"
#include "models/preflight/overrides.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
namespace fs = std::filesystem;
using core::TomlReader;

constexpr core::TomlCodes kCodes{code::kUnknownKey, code::kMissingKey, code::kBadValue,
                                 code::kBadValue,   code::kBadValue,   code::kBadValue};

std::string text_of(const TomlReader& reader, std::string_view key) {
  const core::TomlValue* value = reader.text(key);
  return value == nullptr ? std::string() : *value->as_string();
}

bool is_date(std::string_view text) {
  const auto digits = [text](std::size_t from, std::size_t count) {
    int number = 0;
    for (std::size_t i = from; i < from + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      number = number * 10 + (text[i] - '0');
    }
    return number;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits(0, 4);
  const int month = digits(5, 2);
  const int day = digits(8, 2);
  if (year < 0 || month < 0 || day < 0) return false;
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

/// What every entry must say: why, by whom, when.
struct Reason {
  std::string reason;
  std::string who;
  std::string when;
};

Reason read_reason(const TomlReader& reader) {
  reader.require("reason", "Say why, in a sentence that somebody else understands in a year.");
  reader.require("who", "Name who decided it.");
  reader.require("when", "Give the day as \"2026-01-31\".");
  Reason reason{text_of(reader, "reason"), text_of(reader, "who"), text_of(reader, "when")};
  if (!reason.when.empty() && !is_date(reason.when)) {
    core::add_stop(reader.findings(), code::kBadValue, reader.find("when")->pos,
                   fmt::format("\"when\" is \"{}\", which is no date", core::shown(reason.when)),
                   "Write the day as \"2026-01-31\".");
  }
  return reason;
}

void read_set_aside(const core::TomlTable& table, Overrides& overrides, core::Findings& findings) {
  const std::size_t before = findings.count(core::Severity::stops);
  const TomlReader reader(table, "[[set_aside]]", kCodes, findings);
  reader.refuse_unknown_keys({"code", "table", "id", "reason", "who", "when"});
  reader.require("code", "Give the code of the warning, e.g. \"TV-1401\".");
  SetAside entry{text_of(reader, "code"), text_of(reader, "table"), text_of(reader, "id"), {}, {}, {}, table.pos};
  Reason reason = read_reason(reader);
  entry.reason = std::move(reason.reason);
  entry.who = std::move(reason.who);
  entry.when = std::move(reason.when);
  if (findings.count(core::Severity::stops) == before) overrides.set_asides.push_back(std::move(entry));
}

void read_lock(const core::TomlTable& table, Overrides& overrides, core::Findings& findings) {
  const std::size_t before = findings.count(core::Severity::stops);
  const TomlReader reader(table, "[[lock]]", kCodes, findings);
  reader.refuse_unknown_keys({"unit", "lease", "building", "reason", "who", "when"});
  Lock lock;
  lock.pos = table.pos;
  int named = 0;
  for (std::size_t i = 0; i < kLockKindNames.size(); ++i) {
    if (reader.find(kLockKindNames[i]) == nullptr) continue;
    ++named;
    lock.kind = static_cast<LockKind>(i);
    lock.id = text_of(reader, kLockKindNames[i]);
  }
  if (named != 1) {
    core::add_stop(findings, code::kMissingKey, table.pos, fmt::format("a lock names {} things, not one", named),
                   "Give one of unit, lease or building, with its id in quotes.");
  }
  Reason reason = read_reason(reader);
  lock.reason = std::move(reason.reason);
  lock.who = std::move(reason.who);
  lock.when = std::move(reason.when);
  if (findings.count(core::Severity::stops) == before) overrides.locks.push_back(std::move(lock));
}

/// A text in quotes of TOML.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\u{:04X}", byte);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

fs::path overrides_path(const fs::path& portfolio) {
  std::error_code ignored;  // what is not there is no folder; reading the portfolio says so
  if (fs::is_directory(portfolio, ignored)) return portfolio / "overrides.toml";
  return portfolio.parent_path() / (portfolio.stem().string() + ".overrides.toml");
}

Overrides parse_overrides(std::string_view text, const std::string& file, core::Findings& findings) {
  Overrides overrides;
  core::TomlTable root;
  try {
    root = core::parse_toml(text, file);
  } catch (const core::Error& error) {
    core::add_stop(findings, code::kNotToml, error.pos(), error.message(), error.hint());
    return overrides;
  }
  const TomlReader reader(root, "the overrides", kCodes, findings);
  reader.refuse_unknown_keys({"set_aside", "lock"});
  for (const core::TomlTable* table : reader.tables("set_aside", "[[set_aside]]")) read_set_aside(*table, overrides, findings);
  for (const core::TomlTable* table : reader.tables("lock", "[[lock]]")) read_lock(*table, overrides, findings);
  return overrides;
}

Overrides read_overrides(const fs::path& portfolio, core::Findings& findings) {
  const fs::path path = overrides_path(portfolio);
  std::error_code error;
  if (!fs::exists(path, error) && !error) return {};
  return parse_overrides(core::read_file(path), path.string(), findings);
}

std::string to_toml(const Overrides& overrides) {
  std::string text;
  const auto line = [&text](std::string_view key, const std::string& value) {
    if (!value.empty()) text += fmt::format("{} = {}\n", key, toml_text(value));
  };
  const auto entry = [&](std::string_view header) { text += fmt::format("{}{}\n", text.empty() ? "" : "\n", header); };
  for (const SetAside& one : overrides.set_asides) {
    entry("[[set_aside]]");
    line("code", one.code);
    line("table", one.table);
    line("id", one.id);
    line("reason", one.reason);
    line("who", one.who);
    line("when", one.when);
  }
  for (const Lock& one : overrides.locks) {
    entry("[[lock]]");
    line(to_string(one.kind), one.id);
    line("reason", one.reason);
    line("who", one.who);
    line("when", one.when);
  }
  return text;
}

}  // namespace tvilling::models
