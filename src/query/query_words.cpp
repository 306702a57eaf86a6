// A query as the rest of an English sentence: "events that involve Huawei or SMIC, not Nvidia, of kind rule, …".
#include <fmt/format.h>

#include "base/text.h"
#include "query/query.h"
#include "query/query_node.h"
#include "time/edtf.h"

namespace choke {
namespace {

constexpr size_t kMaxNamed = 6;  // further values are counted: a sentence, not a list

enum class Polarity : uint8_t { Positive, Negative };

// "Huawei, SMIC or Nvidia"; behind kMaxNamed values "… or 12 others".
std::string one_of(const std::vector<std::string>& words) {
    std::string out;
    const size_t named = words.size() <= kMaxNamed ? words.size() : kMaxNamed - 1;
    for (size_t i = 0; i < named; ++i) {
        const bool last = i + 1 == words.size();
        out += fmt::format("{}{}", i == 0 ? "" : last ? " or " : ", ", words[i]);
    }
    if (named < words.size()) out += fmt::format(" or {} others", words.size() - named);
    return out;
}

std::string in_quotation_marks(std::string_view text) { return fmt::format("“{}”", displayable(text)); }

std::string name_of(QueryField field, const QueryValue& value, const Dataset& data) {
    if (value.prefix) return fmt::format("{}…", displayable(value.text));
    if (value.ids.empty()) return displayable(value.text);
    if (value.ids.size() > 1) return in_quotation_marks(value.text);  // a name that several share
    const size_t i = value.ids.front();
    switch (field) {
        case QueryField::Actor: return displayable(data.text(data.actors.name[i]));
        case QueryField::Thing: return displayable(data.text(data.things.name[i]));
        case QueryField::Source: return in_quotation_marks(data.text(data.sources.title[i]));
        case QueryField::Story: return in_quotation_marks(data.text(data.stories.title[i]));
        case QueryField::Id:
        case QueryField::Linked: return in_quotation_marks(data.text(data.events.title[i]));
        case QueryField::Word:
        case QueryField::Side:
        case QueryField::Kind:
        case QueryField::Status:
        case QueryField::Tag:
        case QueryField::Role:
        case QueryField::Text:
        case QueryField::Date:
        case QueryField::Known:
        case QueryField::Has:
        case QueryField::Path: break;
    }
    return displayable(value.text);
}

std::string status_words_of(const QueryValue& value) {
    const std::string status = value.status == Status::NotYetKnown ? "not yet known" : value.text;
    switch (value.comparison) {
        case Comparison::Equal: return status;
        case Comparison::AtLeast: return "at least " + status;
        case Comparison::Above: return "firmer than " + status;
        case Comparison::AtMost: return "at most " + status;
        case Comparison::Below: return "less firm than " + status;
    }
    return status;
}

// "within 2023", "from October 2022 to October 2023", "before 2024".
std::string span_words(const QueryValue& value) {
    const std::string at = date_words(value.text);
    if (value.range) {
        if (value.to_text.empty()) return fmt::format("from {} on", at);
        const std::string to = date_words(value.to_text);
        return value.text.empty() ? fmt::format("up to {}", to) : fmt::format("from {} to {}", at, to);
    }
    switch (value.comparison) {
        case Comparison::Equal: return fmt::format("within {}", at);
        case Comparison::AtLeast: return fmt::format("from {} on", at);
        case Comparison::Above: return fmt::format("after {}", at);
        case Comparison::AtMost: return fmt::format("up to {}", at);
        case Comparison::Below: return fmt::format("before {}", at);
    }
    return at;
}

std::string end_words(NodeRef end, const Dataset& data) {
    const std::string_view label = data.node_label(end);
    return end.kind == NodeKind::Event ? in_quotation_marks(label) : displayable(label);
}

std::string value_words(QueryField field, const QueryValue& value, const Dataset& data) {
    switch (field) {
        case QueryField::Word:
        case QueryField::Text: return in_quotation_marks(value.text);
        case QueryField::Actor: {
            std::string name = name_of(field, value, data);
            return value.role_text.empty() ? name : fmt::format("{} as {}", name, displayable(value.role_text));
        }
        case QueryField::Status: return status_words_of(value);
        case QueryField::Date:
            return fmt::format("{} {}", value.certainty == Certainty::Possibly ? "possibly" : "certainly",
                               span_words(value));
        case QueryField::Known: return span_words(value);
        case QueryField::Has: return std::string(trait_words()[static_cast<size_t>(value.trait)].meaning);
        case QueryField::Linked:
            return fmt::format("{} of {}",
                               value.steps == 1 ? "one relation" : fmt::format("{} relations", value.steps),
                               name_of(field, value, data));
        case QueryField::Path:
            return fmt::format("between {} and {}", end_words(value.from, data), end_words(value.to, data));
        case QueryField::Side:
            return value.role_text.empty() ? value.text
                                           : fmt::format("{} as {}", value.text, displayable(value.role_text));
        case QueryField::Kind:
        case QueryField::Thing:
        case QueryField::Source:
        case QueryField::Tag:
        case QueryField::Role:
        case QueryField::Id:
        case QueryField::Story: return name_of(field, value, data);
    }
    return {};
}

struct Frame {
    std::string_view positive;
    std::string_view negative;
};

// What stands before the values.
Frame frame_of(QueryField field) {
    switch (field) {
        case QueryField::Word: return {"that mention ", "that do not mention "};
        case QueryField::Actor: return {"that involve ", "that do not involve "};
        case QueryField::Side: return {"with an actor of side ", "without an actor of side "};
        case QueryField::Kind: return {"of kind ", "not of kind "};
        case QueryField::Thing: return {"about ", "not about "};
        case QueryField::Status: return {"", "not "};
        case QueryField::Source: return {"with a claim in ", "without a claim in "};
        case QueryField::Tag: return {"tagged ", "not tagged "};
        case QueryField::Role: return {"with someone as ", "without anyone as "};
        case QueryField::Id: return {"that are ", "that are not "};
        case QueryField::Text: return {"whose title or summary has ", "whose title or summary lacks "};
        case QueryField::Date: return {"dated ", "not dated "};
        case QueryField::Known: return {"that became known ", "that did not become known "};
        case QueryField::Story: return {"in the story ", "not in the story "};
        case QueryField::Has: return {"", "not "};
        case QueryField::Linked: return {"within ", "not within "};
        case QueryField::Path: return {"on a shortest path ", "not on a shortest path "};
    }
    return {};
}

std::string term_words(const QueryNode& term, Polarity polarity, const Dataset& data) {
    std::vector<std::string> values;
    if (term.field == QueryField::Has && polarity == Polarity::Negative) {
        // Each property has its own way of lacking, and all of them are lacking.
        std::string out;
        for (const QueryValue& value : term.values) {
            out += fmt::format("{}{}", out.empty() ? "" : " and ",
                               trait_words()[static_cast<size_t>(value.trait)].lacking);
        }
        return out;
    }
    for (const QueryValue& value : term.values) values.push_back(value_words(term.field, value, data));
    const Frame frame = frame_of(term.field);
    return std::string(polarity == Polarity::Positive ? frame.positive : frame.negative) + one_of(values);
}

const QueryNode* term_under(const QueryNode& node) {
    if (node.type == NodeType::Term) return &node;
    return node.type == NodeType::Not && node.parts.front().type == NodeType::Term ? &node.parts.front() : nullptr;
}

// Between the parts of an AND: side by side in the sentence, told apart from an OR inside parentheses.
constexpr std::string_view kBeside = ", ";
constexpr std::string_view kAnd = " and ";

std::string clause(const QueryNode& node, const Dataset& data, std::string_view conjunction);

// Where "and" and "or" meet, parentheses say what belongs together.
std::string enclosed(const QueryNode& node, const Dataset& data) {
    const bool several = node.type == NodeType::Any || node.type == NodeType::All;
    return several ? fmt::format("({})", clause(node, data, kAnd)) : clause(node, data, kAnd);
}

std::string clause(const QueryNode& node, const Dataset& data, std::string_view conjunction) {
    switch (node.type) {
        case NodeType::Term: return term_words(node, Polarity::Positive, data);
        case NodeType::Not: {
            const QueryNode& part = node.parts.front();
            if (part.type == NodeType::Term) return term_words(part, Polarity::Negative, data);
            return fmt::format("other than those {}", enclosed(part, data));
        }
        case NodeType::Any: {
            std::string out;
            for (const QueryNode& part : node.parts) {
                out += fmt::format("{}{}", out.empty() ? "" : " or ", enclosed(part, data));
            }
            return out;
        }
        case NodeType::All: break;
    }
    std::string out;
    const QueryNode* before = nullptr;
    for (const QueryNode& part : node.parts) {
        const QueryNode* term = term_under(part);
        std::string words;
        // "that involve Huawei, not Nvidia": the frame is still in the reader's ear.
        if (part.type == NodeType::Not && term != nullptr && before != nullptr && before->field == term->field &&
            !frame_of(term->field).positive.empty()) {
            std::vector<std::string> values;
            for (const QueryValue& value : term->values) values.push_back(value_words(term->field, value, data));
            words = "not " + one_of(values);
        } else {
            words = enclosed(part, data);
        }
        out += fmt::format("{}{}", out.empty() ? "" : conjunction, words);
        before = term;
    }
    return out;
}

}  // namespace

std::string Query::words(const Dataset& data) const {
    return root_ ? fmt::format("events {}", clause(*root_, data, kBeside)) : std::string("all events");
}

}  // namespace choke
