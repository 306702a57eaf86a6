// Text -> tokens -> tree. The lexer knows quotes, commas and fields; the parser knows AND, OR, NOT and parentheses;
// what a value stands for is the Resolver's (query_resolve.h).
#include <algorithm>
#include <iterator>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.h"
#include "query/query_node.h"
#include "query/query_resolve.h"
#include "query/search_text.h"

namespace choke {
namespace {

enum class TokenType : uint8_t { End, Open, Close, Or, And, Not, Minus, Term };

struct Token {
    TokenType type = TokenType::End;
    size_t begin_byte = 0;
    size_t end_byte = 0;
    QueryField field = QueryField::Word;
    std::vector<WrittenValue> values;  // Term
};

template <typename T>
using Read = tl::expected<T, ValueError>;

tl::unexpected<ValueError> fail_at(size_t byte, std::string message) {
    return tl::unexpected<ValueError>(ValueError{.message = std::move(message), .byte = byte});
}

bool is_field_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Read<Token> next() {
        skip_space();
        Token token;
        token.begin_byte = at_;
        if (at_ == text_.size()) {
            token.end_byte = at_;
            return token;
        }
        const char c = text_[at_];
        if (c == '(' || c == ')') {
            token.type = c == '(' ? TokenType::Open : TokenType::Close;
            ++at_;
        } else if (c == '-') {
            token.type = TokenType::Minus;
            ++at_;
            if (at_ == text_.size() || text_[at_] == ')' || space_length(text_, at_) > 0) {
                return fail_at(token.begin_byte, "'-' stands directly before what it excludes, as in -actor:nvidia");
            }
        } else if (c == '"') {
            auto value = quoted();
            if (!value) return tl::unexpected<ValueError>(value.error());
            token.type = TokenType::Term;
            token.values.push_back(std::move(*value));
        } else if (auto read = word_or_field(token); !read) {
            return tl::unexpected<ValueError>(read.error());
        }
        token.end_byte = at_;
        return token;
    }

private:
    void skip_space() {
        while (at_ < text_.size()) {
            const size_t length = space_length(text_, at_);
            if (length == 0) return;
            at_ += length;
        }
    }

    // Up to white space, a parenthesis, a quote or one of `stops`.
    std::string_view bare(std::string_view stops) {
        const size_t begin = at_;
        int brackets = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '(' || c == ')' || c == '"' || space_length(text_, at_) > 0) break;
            if (stops.find(c) != stops.npos && brackets == 0) break;
            // EDTF sets hold commas: {2022,2023}. Only dates have braces outside quotes.
            if (c == '{' || c == '[') ++brackets;
            if ((c == '}' || c == ']') && brackets > 0) --brackets;
            ++at_;
        }
        return text_.substr(begin, at_ - begin);
    }

    Read<WrittenValue> quoted() {
        WrittenValue value;
        value.quoted = true;
        value.begin_byte = at_;
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') {
                ++at_;
                return value;
            }
            if (c == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\')) ++at_;
            value.text += text_[at_];
        }
        return fail_at(value.begin_byte, "this quote is not closed");
    }

    Read<WrittenValue> bare_or_quoted(std::string_view stops) {
        if (at_ < text_.size() && text_[at_] == '"') return quoted();
        WrittenValue value;
        value.begin_byte = at_;
        value.text = bare(stops);
        return value;
    }

    Read<WrittenValue> field_value(const QueryFieldInfo& field) {
        if (field.field == QueryField::Path) return path_value();
        const bool has_role = field.field == QueryField::Actor || field.field == QueryField::Side;
        const char suffix_sign = has_role ? '@' : field.field == QueryField::Linked ? '~' : ',';
        const char stops[] = {',', suffix_sign, '\0'};
        auto value = bare_or_quoted(stops);
        if (!value) return value;
        if (value->text.empty() && !value->quoted) {
            if (at_ < text_.size() && text_[at_] == ',') {
                return fail_at(at_, "a value is missing before this comma");
            }
            return fail_at(at_, fmt::format("'{}:' needs a value directly behind it, as in {}", field.name,
                                            field.example));
        }
        if (suffix_sign != ',' && at_ < text_.size() && text_[at_] == suffix_sign) {
            ++at_;
            auto suffix = bare_or_quoted(",");
            if (!suffix) return suffix;
            value->has_suffix = true;
            value->suffix = std::move(suffix->text);
            value->suffix_byte = suffix->begin_byte;
        }
        return value;
    }

    // "from..to"; the other end is the suffix.
    Read<WrittenValue> path_value() {
        const auto end_of_path = [&]() -> Read<WrittenValue> {
            if (at_ < text_.size() && text_[at_] == '"') return quoted();
            WrittenValue value;
            value.begin_byte = at_;
            std::string_view bare_text = bare(",");
            if (const size_t dots = bare_text.find(".."); dots != bare_text.npos) bare_text = bare_text.substr(0, dots);
            at_ = value.begin_byte + bare_text.size();
            value.text = bare_text;
            return value;
        };
        constexpr std::string_view kExample = "'path:' takes two ends, as in path:nvidia..huawei";
        auto value = end_of_path();
        if (!value) return value;
        if (value->text.empty() || !text_.substr(at_).starts_with("..")) return fail_at(at_, std::string(kExample));
        at_ += 2;
        auto other = end_of_path();
        if (!other) return other;
        if (other->text.empty()) return fail_at(other->begin_byte, std::string(kExample));
        value->has_suffix = true;
        value->suffix = std::move(other->text);
        value->suffix_byte = other->begin_byte;
        return value;
    }

    Read<bool> word_or_field(Token& token) {
        const std::string_view rest = text_.substr(at_);
        size_t letters = 0;
        while (letters < rest.size() && is_field_letter(rest[letters])) {
            ++letters;
        }
        if (letters > 0 && letters < rest.size() && rest[letters] == ':') return field(token, rest.substr(0, letters));
        WrittenValue value;
        value.begin_byte = at_;
        std::string_view word = bare("");
        if (word == "OR" || word == "AND" || word == "NOT") {
            token.type = word == "OR" ? TokenType::Or : word == "AND" ? TokenType::And : TokenType::Not;
            return true;
        }
        // "Huawei, SMIC" means the two names, not a name that ends with a comma.
        const size_t last = word.find_last_not_of(",;");
        if (last != word.npos) word = word.substr(0, last + 1);
        value.text = word;
        token.type = TokenType::Term;
        token.values.push_back(std::move(value));
        return true;
    }

    Read<bool> field(Token& token, std::string_view name) {
        const std::string folded = search_form(name);
        const auto fields = query_fields();
        const auto found = std::ranges::find(fields, folded, &QueryFieldInfo::name);
        if (found == fields.end()) return unknown_field(folded);
        token.type = TokenType::Term;
        token.field = found->field;
        at_ += name.size() + 1;
        while (true) {
            auto value = field_value(*found);
            if (!value) return tl::unexpected<ValueError>(value.error());
            token.values.push_back(std::move(*value));
            if (at_ == text_.size() || text_[at_] != ',') return true;
            ++at_;
            if (at_ == text_.size() || text_[at_] == ')' || space_length(text_, at_) > 0) {
                return fail_at(at_ - 1, "a value is missing behind this comma");
            }
        }
    }

    tl::unexpected<ValueError> unknown_field(const std::string& name) const {
        std::vector<Candidate> candidates;
        std::string all;
        for (const QueryFieldInfo& info : query_fields()) {
            candidates.push_back({std::string(info.name), info.name, 0});
            all += fmt::format("{}{}", all.empty() ? "" : ", ", info.name);
        }
        const auto near = near_ids(name, candidates, 1);
        if (!near.empty()) {
            return fail_at(at_, fmt::format("no field '{}'; did you mean {}?", shown(name), either_of(near)));
        }
        return fail_at(at_, fmt::format("no field '{}'; there are {}; text with a colon goes into quotes",
                                        shown(name), all));
    }

    std::string_view text_;
    size_t at_ = 0;
};

// Terms that are more than a look-up.
bool is_pass(QueryField field, const QueryValue& value) {
    return value.prefix || field == QueryField::Word || field == QueryField::Text || field == QueryField::Date ||
           field == QueryField::Known || field == QueryField::Has || field == QueryField::Linked ||
           field == QueryField::Path;
}

class Parser {
public:
    Parser(std::string_view text, const Dataset& data) : lexer_(text), resolver_(data) {}

    Read<QueryNode> query() {
        if (auto read = advance(); !read) return tl::unexpected<ValueError>(read.error());
        auto node = any(0);
        if (!node) return node;
        if (token_.type == TokenType::Close) return fail_at(token_.begin_byte, "no parenthesis is open here");
        return node;
    }

private:
    Read<bool> advance() {
        auto token = lexer_.next();
        if (!token) return tl::unexpected<ValueError>(token.error());
        token_ = std::move(*token);
        return true;
    }

    Read<QueryNode> any(int depth) {
        std::vector<QueryNode> parts;
        while (true) {
            auto part = all(depth);
            if (!part) return part;
            parts.push_back(std::move(*part));
            if (token_.type != TokenType::Or) return either(std::move(parts));
            if (auto read = advance(); !read) return tl::unexpected<ValueError>(read.error());
        }
    }

    Read<QueryNode> all(int depth) {
        QueryNode node{.type = NodeType::All};
        while (true) {
            auto part = negated(depth);
            if (!part) return part;
            if (node.parts.empty()) node.begin_byte = part->begin_byte;
            node.end_byte = part->end_byte;
            if (part->type == NodeType::All) {
                std::ranges::move(part->parts, std::back_inserter(node.parts));
            } else {
                node.parts.push_back(std::move(*part));
            }
            if (token_.type == TokenType::And) {
                if (auto read = advance(); !read) return tl::unexpected<ValueError>(read.error());
            } else if (token_.type == TokenType::End || token_.type == TokenType::Close ||
                       token_.type == TokenType::Or) {
                break;
            }
        }
        if (node.parts.size() == 1) return std::move(node.parts.front());
        return node;
    }

    Read<QueryNode> negated(int depth) {
        const size_t begin = token_.begin_byte;
        bool negative = false;
        while (token_.type == TokenType::Minus || token_.type == TokenType::Not) {
            negative = !negative;
            if (auto read = advance(); !read) return tl::unexpected<ValueError>(read.error());
        }
        auto node = primary(depth);
        if (!node) return node;
        node->begin_byte = begin;
        if (!negative) return node;
        if (node->type == NodeType::Not) {
            QueryNode inner = std::move(node->parts.front());
            inner.begin_byte = begin;
            inner.end_byte = node->end_byte;
            inner.standalone = true;
            return inner;
        }
        QueryNode outer{.type = NodeType::Not};
        outer.begin_byte = begin;
        outer.end_byte = node->end_byte;
        outer.parts.push_back(std::move(*node));
        return outer;
    }

    Read<QueryNode> primary(int depth) {
        switch (token_.type) {
            case TokenType::Open: return group(depth + 1);
            case TokenType::Term: return term();
            case TokenType::End: return fail_at(token_.begin_byte, "a term is missing at the end");
            case TokenType::Close: return fail_at(token_.begin_byte, "a term is missing before ')'");
            case TokenType::Or:
                return fail_at(token_.begin_byte, "a term is missing before OR; quote \"OR\" to search for it");
            case TokenType::And:
                return fail_at(token_.begin_byte, "a term is missing before AND; quote \"AND\" to search for it");
            case TokenType::Not:
            case TokenType::Minus: break;  // taken by negated()
        }
        return fail_at(token_.begin_byte, "a term is missing here");
    }

    Read<QueryNode> group(int depth) {
        const size_t begin = token_.begin_byte;
        if (depth > kMaxQueryDepth) {
            return fail_at(begin, fmt::format("parentheses are nested more than {} deep", kMaxQueryDepth));
        }
        if (auto read = advance(); !read) return tl::unexpected<ValueError>(read.error());
        if (token_.type == TokenType::Close) return fail_at(begin, "there is nothing between these parentheses");
        auto node = any(depth);
        if (!node) return node;
        if (token_.type != TokenType::Close) return fail_at(begin, "this parenthesis is not closed");
        node->begin_byte = begin;
        node->end_byte = token_.end_byte;
        node->standalone = true;
        if (auto read = advance(); !read) return tl::unexpected<ValueError>(read.error());
        return node;
    }

    Read<QueryNode> term() {
        QueryNode node{.type = NodeType::Term};
        node.field = token_.field;
        node.begin_byte = token_.begin_byte;
        node.end_byte = token_.end_byte;
        for (const WrittenValue& written : token_.values) {
            auto value = resolver_.resolve(token_.field, written);
            if (!value) return tl::unexpected<ValueError>(value.error());
            if (is_pass(token_.field, *value) && ++pass_count_ > kMaxQueryPasses) {
                return fail_at(written.begin_byte,
                               fmt::format("more than {} words, dates and other terms that look through all events",
                                           kMaxQueryPasses));
            }
            node.values.push_back(std::move(*value));
        }
        keep_distinct(node);
        if (auto read = advance(); !read) return tl::unexpected<ValueError>(read.error());
        return node;
    }

    static void keep_distinct(QueryNode& term) {
        if (term.values.size() < 2) return;
        std::unordered_set<std::string> seen;
        std::erase_if(term.values,
                      [&](const QueryValue& value) { return !seen.insert(value_text(term.field, value)).second; });
    }

    // One term where all parts look at the same field: (kind:rule OR kind:company) is kind:rule,company.
    static QueryNode either(std::vector<QueryNode> parts) {
        if (parts.size() == 1) return std::move(parts.front());
        QueryNode node{.type = NodeType::Any};
        node.begin_byte = parts.front().begin_byte;
        node.end_byte = parts.back().end_byte;
        node.standalone = false;
        for (QueryNode& part : parts) {
            if (part.type == NodeType::Any) {
                std::ranges::move(part.parts, std::back_inserter(node.parts));
            } else {
                node.parts.push_back(std::move(part));
            }
        }
        const QueryField field = node.parts.front().field;
        if (!std::ranges::all_of(node.parts, [&](const QueryNode& part) {
                return part.type == NodeType::Term && part.field == field;
            })) {
            return node;
        }
        node.type = NodeType::Term;
        node.field = field;
        for (QueryNode& part : node.parts) std::ranges::move(part.values, std::back_inserter(node.values));
        node.parts.clear();
        keep_distinct(node);
        return node;
    }

    Lexer lexer_;
    Resolver resolver_;
    Token token_;
    size_t pass_count_ = 0;
};

// Nothing that cannot be seen may stand in a query: what it looks like is what it means.
Read<bool> check_characters(std::string_view text) {
    if (text.size() > kMaxQueryBytes) {
        return fail_at(0, fmt::format("the query has {} bytes; at most {} are read", text.size(), kMaxQueryBytes));
    }
    if (const size_t bad = first_invalid_utf8(text); bad != text.npos) {
        return fail_at(bad, "this is not valid UTF-8 text");
    }
    for (size_t i = 0; i < text.size();) {
        const size_t begin = i;
        const char32_t c = next_code_point(text, i);
        if ((c < 0x20 || (c >= 0x7F && c < 0xA0)) && space_length(text, begin) == 0) {
            return fail_at(begin, fmt::format("a control character (U+{:04X}) stands here; remove it",
                                              static_cast<uint32_t>(c)));
        }
    }
    return true;
}

bool is_blank(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        const size_t length = space_length(text, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

}  // namespace

tl::expected<Query, QueryError> parse_query(std::string_view text, const Dataset& data) {
    const auto refused = [text](const ValueError& error) {
        const size_t byte = std::min(error.byte, text.size());
        return tl::unexpected<QueryError>(QueryError{
            .message = error.message, .column = static_cast<int>(code_point_count(text.substr(0, byte))) + 1});
    };
    if (const auto checked = check_characters(text); !checked) return refused(checked.error());
    Query query;
    if (is_blank(text)) return query;
    auto root = Parser(text, data).query();
    if (!root) return refused(root.error());
    query.root_ = std::make_shared<const QueryNode>(std::move(*root));
    return query;
}

}  // namespace choke
