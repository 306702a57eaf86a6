// An inverted index over short texts: every word that occurs, and for each the events in which it does (Zobel and
// Moffat, "Inverted Files for Text Search Engines", 2006); and every two frequent words that stand next to each other
// (after Bahle, Williams, Zobel, "Efficient Phrase Querying with an Auxiliary Index", 2002). Narrows a search for letters anywhere in a text to the events
// that can have them; whether a phrase stands there is for the caller to look up in the text. Internal to query/.
//
// A word is a run of ASCII letters and digits and of letters of two bytes in UTF-8 (Latin with accents, Greek,
// Cyrillic, …), or one longer character: Chinese has no spaces, so that there every character is a word.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "query/event_bits.h"

namespace choke {

struct TextWord {
    size_t begin = 0;  // bytes of the text
    size_t end = 0;
    bool run = true;   // letters may stand before and behind it, as in the middle of a longer run
};

// The words of a folded text, refilled.
void split_words(std::string_view folded, std::vector<TextWord>& out);

class WordIndex {
public:
    // Whether neighbours that are both frequent get lists of their own.
    enum class Pairs : uint8_t { LeftOut, Kept };

    // Collects words event by event.
    class Builder {
    public:
        // A text to the event that is being filled; any number of times.
        void add(std::string_view folded, Pairs pairs);
        void close_event();
        [[nodiscard]] WordIndex finish(const std::stop_token& stop = {});  // half made once stop is requested

    private:
        struct Slot {
            uint32_t hash = 0;
            uint32_t word = 0;  // number + 1; 0 when free
        };
        uint32_t intern(std::string_view word);
        void grow();
        std::string bytes_{'\n'};
        std::vector<uint32_t> begin_;
        std::vector<Slot> slots_;
        // Calls visit(word, event) once for each word of each event, in the order of the events.
        template <typename Visit>
        void for_each_posting(Visit&& visit) const;
        void add_pairs(const std::vector<uint32_t>& counts, WordIndex& out);
        std::vector<uint32_t> words_;       // of all events, as they follow each other; kTextEnd behind a text
        std::vector<size_t> words_end_;     // by event
        bool pairs_kept_ = false;
        std::vector<TextWord> split_;
    };

    // Which events of `among` have `folded` in their texts: for certain, or to be looked up there.
    struct Found {
        EventBits sure;
        EventBits unsure;
    };
    [[nodiscard]] Found find(std::string_view folded, const EventBits& among) const;

    [[nodiscard]] size_t byte_count() const {
        return bytes_.capacity() + postings_.capacity() + (begin_.capacity() + postings_begin_.capacity()) * 4;
    }

private:
    // The words that `part` of a needle may be a piece of.
    struct Matches {
        std::vector<uint32_t> words;  // most frequent first
        size_t posting_count = 0;
    };
    // Unites the events of the words, but stops when there are fewer events of `among` left to be found than postings
    // to be read; says whether it went to the end.
    bool unite_until_cheap(const Matches& matches, const EventBits& among, EventBits& out) const;
    [[nodiscard]] Matches words_with(std::string_view part, bool at_begin, bool at_end) const;
    // The entries of bytes_[from, to) that hold the text; their numbers begin with first_entry.
    [[nodiscard]] Matches entries_with(const std::string& wanted, size_t from, size_t to) const;
    // Events with a word of `first` directly before one of `second`, and perhaps more.
    [[nodiscard]] EventBits neighbours(std::string_view pair, const Matches& first, const Matches& second) const;
    [[nodiscard]] EventBits united(const Matches& matches) const;
    [[nodiscard]] bool is_frequent(uint32_t word) const { return count_of(word) > frequent_above_; }
    [[nodiscard]] Matches rare_of(const Matches& matches) const;
    void append_postings(std::span<const uint32_t> events);
    [[nodiscard]] uint32_t count_of(uint32_t word) const;
    void unite_postings(uint32_t word, EventBits& out) const;

    std::string bytes_;                    // "\nword\nword\n", then pairs of words: "\none two\none three\n"
    size_t pairs_byte_ = 0;                // where the pairs begin
    std::vector<uint32_t> begin_;          // by entry: where it begins
    std::vector<uint32_t> postings_begin_;
    std::vector<uint8_t> postings_;        // count, then gaps of events as varints, or a bit an event
    size_t event_count_ = 0;
    size_t frequent_above_ = SIZE_MAX;  // pairs are kept of words in more events than this
};

}  // namespace choke
