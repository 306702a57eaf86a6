#include "app/status_words.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "time/civil.h"

namespace choke {
namespace {

constexpr std::array<std::string_view, kStanceCount> kPlural{
    {"establish", "report", "allege", "assess", "forecast", "dispute", "deny", "retract"}};

constexpr std::array<std::string_view, 11> kNumbers{
    {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}};

std::string number_words(size_t count) {
    return count < kNumbers.size() ? std::string(kNumbers[count]) : std::to_string(count);
}

std::string_view shown_as(Status status) { return status == Status::Forecast ? "a forecast" : word(status); }

std::string join(const std::vector<std::string>& parts) {
    std::string out;
    for (size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return out;
}

class Reason {
public:
    Reason(const Dataset& data, IndexRange range, Instant known_by_s) : data_(data), all_(data.claims_of(range)), known_by_s_(known_by_s) {
        for (const Claim& claim : all_)
            if (claim.known_s <= known_by_s) known_.push_back(&claim);
        // The first to be known is the one that is named.
        std::ranges::stable_sort(known_, {}, [](const Claim* claim) { return claim->known_s; });
    }

    [[nodiscard]] std::string words() const {
        const Status status = status_as_known(all_, known_by_s_);
        if (status == Status::NotYetKnown) return not_yet_known();
        std::string words = fmt::format("Shown as {}: ", shown_as(status));
        switch (status) {
            case Status::Retracted: return words + with({Stance::Retracts}) + earlier(Stance::Retracts);
            case Status::Disputed: return words + disputed();
            case Status::Established: return words + with({Stance::Establishes}) + beside({Stance::Reports}) + "." + before(first(Stance::Establishes));
            case Status::Reported: return words + with({Stance::Reports}) + "; no claim here establishes it." + before(first(Stance::Reports));
            case Status::Alleged:
                return words + with({Stance::Alleges}) + "; no claim here reports or establishes it." + before(first(Stance::Alleges));
            case Status::Assessed:
                return words + with({Stance::Assesses}) + "; that is a judgement, and no claim here reports it as a fact." + before(first(Stance::Assesses));
            case Status::Forecast:
                return words + with({Stance::Forecasts}) + "; no claim here says that it has happened.";
            case Status::NotYetKnown: break;
        }
        return words;
    }

private:
    [[nodiscard]] std::vector<const Claim*> of(Stance stance) const {
        std::vector<const Claim*> found;
        std::ranges::copy_if(known_, std::back_inserter(found), [&](const Claim* claim) { return claim->stance == stance; });
        return found;
    }
    [[nodiscard]] const Claim* first(Stance stance) const {
        const auto found = of(stance);
        return found.empty() ? nullptr : found.front();
    }

    [[nodiscard]] std::string text(StringRef ref) const { return displayable(data_.text(ref)); }

    // Newsroom, “A report”; or the title alone.
    [[nodiscard]] std::string source(const Claim& claim) const {
        const size_t s = index(claim.source);
        const std::string title = "\u201c" + text(data_.sources.title[s]) + "\u201d";
        const std::string publisher = text(data_.sources.publisher[s]);
        return publisher.empty() ? title : publisher + ", " + title;
    }
    // ", L12, 1 May 2024"
    [[nodiscard]] std::string place(const Claim& claim) const {
        std::string words;
        if (!claim.locator.empty()) words += ", " + text(claim.locator);
        if (!claim.known_text.empty()) words += ", " + date_words(data_.text(claim.known_text));
        return words;
    }

    // "Nvidia denies it (Reuters, “…”, L12, 1 May 2024)", "two claims report it, the first one in …".
    [[nodiscard]] std::string said(Stance stance) const {
        const auto claims = of(stance);
        const Claim& claim = *claims.front();
        const std::string where = source(claim) + place(claim);
        if (claims.size() > 1) {
            std::string by = claim.by == kNone<ActorId> ? std::string() : " by " + text(data_.actors.name[index(claim.by)]);
            return fmt::format("{} claims {} it, the first one{} in {}", number_words(claims.size()), kPlural[static_cast<size_t>(stance)], by, where);
        }
        if (claim.by != kNone<ActorId>) return fmt::format("{} {} it ({})", text(data_.actors.name[index(claim.by)]), word(stance), where);
        return fmt::format("one source {} it ({})", word(stance), where);
    }

    [[nodiscard]] std::string with(std::initializer_list<Stance> stances) const {
        std::vector<std::string> parts;
        for (const Stance stance : stances)
            if (first(stance) != nullptr) parts.push_back(said(stance));
        return join(parts);
    }

    // "; two more claims report it"
    [[nodiscard]] std::string beside(std::initializer_list<Stance> stances) const {
        std::string words;
        for (const Stance stance : stances) {
            const size_t count = of(stance).size();
            if (count == 0) continue;
            words += fmt::format("; {} more claim{} {} it", number_words(count), count == 1 ? "" : "s",
                                 count == 1 ? word(stance) : kPlural[static_cast<size_t>(stance)]);
        }
        return words;
    }

    [[nodiscard]] std::string disputed() const {
        const std::string against = with({Stance::Disputes, Stance::Denies});
        const std::string asserted = with({Stance::Establishes, Stance::Reports, Stance::Alleges, Stance::Assesses, Stance::Forecasts});
        const Claim* disputes = first(Stance::Disputes);
        const Claim* denies = first(Stance::Denies);
        const Claim* decides = disputes == nullptr || (denies != nullptr && denies->known_s < disputes->known_s) ? denies : disputes;
        if (asserted.empty()) return against + "; no claim here asserts it." + before(decides);
        return against + ", while " + asserted + "." + before(decides);
    }

    [[nodiscard]] std::string earlier(Stance stance) const { return "." + before(first(stance)); }

    // What was shown until the deciding claim became known. A day is named only where the day is known.
    [[nodiscard]] std::string before(const Claim* claim) const {
        if (claim == nullptr || claim->known_s == INT64_MIN) return {};
        const Instant day_before_s = claim->known_s - kSecondsPerDay;
        const auto known = parse_edtf(data_.text(claim->known_text));
        const bool to_the_day = known && known->shape == EdtfShape::Date && (known->precision == Precision::Day || known->precision == Precision::Second) &&
                                !known->uncertain && !known->approximate;
        const Status status = status_as_known(all_, day_before_s);
        if (status == Status::NotYetKnown || status == status_as_known(all_, claim->known_s)) return {};
        if (!to_the_day) return fmt::format(" Before that it was shown as {}.", shown_as(status));
        return fmt::format(" Until {} it was shown as {}.", date_words(iso_date(civil_from_instant(day_before_s).date)), shown_as(status));
    }

    [[nodiscard]] std::string not_yet_known() const {
        if (all_.empty()) return "Shown as not yet known: no claim tells of it.";
        const Claim& next = *std::ranges::min_element(all_, {}, &Claim::known_s);
        std::string words = "Shown as not yet known: no claim about it was known by this day. The first one, in " + source(next);
        if (!next.locator.empty()) words += ", " + text(next.locator) + ",";
        if (next.known_text.empty()) return words + " came later.";
        const std::string date = date_words(data_.text(next.known_text));
        const auto known = parse_edtf(data_.text(next.known_text));
        const bool day = known && known->precision == Precision::Day && known->shape == EdtfShape::Date && !date.empty() && date[0] >= '0' && date[0] <= '9';
        return words + fmt::format(" became known {}{}.", day ? "on " : "in ", date);
    }

    const Dataset& data_;
    std::span<const Claim> all_;
    Instant known_by_s_;
    std::vector<const Claim*> known_;
};

}  // namespace

std::string status_reason(const Dataset& data, EventId event, Instant known_by_s) {
    return Reason(data, data.events.claims[index(event)], known_by_s).words();
}

std::string status_reason(const Dataset& data, RelationId relation, Instant known_by_s) {
    return Reason(data, data.relations.claims[index(relation)], known_by_s).words();
}

}  // namespace choke
