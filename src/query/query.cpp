#include "query/query.h"

#include <algorithm>
#include <array>

#include "query/query_node.h"
#include "query/search_text.h"

namespace choke {
namespace {

constexpr std::array kFields{
    QueryFieldInfo{QueryField::Actor, "actor", "actor:nvidia", "events that involve an actor; @role for its part in it"},
    QueryFieldInfo{QueryField::Side, "side", "side:China", "events with an actor of this side; @role as for actor"},
    QueryFieldInfo{QueryField::Kind, "kind", "kind:rule", "events of this kind"},
    QueryFieldInfo{QueryField::Thing, "thing", "thing:h20", "events about a chip, model, rule, …"},
    QueryFieldInfo{QueryField::Status, "status", "status:>=reported", "how firm the claims make it, as known on the day"},
    QueryFieldInfo{QueryField::Source, "source", "source:seed-001", "events with a claim that rests on this source"},
    QueryFieldInfo{QueryField::Tag, "tag", "tag:licence", "events with this tag"},
    QueryFieldInfo{QueryField::Role, "role", "role:accused", "events in which someone has this role"},
    QueryFieldInfo{QueryField::Id, "id", "id:2022-10-*", "the event with this id"},
    QueryFieldInfo{QueryField::Text, "text", "text:\"export licence\"", "words in title or summary only"},
    QueryFieldInfo{QueryField::Date, "date", "date:2022-10..2023-10", "when it happened; ? at the end for possibly"},
    QueryFieldInfo{QueryField::Known, "known", "known:<=2024-06", "when it became public"},
    QueryFieldInfo{QueryField::Story, "story", "story:tighten-sidestep", "events that a story tells"},
    QueryFieldInfo{QueryField::Has, "has", "has:conflict", "events that have conflicting claims, figures, …"},
    QueryFieldInfo{QueryField::Linked, "linked", "linked:some-event~2", "events within so many relations of this one"},
    QueryFieldInfo{QueryField::Path, "path", "path:nvidia..huawei", "events on the shortest ways from one to the other"},
};

constexpr std::array kTraits{
    TraitWords{Trait::Actors, "actors", "actor", "with an actor", "without an actor"},
    TraitWords{Trait::Claims, "claims", "claim", "with a claim", "without a claim"},
    TraitWords{Trait::Conflict, "conflict", "conflicts", "on which the sources conflict", "on which no sources conflict"},
    TraitWords{Trait::Figures, "figures", "figure", "with figures", "without figures"},
    TraitWords{Trait::Notes, "notes", "note", "with notes", "without notes"},
    TraitWords{Trait::Relations, "relations", "relation", "with relations", "without relations"},
    TraitWords{Trait::Story, "story", "stories", "that a story tells", "that no story tells"},
    TraitWords{Trait::Summary, "summary", "summary", "with a summary", "without a summary"},
    TraitWords{Trait::Tags, "tags", "tag", "with a tag", "without a tag"},
    TraitWords{Trait::Things, "things", "thing", "with a thing", "without a thing"},
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "word:" at the beginning reads as a field, whether or not there is one of that name.
bool begins_like_field(std::string_view text) {
    const size_t colon = text.find(':');
    return colon != text.npos && colon > 0 && std::ranges::all_of(text.substr(0, colon), [](char c) {
               return is_letter(c) || c == '-' || c == '_';
           });
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace

std::span<const QueryFieldInfo> query_fields() { return kFields; }
std::span<const TraitWords> trait_words() { return kTraits; }

Query::Query() = default;
Query::~Query() = default;
Query::Query(const Query&) = default;
Query& Query::operator=(const Query&) = default;
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;

std::string Query::text() const { return root_ ? node_text(*root_) : std::string(); }

std::string_view sign(Comparison comparison) {
    switch (comparison) {
        case Comparison::Equal: return "";
        case Comparison::AtLeast: return ">=";
        case Comparison::Above: return ">";
        case Comparison::AtMost: return "<=";
        case Comparison::Below: return "<";
    }
    return "";
}

std::string quoted_if_needed(std::string_view value, QueryField field) {
    bool needed = value.empty() || value.ends_with('*') || value.find_first_of("\"()") != value.npos;
    for (size_t i = 0; i < value.size() && !needed; ++i) needed = space_length(value, i) > 0;
    switch (field) {
        case QueryField::Word:
            needed = needed || value == "OR" || value == "AND" || value == "NOT" || value.starts_with('-') ||
                     value.ends_with(',') || value.ends_with(';') || begins_like_field(value);
            break;
        case QueryField::Date:
        case QueryField::Known: break;  // commas stand in brackets there
        case QueryField::Actor:
        case QueryField::Side: needed = needed || value.find_first_of(",@") != value.npos; break;
        case QueryField::Path: needed = needed || value.find(',') != value.npos || value.find("..") != value.npos; break;
        case QueryField::Linked: needed = needed || value.find_first_of(",~") != value.npos; break;
        case QueryField::Kind:
        case QueryField::Thing:
        case QueryField::Status:
        case QueryField::Source:
        case QueryField::Tag:
        case QueryField::Role:
        case QueryField::Id:
        case QueryField::Text:
        case QueryField::Story:
        case QueryField::Has: needed = needed || value.find(',') != value.npos; break;
    }
    return needed ? in_quotes(value) : std::string(value);
}

std::string value_text(QueryField field, const QueryValue& value) {
    if (field == QueryField::Date || field == QueryField::Known) {
        std::string out(sign(value.comparison));
        out += value.text;
        if (value.range) out += ".." + value.to_text;
        if (value.certainty == Certainty::Possibly) out += '?';
        return out;
    }
    if (field == QueryField::Path) {
        return quoted_if_needed(value.text, field) + ".." + quoted_if_needed(value.to_text, field);
    }
    std::string out = std::string(sign(value.comparison));
    out += value.prefix ? value.text + '*' : quoted_if_needed(value.text, field);
    if (!value.role_text.empty()) out += '@' + quoted_if_needed(value.role_text, QueryField::Actor);
    if (value.steps != 1) out += '~' + std::to_string(value.steps);
    return out;
}

std::string node_text(const QueryNode& node) {
    std::string out;
    switch (node.type) {
        case NodeType::All:
            for (const QueryNode& part : node.parts) {
                if (!out.empty()) out += ' ';
                out += part.type == NodeType::Any ? '(' + node_text(part) + ')' : node_text(part);
            }
            return out;
        case NodeType::Any:
            for (const QueryNode& part : node.parts) {
                if (!out.empty()) out += " OR ";
                out += node_text(part);
            }
            return out;
        case NodeType::Not: {
            const QueryNode& part = node.parts.front();
            return part.type == NodeType::Term ? '-' + node_text(part) : "-(" + node_text(part) + ')';
        }
        case NodeType::Term: break;
    }
    if (node.field == QueryField::Word) {
        for (const QueryValue& value : node.values) {
            if (!out.empty()) out += " OR ";
            out += value_text(node.field, value);
        }
        return node.values.size() > 1 ? '(' + out + ')' : out;
    }
    for (const QueryFieldInfo& field : kFields) {
        if (field.field == node.field) out = field.name;
    }
    for (size_t i = 0; i < node.values.size(); ++i) {
        out += i == 0 ? ':' : ',';
        out += value_text(node.field, node.values[i]);
    }
    return out;
}

}  // namespace choke
