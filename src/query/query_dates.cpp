#include "query/query_dates.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "time/edtf.h"

namespace choke {
namespace {

constexpr Instant kFirst = std::numeric_limits<Instant>::min();
constexpr Instant kLast = std::numeric_limits<Instant>::max();

tl::unexpected<ValueError> fail_at(size_t byte, std::string message) {
    return tl::unexpected<ValueError>(ValueError{.message = std::move(message), .byte = byte});
}

// `byte` is where `text` stands in the query.
tl::expected<DateBounds, ValueError> read_date(std::string_view text, size_t byte) {
    auto bounds = parse_edtf(text);
    if (bounds) return *bounds;
    const auto offset = static_cast<size_t>(std::max(0, bounds.error().column - 1));
    return fail_at(byte + std::min(offset, text.size()),
                   fmt::format("'{}' is not a date: {}", shown(text), bounds.error().message));
}

}  // namespace

Comparison take_comparison(std::string_view& text) {
    const auto take = [&text](std::string_view sign_text) {
        if (!text.starts_with(sign_text)) return false;
        text.remove_prefix(sign_text.size());
        return true;
    };
    if (take(">=")) return Comparison::AtLeast;
    if (take("<=")) return Comparison::AtMost;
    if (take(">")) return Comparison::Above;
    if (take("<")) return Comparison::Below;
    (void)take("=");
    return Comparison::Equal;
}

tl::expected<QueryValue, ValueError> resolve_date(QueryField field, const WrittenValue& written) {
    QueryValue value;
    std::string_view text = written.text;
    value.comparison = take_comparison(text);
    const size_t byte = written.begin_byte + (written.text.size() - text.size());
    if (text.ends_with('?')) {
        if (field == QueryField::Known) {
            return fail_at(byte + text.size() - 1,
                           "'known:' takes no '?': the day on which an event became known is one day");
        }
        text.remove_suffix(1);
        value.certainty = Certainty::Possibly;
    }
    if (text.empty()) return fail_at(byte, "a date is missing, as in date:2023-10");

    // ".." belongs to EDTF itself inside an interval ("../2024") or a set ("{2020..2022}").
    const bool edtf_only = text.find('/') != text.npos || text.starts_with('[') || text.starts_with('{');
    const size_t dots = edtf_only ? text.npos : text.find("..");
    if (dots == text.npos) {
        const auto bounds = read_date(text, byte);
        if (!bounds) return tl::unexpected<ValueError>(bounds.error());
        const Instant first = lower_limit(*bounds);
        const Instant last = upper_limit(*bounds);
        value.text = text;
        switch (value.comparison) {
            case Comparison::Equal: value.from_s = first; value.to_s = last; break;
            case Comparison::AtLeast: value.from_s = first; break;
            case Comparison::AtMost: value.to_s = last; break;
            case Comparison::Above:
                value.from_s = last == kLast ? kLast : last + 1;
                if (last == kLast) value.to_s = kFirst;  // nothing is later than an open end
                break;
            case Comparison::Below:
                value.to_s = first == kFirst ? kFirst : first - 1;
                if (first == kFirst) value.from_s = kLast;
                break;
        }
        return value;
    }

    if (value.comparison != Comparison::Equal) {
        return fail_at(byte, "a range 'from..to' takes no comparison sign");
    }
    const std::string_view from = text.substr(0, dots);
    const std::string_view to = text.substr(dots + 2);
    if (from.empty() && to.empty()) return fail_at(byte, "a range needs a date on one side of '..'");
    value.range = true;
    value.text = from;
    value.to_text = to;
    if (!from.empty()) {
        const auto bounds = read_date(from, byte);
        if (!bounds) return tl::unexpected<ValueError>(bounds.error());
        value.from_s = lower_limit(*bounds);
    }
    if (!to.empty()) {
        const auto bounds = read_date(to, byte + dots + 2);
        if (!bounds) return tl::unexpected<ValueError>(bounds.error());
        value.to_s = upper_limit(*bounds);
    }
    if (value.from_s > value.to_s) {
        return fail_at(byte, fmt::format("the range ends before it begins: write {}..{}", to, from));
    }
    return value;
}

}  // namespace choke
