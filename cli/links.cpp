// SPDX-License-Identifier: MPL-2.0
#include "models/links/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/json_writer.hpp"
#include "core/io/workbook_writer.hpp"
#include "models/links/decisions.hpp"
#include "models/links/link_codes.hpp"
#include "models/links/link_table.hpp"
#include "models/metering/read_meters.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;
using models::Link;
using models::LinkKind;
using models::LinkState;

/// All that the command looks at.
struct Linked {
  models::Portfolio portfolio;
  models::LinkDecisions decisions;
  models::Links links;
};

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

bool is_workbook(const fs::path& out) {
  return out.extension() == ".xlsx";
}

/// Decisions are work of people: a file of them is replaced only when they were read from it. The tables of the portfolio are
/// never replaced, and its folder gets no second table of links.
void refuse_losing_work(const LinksOptions& options, const models::PortfolioSource& source) {
  using models::PortfolioTable;
  if (!is_workbook(options.out) && options.out.extension() != ".csv")
    refuse(fmt::format("the output {} is neither .xlsx nor .csv", options.out.string()), "Write -o links.xlsx.");
  for (std::size_t i = 0; i < models::kPortfolioTableNames.size(); ++i) {
    const PortfolioTable table = static_cast<PortfolioTable>(i);
    if (table != PortfolioTable::links && source.has(table)) refuse_same_file(source.file(table), options.out);
  }
  std::error_code ignored;  // what is not there is no other file
  const fs::path decided_in = source.file(PortfolioTable::links);
  if (!decided_in.empty() && fs::equivalent(decided_in, options.out, ignored)) return;
  const fs::path folder = fs::weakly_canonical(options.out, ignored).parent_path();
  const bool beside = fs::is_directory(source.path(), ignored) && fs::weakly_canonical(source.path(), ignored) == folder;
  if (beside && !decided_in.empty())
    refuse(fmt::format("the portfolio has its links in {} already", decided_in.string()),
           fmt::format("Write -o {}.", decided_in.string()));
  if (fs::exists(options.out, ignored) && !options.force)
    refuse(fmt::format("the output {} is there already, and its decisions were not read", options.out.string()),
           "Name another file, or replace it with --force.");
}

Linked look(const models::PortfolioSource& source, core::Findings& findings) {
  Linked linked;
  linked.portfolio = models::read_portfolio(source, findings);
  core::throw_if_stopped(findings);  // rows that are missing would be told as links that are
  if (source.has(models::PortfolioTable::links)) {
    core::Findings told_by_read_portfolio;
    linked.decisions =
        models::read_link_decisions(source.read(models::PortfolioTable::links, told_by_read_portfolio), told_by_read_portfolio);
  }
  const models::MeterTables meters = models::read_meter_tables(source, linked.portfolio, findings);
  core::throw_if_stopped(findings);
  const std::vector<models::SilentLink> silent = models::silent_links(linked.decisions);
  linked.links = models::suggest_links(linked.portfolio, meters.meters, meters.shares, silent);
  return linked;
}

std::string counts_text(const models::Links& links) {
  Table table;
  table.column("from", {}, Table::Align::left);
  table.column("to", {}, Table::Align::left);
  for (const std::string_view name : {"given", "suggested", "ambiguous", "unmatched", "left open"}) table.column(name);
  for (std::size_t i = 0; i < models::kLinkKinds; ++i) {
    const LinkKind kind = static_cast<LinkKind>(i);
    std::vector<std::string> cells{std::string(to_string(models::tables_of(kind).from)),
                                   std::string(to_string(models::tables_of(kind).to))};
    for (const LinkState state : {LinkState::given, LinkState::suggested, LinkState::ambiguous, LinkState::unmatched}) {
      cells.push_back(group_thousands(static_cast<double>(links.count(kind, state)), 0));
    }
    cells.push_back(group_thousands(static_cast<double>(links.silent[i]), 0));
    table.row(std::move(cells));
  }
  return table.text();
}

std::string link_text(const Link& link) {
  std::string text = fmt::format("{}: {} {}", to_string(link.state), to_string(models::tables_of(link.kind).from), link.from_id);
  if (!link.from_name.empty()) text += fmt::format(" ({})", link.from_name);
  text += fmt::format(" -> {}", to_string(models::tables_of(link.kind).to));
  text += link.given_id.empty() ? std::string(": nothing is given") : fmt::format(": \"{}\" is not there", link.given_id);
  if (!link.candidates.empty()) text += "; " + models::candidates_text(link);
  return text + "\n";
}

/// The counts, then what needs a person: the first of each kind and state.
std::string links_text(const models::Links& links) {
  constexpr std::size_t kListed = 20;
  std::string text = counts_text(links);
  std::array<std::size_t, models::kLinkKinds * models::kLinkStateNames.size()> listed{};
  std::size_t left_out = 0;
  for (const Link& link : links.open) {
    if (link.state == LinkState::suggested) continue;
    const std::size_t at =
        static_cast<std::size_t>(link.kind) * models::kLinkStateNames.size() + static_cast<std::size_t>(link.state);
    if (++listed[at] <= kListed)
      text += link_text(link);
    else
      ++left_out;
  }
  if (left_out > 0) text += fmt::format("and {} more; -o links.xlsx lists every one\n", left_out);
  return text;
}

void add_link(core::JsonWriter& json, const Link& link) {
  json.begin_object().key("from_table").text(to_string(models::tables_of(link.kind).from)).key("from_id").text(link.from_id);
  json.key("from_name").text(link.from_name).key("to_table").text(to_string(models::tables_of(link.kind).to));
  json.key("given_id").text(link.given_id).key("state").text(to_string(link.state));
  json.key("administration").text(link.administration).key("candidates").begin_array();
  for (const models::LinkCandidate& candidate : link.candidates) {
    json.begin_object().key("id").text(candidate.id).key("name").text(candidate.name);
    json.key("score").number(candidate.score).key("why").text(candidate.why).end_object();
  }
  json.end_array().key("more_candidates").number(static_cast<double>(link.more)).end_object();
}

std::string links_json(const LinksOptions& options, const Linked& linked) {
  core::JsonWriter json;
  json.begin_object().key("portfolio").text(options.portfolio.string()).key("counts").begin_array();
  for (std::size_t i = 0; i < models::kLinkKinds; ++i) {
    const LinkKind kind = static_cast<LinkKind>(i);
    json.begin_object().key("from_table").text(to_string(models::tables_of(kind).from));
    json.key("to_table").text(to_string(models::tables_of(kind).to));
    for (const LinkState state : {LinkState::given, LinkState::suggested, LinkState::ambiguous, LinkState::unmatched}) {
      json.key(to_string(state)).number(static_cast<double>(linked.links.count(kind, state)));
    }
    json.key("left_open").number(static_cast<double>(linked.links.silent[i])).end_object();
  }
  json.end_array().key("decisions").number(static_cast<double>(linked.decisions.list.size())).key("links").begin_array();
  for (const Link& link : linked.links.open) add_link(json, link);
  return json.end_array().end_object().str() + "\n";
}

struct Help {
  std::string_view column;
  std::string_view meaning;
};
constexpr std::array kHelp{
    Help{"decision", "To be filled: yes (ja) takes to_id, no (nej) leaves the row without link, or write the id that is meant."},
    Help{"state",
         "suggested: one candidate stands clear. ambiguous: choose one. unmatched: nothing was found. Without a decision "
         "nothing is changed."},
    Help{"from_table, from_id", "The row whose link is missing or broken. Leave them as they are."},
    Help{"given_id", "What the table says now. Empty: nothing."},
    Help{"to_table, to_id", "What is suggested."},
    Help{"score", "0 to 1: how little doubt the reasons leave. Suggested from 0.7, when the next candidate is clearly worse."},
    Help{"why, candidates", "The reasons in words; for each candidate its id, name, score and reasons."},
    Help{"(this file)", "Put it into the portfolio's folder as links.xlsx: the decisions are then used wherever it is read."},
};

void write_workbook(const fs::path& out, const std::vector<models::LinkRow>& rows) {
  std::vector<core::SheetColumn> columns;
  columns.reserve(models::kLinkColumns.size());
  for (const std::string_view name : models::kLinkColumns) columns.push_back({std::string(name)});
  columns[models::kLinkScoreColumn].format = core::CellFormat::two_decimals;
  core::WorkbookWriter book(out);
  book.sheet("links", columns);
  for (const models::LinkRow& row : rows) {
    std::vector<core::SheetCell> cells(row.begin(), row.end());
    const std::string& score = row[models::kLinkScoreColumn];
    if (!score.empty()) cells[models::kLinkScoreColumn] = std::stod(score);
    book.row(cells);
  }
  book.sheet("help", std::array<core::SheetColumn, 2>{core::SheetColumn{"column"}, core::SheetColumn{"meaning"}});
  for (const Help& help : kHelp) book.row(std::array<core::SheetCell, 2>{std::string(help.column), std::string(help.meaning)});
  book.finish();
}

void write_csv(const fs::path& out, const std::vector<models::LinkRow>& rows) {
  core::CsvWriter csv;
  for (const std::string_view name : models::kLinkColumns) csv.cell(name);
  csv.end_row();
  for (const models::LinkRow& row : rows) {
    for (const std::string& cell : row) csv.cell(cell);
    csv.end_row();
  }
  core::write_file_atomic(out, csv.text());
}

/// What the links table brings; the rest is for `check`.
void note_link_findings(const Console& console, const core::Findings& findings) {
  core::Findings of_links;
  for (const core::Finding& finding : findings.list) {
    const auto& codes = models::link_code::kAll;
    if (std::any_of(codes.begin(), codes.end(), [&finding](const core::FindingCode& code) { return code.code == finding.code; }))
      of_links.add(finding);
  }
  if (!of_links.list.empty()) note_findings(console, of_links);
}

}  // namespace

ExitCode run_links(const LinksOptions& options, const Console& console) {
  core::Findings findings;
  const models::PortfolioSource source(options.portfolio, findings);
  if (!options.out.empty()) refuse_losing_work(options, source);
  const Linked linked = look(source, findings);
  note_link_findings(console, findings);
  print_data(options.json ? links_json(options, linked) : links_text(linked.links));
  if (options.out.empty()) return ExitCode::done;
  const std::vector<models::LinkRow> rows = models::link_table(linked.links, linked.decisions);
  if (rows.empty()) {  // a table without rows would stop the next reading
    console.note(fmt::format("no link is open: {} is not written", options.out.string()));
    return ExitCode::done;
  }
  if (is_workbook(options.out))
    write_workbook(options.out, rows);
  else
    write_csv(options.out, rows);
  console.note(fmt::format("wrote {} open links and {} decisions to {}", linked.links.open.size(), linked.decisions.list.size(),
                           options.out.string()));
  return ExitCode::done;
}

}  // namespace tvilling::cli
