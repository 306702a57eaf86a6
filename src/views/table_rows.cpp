// Which rows there are, in which order, what stands in their cells, and how wide the columns are.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "base/text.h"
#include "query/search_text.h"
#include "views/style.h"
#include "views/table_internal.h"

namespace choke {
namespace {

constexpr uint64_t kNothing = UINT64_MAX;  // sorts last in either direction
constexpr size_t kSampleRows = 300;        // whose widths the columns follow

// --- the order ---

uint64_t word_at(std::string_view text, size_t from) {
    uint64_t word = 0;
    for (size_t i = 0; i < 8; ++i)
        word = word << 8 | (from + i < text.size() ? static_cast<unsigned char>(text[from + i]) : 0U);
    return word;
}

Ragged<StoryId> stories_by_event(const Dataset& data) {
    std::vector<std::pair<EventId, StoryId>> pairs;
    for (size_t s = 0; s < data.stories.size(); ++s)
        for (const StoryStep& step : data.stories.steps[s]) pairs.emplace_back(step.event, id_at<StoryId>(s));
    std::ranges::sort(pairs);
    pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
    Ragged<StoryId> stories;
    stories.reserve(data.events.size(), pairs.size());
    size_t i = 0;
    for (size_t e = 0; e < data.events.size(); ++e) {
        for (; i < pairs.size() && index(pairs[i].first) == e; ++i) stories.push(pairs[i].second);
        stories.close_row();
    }
    return stories;
}

// Ranks of the texts as search compares them; all forms in one string, because a million small ones take longer to allocate
// than to sort.
template <typename TextOf>
std::vector<uint32_t> ranks_of_forms(size_t count, TextOf&& text_of) {
    std::string forms;
    std::vector<size_t> ends(count);
    for (size_t i = 0; i < count; ++i) {
        append_search_form(forms, text_of(i));
        ends[i] = forms.size();
    }
    std::vector<std::string_view> texts(count);
    for (size_t i = 0; i < count; ++i) {
        const size_t begin = i == 0 ? 0 : ends[i - 1];
        texts[i] = std::string_view(forms).substr(begin, ends[i] - begin);
    }
    return text_ranks(texts);
}

std::vector<uint32_t> ranks_of(const Dataset& data, TableColumn column) {
    const std::vector<StringRef>& refs = column == TableColumn::Id ? data.events.id : data.events.title;
    return ranks_of_forms(refs.size(), [&](size_t i) { return data.text(refs[i]); });
}

// The first three of a list decide, 21 bits each.
template <typename List, typename RankOf>
uint64_t key_of_list(const List& list, RankOf&& rank_of) {
    if (list.empty()) return kNothing;
    uint64_t key = 0;
    for (size_t i = 0; i < 3; ++i) key = key << 21 | (i < list.size() ? std::min<uint64_t>(rank_of(list[i]) + 1U, 0x1fffff) : 0);
    return key;
}

size_t known_claims(const Dataset& data, EventId event, Instant known_by_s) {
    const auto claims = data.claims_of(data.events.claims[index(event)]);
    return static_cast<size_t>(std::ranges::count_if(claims, [&](const Claim& claim) { return claim.known_s <= known_by_s; }));
}

// Each source once; the lists are short.
size_t known_sources(const Dataset& data, EventId event, Instant known_by_s) {
    const auto claims = data.claims_of(data.events.claims[index(event)]);
    size_t count = 0;
    for (size_t i = 0; i < claims.size(); ++i) {
        if (claims[i].known_s > known_by_s) continue;
        bool seen = false;
        for (size_t j = 0; j < i && !seen; ++j)
            seen = claims[j].known_s <= known_by_s && claims[j].source == claims[i].source;
        count += seen ? 0 : 1;
    }
    return count;
}

// Instants may be negative.
uint64_t key_of_instant(Instant at) { return std::min(kNothing - 1, static_cast<uint64_t>(at) ^ (uint64_t{1} << 63)); }

struct Keyed {
    uint64_t key;
    EventId event;
};

// Calls key(event) for every row and sorts.
template <typename Key>
void sort_rows(std::vector<EventId>& rows, bool descending, Key&& key) {
    std::vector<Keyed> keyed(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        const uint64_t k = key(rows[i]);
        keyed[i] = {descending && k != kNothing ? kNothing - 1 - k : k, rows[i]};
    }
    std::ranges::sort(keyed, [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.event < b.event; });
    for (size_t i = 0; i < rows.size(); ++i) rows[i] = keyed[i].event;
}

void order_rows(const ViewInput& input, const TableOrderKey& key, TableCache& cache, std::vector<EventId>& rows) {
    const Dataset& data = input.data();
    if (input.ghosts != nullptr && !input.ghosts->empty()) {
        EventSet all = *input.visible;
        all.unite(*input.ghosts);
        all.to_vector(rows);
    } else {
        input.visible->to_vector(rows);
    }
    const auto sort = [&](auto&& key_of) { sort_rows(rows, key.descending, key_of); };
    switch (key.sort) {
        case TableColumn::Date: return sort_by_date(data, rows, key.descending);
        case TableColumn::Title:
        case TableColumn::Id: {
            const std::vector<uint32_t>& ranks = cache.ranks.get({&data, key.sort}, [&](const TextRankKey& k) { return ranks_of(data, k.column); });
            return sort([&](EventId e) { return uint64_t{ranks[index(e)]}; });
        }
        case TableColumn::Kind: {
            const auto ranks = ranks_of_forms(data.event_kinds.size(), [&](size_t i) { return kind_label(data.event_kinds.word(id_at<WordId>(i))); });
            return sort([&](EventId e) { return uint64_t{ranks[index(data.events.kind[index(e)])]}; });
        }
        case TableColumn::Actors: {
            const auto ranks = ranks_of_forms(data.actors.size(), [&](size_t i) { return data.text(data.actors.name[i]); });
            return sort([&](EventId e) {
                return key_of_list(data.events.actors[index(e)], [&](const ActorRole& role) { return ranks[index(role.actor)]; });
            });
        }
        case TableColumn::Side:
            return sort([&](EventId e) {
                return data.events.actors[index(e)].empty() ? kNothing : static_cast<uint64_t>(leading_side(data, e));
            });
        case TableColumn::Things: {
            const auto ranks = ranks_of_forms(data.things.size(), [&](size_t i) { return data.text(data.things.name[i]); });
            return sort([&](EventId e) {
                return key_of_list(data.events.things[index(e)], [&](ThingId thing) { return ranks[index(thing)]; });
            });
        }
        case TableColumn::Status:
            return sort([&](EventId e) { return static_cast<uint64_t>(input.index->status_of(e, input.known_by_s)); });
        case TableColumn::Known:
            return sort([&](EventId e) { return key_of_instant(data.events.known_s[index(e)]); });
        case TableColumn::Claims: return sort([&](EventId e) { return uint64_t{known_claims(data, e, input.known_by_s)}; });
        case TableColumn::Sources: return sort([&](EventId e) { return uint64_t{known_sources(data, e, input.known_by_s)}; });
        case TableColumn::Stories: {
            const auto ranks = ranks_of_forms(data.stories.size(), [&](size_t i) { return data.text(data.stories.title[i]); });
            const Ragged<StoryId>& stories = cache.stories.value();
            return sort([&](EventId e) {
                return key_of_list(stories[index(e)], [&](StoryId story) { return ranks[index(story)]; });
            });
        }
        case TableColumn::Tags: {
            const auto ranks = ranks_of_forms(data.tags.size(), [&](size_t i) { return data.tags.word(id_at<WordId>(i)); });
            return sort([&](EventId e) {
                return key_of_list(data.events.tags[index(e)], [&](WordId tag) { return ranks[index(tag)]; });
            });
        }
    }
}

void refresh_order(const ViewInput& input, TableCache& cache) {
    cache.stories.get(&input.data(), [&](const Dataset*) { return stories_by_event(input.data()); });
    const TableOrderKey key{&input.data(), input.visible_revision, sort_column(*input.params), sorts_descending(*input.params)};
    cache.order.refill(key, [&](const TableOrderKey& k, std::vector<EventId>& rows) { order_rows(input, k, cache, rows); });
}

// --- cells ---

std::string with_hyphens_spaced(std::string_view word) {
    std::string out(word);
    std::ranges::replace(out, '-', ' ');
    return out;
}

template <typename List, typename Text>
std::string joined(const List& list, Text&& text) {
    std::string out;
    for (const auto& item : list) {
        if (!out.empty()) out += "; ";
        out += text(item);
    }
    return out;
}

std::string known_edtf(const Dataset& data, size_t row) {
    if (!data.events.known_text[row].empty()) return std::string(data.text(data.events.known_text[row]));
    const Claim* first = nullptr;
    for (const Claim& claim : data.claims_of(data.events.claims[row]))
        if (first == nullptr || claim.known_s < first->known_s) first = &claim;
    return first == nullptr ? std::string() : std::string(data.text(first->known_text));
}

std::string date_cell(std::string_view edtf, CellForm form, bool as_edtf) {
    return form == CellForm::Data || as_edtf || edtf.empty() ? displayable(edtf) : date_words_short(edtf);
}

// --- widths ---

TableWidths sample_widths(const ViewInput& input, const TableCache& cache, const std::vector<TableColumn>& columns) {
    const std::vector<EventId>& order = cache.order.value();
    const size_t count = std::min(order.size(), kSampleRows);
    TableWidths widths;
    for (const TableColumn column : columns) {
        const bool has_symbol = column == TableColumn::Kind || column == TableColumn::Status || column == TableColumn::Side;
        const double symbol = has_symbol ? kTableSymbolRoom_px : 0;
        const bool is_date = column == TableColumn::Date || column == TableColumn::Known;
        // The mark of the sorted column stands beside its name.
        double full = input.metrics->width(table_column_label(column), kTableHead) + 14;
        for (size_t i = 0; i < count; ++i) {
            const EventId event = order[i * order.size() / count];
            const std::string text = table_cell(input, cache, event, column, CellForm::Shown);
            double width = input.metrics->width(text, table_style(column)) + symbol;
            if (is_date && !shows_edtf(*input.params)) width += date_indent(text, *input.metrics);
            full = std::max(full, std::ceil(width) + 1);
        }
        widths.full.push_back(full);
    }
    return widths;
}

}  // namespace

std::vector<uint32_t> text_ranks(std::span<const std::string_view> texts) {
    struct Item {
        uint64_t word;
        uint32_t index;
    };
    struct Run {
        size_t begin, end, depth;  // equal in the first `depth` bytes
    };
    std::vector<Item> items(texts.size());
    for (size_t i = 0; i < texts.size(); ++i) items[i] = {0, static_cast<uint32_t>(i)};
    std::vector<uint32_t> ranks(texts.size());
    std::vector<Run> todo{{0, items.size(), 0}};
    while (!todo.empty()) {
        const Run run = todo.back();
        todo.pop_back();
        for (size_t i = run.begin; i < run.end; ++i) items[i].word = word_at(texts[items[i].index], run.depth);
        // Titles often begin alike: then the words are all equal, and there is nothing to sort.
        const auto part = std::span(items).subspan(run.begin, run.end - run.begin);
        if (!std::ranges::is_sorted(part, {}, &Item::word)) std::ranges::sort(part, {}, &Item::word);
        for (size_t begin = run.begin; begin < run.end;) {
            size_t end = begin;
            size_t longest = 0;
            for (; end < run.end && items[end].word == items[begin].word; ++end)
                longest = std::max(longest, texts[items[end].index].size());
            if (end - begin > 1 && longest > run.depth + 8) {
                todo.push_back({begin, end, run.depth + 8});
            } else {
                for (size_t i = begin; i < end; ++i) ranks[items[i].index] = static_cast<uint32_t>(begin);
            }
            begin = end;
        }
    }
    return ranks;
}

std::optional<Instant> date_key(const Dataset& data, EventId event) {
    const DateBounds& date = data.events.date[index(event)];
    if (date.begin == EndKind::Known) return date.earliest;
    if (date.end == EndKind::Known) return date.latest;
    return std::nullopt;
}

void sort_by_date(const Dataset& data, std::vector<EventId>& events, bool descending) {
    sort_rows(events, descending, [&](EventId event) {
        const auto at = date_key(data, event);
        return at ? key_of_instant(*at) : kNothing;
    });
}

std::span<const EventId> table_rows(const ViewInput& input, ViewCache& cache) {
    auto& table = static_cast<TableCache&>(cache);
    refresh_order(input, table);
    return table.order.value();
}

std::string table_cell(const ViewInput& input, const ViewCache& cache, EventId event, TableColumn column, CellForm form) {
    const Dataset& data = input.data();
    const size_t row = index(event);
    const auto text = [&](StringRef ref) {
        return form == CellForm::Shown ? displayable(data.text(ref)) : std::string(data.text(ref));
    };
    const bool as_edtf = shows_edtf(*input.params);
    switch (column) {
        case TableColumn::Date: return date_cell(data.text(data.events.date_text[row]), form, as_edtf);
        case TableColumn::Title: return text(data.events.title[row]);
        case TableColumn::Kind: return kind_label(data.event_kinds.word(data.events.kind[row]));
        case TableColumn::Actors:
            return joined(data.events.actors[row], [&](const ActorRole& role) {
                std::string name = text(data.actors.name[index(role.actor)]);
                const std::string_view word = data.roles.word(role.role);
                return word.empty() ? name : name + " (" + with_hyphens_spaced(word) + ")";
            });
        case TableColumn::Side:
            return data.events.actors[row].empty() ? std::string() : std::string(side_label(leading_side(data, event)));
        case TableColumn::Things:
            return joined(data.events.things[row], [&](ThingId thing) { return text(data.things.name[index(thing)]); });
        case TableColumn::Status: return std::string(status_label(input.index->status_of(event, input.known_by_s)));
        case TableColumn::Known: return date_cell(known_edtf(data, row), form, as_edtf);
        case TableColumn::Claims: return std::to_string(known_claims(data, event, input.known_by_s));
        case TableColumn::Sources: return std::to_string(known_sources(data, event, input.known_by_s));
        case TableColumn::Stories:
            return joined(static_cast<const TableCache&>(cache).stories.value()[row],
                          [&](StoryId story) { return text(data.stories.title[index(story)]); });
        case TableColumn::Tags:
            return joined(data.events.tags[row], [&](WordId tag) { return with_hyphens_spaced(data.tags.word(tag)); });
        case TableColumn::Id: return std::string(data.text(data.events.id[row]));
    }
    return {};
}

const TextStyle& table_style(TableColumn column) {
    switch (column) {
        case TableColumn::Date:
        case TableColumn::Known:
        case TableColumn::Claims:
        case TableColumn::Sources: return kTableFigures;
        case TableColumn::Title:
        case TableColumn::Kind:
        case TableColumn::Actors:
        case TableColumn::Side:
        case TableColumn::Things:
        case TableColumn::Status:
        case TableColumn::Stories:
        case TableColumn::Tags:
        case TableColumn::Id: return kTableText;
    }
    return kTableText;
}

double date_indent(std::string_view words, const TextMetrics& metrics) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view sign = words.starts_with('~') ? words.substr(0, 1) : words.substr(0, 0);
    words.remove_prefix(sign.size());
    size_t digits = 0;
    while (digits < words.size() && is_digit(words[digits])) ++digits;
    double room = 0;
    if (digits == 1 && words.substr(1).starts_with(' ')) {
        room = metrics.width("0", kTableFigures);
    } else if (digits == 4 && (words.size() == 4 || words[4] == ' ' || words[4] == '?')) {
        room = metrics.width("00 Mmm ", kTableFigures);
    } else if (digits == 0 && words.size() >= 8 && words[3] == ' ' && is_digit(words[4])) {
        room = metrics.width("00 ", kTableFigures);
    }
    return std::max(0.0, std::round(room - metrics.width(sign, kTableFigures)));
}

TableLayout fit_columns(std::span<const TableColumn> columns, std::span<const double> full, double width_px) {
    TableLayout layout;
    std::vector<size_t> kept(columns.size());
    std::iota(kept.begin(), kept.end(), size_t{0});
    const auto least = [&](size_t i) { return std::min(row_of(columns[i]).least_px, full[i]); };
    const auto wanted = [&](size_t i) { return std::min(row_of(columns[i]).most_px, full[i]); };
    const auto sum = [&](auto&& width) {
        double all = kTableLeft_px + kTableGap_px * static_cast<double>(kept.size() - 1) + 4;
        for (const size_t i : kept) all += width(i);
        return all;
    };
    while (kept.size() > 1 && sum(least) > width_px) {
        const auto worst = std::ranges::max_element(kept, {}, [&](size_t i) { return row_of(columns[i]).drop; });
        layout.dropped.push_back(columns[*worst]);
        kept.erase(worst);
    }
    if (kept.empty()) return layout;
    std::vector<double> widths(columns.size());
    for (const size_t i : kept) widths[i] = wanted(i);
    double spare = width_px - sum(wanted);
    if (spare < 0) {
        double slack = 0;
        for (const size_t i : kept) slack += wanted(i) - least(i);
        const double part = slack > 0 ? std::min(1.0, -spare / slack) : 0;
        for (const size_t i : kept) widths[i] -= part * (wanted(i) - least(i));
    }
    // What is left over goes to the title first, then to all that would show more, by what each lacks.
    for (const size_t i : kept) {
        if (columns[i] != TableColumn::Title || spare <= 0) continue;
        const double more = std::min(full[i] - widths[i], spare);
        widths[i] += more;
        spare -= more;
    }
    double lacking = 0;
    for (const size_t i : kept) lacking += full[i] - widths[i];
    if (spare > 0 && lacking > 0) {
        const double part = std::min(1.0, spare / lacking);
        for (const size_t i : kept) widths[i] += part * (full[i] - widths[i]);
    }
    double x = kTableLeft_px;
    for (const size_t i : kept) {
        const double width = std::floor(std::clamp(widths[i], 0.0, std::max(0.0, width_px - x - 4)));
        layout.spans.push_back({columns[i], x, width});
        x += width + kTableGap_px;
    }
    return layout;
}

void prepare_table(const ViewInput& input, TableCache& cache) {
    refresh_order(input, cache);
    TableWidthsKey key{cache.order.build_count(), chosen_columns(*input.params), shows_edtf(*input.params), input.metrics};
    cache.widths.get(key, [&](const TableWidthsKey& k) { return sample_widths(input, cache, k.columns); });
    const double header = std::min(kTableHeader_px, input.area.h);
    cache.header = {input.area.x, input.area.y, input.area.w, header};
    const Rect rows{input.area.x, input.area.y + header, input.area.w, input.area.h - header};
    cache.window = row_window(rows, kTableRow_px, cache.order.value().size(), input.camera, input.interactive);
    const double bar = cache.window.bar.empty() ? 0 : cache.window.bar.w + 4;
    cache.layout = fit_columns(key.columns, cache.widths.value().full, input.area.w - bar);
}

}  // namespace choke
