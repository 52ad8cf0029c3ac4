// SPDX-License-Identifier: MPL-2.0
#include "models/metering/readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/io/csv.hpp"
#include "core/io/csv_codes.hpp"
#include "core/io/csv_records.hpp"
#include "core/text.hpp"
#include "models/metering/meter_units.hpp"
#include "models/metering/metering_codes.hpp"
#include "models/metering/reading_cells.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/mapping.hpp"
#include "models/portfolio/table_reader.hpp"

namespace tvilling::models {

namespace {

namespace code = metering_code;
using core::NumberFormat;
using core::Severity;
using core::shown;

constexpr std::array<std::string_view, 5> kColumns{"meter_id", "time", "value", "unit", "estimated"};
enum Column : std::size_t { kId, kTime, kValue, kUnit, kEstimated };

/// Where the columns of readings stand in a row.
struct Layout {
  std::array<std::optional<std::size_t>, kColumns.size()> at;
  std::size_t columns = 0;
  std::vector<std::size_t> nameless;
  bool complete = false;
};

/// Finds the columns as TableReader does for every table; `named` is the header with the names of the mapping file.
Layout find_columns(const core::Table& header, core::Table named, core::Findings& findings) {
  Layout layout;
  layout.columns = header.header.size();
  const std::vector<core::TableCell> names = named.header;
  for (std::size_t i = 0; i < header.header.size(); ++i) {
    if (header.header[i].text.empty()) layout.nameless.push_back(i);
  }
  std::erase_if(named.header, [](const core::TableCell& cell) { return cell.text.empty(); });
  core::Findings heard;
  const TableReader reader(PortfolioTable::readings, std::move(named), {}, std::span(kColumns).first<3>(), heard);
  layout.complete = reader.complete();
  for (core::Finding& finding : heard.list) {
    if (finding.code != portfolio_code::kFormat.code) findings.add(std::move(finding));  // it has not seen the rows
  }
  for (std::size_t c = 0; c < kColumns.size(); ++c) {
    if (!reader.has(kColumns[c])) continue;
    const auto name = std::find_if(names.begin(), names.end(),
                                   [&](const core::TableCell& cell) { return cell.text == reader.header(kColumns[c]); });
    const auto found = std::find_if(header.header.begin(), header.header.end(), [&name](const core::TableCell& cell) {
      return cell.line == name->line && cell.column == name->column;  // a mapped name is another text in the same place
    });
    layout.at[c] = static_cast<std::size_t>(found - header.header.begin());
  }
  return layout;
}

/// The cells of a row.
struct ReadingRow {
  std::array<std::string_view, kColumns.size()> text;
  std::array<int, kColumns.size()> column{};
  int line = 0;
};

template <class Cell>
ReadingRow row_of(const std::vector<Cell>& cells, const Layout& layout) {
  ReadingRow row;
  row.line = cells.front().line;
  for (std::size_t c = 0; c < kColumns.size(); ++c) {
    if (!layout.at[c]) continue;
    const Cell& cell = cells[*layout.at[c]];
    row.text[c] = cell.text;
    row.column[c] = cell.column;
  }
  return row;
}

/// What is wrong with cells of one meter, told once.
enum class Trouble : std::uint8_t { unknown_meter, no_id, time, number, unit, estimated };

/// Takes rows in and sorts them by meter.
class Collector {
 public:
  Collector(const MeterTables& tables, NumberFormat format) : tables_(tables), format_(format) {
    of_meter_.resize(tables.meters.size());
    for (std::size_t m = 0; m < tables.meters.size(); ++m) index_.emplace(tables.meters[m].meter_id, m);
  }

  void take(const ReadingRow& row) {
    ++count_;
    proof_.see(row.text[kValue]);
    const std::optional<std::size_t> meter = meter_of(row);
    if (!meter) return;
    const std::optional<ReadingTime> time = clock_.read(row.text[kTime]);
    if (!time) return note(Trouble::time, row, kTime);
    const std::optional<double> value = row.text[kValue].empty() ? kMissing : core::parse_number(row.text[kValue], format_);
    if (!value) return note(Trouble::number, row, kValue);
    Reading reading{time->time_s, *value, row.line, static_cast<std::uint16_t>(std::min(row.column[kValue], kLastColumn)),
                    time->marks};
    if (!row.text[kUnit].empty() && !convert(row, *meter, reading)) return note(Trouble::unit, row, kUnit);
    if (!row.text[kEstimated].empty() && is_estimated(row)) reading.marks |= ReadingMark::estimated;
    of_meter_[*meter].push_back(reading);
  }

  [[nodiscard]] const core::NumberFormatProof& proof() const noexcept { return proof_; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] std::vector<std::vector<Reading>>& of_meter() noexcept { return of_meter_; }

  void tell(const std::function<core::SourcePos(int, int)>& place, core::Findings& findings) const;

 private:
  static constexpr int kLastColumn = std::numeric_limits<std::uint16_t>::max();
  struct Place {
    std::size_t count = 0;
    int line = 0;
    int column = 0;
    std::string value;
  };

  void note(Trouble trouble, const ReadingRow& row, Column column) {
    Place& place = troubles_[{trouble, std::string(row.text[kId])}];
    if (place.count++ == 0) place = {1, row.line, row.column[column], std::string(row.text[column])};
  }

  std::optional<std::size_t> meter_of(const ReadingRow& row) {
    const std::string_view id = row.text[kId];
    if (last_meter_ && tables_.meters[*last_meter_].meter_id == id) return last_meter_;
    const auto found = index_.find(id);
    if (found != index_.end()) {
      last_meter_ = found->second;
      return last_meter_;
    }
    if (id.empty()) {
      note(Trouble::no_id, row, kId);
    } else if (!tables_.left_out.contains(std::string(id))) {
      note(Trouble::unknown_meter, row, kId);
    }
    return std::nullopt;
  }

  /// Into the meter's unit.
  bool convert(const ReadingRow& row, std::size_t m, Reading& reading) const {
    const Meter& meter = tables_.meters[m];
    if (row.text[kUnit] == meter.unit) return true;
    const std::optional<double> factor = unit_factor(row.text[kUnit], meter.carrier, meter.kwh_per_unit);
    if (!factor || std::isnan(*factor)) return false;
    if (*factor != meter.factor) reading.value *= *factor / meter.factor;
    return true;
  }

  bool is_estimated(const ReadingRow& row) {
    if (row.text[kEstimated] != last_word_ || !last_estimated_) {
      last_word_ = row.text[kEstimated];
      last_estimated_ = parse_estimated(last_word_);
      if (!last_estimated_) note(Trouble::estimated, row, kEstimated);
    }
    return last_estimated_.value_or(false);
  }

  const MeterTables& tables_;
  NumberFormat format_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::vector<std::vector<Reading>> of_meter_;
  std::map<std::pair<Trouble, std::string>, Place> troubles_;
  core::NumberFormatProof proof_;
  ReadingClock clock_;
  std::optional<std::size_t> last_meter_;
  std::string last_word_;
  std::optional<bool> last_estimated_;
  std::size_t count_ = 0;
};

struct TroubleText {
  core::FindingCode code;
  Severity severity;
  std::string_view what;  // {0}: value, {1}: meter, {2}: count with its word
  std::string_view hint;
};

TroubleText text_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::unknown_meter:
      return {code::kUnknownMeter, Severity::warns, "meter \"{1}\" is not in the meters table; {2} not used",
              "Add it to the meters table, or correct the id."};
    case Trouble::no_id:
      return {portfolio_code::kMissingId, Severity::stops, "meter_id is empty in {2}", "Name the meter of each reading."};
    case Trouble::time:
      return {code::kTime, Severity::stops, "time is \"{0}\": no moment of 1996 to 2099 (meter \"{1}\", {2})",
              "Write \"2025-01-31 18:00\", or day first, \"31-01-2025 18:00\"."};
    case Trouble::number:
      return {code::kNotANumber, Severity::stops, "value is \"{0}\", which is not a number (meter \"{1}\", {2})",
              "Write the number alone; leave the cell empty where nothing was read."};
    case Trouble::unit:
      return {code::kUnknownUnit, Severity::stops, "unit is \"{0}\", which meter \"{1}\" cannot have ({2})",
              "Write a unit of what the meter counts, or leave the cell empty for the meter's own."};
    case Trouble::estimated: break;
  }
  return {code::kEstimated, Severity::warns, "estimated is \"{0}\" (meter \"{1}\"); such readings are taken as read",
          "Write yes where a reading is estimated, else no or nothing."};
}

void Collector::tell(const std::function<core::SourcePos(int, int)>& place, core::Findings& findings) const {
  for (const auto& [key, found] : troubles_) {
    const auto& [trouble, id] = key;
    const TroubleText text = text_of(trouble);
    const std::string rows = fmt::format("{} {}", found.count, found.count == 1 ? "reading" : "readings");
    findings.add({std::string(text.code.code), text.severity, place(found.line, found.column),
                  fmt::format(fmt::runtime(text.what), shown(found.value), shown(id), rows), std::string(text.hint), "readings",
                  id, found.value});
  }
}

/// Rows with too many or too few cells, and values below no name.
struct OddRows {
  std::size_t ragged = 0;
  int ragged_line = 0;
  std::size_t ragged_cells = 0;
  std::optional<core::CsvCell> nameless;
  std::string nameless_text;

  void tell(const core::CsvText& text, const std::string& file, std::size_t columns, core::Findings& findings) const {
    if (ragged > 0) {
      core::Finding finding = core::ragged_row({file, ragged_line, 0}, ragged_cells, columns, text.format.delimiter);
      if (ragged > 1) finding.message += fmt::format("; so it is with {} more", ragged - 1);
      findings.add(std::move(finding));
    }
    if (nameless) {
      findings.add({std::string(core::csv_code::kNamelessColumn.code),
                    Severity::warns,
                    {file, nameless->line, nameless->column},
                    fmt::format("a column without a name has values (first: \"{}\"); it is not used", shown(nameless_text)),
                    "Give the column a name if it matters."});
    }
  }
};

/// Passes all rows of a text to `collector`; a quote that is never closed ends them (told).
void collect(const core::CsvText& text, const std::string& file, const Layout& layout, Collector& collector,
             core::Findings& findings) {
  core::CsvRecords records = text.records(file, findings);
  std::vector<core::CsvCell> cells;
  OddRows odd;
  bool header = true;
  while (!records.at_end() && records.next(cells)) {
    if (core::is_blank(cells)) continue;
    if (std::exchange(header, false)) continue;
    if (cells.size() > layout.columns && core::is_blank(cells, layout.columns)) cells.resize(layout.columns);
    if (cells.size() != layout.columns) {
      if (odd.ragged++ == 0) {
        odd.ragged_line = cells.front().line;
        odd.ragged_cells = cells.size();
      }
      continue;
    }
    for (const std::size_t i : layout.nameless) {
      if (odd.nameless || cells[i].text.empty()) continue;
      odd.nameless = cells[i];
      odd.nameless_text = cells[i].text;
    }
    collector.take(row_of(cells, layout));
  }
  odd.tell(text, file, layout.columns, findings);
}

/// The decimal sign that the first rows show.
NumberFormat guess_format(const core::CsvText& text, const std::string& file, const Layout& layout) {
  constexpr int kRows = 1000;
  core::Findings ignored;  // the real pass reports them
  core::CsvRecords records = text.records(file, ignored);
  core::NumberFormatProof proof;
  std::vector<core::CsvCell> cells;
  for (int row = 0; row < kRows && !records.at_end() && records.next(cells); ++row) {
    if (row > 0 && cells.size() > *layout.at[kValue]) proof.see(cells[*layout.at[kValue]].text);
  }
  const bool semicolon = text.format.delimiter == ';';
  return proof.format(semicolon).value_or(semicolon ? NumberFormat::comma : NumberFormat::point);
}

void tell_unclear(const std::string& file, core::Findings& findings) {
  findings.add({std::string(portfolio_code::kUnclearNumbers.code),
                Severity::stops,
                {file},
                "the values may be meant with a decimal comma or a decimal point: no value tells, or they contradict each other",
                "Use one decimal sign in the whole column and no thousands signs.",
                "readings",
                {},
                {}});
}

std::string detected(const core::CsvText& text, const core::NumberFormatProof& proof, NumberFormat format) {
  const std::string_view delimiter = text.format.delimiter == ';' ? "semicolon" : text.format.delimiter == '\t' ? "tab" : "comma";
  const std::string_view decimal = !proof.proved()                 ? "whole numbers"
                                   : format == NumberFormat::comma ? "decimal comma"
                                                                   : "decimal point";
  return fmt::format("{}, {}, {}", delimiter, decimal, core::to_string(text.format.encoding));
}

void finish(Collector& collector, Readings& readings, core::Findings& findings) {
  collector.tell(readings.place, findings);
  readings.count = collector.count();
  readings.of_meter = std::move(collector.of_meter());
  findings.add({std::string(portfolio_code::kFormat.code),
                Severity::info,
                {readings.input.path},
                fmt::format("read as {}; {} {}", readings.input.detected, readings.count, readings.count == 1 ? "row" : "rows"),
                {},
                "readings",
                {},
                {}});
}

void read_text(const std::filesystem::path& path, const Mapping& mapping, const MeterTables& tables, Readings& readings,
               core::Findings& findings) {
  const std::string file = path.string();
  readings.place = [file](int line, int column) { return core::SourcePos{file, line, column, {}}; };
  const std::optional<core::CsvText> text = core::read_csv_text(path, findings);
  if (!text) return;
  readings.input.sha256 = text->sha256;
  const std::optional<core::Table> header = core::csv_header(*text, file, findings);
  if (!header) return;
  core::Table named = *header;
  map_columns(named, PortfolioTable::readings, mapping, findings);
  const Layout layout = find_columns(*header, std::move(named), findings);
  if (!layout.complete) return;
  NumberFormat format = guess_format(*text, file, layout);
  for (bool again = true; again;) {
    again = false;
    core::Findings heard;
    Collector collector(tables, format);
    collect(*text, file, layout, collector, heard);
    const std::optional<NumberFormat> proved = collector.proof().format(text->format.delimiter == ';');
    if (!proved) return tell_unclear(file, findings);
    if (collector.proof().proved() && *proved != format) {  // the first rows did not tell: once more, with what all tell
      format = *proved;
      again = true;
      continue;
    }
    for (core::Finding& finding : heard.list) findings.add(std::move(finding));
    readings.input.detected = detected(*text, collector.proof(), format);
    finish(collector, readings, findings);
  }
}

void read_sheet(const PortfolioSource& source, const MeterTables& tables, Readings& readings, core::Findings& findings) {
  const core::Table table = source.read(PortfolioTable::readings, findings);
  readings.input.sha256 = source.sha256(PortfolioTable::readings);
  core::Table header = table;
  header.rows.clear();
  readings.place = [header](int line, int column) { return header.pos({{}, line, column}); };
  if (table.header.empty()) return;
  const Layout layout = find_columns(header, header, findings);
  if (!layout.complete) return;
  core::NumberFormatProof proof;
  const std::size_t value = *layout.at[kValue];
  for (const std::vector<core::TableCell>& row : table.rows) proof.see(row[value].text);
  std::optional<NumberFormat> format = proof.format(false);
  if (value < table.numeric.size() && table.numeric[value]) format = NumberFormat::point;
  if (!format) return tell_unclear(table.file, findings);
  Collector collector(tables, *format);
  for (const std::vector<core::TableCell>& row : table.rows) collector.take(row_of(row, layout));
  readings.input.detected = table.format.detail;
  finish(collector, readings, findings);
}

}  // namespace

Readings read_readings(const PortfolioSource& source, const MeterTables& tables, core::Findings& findings) {
  Readings readings;
  readings.of_meter.resize(tables.meters.size());
  readings.input.path = source.file(PortfolioTable::readings);
  const std::optional<std::filesystem::path> text = source.text_file(PortfolioTable::readings);
  if (text) {
    read_text(*text, source.mapping(), tables, readings, findings);
  } else {
    read_sheet(source, tables, readings, findings);
  }
  return readings;
}

}  // namespace tvilling::models
