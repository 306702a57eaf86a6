#include "cli/diff_text.h"

#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/json_out.h"
#include "cli/messages.h"
#include "time/edtf.h"

namespace choke {
namespace {

struct KindWords {
    RecordKind kind;
    std::string_view noun;
    std::string_view plural;
    std::string_view key;  // in JSON
};
constexpr std::array<KindWords, 6> kKinds{{{RecordKind::Event, "event", "events", "events"},
                                           {RecordKind::Actor, "actor", "actors", "actors"},
                                           {RecordKind::Thing, "thing", "things", "things"},
                                           {RecordKind::Source, "source", "sources", "sources"},
                                           {RecordKind::Relation, "relation", "relations", "relations"},
                                           {RecordKind::Story, "story", "stories", "stories"}}};

constexpr std::array kChangeKinds{ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed};

std::string_view word(ChangeKind change) {
    switch (change) {
        case ChangeKind::Added:
            return "added";
        case ChangeKind::Removed:
            return "removed";
        case ChangeKind::Changed:
            return "changed";
    }
    return {};
}

std::string number_of(size_t count, std::string_view noun, std::string_view plural) {
    return fmt::format("{} {}", count, count == 1 ? noun : plural);
}

std::string edition(const Edition& edition) {
    std::string name = edition.title.empty() ? "untitled data" : edition.title;
    if (!edition.version.empty()) name += " " + edition.version;
    return name;
}

// "3 events added, 1 changed" or nothing.
std::string counts_of(std::string_view noun, std::string_view plural, const std::array<size_t, 3>& counts) {
    std::string out;
    for (size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        out += out.empty() ? fmt::format("{} {}", number_of(counts[i], noun, plural), word(kChangeKinds[i]))
                           : fmt::format(", {} {}", counts[i], word(kChangeKinds[i]));
    }
    return out;
}

// "2 events now disputed (was reported)" would hide which; the sentence gives the first titles.
std::string status_sentence(const Changes& changes, Status status) {
    constexpr size_t kMostTitles = 3;
    std::string titles;
    size_t count = 0;
    for (const StatusChange& change : changes.statuses) {
        if (change.after != status) continue;
        if (++count <= kMostTitles) titles += (titles.empty() ? "" : "; ") + change.title;
    }
    if (count == 0) return {};
    if (count > kMostTitles) titles += fmt::format("; and {} more", count - kMostTitles);
    return fmt::format("{} now {}: {}.", number_of(count, "event", "events"), choke::word(status), titles);
}

// What a briefer says first, a sentence a line.
std::vector<std::string> summary(const Changes& changes) {
    if (changes.empty()) return {"Nothing has changed."};
    std::vector<std::string> sentences;
    for (const KindWords& kind : kKinds) {
        const std::string counts = counts_of(
            kind.noun, kind.plural,
            {changes.count(kind.kind, ChangeKind::Added), changes.count(kind.kind, ChangeKind::Removed),
             changes.count(kind.kind, ChangeKind::Changed)});
        if (!counts.empty()) sentences.push_back(counts + ".");
    }
    const std::string claims =
        counts_of("claim", "claims",
                  {changes.claim_count(ChangeKind::Added), changes.claim_count(ChangeKind::Removed),
                   changes.claim_count(ChangeKind::Changed)});
    if (!claims.empty()) sentences.push_back(claims + " in what both have.");
    constexpr std::array kStatuses{Status::Retracted, Status::Disputed,   Status::Established,
                                   Status::Reported,  Status::Alleged,    Status::Assessed,
                                   Status::Forecast,  Status::NotYetKnown};
    for (const Status status : kStatuses) {
        if (std::string sentence = status_sentence(changes, status); !sentence.empty()) {
            sentences.push_back(std::move(sentence));
        }
    }
    return sentences;
}

std::string value_words(std::string_view value) {
    return value.empty() ? "nothing" : fmt::format("\"{}\"", value);
}

std::string field_words(const FieldChange& field) {
    if (field.before.empty()) return fmt::format("{}: now {}", field.field, value_words(field.after));
    if (field.after.empty()) return fmt::format("{}: no longer {}", field.field, value_words(field.before));
    return fmt::format("{}: {} → {}", field.field, value_words(field.before), value_words(field.after));
}

// "7 October 2022: BIS limits … (established)"
std::string row_words(const RowChange& row) {
    std::string out = row.date.empty() || row.kind == RecordKind::Relation
                          ? row.label
                          : fmt::format("{}: {}", date_words(row.date), row.label);
    if (row.kind == RecordKind::Relation && !row.date.empty())
        out += fmt::format(" ({})", date_words(row.date));
    if (row.status && row.change != ChangeKind::Changed)
        out += fmt::format(" ({})", choke::word(*row.status));
    return out;
}

// "Reuters, L14, disputes, 25 February 2026: what it says"
std::string claim_words(const ClaimChange& claim) {
    std::string out = claim.publisher;
    if (!claim.locator.empty()) out += ", " + claim.locator;
    out += fmt::format(" {}", claim.stance);
    if (!claim.by.empty()) out += fmt::format(" (by {})", claim.by);
    if (!claim.known.empty()) out += fmt::format(", known {}", date_words(claim.known));
    if (!claim.text.empty()) out += ": " + claim.text;
    return out;
}

// One layout for terminal and page: headings, items, items within items.
struct Marks {
    std::string_view title, heading, item, inner;
    std::string (*name)(std::string_view id);
    std::string (*safe)(std::string_view text);
};

std::string plain_name(std::string_view id) { return fmt::format("[{}]", displayable(id)); }
std::string plain_text(std::string_view text) { return displayable(text); }

std::string code_name(std::string_view id) { return fmt::format("`{}`", displayable(id)); }
// Nothing of the data is a heading, a list, a link or HTML on the page.
std::string page_text(std::string_view text) {
    std::string out;
    for (const char c : displayable(text)) {
        if (std::string_view("\\`*_[]<>#|~").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

constexpr Marks kTerminal{
    .title = "", .heading = "", .item = "  ", .inner = "      ", .name = plain_name, .safe = plain_text};
constexpr Marks kPage{
    .title = "# ", .heading = "## ", .item = "- ", .inner = "  - ", .name = code_name, .safe = page_text};

std::string capital(std::string_view noun, ChangeKind change) {
    std::string out = fmt::format("{} {}", noun, word(change));
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

std::string document(const Changes& changes, const Marks& marks) {
    std::string out = fmt::format("{}{} → {}\n\n", marks.title, marks.safe(edition(changes.before)),
                                  marks.safe(edition(changes.after)));
    for (const std::string& sentence : summary(changes))
        out += fmt::format("{}{}\n", marks.item, marks.safe(sentence));
    const auto heading = [&](std::string_view text) {
        out += fmt::format("\n{}{}\n\n", marks.heading, text);
    };
    if (!changes.statuses.empty()) heading("Status");
    for (const StatusChange& change : changes.statuses) {
        out += fmt::format("{}{} {}: {} → {}\n", marks.item, marks.safe(change.title), marks.name(change.id),
                           choke::word(change.before), choke::word(change.after));
    }
    for (const KindWords& kind : kKinds) {
        for (const ChangeKind change : kChangeKinds) {
            if (changes.count(kind.kind, change) == 0) continue;
            heading(capital(kind.plural, change));
            for (const RowChange& row : changes.rows) {
                if (row.kind != kind.kind || row.change != change) continue;
                out += fmt::format("{}{}", marks.item, marks.safe(row_words(row)));
                out += row.id == row.label ? "\n" : fmt::format(" {}\n", marks.name(row.id));
                for (const FieldChange& field : row.fields) {
                    out += fmt::format("{}{}\n", marks.inner, marks.safe(field_words(field)));
                }
            }
        }
    }
    for (const ChangeKind change : kChangeKinds) {
        if (changes.claim_count(change) == 0) continue;
        heading(capital("claims", change));
        for (const ClaimChange& claim : changes.claims) {
            if (claim.change != change) continue;
            out += fmt::format("{}{}: {} {}\n", marks.item, marks.safe(claim.label),
                               marks.safe(claim_words(claim)), marks.name(claim.source));
            for (const FieldChange& field : claim.fields) {
                out += fmt::format("{}{}\n", marks.inner, marks.safe(field_words(field)));
            }
        }
    }
    return out;
}

void write_fields(JsonOut& json, const std::vector<FieldChange>& fields) {
    json.key("fields");
    json.begin_list();
    for (const FieldChange& field : fields) {
        json.begin_object();
        json.member("field", field.field);
        json.member_or_null("before", field.before);
        json.member_or_null("after", field.after);
        json.end_object();
    }
    json.end_list();
}

void write_edition(JsonOut& json, std::string_view name, const Edition& edition) {
    json.key(name);
    json.begin_object();
    json.member("title", edition.title);
    json.member("version", edition.version);
    json.member("hash", fmt::format("{:016x}", edition.content_hash));
    json.end_object();
}

void write_row(JsonOut& json, const RowChange& row) {
    json.begin_object();
    json.member("id", row.id);
    json.member("label", row.label);
    json.member_or_null("date", row.date);
    if (row.kind == RecordKind::Event)
        json.member_or_null("status", row.status ? choke::word(*row.status) : "");
    if (row.change == ChangeKind::Changed) write_fields(json, row.fields);
    json.end_object();
}

void write_claim(JsonOut& json, const ClaimChange& claim) {
    json.begin_object();
    json.member("of", claim.id);
    json.member("source", claim.source);
    json.member_or_null("locator", claim.locator);
    json.member("stance", claim.stance);
    json.member_or_null("by", claim.by);
    json.member_or_null("known", claim.known);
    json.member_or_null("text", claim.text);
    if (claim.change == ChangeKind::Changed) write_fields(json, claim.fields);
    json.end_object();
}

}  // namespace

std::string diff_text(const Changes& changes) { return document(changes, kTerminal); }
std::string diff_markdown(const Changes& changes) { return document(changes, kPage); }

std::string diff_json(const Changes& changes) {
    JsonOut json(3);
    json.begin_object();
    write_edition(json, "before", changes.before);
    write_edition(json, "after", changes.after);
    json.member("summary", summary(changes));
    json.key("statuses");
    json.begin_list();
    for (const StatusChange& change : changes.statuses) {
        json.begin_object();
        json.member("id", change.id);
        json.member("title", change.title);
        json.member("before", choke::word(change.before));
        json.member("after", choke::word(change.after));
        json.end_object();
    }
    json.end_list();
    const auto lists = [&](std::string_view key, auto&& write_all) {
        json.key(key);
        json.begin_object();
        for (const ChangeKind change : kChangeKinds) {
            json.key(word(change));
            json.begin_list();
            write_all(change);
            json.end_list();
        }
        json.end_object();
    };
    for (const KindWords& kind : kKinds) {
        lists(kind.key, [&](ChangeKind change) {
            for (const RowChange& row : changes.rows) {
                if (row.kind == kind.kind && row.change == change) write_row(json, row);
            }
        });
    }
    lists("claims", [&](ChangeKind change) {
        for (const ClaimChange& claim : changes.claims) {
            if (claim.change == change) write_claim(json, claim);
        }
    });
    json.end_object();
    return json.take();
}

}  // namespace choke
