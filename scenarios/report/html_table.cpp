// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/html_table.hpp"

#include <algorithm>

#include "scenarios/report/svg.hpp"

namespace tvilling::scenarios::report {

namespace {

constexpr std::size_t kLong = 200;  // rows; longer is not printed

bool is_text(const Table& table, std::size_t column) {
  return table.columns[column].shown == Shown::text;
}

/// The header of a column: units stay whole ("MWh/yr").
std::string header_html(std::string_view text) {
  constexpr std::string_view kJoiner = "\u2060";
  std::string whole;
  for (const char c : text) {
    whole += c;
    if (c == '/') whole += kJoiner;
  }
  return escaped(whole);
}

/// Names of grid members may be broken between their parts.
std::string name_html(std::string_view text) {
  std::string html;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (std::string_view(",[/").find(text[i]) == std::string_view::npos) continue;
    html += escaped(text.substr(from, i + 1 - from)) + "<wbr>";
    from = i + 1;
  }
  return html + escaped(text.substr(from));
}

void add_row(std::string& html, const Table& table, std::size_t r, const Words& words) {
  const std::vector<core::SheetCell>& row = table.rows[r];
  html += r + table.totals >= table.rows.size() ? "<tr class=\"total\">" : "<tr>";
  std::size_t heads = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string text = escaped(cell_text(row[i], table.columns[i].shown, words));
    const bool head = heads == 0 && is_text(table, i);  // the first text names the row
    if (head) ++heads;
    if (head) {
      html += "<th scope=\"row\">" + name_html(cell_text(row[i], table.columns[i].shown, words)) + "</th>";
    } else if (is_text(table, i)) {
      html += "<td>" + text;  // a closing tag may be left out, and here are many
    } else {
      html += "<td class=\"n\">" + (text.empty() ? "–" : text);
    }
  }
  html += "\n";
}

std::string table_html(const Table& table, const Words& words, bool sortable) {
  std::string html =
      fmt::format("<div class=\"box\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table id=\"table-{}\"{}>\n",
                  escaped(table.title), table.key, sortable ? " data-sortable" : "");
  html += fmt::format("<caption>{}</caption>\n<thead><tr>", escaped(table.title));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    html +=
        fmt::format("<th scope=\"col\"{}>{}</th>", is_text(table, i) ? "" : " class=\"n\"", header_html(table.columns[i].header));
  }
  html += "</tr></thead>\n<tbody>\n";
  for (std::size_t r = 0; r < table.rows.size(); ++r) add_row(html, table, r, words);
  return html + "</tbody></table></div>\n";
}

}  // namespace

std::string html_table(const Table& table, const Words& words, const HtmlTableOptions& options) {
  const bool is_long = table.rows.size() > kLong && !options.printed;
  std::string html =
      fmt::format("<section id=\"{}\"{}>\n<h2>{}</h2>\n", table.key, is_long ? " class=\"long\"" : "", escaped(table.title));
  if (!table.about.empty() && !table.rows.empty()) html += fmt::format("<p class=\"note\">{}</p>\n", escaped(table.about));
  for (const std::string& note : table.notes) html += fmt::format("<p>{}</p>\n", escaped(note));
  if (is_long) html += fmt::format("<p class=\"on-paper\">{}</p>\n", escaped(words("not_printed")));
  if (!table.rows.empty()) {
    const std::string inside = table_html(table, words, options.sortable);
    const std::string rows = words.fill("show_rows", words.number(static_cast<double>(table.rows.size())));
    html += options.foldable ? fmt::format("<details><summary>{}</summary>\n{}</details>\n", escaped(rows), inside) : inside;
  }
  return html + "</section>\n";
}

Table rows_of(const Table& table, const std::string& first) {
  Table out = table;
  out.rows.clear();
  out.columns.erase(out.columns.begin());
  for (const std::vector<core::SheetCell>& row : table.rows) {
    const std::string* const name = std::get_if<std::string>(&row.front());
    if (name != nullptr && *name == first) out.rows.emplace_back(row.begin() + 1, row.end());
  }
  return out;
}

Table columns_of(const Table& table, const std::vector<std::string>& keys) {
  Table out = table;
  out.columns.clear();
  out.rows.assign(table.rows.size(), {});
  for (const std::string& key : keys) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.key == key; });
    if (found == table.columns.end()) continue;
    const auto place = static_cast<std::size_t>(found - table.columns.begin());
    out.columns.push_back(*found);
    for (std::size_t r = 0; r < table.rows.size(); ++r) out.rows[r].push_back(table.rows[r][place]);
  }
  return out;
}

Table without(const Table& table, std::string_view key) {
  std::vector<std::string> keys;
  for (const Column& c : table.columns) {
    if (c.key != key) keys.push_back(c.key);
  }
  return columns_of(table, keys);
}

}  // namespace tvilling::scenarios::report
