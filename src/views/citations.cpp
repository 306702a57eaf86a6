#include "views/citations.h"

#include <algorithm>

#include "base/text.h"

namespace choke {

size_t Citations::number(SourceId source) {
    if (const auto known = number_of(source)) return *known;
    sources_.push_back(source);
    return sources_.size();
}

std::optional<size_t> Citations::number_of(SourceId source) const {
    const auto at = std::find(sources_.begin(), sources_.end(), source);
    if (at == sources_.end()) return std::nullopt;
    return static_cast<size_t>(at - sources_.begin()) + 1;
}

std::vector<SourceId> cited_sources(const Dataset& data, EventId event, Instant known_by_s, size_t most) {
    std::vector<const Claim*> claims;
    for (const Claim& claim : data.claims_of(data.events.claims[index(event)]))
        if (claim.known_s <= known_by_s && claim.source != kNone<SourceId>) claims.push_back(&claim);
    std::stable_sort(claims.begin(), claims.end(), [](const Claim* a, const Claim* b) { return a->stance < b->stance; });
    std::vector<SourceId> sources;
    std::optional<SourceId> against;
    for (const Claim* claim : claims) {
        if (std::find(sources.begin(), sources.end(), claim->source) == sources.end()) sources.push_back(claim->source);
        if (!against && claim->stance >= Stance::Disputes) against = claim->source;
    }
    if (sources.size() > most) {
        sources.resize(most);
        if (against && most > 0 && std::find(sources.begin(), sources.end(), *against) == sources.end()) sources.back() = *against;
    }
    return sources;
}

std::string source_words(const Dataset& data, SourceId source) {
    const size_t i = index(source);
    const std::string_view publisher = data.text(data.sources.publisher[i]);
    const std::string_view date = data.text(data.sources.date_text[i]);
    std::string words = publisher.empty() ? "" : std::string(publisher) + ": ";
    words += data.text(data.sources.title[i]);
    if (!date.empty()) words += " (" + date_words(date) + ")";
    return displayable(words);
}

std::string source_url(const Dataset& data, SourceId source) {
    const std::string_view url = data.text(data.sources.url[index(source)]);
    return url.starts_with("https://") || url.starts_with("http://") ? std::string(url) : std::string();
}

}  // namespace choke
