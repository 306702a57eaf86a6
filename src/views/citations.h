// Which sources stand behind what a figure shows, and their numbers: one numbering for a whole document, in the order in which
// the sources are first cited.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/dataset.h"

namespace choke {

class Citations {
public:
    // From 1; a source that has none yet gets the next one.
    size_t number(SourceId source);
    [[nodiscard]] std::optional<size_t> number_of(SourceId source) const;
    [[nodiscard]] std::span<const SourceId> sources() const { return sources_; }  // number n stands at n - 1

private:
    std::vector<SourceId> sources_;
};

// The sources of the claims that are known, each once: the firmest claims first, otherwise as in the file. When there are more
// than `most`, one that contradicts takes the last place: a dispute must not fall off the end.
[[nodiscard]] std::vector<SourceId> cited_sources(const Dataset& data, EventId event, Instant known_by_s, size_t most);

// "Reuters: Nvidia takes a charge (9 April 2025)", safe to show. Without publisher or date what is left.
[[nodiscard]] std::string source_words(const Dataset& data, SourceId source);

// The address when it is one that a reader may safely follow (http or https); otherwise empty.
[[nodiscard]] std::string source_url(const Dataset& data, SourceId source);

}  // namespace choke
