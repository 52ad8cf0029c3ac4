// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/io/sheet_cells.hpp"
#include "core/io/xml.hpp"
#include "core/text.hpp"

// Office Open XML (ECMA-376), the part of it that holds values. Our own and not OGR's: OGR drops the hours of a time under a
// format that shows only the date, and does not tell numbers from texts or a formula without result from an empty cell.
namespace tvilling::core {

namespace {

/// The name without its prefix: "x:row" is "row".
std::string_view local(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

int to_int(std::string_view text, int otherwise) {
  int value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc::result_out_of_range ? std::numeric_limits<int>::max() : value;
}

std::string required_part(const ZipArchive& archive, const std::string& name) {
  std::optional<std::string> part = archive.read(name);
  if (!part) throw Error(ErrorKind::bad_input, "the workbook has no part " + name);
  return std::move(*part);
}

/// Other letters than XML has are written "_x000D_".
std::string unescaped(const std::string& text) {
  constexpr std::size_t kLength = 7;
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    unsigned int code = 0;
    const char* const digits = text.data() + i + 2;
    if (text.compare(i, 2, "_x") == 0 && i + kLength <= text.size() && text[i + kLength - 1] == '_' &&
        std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4) {
      if (code >= 0x20 || code == '\t' || code == '\n') append_utf8(plain, code);
      i += kLength;
    } else {
      plain += text[i++];
    }
  }
  return plain;
}

struct Relation {
  std::string type;
  std::string target;
};

/// Where the parts that a part refers to stand, by id.
class Relations : public XmlHandler {
 public:
  explicit Relations(std::string folder) : folder_(std::move(folder)) {}
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (local(name) != "Relationship") return;
    const std::string target(attributes.get("Target"));
    relations[std::string(attributes.get("Id"))] = {std::string(attributes.get("Type")),
                                                    target.starts_with('/') ? target.substr(1) : folder_ + target};
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::map<std::string, Relation> relations;

 private:
  std::string folder_;
};

std::string folder_of_part(const std::string& part) {
  return part.substr(0, part.rfind('/') + 1);
}

std::map<std::string, Relation> relations_of(const ZipArchive& archive, const std::string& part) {
  const std::string folder = folder_of_part(part);
  Relations handler(folder);
  const std::optional<std::string> document = archive.read(folder + "_rels/" + part.substr(folder.size()) + ".rels");
  if (document) parse_xml(*document, handler);
  return std::move(handler.relations);
}

/// The part of a kind ("styles") that another refers to.
std::optional<std::string> part_of_type(const std::map<std::string, Relation>& relations, std::string_view type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type.ends_with("/" + std::string(type))) return relation.target;
  }
  return std::nullopt;
}

/// workbook.xml: the sheets and from where days count.
class Book : public XmlHandler {
 public:
  struct Sheet {
    SheetName name;
    std::string part;
  };

  explicit Book(const ZipArchive& archive) {
    const std::string part = part_of_type(relations_of(archive, ""), "officeDocument").value_or("xl/workbook.xml");
    relations = relations_of(archive, part);
    parse_xml(required_part(archive, part), *this);
  }
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (local(name) == "workbookPr") {
      const std::string_view date1904 = attributes.get("date1904");
      from_1904 = date1904 == "1" || date1904 == "true";
    }
    if (local(name) != "sheet") return;
    const std::string_view state = attributes.get("state");
    const auto found = relations.find(std::string(attributes.get("r:id")));
    if (found == relations.end() || !found->second.type.ends_with("/worksheet")) return;  // a chart's sheet has no cells
    sheets.push_back({{std::string(attributes.get("name")), state == "hidden" || state == "veryHidden"}, found->second.target});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::map<std::string, Relation> relations;
  std::vector<Sheet> sheets;
  bool from_1904 = false;
};

/// sharedStrings.xml: the texts that cells name by number.
class SharedTexts : public XmlHandler {
 public:
  void begin(std::string_view name, const XmlAttributes& /*attributes*/) override {
    const std::string_view element = local(name);
    if (element == "si") texts.emplace_back();
    if (element == "rPh") phonetic_ = true;
    in_text_ = element == "t" && !phonetic_;
  }
  void end(std::string_view name) override {
    const std::string_view element = local(name);
    if (element == "rPh") phonetic_ = false;
    if (element == "si") texts.back() = unescaped(texts.back());
    in_text_ = false;
  }
  void text(std::string_view text) override {
    if (in_text_ && !texts.empty()) texts.back() += text;
  }

  std::vector<std::string> texts;

 private:
  bool in_text_ = false;
  bool phonetic_ = false;
};

/// styles.xml: which styles of cells show a number as a date.
class Styles : public XmlHandler {
 public:
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view element = local(name);
    if (element == "numFmt") codes_[to_int(attributes.get("numFmtId"), 0)] = date_format(attributes.get("formatCode"));
    if (element == "cellXfs") in_cells_ = true;
    if (element != "xf" || !in_cells_) return;
    const int number = to_int(attributes.get("numFmtId"), 0);
    const auto own = codes_.find(number);
    formats.push_back(own != codes_.end() ? own->second : date_format(number));
  }
  void end(std::string_view name) override {
    if (local(name) == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}

  std::vector<DateFormat> formats;

 private:
  std::map<int, DateFormat> codes_;
  bool in_cells_ = false;
};

/// A sheet's part: its cells.
class Cells : public XmlHandler {
 public:
  Cells(const SharedTexts& texts, const Styles& styles, bool from_1904) : texts_(texts), styles_(styles), from_1904_(from_1904) {}

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view element = local(name);
    if (element == "row") {
      row_ = to_int(attributes.get("r"), row_ + 1);
      if (row_ < 1 || row_ > kMostRows) throw Error(ErrorKind::bad_input, fmt::format("it has a row {}", row_));
      column_ = 0;
    } else if (element == "c") {
      begin_cell(attributes);
    } else if (element == "f") {
      has_formula_ = true;
    } else if (element == "rPh") {
      phonetic_ = true;
    }
    into_ = element == "v" || (element == "t" && !phonetic_) ? &value_ : (element == "f" ? &formula_ : nullptr);
    has_value_ = has_value_ || into_ == &value_;
  }
  void end(std::string_view name) override {
    into_ = nullptr;
    if (local(name) == "rPh") phonetic_ = false;
    if (local(name) == "c") end_cell();
  }
  void text(std::string_view text) override {
    if (into_ != nullptr) *into_ += text;
  }

  std::vector<StoredCell> cells;

 private:
  void begin_cell(const XmlAttributes& attributes) {
    type_ = attributes.get("t");
    style_ = static_cast<std::size_t>(std::max(to_int(attributes.get("s"), 0), 0));
    value_.clear();
    formula_.clear();
    has_value_ = has_formula_ = false;
    int column = 0;
    for (const char c : attributes.get("r")) {
      if (c < 'A' || c > 'Z' || column > kMostColumns) break;
      column = column * 26 + (c - 'A' + 1);
    }
    column_ = column > 0 ? column : column_ + 1;
    if (column_ > kMostColumns) throw Error(ErrorKind::bad_input, fmt::format("row {} has too many columns", row_));
  }
  void end_cell() {
    if (!has_value_ || (value_.empty() && type_ != "str")) {
      if (has_formula_) add(SheetCellKind::no_stored_value, "=" + formula_);
      return;
    }
    if (type_ == "s") {
      add(SheetCellKind::text, shared_text());
    } else if (type_ == "str" || type_ == "inlineStr") {
      add(SheetCellKind::text, unescaped(value_));
    } else if (type_ == "b") {
      add(SheetCellKind::flag, value_ == "1" || value_ == "true" ? "true" : "false");
    } else if (type_ == "e") {
      add(SheetCellKind::error, value_);
    } else if (type_ == "d") {
      add(SheetCellKind::date, without_fraction(value_));
    } else {
      add_number();
    }
  }
  std::string shared_text() const {
    const int number = to_int(value_, -1);
    if (number < 0 || static_cast<std::size_t>(number) >= texts_.texts.size()) {
      throw Error(ErrorKind::bad_input, fmt::format("row {} names a text that the workbook does not have", row_));
    }
    return texts_.texts[static_cast<std::size_t>(number)];
  }
  void add_number() {
    const DateFormat format = style_ < styles_.formats.size() ? styles_.formats[style_] : DateFormat::none;
    const std::optional<double> number = plain_number(trimmed(value_));
    if (!number) throw Error(ErrorKind::bad_input, fmt::format("row {} has the number \"{}\"", row_, shown(value_)));
    if (format == DateFormat::none) {
      add(SheetCellKind::number, plain_digits(trimmed(value_)));
      return;
    }
    const std::string date = iso_of_serial(*number, format, from_1904_);
    add(date.empty() ? SheetCellKind::bad_date : SheetCellKind::date, date.empty() ? value_ : date);
  }
  void add(SheetCellKind kind, std::string_view text) {
    std::string plain(trimmed(text));
    if (!plain.empty()) cells.push_back({row_, column_, kind, std::move(plain)});
  }

  const SharedTexts& texts_;
  const Styles& styles_;
  bool from_1904_;
  int row_ = 0;
  int column_ = 0;
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
  std::string formula_;
  bool has_value_ = false;
  bool has_formula_ = false;
  bool phonetic_ = false;
  std::string* into_ = nullptr;
};

}  // namespace

std::vector<SheetName> xlsx_sheets(const ZipArchive& archive) {
  const Book book(archive);
  std::vector<SheetName> names;
  names.reserve(book.sheets.size());
  for (const Book::Sheet& sheet : book.sheets) names.push_back(sheet.name);
  return names;
}

std::vector<StoredCell> xlsx_cells(const ZipArchive& archive, const std::string& sheet) {
  const Book book(archive);
  const auto found = std::find_if(book.sheets.begin(), book.sheets.end(),
                                  [&sheet](const Book::Sheet& candidate) { return candidate.name.name == sheet; });
  if (found == book.sheets.end()) throw Error(ErrorKind::bad_input, "the workbook has no sheet " + sheet);
  SharedTexts texts;
  Styles styles;
  const std::optional<std::string> texts_part = part_of_type(book.relations, "sharedStrings");
  const std::optional<std::string> styles_part = part_of_type(book.relations, "styles");
  if (texts_part) parse_xml(required_part(archive, *texts_part), texts);
  if (styles_part) parse_xml(required_part(archive, *styles_part), styles);
  Cells cells(texts, styles, book.from_1904);
  parse_xml(required_part(archive, found->part), cells);
  return std::move(cells.cells);
}

}  // namespace tvilling::core
