#include "query/text_index.h"

#include <cstring>

#include "query/search_text.h"

namespace choke {
namespace {

constexpr uint64_t bytes_of(uint64_t byte) { return byte * 0x0101010101010101ULL; }

// Eight characters at once: the high bit of each byte tells where it is from A to Z, and is moved to where it makes a
// small letter of it.
uint64_t lower(uint64_t chars) {
    const uint64_t low_bits = chars & bytes_of(0x7f);
    const uint64_t from_a = low_bits + bytes_of(0x80 - 'A');
    const uint64_t behind_z = low_bits + bytes_of(0x7f - 'Z');
    return chars | ((from_a ^ behind_z) & ~chars & bytes_of(0x80)) >> 2U;
}

void lower_into(std::string& out, std::string_view text) {
    out.resize(text.size());
    size_t i = 0;
    uint64_t chars = 0;
    for (; i + sizeof chars <= text.size(); i += sizeof chars) {
        std::memcpy(&chars, text.data() + i, sizeof chars);
        chars = lower(chars);
        std::memcpy(out.data() + i, &chars, sizeof chars);
    }
    for (; i < text.size(); ++i) out[i] = static_cast<char>(lower(static_cast<unsigned char>(text[i])));
}

// ASCII with single spaces: its search form is its lower case.
bool is_plain(std::string_view text) {
    if (text.empty()) return true;
    if (text.front() == ' ' || text.back() == ' ') return false;
    bool before_space = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte >= 0x7f || (c == ' ' && before_space)) return false;
        before_space = c == ' ';
    }
    return true;
}

// Texts are read at random places; asking for one a little earlier hides most of the way to the memory.
void fetch_ahead([[maybe_unused]] const char* bytes) {
#if defined(__GNUC__)
    __builtin_prefetch(bytes);
    __builtin_prefetch(bytes + 128);
#endif
}

}  // namespace

size_t place_of(std::string_view text, std::string_view part) {
    const void* found = memmem(text.data(), text.size(), part.data(), part.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

void add_name(TextColumn& column, std::string_view name) {
    append_search_form(column.bytes, name);
    column.bytes += '\n';
}

TextIndex::TextIndex(const Dataset& data, const std::stop_token& stop) : is_folded_(data.events.size()) {
    WordIndex::Builder body;
    WordIndex::Builder ids;
    std::string folded;
    std::string lowered;
    for (size_t i = 0; i < data.events.size(); ++i) {
        if (i % 1024 == 0 && stop.stop_requested()) return;
        bool plain = true;
        const size_t begin = folded_.bytes.size();
        for (const StringRef ref : {data.events.title[i], data.events.summary[i]}) {
            const std::string_view text = data.text(ref);
            lower_into(lowered, text);
            if (is_plain(text)) {
                folded = lowered;
            } else {
                folded.clear();
                append_search_form(folded, text);
                plain = plain && folded == lowered;
            }
            body.add(folded, WordIndex::Pairs::Kept);
            folded_.bytes += folded;
            folded_.bytes += '\n';
        }
        if (plain) {
            folded_.bytes.resize(begin);
        } else {
            is_folded_.set(i);
            folded_events_.push_back(static_cast<uint32_t>(i));
            folded_.close();
        }
        body.close_event();
        ids.add(data.text(data.events.id[i]), WordIndex::Pairs::LeftOut);
        ids.close_event();
    }
    folded_.bytes.shrink_to_fit();
    folded_.begin.shrink_to_fit();
    body_ = body.finish(stop);
    ids_ = ids.finish(stop);
}

bool TextIndex::stands_in_body(const Dataset& data, size_t event, std::string_view folded, std::string& scratch) const {
    if (is_folded_.test(event)) {
        const auto at = std::ranges::lower_bound(folded_events_, static_cast<uint32_t>(event));
        return place_of(folded_[static_cast<size_t>(at - folded_events_.begin())], folded) != std::string_view::npos;
    }
    for (const StringRef ref : {data.events.title[event], data.events.summary[event]}) {
        lower_into(scratch, data.text(ref));
        if (place_of(scratch, folded) != std::string_view::npos) return true;
    }
    return false;
}

EventBits find_in_texts(const Dataset& data, std::string_view folded, EventIndex::TextScope scope, const EventBits& among) {
    EventBits out(data.events.size());
    std::string form;
    const auto holds = [&](StringRef ref) {
        const std::string_view text = data.text(ref);
        if (is_plain(text)) {
            lower_into(form, text);
        } else {
            form.clear();
            append_search_form(form, text);
        }
        return place_of(form, folded) != std::string_view::npos;
    };
    among.for_each([&](EventId event) {
        const size_t i = index(event);
        const bool by_id = scope == EventIndex::TextScope::WithId &&
                           place_of(data.text(data.events.id[i]), folded) != std::string_view::npos;
        if (by_id || holds(data.events.title[i]) || holds(data.events.summary[i])) out.set(i);
    });
    return out;
}

EventBits TextIndex::find(const Dataset& data, std::string_view folded, EventIndex::TextScope scope,
                          const EventBits& among) const {
    constexpr size_t kAhead = 8;
    auto [out, unsure] = body_.find(folded, among);
    std::string scratch;
    std::vector<EventId> events = unsure.to_vector();
    for (size_t i = 0; i < events.size(); ++i) {
        if (i + kAhead < events.size()) fetch_ahead(data.text(data.events.title[index(events[i + kAhead])]).data());
        if (stands_in_body(data, index(events[i]), folded, scratch)) out.set(index(events[i]));
    }
    if (scope == EventIndex::TextScope::TitleAndSummary) return out;

    EventBits rest = among;
    rest.subtract(out);
    auto [by_id, unsure_id] = ids_.find(folded, rest);
    out.unite(by_id);
    events = unsure_id.to_vector();
    for (size_t i = 0; i < events.size(); ++i) {
        if (i + kAhead < events.size()) fetch_ahead(data.text(data.events.id[index(events[i + kAhead])]).data());
        const std::string_view id = data.text(data.events.id[index(events[i])]);
        if (place_of(id, folded) != std::string_view::npos) out.set(index(events[i]));
    }
    return out;
}

}  // namespace choke
