#include "query/conflicts.h"

#include <algorithm>

#include "query/search_text.h"

namespace choke {
namespace {

bool is_asserting(Stance stance) {
    switch (stance) {
        case Stance::Establishes:
        case Stance::Reports:
        case Stance::Alleges:
        case Stance::Assesses:
        case Stance::Forecasts: return true;
        case Stance::Disputes:
        case Stance::Denies:
        case Stance::Retracts: return false;
    }
    return false;
}

// Both given and not the same: then the figures speak of different things.
bool set_apart(std::string_view a, std::string_view b) { return !a.empty() && !b.empty() && a != b; }

bool contradict(const Dataset& data, const Figure& a, const Figure& b) {
    if (set_apart(data.text(a.unit), data.text(b.unit)) || set_apart(data.text(a.as_of), data.text(b.as_of))) {
        return false;
    }
    if (search_form(data.text(a.name)) != search_form(data.text(b.name))) return false;
    if (a.numeric && b.numeric) return a.low != b.low || a.high != b.high;
    return search_form(data.text(a.value)) != search_form(data.text(b.value));
}

bool any_contradict(const Dataset& data, std::span<const Figure> a, std::span<const Figure> b) {
    return std::ranges::any_of(a, [&](const Figure& x) {
        return std::ranges::any_of(b, [&](const Figure& y) { return contradict(data, x, y); });
    });
}

bool differs(const DateBounds& date, std::string_view claim_date) {
    const auto bounds = parse_edtf(claim_date);
    return bounds && (lower_limit(*bounds) != lower_limit(date) || upper_limit(*bounds) != upper_limit(date));
}

}  // namespace

Instant conflict_from_s(const Dataset& data, EventId event) {
    const size_t row = index(event);
    const auto claims = data.claims_of(data.events.claims[row]);
    const auto figures_of = [&](const Claim& claim) {
        return std::span(data.claim_figures).subspan(claim.figures.begin, claim.figures.size());
    };
    Instant from_s = kEverKnown;
    Instant asserted_s = kEverKnown;
    Instant disputed_s = kEverKnown;
    for (size_t i = 0; i < claims.size(); ++i) {
        const Claim& claim = claims[i];
        if (is_asserting(claim.stance)) {
            asserted_s = std::min(asserted_s, claim.known_s);
        } else if (claim.stance != Stance::Retracts) {
            disputed_s = std::min(disputed_s, claim.known_s);
        }
        const std::string_view date = data.text(claim.date_text);
        if (!date.empty() && differs(data.events.date[row], date)) from_s = std::min(from_s, claim.known_s);
        if (claim.figures.size() == 0) continue;
        if (any_contradict(data, data.events.figures[row], figures_of(claim))) from_s = std::min(from_s, claim.known_s);
        for (size_t j = 0; j < i; ++j) {
            const Instant both_s = std::max(claim.known_s, claims[j].known_s);
            if (both_s < from_s && any_contradict(data, figures_of(claims[j]), figures_of(claim))) from_s = both_s;
        }
    }
    return std::min(from_s, std::max(asserted_s, disputed_s));
}

std::vector<ClaimConflict> claims_in_conflict(const Dataset& data, EventId event, Instant known_by_s) {
    const size_t row = index(event);
    const IndexRange range = data.events.claims[row];
    const auto is_known = [&](uint32_t c) { return data.claims[c].known_s <= known_by_s; };
    bool asserted = false;
    bool disputed = false;
    for (uint32_t c = range.begin; c < range.end; ++c) {
        if (!is_known(c)) continue;
        asserted = asserted || is_asserting(data.claims[c].stance);
        disputed = disputed || (!is_asserting(data.claims[c].stance) && data.claims[c].stance != Stance::Retracts);
    }
    const auto figures_of = [&](uint32_t c) {
        return std::span(data.claim_figures).subspan(data.claims[c].figures.begin, data.claims[c].figures.size());
    };
    std::vector<ClaimConflict> conflicts;
    for (uint32_t c = range.begin; c < range.end; ++c) {
        if (!is_known(c)) continue;
        const Claim& claim = data.claims[c];
        ClaimConflict found;
        found.claim = c;
        found.stance = asserted && disputed && claim.stance != Stance::Retracts;
        const std::string_view date = data.text(claim.date_text);
        found.date = !date.empty() && differs(data.events.date[row], date);
        found.with_event = found.date;
        for (uint32_t f = claim.figures.begin; f < claim.figures.end; ++f) {
            const std::span<const Figure> one(&data.claim_figures[f], 1);
            const bool with_event = any_contradict(data, data.events.figures[row], one);
            bool with_claim = false;
            for (uint32_t other = range.begin; other < range.end && !with_claim; ++other)
                with_claim = other != c && is_known(other) && any_contradict(data, figures_of(other), one);
            if (with_event || with_claim) found.figures.push_back(f);
            found.with_event = found.with_event || with_event;
        }
        if (found.stance || found.date || !found.figures.empty()) conflicts.push_back(std::move(found));
    }
    return conflicts;
}

}  // namespace choke
