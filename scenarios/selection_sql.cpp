// SPDX-License-Identifier: MPL-2.0
#include "scenarios/selection_sql.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <vector>

#include "models/portfolio/use_alias.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

namespace {

enum class Kind { word, quoted_name, text, number, symbol };

struct Token {
  Kind kind = Kind::symbol;
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word_start(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
}
bool is_word(char c) {
  return is_word_start(c) || is_digit(c) || c == '$';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

[[noreturn]] void refuse(const std::string& what, const std::string& hint) {
  throw ExpressionProblem(study_code::kNoExpression, what, hint);
}

/// End of a quoted piece whose opening sign stands at `begin`; a doubled closing sign stands for itself.
std::size_t quoted_end(std::string_view text, std::size_t begin, char close) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] != close) continue;
    if (close != ']' && i + 1 < text.size() && text[i + 1] == close) {
      ++i;
      continue;
    }
    return i + 1;
  }
  refuse("a quote is not closed: " + std::string(text.substr(begin)), "Write text in single quotes: use = 'school'.");
}

std::size_t number_end(std::string_view text, std::size_t begin) {
  std::size_t i = begin;
  while (i < text.size() && (is_word(text[i]) || text[i] == '.' ||
                             ((text[i] == '+' || text[i] == '-') && (text[i - 1] == 'e' || text[i - 1] == 'E')))) {
    ++i;
  }
  return i;
}

void refuse_symbol(std::string_view rest) {
  if (rest.starts_with("--") || rest.starts_with("/*")) {
    refuse("a comment cannot stand in an expression", "Write comments in the study with \"#\", outside the quotes.");
  }
  if (rest.front() == ';') refuse("\";\" cannot stand in an expression", "Give one condition; join several with AND or OR.");
  constexpr std::string_view placeholders = "?:@$#";
  if (placeholders.find(rest.front()) != std::string_view::npos) {
    refuse("\"" + std::string(rest.substr(0, 1)) + "\" cannot stand in an expression", "Write the value itself.");
  }
}

Token next_token(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\'') return {Kind::text, at, quoted_end(text, at, '\'')};
  if (c == '"' || c == '`') return {Kind::quoted_name, at, quoted_end(text, at, c)};
  if (c == '[') return {Kind::quoted_name, at, quoted_end(text, at, ']')};
  if (is_digit(c) || (c == '.' && at + 1 < text.size() && is_digit(text[at + 1]))) {
    return {Kind::number, at, number_end(text, at)};
  }
  if (is_word_start(c)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_word(text[end])) ++end;
    return {Kind::word, at, end};
  }
  refuse_symbol(text.substr(at));
  constexpr std::array<std::string_view, 5> pairs{"==", "<>", "!=", "<=", ">="};
  const bool pair = std::find(pairs.begin(), pairs.end(), text.substr(at, 2)) != pairs.end();
  return {Kind::symbol, at, at + (pair ? 2 : 1)};
}

std::vector<Token> tokens_of(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) refuse("a NUL character cannot stand in an expression", {});
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    tokens.push_back(next_token(text, at));
    at = tokens.back().end;
  }
  return tokens;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return out;
}

/// The expression with its tokens, and what replaces some of them.
class UseRewriter {
 public:
  explicit UseRewriter(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

  [[nodiscard]] std::string rewrite() {
    check_parentheses();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!is_use(i)) continue;
      if (i >= 2 && is_equality(i - 1) && is_literal(i - 2)) replace(i - 2);  // 'skole' = use
      compare(i + 1);
    }
    return assemble();
  }

 private:
  [[nodiscard]] std::string at(std::size_t i) const {
    if (i >= tokens_.size()) return {};
    return lower(text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin));
  }

  [[nodiscard]] bool is_use(std::size_t i) const {
    const std::string token = at(i);
    if (tokens_[i].kind == Kind::word) return token == "use";
    return tokens_[i].kind == Kind::quoted_name && token.substr(1, token.size() - 2) == "use";
  }

  [[nodiscard]] bool is_literal(std::size_t i) const {
    return i < tokens_.size() && (tokens_[i].kind == Kind::text || tokens_[i].kind == Kind::number);
  }

  [[nodiscard]] bool is_equality(std::size_t i) const {
    constexpr std::array<std::string_view, 4> operators{"=", "==", "<>", "!="};
    return std::find(operators.begin(), operators.end(), at(i)) != operators.end();
  }

  void check_parentheses() const {
    int open = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (at(i) == "(") ++open;
      if (at(i) == "limit" && open == 0) refuse("LIMIT cannot stand in an expression", "`limit = 10` is a key of its own.");
      if (at(i) == ")" && --open < 0) refuse("\")\" without \"(\" before it", "Check the parentheses.");
    }
    if (open > 0) refuse("\"(\" is not closed", "Check the parentheses.");
  }

  /// Looks at what follows the column `use` from token `i` on and replaces the literals there.
  void compare(std::size_t i) {
    if (at(i) == "is") {
      ++i;
      if (at(i) == "not") ++i;
      if (is_literal(i)) replace(i);
      return;
    }
    if (is_equality(i)) {
      if (is_literal(i + 1)) replace(i + 1);
      return;
    }
    if (at(i) == "not") ++i;
    if (at(i) != "in" || at(i + 1) != "(") return;
    for (i += 2; is_literal(i); i += 2) {
      replace(i);
      if (at(i + 1) != ",") return;
    }
  }

  void replace(std::size_t i) {
    // 'skole' in `use = 'skole' = use` is compared with both; replacements come in the order of the tokens.
    if (!replacements_.empty() && replacements_.back().token >= i) return;
    std::string literal(text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin));
    if (tokens_[i].kind == Kind::text) literal = literal.substr(1, literal.size() - 2);
    const std::optional<models::Use> use = models::parse_use(literal);
    if (!use) {
      throw ExpressionProblem(study_code::kUnknownUse, "unknown use \"" + literal + "\"", models::suggest_use(literal));
    }
    replacements_.push_back({i, "'" + std::string(models::to_string(*use)) + "'"});
  }

  [[nodiscard]] std::string assemble() const {
    std::string out;
    std::size_t from = 0;
    for (const Replacement& r : replacements_) {
      out += text_.substr(from, tokens_[r.token].begin - from);
      out += r.text;
      from = tokens_[r.token].end;
    }
    return out + std::string(text_.substr(from));
  }

  struct Replacement {
    std::size_t token;
    std::string text;
  };

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<Replacement> replacements_;  // ascending
};

/// A term of ORDER BY, with NULLS LAST unless it says itself where they go.
std::string with_nulls_last(std::string_view term, bool says_nulls) {
  return std::string(term) + (says_nulls ? "" : " NULLS LAST");
}

}  // namespace

std::string prepare_expression(std::string_view text) {
  return UseRewriter(text).rewrite();
}

std::string prepare_order(std::string_view text) {
  const std::string order = prepare_expression(text);
  const std::string_view view = order;
  std::string out;
  std::size_t from = 0;
  int open = 0;
  bool says_nulls = false;  // the term at hand has NULLS FIRST or NULLS LAST
  std::string before;
  for (const Token& token : tokens_of(view)) {
    const std::string word = lower(view.substr(token.begin, token.end - token.begin));
    if (word == "(") ++open;
    if (word == ")") --open;
    if (open == 0 && before == "nulls" && (word == "first" || word == "last")) says_nulls = true;
    if (open == 0 && word == ",") {
      out += with_nulls_last(view.substr(from, token.begin - from), says_nulls);
      from = token.begin;
      says_nulls = false;
    }
    before = word;
  }
  return out + with_nulls_last(view.substr(from), says_nulls);
}

}  // namespace tvilling::scenarios
