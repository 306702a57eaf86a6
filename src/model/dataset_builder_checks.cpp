#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "model/dataset_builder_internal.h"
#include "model/wording.h"

namespace choke {
namespace {

constexpr size_t kLongestAdvice = 60;  // an id that is proposed has to be readable

struct DateFault {
    std::string_view code;
    std::string message;
    std::string_view hint;
};

DateFault date_fault(std::string_view code, std::string_view key, std::string_view text, const EdtfError& error) {
    std::string message = fmt::format("'{}' {} is not a date: {}", key, quoted(text), error.message);
    if (error.message.find("out of range") != std::string::npos) return {"date-out-of-range", std::move(message), {}};
    return {code, std::move(message), "dates are EDTF, such as 2022-10-07, 2022-10, 2022-10~ or 2022/2023"};
}

}  // namespace

std::string_view found_words(Found found) {
    switch (found) {
        case Found::Text: return "a text";
        case Found::Number: return "a number";
        case Found::Boolean: return "true or false";
        case Found::Null: return "null";
        case Found::List: return "a list";
        case Found::Object: return "an object";
    }
    return {};
}

Instant known_instant(const DateBounds& bounds) {
    return bounds.end == EndKind::Known ? bounds.latest : lower_limit(bounds);
}

void DatasetBuilder::Pending::report(Severity severity, const SourcePosition& at, std::string_view code,
                                     std::string message, std::string hint) {
    diagnostics.report({.severity = severity,
                        .file = at.file < data->files.size() ? data->files[at.file] : std::string(),
                        .line = static_cast<int>(at.line),
                        .column = static_cast<int>(at.column),
                        .code = std::string(code),
                        .message = std::move(message),
                        .hint = std::move(hint)});
}

std::string DatasetBuilder::Pending::place_of(const SourcePosition& at) const {
    const std::string file = at.file < data->files.size() ? data->files[at.file] : std::string();
    return place_words(file, static_cast<int>(at.line), static_cast<int>(at.column));
}

std::string RowCheck::label() const {
    const std::string article = std::string_view("aeiou").find(noun_.front()) == std::string_view::npos ? "a " : "an ";
    if (!id_.given() || id_.found != Found::Text || id_.text.empty()) return article + std::string(noun_);
    return std::string(noun_) + " " + quoted(id_.text);
}

void RowCheck::report(Severity severity, const Cell& at, std::string_view code, std::string message,
                      std::string hint) {
    pending_.report(severity, {at.line, at.column, position_.file}, code, std::move(message), std::move(hint));
}

void RowCheck::report_row(Severity severity, std::string_view code, std::string message, std::string hint) {
    pending_.report(severity, position_, code, std::move(message), std::move(hint));
}

// What is said last is what becomes of the part or the row.
void RowCheck::lose(const Cell& at, std::string_view code, std::string message, std::string hint,
                    Consequence consequence) {
    const SourcePosition place = at.given()        ? SourcePosition{at.line, at.column, position_.file}
                                 : part_.line != 0 ? SourcePosition{part_.line, part_.column, position_.file}
                                                   : position_;
    if (consequence == Consequence::Unsaid) {
        message += part_.noun.empty() ? fmt::format("; {} is left out", label())
                                      : fmt::format("; the {} is left out", part_.noun);
    }
    pending_.report(Severity::Error, place, code, std::move(message), std::move(hint));
    (part_.noun.empty() ? usable_ : part_usable_) = false;
}

std::string_view RowCheck::required(const Cell& cell, std::string_view key) {
    if (!cell.given()) {
        const std::string whole =
            part_.noun.empty() ? label() : fmt::format("a {} of {}", part_.noun, label());
        lose(cell, "missing-key", fmt::format("{} has no '{}'; it is left out", whole, key), {}, Consequence::Said);
        return {};
    }
    if (cell.found != Found::Text) {
        lose(cell, "wrong-type", fmt::format("'{}' is {}; a text was expected", key, found_words(cell.found)));
        return {};
    }
    if (cell.text.empty()) lose(cell, "missing-key", fmt::format("'{}' is empty", key));
    return cell.text;
}

std::string_view RowCheck::optional(const Cell& cell, std::string_view key) {
    if (!cell.given()) return {};
    if (cell.found != Found::Text) {
        report(Severity::Error, cell, "wrong-type",
               fmt::format("'{}' is {}; a text was expected; it is ignored", key, found_words(cell.found)),
               cell.found == Found::Null ? "leave the key out where there is nothing to say" : "");
        return {};
    }
    return cell.text;
}

StringRef RowCheck::keep_text(const Cell& cell, std::string_view key, TextKind kind) {
    const std::string_view text = optional(cell, key);
    if (text.empty()) return {};
    if (has_control_characters(text, kind == TextKind::Prose ? LineEnds::Allowed : LineEnds::Forbidden)) {
        report(Severity::Warning, cell, "control-characters",
               fmt::format("'{}' holds control characters or direction marks: {}", key, quoted(text)),
               "they are kept in the data and made visible on the screen");
    }
    return pending_.texts.add(text);
}

// Whoever writes the key at all wants something held back.
bool RowCheck::truth(const Cell& cell, std::string_view key) {
    if (!cell.given()) return false;
    if (cell.found == Found::Boolean) return cell.text == "true";
    report(Severity::Error, cell, "wrong-type",
           fmt::format("'{}' is {}; true or false was expected; it counts as true", key, found_words(cell.found)));
    return true;
}

StringRef RowCheck::keep_required(const Cell& cell, std::string_view key) {
    if (required(cell, key).empty()) return {};
    return keep_text(cell, key, TextKind::Line);
}

WordId RowCheck::open_word(const Cell& cell, std::string_view key, OpenWords& open) {
    const std::string_view word = optional(cell, key);
    if (word.empty()) return kNone<WordId>;
    const WordId id = open.words->intern(word);
    if (index(id) == open.meant.size()) {
        const bool known = std::find(open.known.begin(), open.known.end(), word) != open.known.end();
        const std::string_view near = known ? std::string_view() : probably_meant(word, open.known);
        // Further off than two letters it is more likely a word of the author's own than a typing error.
        const bool typing_error = !near.empty() && edit_distance(word, near, 2) <= 2;
        open.meant.emplace_back(typing_error ? near : std::string_view());
    }
    if (const std::string& meant = open.meant[index(id)]; !meant.empty()) {
        report(Severity::Warning, cell, open.code, fmt::format("unknown {} {}", open.noun, quoted(word)),
               did_you_mean(meant));
    }
    return id;
}

PendingRef RowCheck::reference(const Cell& cell, std::string_view key) {
    const std::string_view id = optional(cell, key);
    if (!cell.given() || cell.found != Found::Text) return {};
    return {pending_.symbols.intern(id), cell.line, cell.column};
}

std::optional<DateId> RowCheck::required_date(const Cell& cell, std::string_view key) {
    const std::string_view text = required(cell, key);
    if (text.empty()) return std::nullopt;
    if (const auto date = pending_.dates.intern(text)) return date;
    const DateFault fault = date_fault("bad-date", key, text, parse_edtf(text).error());
    lose(cell, fault.code, fault.message, std::string(fault.hint));
    return std::nullopt;
}

std::optional<DateId> RowCheck::date(const Cell& cell, std::string_view key, std::string_view code,
                                     std::string_view consequence) {
    const std::string_view text = optional(cell, key);
    if (text.empty()) return std::nullopt;
    if (const auto date = pending_.dates.intern(text)) return date;
    const DateFault fault = date_fault(code, key, text, parse_edtf(text).error());
    report(Severity::Error, cell, fault.code, fmt::format("{}; {}", fault.message, consequence),
           std::string(fault.hint));
    return std::nullopt;
}

std::optional<SymbolId> RowCheck::define(SymbolKind kind, size_t row) {
    const std::string_view id = required(id_, "id");
    if (id.empty()) return std::nullopt;
    if (!is_kebab(id)) {
        const std::string better = kebab_from(id);
        lose(id_, "bad-id",
             fmt::format("the id {} is not made of lower-case letters, digits and single hyphens", quoted(id)),
             better.empty() || better.size() > kLongestAdvice ? "" : fmt::format("write '{}'", better));
        return std::nullopt;
    }
    SymbolTable& table = kind == SymbolKind::Relation ? pending_.relation_symbols : pending_.symbols;
    const SymbolId symbol_id = table.intern(id);
    Symbol& symbol = table[symbol_id];
    if (symbol.kind != SymbolKind::Undefined) {
        lose(id_, "duplicate-id",
             fmt::format("the id {} is already in use at {}", quoted(id), pending_.place_of(symbol.position)));
        return std::nullopt;
    }
    symbol.kind = kind;
    symbol.index = static_cast<uint32_t>(row);
    symbol.position = position_;
    return symbol_id;
}

size_t RowCheck::closed_word(const Cell& cell, const ClosedWord& list) {
    const std::string_view word = optional(cell, list.key);
    const auto it = std::find(list.words.begin(), list.words.end(), word);
    if (it != list.words.end()) return static_cast<size_t>(it - list.words.begin());
    const auto words = list.words.subspan(1);
    report(Severity::Error, cell, list.code,
           fmt::format("{} is no {}; {} was expected; it is ignored", quoted(word), list.key, alternatives(words)),
           did_you_mean(probably_meant(word, words)));
    return 0;
}

void RowCheck::leave_out() {
    if (!id_.given() || id_.found != Found::Text || !is_kebab(id_.text)) return;
    Symbol& symbol = pending_.symbols[pending_.symbols.intern(id_.text)];
    if (symbol.kind != SymbolKind::Undefined) return;  // the one before it stands
    symbol.kind = SymbolKind::LeftOut;
    symbol.position = position_;
}

void RowCheck::figures(const std::vector<FigureRow>& rows, std::vector<Figure>& out) {
    for (const FigureRow& row : rows) {
        const Part outer = part_;
        const bool outer_usable = part_usable_;
        begin_part({.noun = "figure", .line = row.line, .column = row.column});
        Figure figure;
        figure.name = keep_required(row.name, "name");
        const bool wrong_value = row.value.given() && row.value.found != Found::Text;
        if (wrong_value && row.value.found == Found::Number) {
            report(Severity::Warning, row.value, "invalid-figure",
                   fmt::format("the number {} is too large to calculate with; it is kept as a text",
                               quoted(row.value.text)));
            figure.value = pending_.texts.add(row.value.text);
        } else if (wrong_value) {
            lose(row.value, "invalid-figure",
                 fmt::format("'value' is {}; a number, a text or a list of two numbers was expected",
                             row.value.found == Found::List ? "a list of something else"
                                                            : found_words(row.value.found)));
        } else {
            figure.value = keep_required(row.value, "value");
        }
        figure.unit = keep_text(row.unit, "unit", TextKind::Line);
        figure.as_of = keep_text(row.as_of, "as_of", TextKind::Line);
        figure.note = keep_text(row.note, "note", TextKind::Prose);
        figure.numeric = row.numeric;
        figure.low = std::min(row.low, row.high);
        figure.high = std::max(row.low, row.high);
        if (row.low > row.high) {
            report(Severity::Warning, row.value, "invalid-figure",
                   fmt::format("the bounds {} are given with the greater one first", quoted(row.value.text)),
                   "write the lower bound first");
        }
        if (end_part()) out.push_back(figure);
        begin_part(outer);
        part_usable_ = outer_usable;
    }
}

IndexRange RowCheck::claims(const std::vector<ClaimRow>& rows) {
    std::vector<PendingClaim>& all = pending_.claims;
    IndexRange range{static_cast<uint32_t>(all.size()), 0};
    for (const ClaimRow& row : rows) {
        begin_part({.noun = "claim", .line = row.line, .column = row.column});
        PendingClaim pending;
        Claim& claim = pending.claim;
        claim.position = {row.line, row.column, position_.file};
        if (!required(row.source, "source").empty()) pending.source = reference(row.source, "source");
        if (const std::string_view word = required(row.stance, "stance"); !word.empty()) {
            if (const auto stance = stance_from(word)) {
                claim.stance = *stance;
            } else {
                lose(row.stance, "bad-stance",
                     fmt::format("{} is no stance; {} was expected", quoted(word), alternatives(stance_words())),
                     did_you_mean(probably_meant(word, stance_words())));
            }
        }
        if (const auto known = date(row.known, "known", "bad-known", "the date of the source counts")) {
            claim.known_s = known_instant(pending_.dates.bounds(*known));
            claim.known_text = pending_.dates.text(*known);
            pending.known_given = true;
        }
        pending.by = reference(row.by, "by");
        claim.confidence = static_cast<Confidence>(closed_word(
            row.confidence, {.key = "confidence", .code = "bad-confidence", .words = confidence_words()}));
        claim.locator = keep_text(row.locator, "locator", TextKind::Line);
        claim.text = keep_text(row.text, "text", TextKind::Prose);
        claim.title = keep_text(row.title, "title", TextKind::Line);
        if (const auto own = date(row.date, "date", "bad-date", "it is ignored")) {
            claim.date_text = pending_.dates.text(*own);
        }
        pending.is_internal = truth(row.internal, "internal");
        claim.figures.begin = static_cast<uint32_t>(pending_.data->claim_figures.size());
        figures(row.figures, pending_.data->claim_figures);
        claim.figures.end = static_cast<uint32_t>(pending_.data->claim_figures.size());
        if (end_part()) all.push_back(pending);
    }
    range.end = static_cast<uint32_t>(all.size());
    return range;
}

void RowCheck::waivers(const std::vector<WaiverRow>& rows, RecordKind kind, size_t row_number) {
    for (const WaiverRow& row : rows) {
        begin_part({.noun = "waiver", .line = row.line, .column = row.column});
        PendingWaiver waiver{.kind = kind,
                             .row = static_cast<uint32_t>(row_number),
                             .code = keep_required(row.code, "code"),
                             .reason = keep_required(row.reason, "reason"),
                             .position = {row.line, row.column, position_.file}};
        if (end_part()) pending_.waivers.push_back(waiver);
    }
}

}  // namespace choke
