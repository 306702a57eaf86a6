// EDTF intervals and sets, and the logic on bounds.
#include "time/edtf.h"

#include <algorithm>

#include <fmt/format.h>

#include "time/edtf_internal.h"

namespace choke {

using edtf::DateForm;
using edtf::SingleDate;
using edtf::TimeOfDay;

namespace edtf {

IntervalParts split_interval(std::string_view text) {
    const size_t slash = text.find('/');
    return {.start = text.substr(0, slash), .end = text.substr(slash + 1)};
}

bool next_set_item(std::string_view& rest, SetItem& item) {
    while (!rest.empty() &&
           (rest.front() == ',' || rest.front() == ' ' || rest.front() == '[' || rest.front() == '{')) {
        rest.remove_prefix(1);
    }
    if (rest.empty() || rest.front() == ']' || rest.front() == '}') {
        return false;
    }
    const std::string_view text = rest.substr(0, rest.find_first_of(",]}"));
    rest.remove_prefix(text.size());
    const size_t dots = text.find("..");
    item.first = text.substr(0, dots);
    item.last = dots == std::string_view::npos ? text : text.substr(dots + 2);
    return true;
}

}  // namespace edtf

namespace {

bool fail(EdtfError& error, size_t at, std::string message) {
    error.message = std::move(message);
    error.column = static_cast<int>(std::min<size_t>(at, 1'000'000'000)) + 1;
    return false;
}

void add_flags(DateBounds& bounds, const SingleDate& date) {
    bounds.uncertain |= (date.qualifiers() & edtf::kUncertain) != 0;
    bounds.approximate |= (date.qualifiers() & edtf::kApproximate) != 0;
    bounds.level = std::max(bounds.level, date.level);
}

DateBounds bounds_of(const SingleDate& date) {
    DateBounds bounds{.earliest = date.earliest,
                      .latest = date.latest,
                      .start_latest = date.latest,
                      .end_earliest = date.earliest,
                      .precision = date.precision};
    add_flags(bounds, date);
    return bounds;
}

// One end of an interval. A season or unspecified digits in an interval are of level 2.
bool read_end(std::string_view text, size_t from, size_t to, EndKind& kind, SingleDate& date,
              EdtfError& error) {
    const std::string_view end = text.substr(from, to - from);
    kind = end.empty() ? EndKind::Unknown : end == ".." ? EndKind::Open : EndKind::Known;
    if (kind != EndKind::Known) {
        return true;
    }
    if (!edtf::read_date(text, from, to, TimeOfDay::Refused, date, error)) {
        return false;
    }
    if (date.form == DateForm::Season || date.has_mask()) {
        date.level = 2;
    }
    return true;
}

bool read_interval(std::string_view text, size_t slash, DateBounds& bounds, EdtfError& error) {
    const size_t second_slash = text.find('/', slash + 1);
    if (second_slash != std::string_view::npos) {
        return fail(error, second_slash, "an interval has one \"/\", and a date is written with hyphens");
    }
    if (text.size() == 1) {
        return fail(error, 0, "an interval has a date at one end at least");
    }
    SingleDate start;
    SingleDate end;
    if (!read_end(text, 0, slash, bounds.begin, start, error) ||
        !read_end(text, slash + 1, text.size(), bounds.end, end, error)) {
        return false;
    }
    const bool begins = bounds.begin == EndKind::Known;
    const bool ends = bounds.end == EndKind::Known;
    if (begins && ends && start.earliest > end.latest) {
        return fail(error, slash + 1, "the interval ends before it begins");
    }
    bounds.shape = EdtfShape::Interval;
    bounds.level = begins && ends ? 0 : 1;
    bounds.earliest = begins ? start.earliest : kMinInstant;
    bounds.latest = ends ? end.latest : kMaxInstant;
    // An unknown end may be anywhere on its side of the other end; an open one is at infinity.
    bounds.start_latest = begins ? start.latest : bounds.begin == EndKind::Open ? kMinInstant : bounds.latest;
    bounds.end_earliest = ends ? end.earliest : bounds.end == EndKind::Open ? kMaxInstant : bounds.earliest;
    if (begins && ends) {
        bounds.precision = start.precision == end.precision ? start.precision : Precision::Mixed;
    } else {
        bounds.precision = begins ? start.precision : ends ? end.precision : Precision::Mixed;
    }
    if (begins) {
        add_flags(bounds, start);
    }
    if (ends) {
        add_flags(bounds, end);
    }
    return true;
}

// "[…]" or "{…}". The columns of errors need positions in the text, so that items are not cut out of it.
class SetReader {
  public:
    SetReader(std::string_view text, DateBounds& bounds, EdtfError& error)
        : text_(text), bounds_(bounds), error_(error) {}

    bool read() {
        const char close = text_.front() == '[' ? ']' : '}';
        if (text_.size() < 2 || text_.back() != close) {
            return fail(error_, text_.size(), fmt::format("the closing \"{}\" is missing", close));
        }
        end_ = text_.size() - 1;
        bounds_.shape = EdtfShape::Set;
        bounds_.level = 2;
        bounds_.earliest = kMaxInstant;
        bounds_.latest = kMinInstant;
        at_ = 1;
        for (bool first = true;; first = false) {
            if (!read_item(first)) {
                return false;
            }
            if (at_ == end_) {
                break;
            }
            if (text_[at_] != ',') {
                return fail(error_, at_, "the dates of a set are set apart by commas");
            }
            ++at_;
            if (text_[at_] == ' ') {  // the specification's own examples have one blank behind a comma
                ++at_;
            }
        }
        bounds_.start_latest = bounds_.latest;
        bounds_.end_earliest = bounds_.earliest;
        return true;
    }

  private:
    [[nodiscard]] bool dots_here() const { return text_.substr(at_, 2) == ".."; }

    bool read_item(bool first) {
        const size_t item_at = at_;
        const bool open_begin = dots_here();
        if (open_begin) {
            if (!first) {
                return fail(error_, at_,
                            "\"..\" without a date before it stands only at the beginning of a set");
            }
            at_ += 2;
        }
        SingleDate from;
        if (!read_set_date(from)) {
            return false;
        }
        if (open_begin) {
            bounds_.begin = EndKind::Open;
            bounds_.earliest = kMinInstant;
            return !dots_here() || fail(error_, at_, "a range has \"..\" once");
        }
        if (!dots_here()) {
            return true;
        }
        at_ += 2;
        if (at_ == end_) {
            bounds_.end = EndKind::Open;
            bounds_.latest = kMaxInstant;
            return true;
        }
        if (text_[at_] == ',') {
            return fail(error_, at_ - 2, "\"..\" without a date behind it stands only at the end of a set");
        }
        SingleDate to;
        if (!read_set_date(to)) {
            return false;
        }
        return from.earliest <= to.latest || fail(error_, item_at, "the range ends before it begins");
    }

    bool read_set_date(SingleDate& date) {
        size_t to = at_;
        while (to < end_ && text_[to] != ',' && text_.substr(to, 2) != "..") {
            ++to;
        }
        if (!edtf::read_date(text_, at_, to, TimeOfDay::Refused, date, error_)) {
            return false;
        }
        at_ = to;
        bounds_.earliest = std::min(bounds_.earliest, date.earliest);
        bounds_.latest = std::max(bounds_.latest, date.latest);
        bounds_.precision =
            has_date_ && bounds_.precision != date.precision ? Precision::Mixed : date.precision;
        has_date_ = true;
        add_flags(bounds_, date);
        return true;
    }

    std::string_view text_;
    size_t at_ = 0;
    size_t end_ = 0;
    bool has_date_ = false;
    DateBounds& bounds_;
    EdtfError& error_;
};

bool read_edtf(std::string_view text, DateBounds& bounds, EdtfError& error) {
    if (text.empty()) {
        return fail(error, 0, "the date is empty");
    }
    if (text.front() == '[' || text.front() == '{') {
        return SetReader(text, bounds, error).read();
    }
    const size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        return read_interval(text, slash, bounds, error);
    }
    const size_t dots = text.find("..");
    if (dots != std::string_view::npos) {
        return fail(error, dots, "\"..\" belongs into an interval (../2022) or a set ([..2022])");
    }
    SingleDate date;
    if (!edtf::read_date(text, 0, text.size(), TimeOfDay::Allowed, date, error)) {
        return false;
    }
    bounds = bounds_of(date);
    return true;
}

}  // namespace

tl::expected<DateBounds, EdtfError> parse_edtf(std::string_view text) {
    DateBounds bounds;
    EdtfError error;
    if (!read_edtf(text, bounds, error)) {
        return tl::unexpected(std::move(error));
    }
    return bounds;
}

std::string_view precision_name(Precision precision) {
    switch (precision) {
        case Precision::Millennium:
            return "millennium";
        case Precision::Century:
            return "century";
        case Precision::Decade:
            return "decade";
        case Precision::Year:
            return "year";
        case Precision::Season:
            return "season";
        case Precision::Month:
            return "month";
        case Precision::Day:
            return "day";
        case Precision::Second:
            return "second";
        case Precision::Mixed:
            return "mixed";
    }
    return "mixed";
}

std::optional<std::string> earliest_iso(const DateBounds& bounds) {
    if (bounds.begin != EndKind::Known) {
        return std::nullopt;
    }
    return iso_date(civil_from_instant(bounds.earliest).date);
}

std::optional<std::string> latest_iso(const DateBounds& bounds) {
    if (bounds.end != EndKind::Known) {
        return std::nullopt;
    }
    return iso_date(civil_from_instant(bounds.latest).date);
}

Instant lower_limit(const DateBounds& bounds) {
    return bounds.begin == EndKind::Known ? bounds.earliest : kMinInstant;
}

Instant upper_limit(const DateBounds& bounds) {
    return bounds.end == EndKind::Known ? bounds.latest : kMaxInstant;
}

Instant entry_instant(const DateBounds& bounds) { return bounds.begin == EndKind::Known ? bounds.earliest : upper_limit(bounds); }

// No "no limit" is before another: both sides of each comparison must be a real bound or be satisfied by
// infinity.
bool certainly_before(const DateBounds& a, const DateBounds& b) {
    return a.end == EndKind::Known && b.begin == EndKind::Known && a.latest < b.earliest;
}

bool possibly_before(const DateBounds& a, const DateBounds& b) { return lower_limit(a) < upper_limit(b); }

bool may_overlap(const DateBounds& a, const DateBounds& b) {
    return lower_limit(a) <= upper_limit(b) && lower_limit(b) <= upper_limit(a);
}

bool certainly_within(const DateBounds& inner, const DateBounds& outer) {
    return (outer.begin != EndKind::Known ||
            (inner.begin == EndKind::Known && inner.earliest >= outer.earliest)) &&
           (outer.end != EndKind::Known || (inner.end == EndKind::Known && inner.latest <= outer.latest));
}

}  // namespace choke
