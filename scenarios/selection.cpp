// SPDX-License-Identifier: MPL-2.0
#include "scenarios/selection.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

#include "core/random.hpp"
#include "core/suggest.hpp"
#include "models/building/building.hpp"
#include "models/catalog.hpp"
#include "scenarios/selection_sql.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

namespace {

/// Closes what SQLite opened.
struct CloseDatabase {
  void operator()(sqlite3* db) const noexcept { sqlite3_close(db); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

/// Functions an expression may use: those that only depend on their arguments.
constexpr std::array<std::string_view, 38> kFunctions{
    "abs",   "avg",    "ceil",   "ceiling",   "char",   "coalesce", "count", "exp",     "floor", "format",
    "glob",  "ifnull", "iif",    "instr",     "length", "like",     "ln",    "log",     "log10", "lower",
    "ltrim", "max",    "min",    "mod",       "nullif", "power",    "pow",   "replace", "round", "rtrim",
    "sign",  "sqrt",   "substr", "substring", "sum",    "total",    "trim",  "upper"};

constexpr int kStepsPerCheck = 1000000;
constexpr int kChecks = 500;  // 5e8 steps of SQLite: seconds; a plain condition on 3,500 buildings takes 1e5

/// Lets an expression read the table `buildings` and nothing else.
int authorize(void* /*unused*/, int action, const char* first, const char* second, const char* /*unused*/,
              const char* /*unused*/) {
  if (action == SQLITE_SELECT) return SQLITE_OK;
  if (action == SQLITE_READ) {
    // A subquery that names no column reads "" of its table.
    return first != nullptr && std::string_view(first) == "buildings" ? SQLITE_OK : SQLITE_DENY;
  }
  if (action == SQLITE_FUNCTION && second != nullptr) {
    return std::find(kFunctions.begin(), kFunctions.end(), std::string_view(second)) != kFunctions.end() ? SQLITE_OK
                                                                                                         : SQLITE_DENY;
  }
  return SQLITE_DENY;
}

int count_down(void* checks) {
  return --*static_cast<int*>(checks) < 0 ? 1 : 0;
}

[[noreturn]] void fail(sqlite3* db, const std::string& doing) {
  throw core::Error(core::ErrorKind::internal, doing + ": " + (db == nullptr ? "out of memory" : sqlite3_errmsg(db)));
}

Database open_database() {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database db(raw);
  if (code != SQLITE_OK) fail(raw, "opening the table of buildings");
  // "skole" in double quotes shall be an unknown column, not silently a text.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, 1000000);
  sqlite3_limit(raw, SQLITE_LIMIT_SQL_LENGTH, 200000);
  return db;
}

Statement prepare(sqlite3* db, const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v2(db, sql.c_str(), static_cast<int>(sql.size() + 1), &raw, nullptr);
  return code == SQLITE_OK ? Statement(raw) : nullptr;
}

void execute(sqlite3* db, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(db, "making the table of buildings");
}

void run_once(sqlite3* db, const Statement& statement) {
  if (sqlite3_step(statement.get()) != SQLITE_DONE) fail(db, "filling the table of buildings");
  sqlite3_reset(statement.get());
}

void bind_text(const Statement& statement, int column, std::string_view text) {
  sqlite3_bind_text(statement.get(), column, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

/// NaN becomes NULL: unknown, as SQL understands it.
void bind_number(const Statement& statement, int column, double value) {
  if (std::isnan(value)) {
    sqlite3_bind_null(statement.get(), column);
  } else {
    sqlite3_bind_double(statement.get(), column, value);
  }
}

constexpr std::array<std::string_view, 6> kIdentity{"building_id", "name", "property_id", "administration", "use", "listed"};

/// One result column: an annual result, or that per gross floor area.
struct ResultColumn {
  std::string name;
  std::size_t variable = 0;
  bool per_m2 = false;
};

/// All annual results, and those per m2 that are sums with a unit. An input column of the same name (water_m3_m2) keeps its name.
std::vector<ResultColumn> result_columns() {
  constexpr std::array<std::string_view, 4> summed{"_kwh", "_m3", "_kg", "_dkk"};
  std::vector<ResultColumn> columns;
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    const std::string_view name = models::kAnnualVariables[v].name;
    columns.push_back({std::string(name), v, false});
    const bool sums = std::any_of(summed.begin(), summed.end(), [name](std::string_view s) { return name.ends_with(s); });
    const std::string per_m2 = std::string(name) + "_m2";
    if (sums && models::find_building_column(per_m2) == nullptr) columns.push_back({per_m2, v, true});
  }
  return columns;
}

void insert_buildings(sqlite3* db, const models::Portfolio& portfolio) {
  std::string create = "CREATE TABLE buildings(rowid INTEGER PRIMARY KEY";
  std::string insert = "INSERT INTO buildings VALUES(?";
  for (const std::string_view name : kIdentity) {
    create += ", " + std::string(name) + (name == "listed" ? " INTEGER" : " TEXT");
    insert += ",?";
  }
  for (const models::BuildingColumn& column : models::building_columns()) {
    create += ", " + std::string(column.variable.name) + " REAL";
    insert += ",?";
  }
  execute(db, create + ")");
  const Statement statement = prepare(db, insert + ")");
  if (!statement) fail(db, "filling the table of buildings");
  sqlite3_int64 row = 0;
  execute(db, "BEGIN");
  for (const models::BuildingRecord& record : portfolio.buildings) {
    const models::Building& b = record.building;
    int at = 0;
    sqlite3_bind_int64(statement.get(), ++at, row++);
    bind_text(statement, ++at, b.building_id);
    bind_text(statement, ++at, b.name);
    bind_text(statement, ++at, b.property_id);
    bind_text(statement, ++at, b.administration);
    bind_text(statement, ++at, models::to_string(b.use));
    sqlite3_bind_int(statement.get(), ++at, b.listed ? 1 : 0);
    for (const models::BuildingColumn& column : models::building_columns()) bind_number(statement, ++at, b.*column.member);
    run_once(db, statement);
  }
  execute(db, "COMMIT");
}

/// "no such column: x" gives x.
std::string missing_column(const std::string& reason) {
  constexpr std::string_view start = "no such column: ";
  if (!reason.starts_with(start)) return {};
  const std::string name = reason.substr(start.size());
  return name.starts_with("buildings.") ? name.substr(std::string_view("buildings.").size()) : name;
}

/// Something SQLite refused, as it said it.
struct Refused {
  std::string reason;
};

}  // namespace

struct Selection::Impl {
  Database db;
  std::vector<std::string> ids;
  std::vector<double> area_m2;
  bool has_results = false;

  [[nodiscard]] std::string hint_for(const std::string& reason, const std::string& expression) const;
  [[nodiscard]] std::vector<std::size_t> rows(const std::string& sql) const;
  [[nodiscard]] std::vector<std::size_t> matches(const Measure& measure) const;
};

std::string Selection::Impl::hint_for(const std::string& reason, const std::string& expression) const {
  if (reason.starts_with("not authorized") || reason.find("prohibited") != std::string::npos) {
    return "Only the columns of `buildings` and plain functions (abs, lower, round ...) can be used.";
  }
  if (reason == "interrupted") return "The expression takes too long; a subquery over the buildings may be to blame.";
  const std::string name = missing_column(reason);
  if (name.empty()) return "An SQLite expression is wanted, e.g. use = 'school' AND year < 1973.";
  if (expression.find('"' + name + '"') != std::string::npos) return "Text stands in single quotes: '" + name + "'.";
  const std::vector<ResultColumn> results = result_columns();
  const bool is_result = std::any_of(results.begin(), results.end(), [&name](const ResultColumn& c) { return c.name == name; });
  if (is_result && !has_results) return "It is a result of the baseline and not known before the baseline has run.";
  std::vector<std::string_view> known(kIdentity.begin(), kIdentity.end());
  for (const models::BuildingColumn& column : models::building_columns()) known.push_back(column.variable.name);
  for (const ResultColumn& column : results) known.push_back(column.name);
  const std::string hint = core::did_you_mean(name, known);
  return hint.empty() ? "`tvilling schema inputs` and `tvilling schema results` list the columns." : hint;
}

/// Runs a query that names row numbers; it may only read. Throws Refused.
std::vector<std::size_t> Selection::Impl::rows(const std::string& sql) const {
  int checks = kChecks;
  sqlite3_set_authorizer(db.get(), authorize, nullptr);
  sqlite3_progress_handler(db.get(), kStepsPerCheck, count_down, &checks);
  std::vector<std::size_t> found;
  const Statement statement = prepare(db.get(), sql);
  int code = statement ? SQLITE_ROW : SQLITE_ERROR;
  while (statement && (code = sqlite3_step(statement.get())) == SQLITE_ROW) {
    found.push_back(static_cast<std::size_t>(sqlite3_column_int64(statement.get(), 0)));
  }
  const std::string reason = code == SQLITE_DONE ? "" : sqlite3_errmsg(db.get());
  sqlite3_progress_handler(db.get(), 0, nullptr, nullptr);
  sqlite3_set_authorizer(db.get(), nullptr, nullptr);
  if (code != SQLITE_DONE) throw Refused{reason};
  return found;
}

/// All matches in the wanted order. Throws Refused or ExpressionProblem.
std::vector<std::size_t> Selection::Impl::matches(const Measure& measure) const {
  std::string query = "SELECT rowid FROM buildings";
  if (!measure.where.empty()) {
    const std::string where = prepare_expression(measure.where);
    // Bare as well: what is only an expression because of our own parentheses is none.
    (void)rows("SELECT " + where + " FROM buildings LIMIT 0");
    query += " WHERE (" + where + ")";
  }
  std::vector<std::size_t> found = rows(query + " ORDER BY rowid");
  if (measure.order_by.empty()) return found;
  // As written first: what is wrong there shall not be reported in words of ours.
  (void)rows(query + " ORDER BY " + prepare_expression(measure.order_by) + ", rowid LIMIT 0");
  std::vector<std::size_t> ordered = rows(query + " ORDER BY " + prepare_order(measure.order_by) + ", rowid");
  // An aggregate in ORDER BY would make one row of all.
  if (ordered.size() != found.size()) throw Refused{"\"" + measure.order_by + "\" is not one value per building"};
  return ordered;
}

Selection::Selection(const models::Portfolio& portfolio) : impl_(std::make_unique<Impl>()) {
  impl_->db = open_database();
  insert_buildings(impl_->db.get(), portfolio);
  for (const models::BuildingRecord& record : portfolio.buildings) {
    impl_->ids.push_back(record.building.building_id);
    impl_->area_m2.push_back(record.building.area_m2);
  }
}

Selection::~Selection() = default;
Selection::Selection(Selection&&) noexcept = default;
Selection& Selection::operator=(Selection&&) noexcept = default;

void Selection::add_results(std::span<const models::BuildingResult> results, std::span<const std::uint8_t> failed) {
  if (results.size() != impl_->ids.size() || failed.size() != results.size()) {
    throw core::Error(core::ErrorKind::internal, "results of " + std::to_string(results.size()) + " buildings for a table of " +
                                                     std::to_string(impl_->ids.size()));
  }
  sqlite3* db = impl_->db.get();
  const std::vector<ResultColumn> columns = result_columns();
  std::string update;
  for (const ResultColumn& column : columns) {
    if (!impl_->has_results) execute(db, "ALTER TABLE buildings ADD COLUMN " + column.name + " REAL");
    update += (update.empty() ? "UPDATE buildings SET " : ", ") + column.name + "=?";
  }
  impl_->has_results = true;
  execute(db, "BEGIN");
  const Statement statement = prepare(db, update + " WHERE rowid=?");
  if (!statement) fail(db, "adding the baseline's results");
  for (std::size_t i = 0; i < results.size(); ++i) {
    int at = 0;
    for (const ResultColumn& column : columns) {
      const double value = failed[i] != 0 ? models::kMissing : results[i].annual[column.variable];
      bind_number(statement, ++at, column.per_m2 ? value / impl_->area_m2[i] : value);
    }
    sqlite3_bind_int64(statement.get(), ++at, static_cast<sqlite3_int64>(i));
    run_once(db, statement);
  }
  execute(db, "COMMIT");
}

std::vector<std::size_t> Selection::select(const Measure& measure, core::Findings& findings) const {
  const core::SourcePos& pos = !measure.where_pos.file.empty() ? measure.where_pos : measure.pos;
  std::vector<std::size_t> found;
  try {
    found = impl_->matches(measure);
  } catch (const ExpressionProblem& problem) {
    findings.add_once({std::string(problem.code.code), core::Severity::stops, pos, problem.what(), problem.hint});
    return {};
  } catch (const Refused& refused) {
    const std::string hint = impl_->hint_for(refused.reason, measure.where + " " + measure.order_by);
    findings.add_once({std::string(study_code::kRefusedExpression.code), core::Severity::stops, pos, refused.reason, hint});
    return {};
  }
  const std::size_t all_matched = found.size();
  if (!measure.buildings.empty()) {
    const std::set<std::string_view> named(measure.buildings.begin(), measure.buildings.end());
    std::erase_if(found, [this, &named](std::size_t row) { return !named.contains(impl_->ids[row]); });
  }
  const std::size_t matched = found.size();
  if (measure.sample < 1.0) {
    std::erase_if(found, [this, &measure](std::size_t row) {
      return !(core::uniform01({measure.seed, impl_->ids[row], "sample", 0}) < measure.sample);
    });
  }
  if (measure.limit >= 0 && found.size() > static_cast<std::size_t>(measure.limit)) {
    found.resize(static_cast<std::size_t>(measure.limit));
  }
  if (found.empty()) {
    const std::string what = all_matched == 0 ? "no building matches"
                             : matched == 0   ? "none of " + std::to_string(all_matched) + " matches is in its list of buildings"
                                              : "none of " + std::to_string(matched) + " matches is in the sample";
    const std::string where = measure.where.empty() ? "" : ": " + measure.where;
    findings.add_once({std::string(study_code::kNoMatch.code), core::Severity::warns, pos, measure.type + ": " + what + where,
                       "The measure changes nothing."});
  }
  std::sort(found.begin(), found.end());
  return found;
}

const std::string& Selection::id(std::size_t building) const {
  return impl_->ids.at(building);
}

}  // namespace tvilling::scenarios
