// Search for letters anywhere in the titles, summaries and ids of events. Keeps no copy of a text whose search form is
// only its lower case; a word index narrows the search, the texts themselves decide. Internal to query/.
#pragma once

#include <algorithm>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "model/dataset.h"
#include "query/event_bits.h"
#include "query/selection.h"
#include "query/word_index.h"

namespace choke {

// Many short texts in one string; text i is [begin[i], begin[i + 1]).
struct TextColumn {
    std::string bytes;
    std::vector<size_t> begin{0};

    void close() { begin.push_back(bytes.size()); }
    [[nodiscard]] std::string_view operator[](size_t i) const {
        return std::string_view(bytes).substr(begin[i], begin[i + 1] - begin[i]);
    }
    [[nodiscard]] size_t size() const { return begin.size() - 1; }
    // Calls visit(i) for every text that holds `part`, ascending. No text may end in the middle of a match: each ends
    // with a line feed, and `part` has none.
    template <typename Visit>
    void for_each_with(std::string_view part, Visit&& visit) const;
    [[nodiscard]] size_t byte_count() const { return bytes.capacity() + begin.capacity() * sizeof(size_t); }
};

// Appends search_form(name) and a line feed.
void add_name(TextColumn& column, std::string_view name);

// First place of `part` in `text`, or npos. Several times faster here than string_view::find.
[[nodiscard]] size_t place_of(std::string_view text, std::string_view part);

class TextIndex {
public:
    TextIndex() = default;
    // Once stop is requested it is left half made: nobody will ask it anything.
    explicit TextIndex(const Dataset& data, const std::stop_token& stop = {});

    // The events of `among` with `folded` (search_form) in title or summary, or in the id when asked.
    [[nodiscard]] EventBits find(const Dataset& data, std::string_view folded, EventIndex::TextScope scope,
                                 const EventBits& among) const;

    [[nodiscard]] size_t byte_count() const { return body_.byte_count() + ids_.byte_count() + folded_.byte_count(); }

private:
    [[nodiscard]] bool stands_in_body(const Dataset& data, size_t event, std::string_view folded,
                                      std::string& scratch) const;

    WordIndex body_;  // titles and summaries
    WordIndex ids_;
    // Titles and summaries whose search form is more than their lower case: "title\nsummary\n".
    EventBits is_folded_;
    std::vector<uint32_t> folded_events_;  // ascending
    TextColumn folded_;                    // in the same order
};

// What TextIndex::find() gives, out of the texts alone: for as long as there is no index yet. Half a second for a million
// events.
[[nodiscard]] EventBits find_in_texts(const Dataset& data, std::string_view folded, EventIndex::TextScope scope,
                                      const EventBits& among);

template <typename Visit>
void TextColumn::for_each_with(std::string_view part, Visit&& visit) const {
    for (size_t at = 0; at < bytes.size();) {
        const size_t found = place_of(std::string_view(bytes).substr(at), part);
        if (found == std::string_view::npos) return;
        const auto next = std::ranges::upper_bound(begin, at + found);
        visit(static_cast<size_t>(next - begin.begin()) - 1);
        at = *next;
    }
}

}  // namespace choke
