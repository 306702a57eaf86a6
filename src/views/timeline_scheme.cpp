#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "views/style.h"
#include "views/timeline_internal.h"

namespace choke {
namespace {

struct GroupKind {
    std::string_view word;
    std::array<std::string_view, kSideCount> label;  // by side
};

constexpr std::array kGroupKinds{
    GroupKind{"government", {"US government", "Chinese government", "Other governments"}},
    GroupKind{"companies", {"US companies", "Chinese companies", "Other companies"}},
    GroupKind{"labs", {"US AI labs", "Chinese AI labs", "Other AI labs"}},
    GroupKind{"media", {"US media, analysts", "Chinese media, analysts", "Media and analysts"}},
    GroupKind{"others", {"Other US actors", "Other Chinese actors", "Other actors"}},
};
constexpr size_t kOtherKinds = kGroupKinds.size() - 1;

// A group gets a lane of its own from this share of the events on; smaller ones stand together, so that the lanes that
// matter have rows.
constexpr double kLeastShare = 0.03;

// The United States on top, China at the bottom, everybody else between them: the same reading as the map's.
constexpr std::array<int, kSideCount> kSideOrder{0, 2, 1};
constexpr int kLast = 1'000'000;

size_t group_kind_of(const Dataset& data, ActorId actor) {
    // A person or a group counts where its parent does; parents have no cycles (the builder breaks them).
    for (ActorId at = actor; at != kNone<ActorId>; at = data.actors.parent[index(at)]) {
        const std::string_view kind = data.actor_kinds.word(data.actors.kind[index(at)]);
        if (kind == "government" || kind == "agency") return 0;
        if (kind == "company" || kind == "chipmaker" || kind == "platform" || kind == "exchange") return 1;
        if (kind == "lab") return 2;
        if (kind == "medium" || kind == "analyst") return 3;
    }
    return kOtherKinds;
}

LaneCategory category(std::string key, std::string label, std::optional<Side> side = std::nullopt, int natural = 0) {
    LaneCategory made;
    made.key = std::move(key);
    made.label = std::move(label);
    made.side = side;
    made.natural = natural;
    return made;
}

// Fills a scheme: first the categories, then event by event where it belongs. Numbers all the way; words are made once a
// category, not once an event.
class SchemeMaker {
public:
    SchemeMaker(const Dataset& data, const TimelineFacts& facts, bool repeat, LaneScheme& out)
        : data_(data), facts_(facts), repeat_(repeat), out_(out) {
        on_axis_.assign(data.events.size(), false);
        for (const EventId event : facts.order) on_axis_[index(event)] = true;
        out_.of_event.reserve(data.events.size(), data.events.size());
    }

    void by_group() {
        std::vector<uint8_t> kind_of_actor(data_.actors.size());
        for (size_t i = 0; i < kind_of_actor.size(); ++i)
            kind_of_actor[i] = static_cast<uint8_t>(group_kind_of(data_, id_at<ActorId>(i)));
        const auto cell = [&](ActorId actor) {
            const Side side = actor == kNone<ActorId> ? Side::Other : data_.actors.side[index(actor)];
            const size_t kind = actor == kNone<ActorId> ? kOtherKinds : kind_of_actor[index(actor)];
            return static_cast<size_t>(side) * kGroupKinds.size() + kind;
        };
        for (size_t s = 0; s < kSideCount; ++s) {
            for (size_t k = 0; k < kGroupKinds.size(); ++k) {
                const auto side = static_cast<Side>(s);
                add(category(std::string(word(side)) + "-" + std::string(kGroupKinds[k].word),
                             std::string(kGroupKinds[k].label[s]), side, kSideOrder[s] * 10 + static_cast<int>(k)));
            }
        }
        std::vector<size_t> count(kSideCount * kGroupKinds.size(), 0);
        for (const EventId event : facts_.order) count[cell(leading_actor(data_, event))]++;
        std::vector<uint32_t> lane(count.size());
        for (size_t i = 0; i < count.size(); ++i) {
            const bool small = static_cast<double>(count[i]) < kLeastShare * static_cast<double>(facts_.order.size());
            lane[i] = static_cast<uint32_t>(small ? i / kGroupKinds.size() * kGroupKinds.size() + kOtherKinds : i);
        }
        for_each_actor([&](ActorId actor) { put(lane[cell(actor)]); });
    }

    void by_side() {
        for (size_t s = 0; s < kSideCount; ++s) add_side(static_cast<Side>(s), false);
        for_each_actor([&](ActorId actor) {
            put(static_cast<uint32_t>(actor == kNone<ActorId> ? Side::Other : data_.actors.side[index(actor)]));
        });
    }

    // nested: each actor inside its side, which keeps all its events for when it is folded.
    void by_actor(bool nested) {
        uint32_t others[kSideCount] = {};
        if (nested) {
            for (size_t s = 0; s < kSideCount; ++s) add_side(static_cast<Side>(s), true);
            for (size_t s = 0; s < kSideCount; ++s) {
                others[s] = add(category("actor:others-" + std::string(word(static_cast<Side>(s))), "Others",
                                         static_cast<Side>(s), kLast - 1));
                out_.categories[others[s]].group = static_cast<uint32_t>(s);
            }
        } else {
            const uint32_t one = add(category("actor:others", "Other actors", std::nullopt, kLast - 1));
            std::fill(std::begin(others), std::end(others), one);
        }
        const uint32_t nobody = add(category("actor:", "No actor named", std::nullopt, kLast));
        if (nested) out_.categories[nobody].group = static_cast<uint32_t>(Side::Other);
        const auto first = static_cast<uint32_t>(out_.categories.size());
        for (size_t i = 0; i < data_.actors.size(); ++i) {
            const auto side = static_cast<size_t>(data_.actors.side[i]);
            LaneCategory made = category("actor:" + std::string(data_.text(data_.actors.id[i])),
                                         std::string(data_.text(data_.actors.name[i])), data_.actors.side[i],
                                         kSideOrder[side] * 100'000);
            made.others = others[side];
            if (nested) made.group = static_cast<uint32_t>(side);
            add(std::move(made));
        }
        for_each_actor([&](ActorId actor) {
            const uint32_t lane = actor == kNone<ActorId> ? nobody : first + static_cast<uint32_t>(index(actor));
            put(lane);
            if (nested) put(out_.categories[lane].group);
        });
    }

    void by_kind() {
        for (size_t i = 0; i < data_.event_kinds.size(); ++i) {
            const std::string kind(data_.event_kinds.word(id_at<WordId>(i)));
            add(category("kind:" + kind, kind_label(kind)));
        }
        for_each_event([&](size_t event) { put(static_cast<uint32_t>(index(data_.events.kind[event]))); });
    }

    void by_thing() {
        const uint32_t others = add(category("thing:others", "Other things", std::nullopt, kLast - 1));
        const uint32_t nothing = add(category("thing:", "No thing named", std::nullopt, kLast));
        for (size_t i = 0; i < data_.things.size(); ++i) {
            LaneCategory made = category("thing:" + std::string(data_.text(data_.things.id[i])),
                                         std::string(data_.text(data_.things.name[i])));
            made.others = others;
            add(std::move(made));
        }
        for_each_event([&](size_t event) {
            const auto things = data_.events.things[event];
            if (things.empty()) put(nothing);
            for (const ThingId thing : things) {
                put(nothing + 1 + static_cast<uint32_t>(index(thing)));
                if (!repeat_) break;
            }
        });
    }

    // Sources of one publisher share a lane; one without a publisher stands for itself.
    void by_source() {
        const uint32_t others = add(category("source:others", "Other sources", std::nullopt, kLast - 1));
        const uint32_t nothing = add(category("source:", "No source", std::nullopt, kLast));
        std::map<std::string_view, uint32_t> known;
        std::vector<uint32_t> lane_of(data_.sources.size());
        for (size_t i = 0; i < data_.sources.size(); ++i) {
            const std::string_view publisher = data_.text(data_.sources.publisher[i]);
            const std::string_view name = publisher.empty() ? data_.text(data_.sources.title[i]) : publisher;
            const auto [at, added] = known.try_emplace(name, static_cast<uint32_t>(out_.categories.size()));
            if (added) {
                LaneCategory made = category("source:" + std::string(data_.text(data_.sources.id[i])), std::string(name));
                made.others = others;
                add(std::move(made));
            }
            lane_of[i] = at->second;
        }
        for_each_event([&](size_t event) {
            const auto claims = data_.claims_of(data_.events.claims[event]);
            if (claims.empty()) put(nothing);
            for (const Claim& claim : claims) {
                put(claim.source == kNone<SourceId> ? nothing : lane_of[index(claim.source)]);
                if (!repeat_) break;
            }
        });
    }

    // A story's lane holds all its events, also those of other stories.
    void by_story() {
        const uint32_t none = add(category("story:", "In no story", std::nullopt, kLast));
        std::vector<std::pair<EventId, uint32_t>> told;
        for (size_t s = 0; s < data_.stories.size(); ++s) {
            const uint32_t lane = add(category("story:" + std::string(data_.text(data_.stories.id[s])),
                                               std::string(data_.text(data_.stories.title[s])), std::nullopt, static_cast<int>(s)));
            for (const StoryStep& step : data_.stories.steps[s]) told.emplace_back(step.event, lane);
        }
        std::sort(told.begin(), told.end());
        auto at = told.begin();
        for_each_event([&](size_t event) {
            while (at != told.end() && index(at->first) < event) ++at;
            if (at == told.end() || index(at->first) != event) put(none);
            for (; at != told.end() && index(at->first) == event; ++at) put(at->second);
        });
    }

    void in_one() {
        add(category("all", "All events"));
        for_each_event([&](size_t) { put(0); });
    }

private:
    uint32_t add(LaneCategory made) {
        out_.categories.push_back(std::move(made));
        return static_cast<uint32_t>(out_.categories.size() - 1);
    }

    void add_side(Side side, bool is_group) {
        const uint32_t made = add(category((is_group ? "side:" : "") + std::string(word(side)), std::string(side_label(side)), side,
                                           kSideOrder[static_cast<size_t>(side)] * 100'000));
        out_.categories[made].is_group = is_group;
    }

    // The event of the running row belongs to this category, too.
    void put(uint32_t lane) {
        if (std::find(row_.begin(), row_.end(), lane) == row_.end()) row_.push_back(lane);
    }

    template <typename Put>
    void for_each_event(Put&& put_event) {
        for (size_t event = 0; event < data_.events.size(); ++event) {
            row_.clear();
            if (on_axis_[event]) put_event(event);
            for (const uint32_t lane : row_) {
                out_.of_event.push(lane);
                LaneCategory& row = out_.categories[lane];
                if (row.total++ == 0) row.first = static_cast<uint32_t>(event);
            }
            out_.of_event.close_row();
        }
    }

    template <typename Put>
    void for_each_actor(Put&& put_actor) {
        for_each_event([&](size_t event) {
            const auto actors = data_.events.actors[event];
            if (actors.empty()) put_actor(kNone<ActorId>);
            for (const ActorRole& part : actors) {
                put_actor(part.actor);
                if (!repeat_) break;
            }
        });
    }

    const Dataset& data_;
    const TimelineFacts& facts_;
    bool repeat_;
    LaneScheme& out_;
    std::vector<bool> on_axis_;
    std::vector<uint32_t> row_;
};

// Mixed is no day: "202X-12-25" is ten of them.
bool is_exact(const DateBounds& date) {
    return date.shape == EdtfShape::Date && (date.precision == Precision::Day || date.precision == Precision::Second) &&
           !date.approximate && !date.uncertain;
}

}  // namespace

std::optional<Instant> anchor_instant(const DateBounds& date) {
    const auto middle = [](Instant a, Instant b) { return a + (b - a) / 2; };
    if (date.shape != EdtfShape::Interval) return middle(date.earliest, date.latest);
    if (date.begin == EndKind::Known) return middle(date.earliest, date.start_latest);
    if (date.end == EndKind::Known) return middle(date.end_earliest, date.latest);
    return std::nullopt;
}

std::optional<Instant> anchor_of(const Dataset& data, EventId event) {
    DateBounds date = data.events.date[index(event)];
    if (data.covered && date.shape != EdtfShape::Interval && data.covered->begin == EndKind::Known &&
        data.covered->end == EndKind::Known && date.earliest <= data.covered->latest && date.latest >= data.covered->earliest) {
        date.earliest = std::max(date.earliest, data.covered->earliest);
        date.latest = std::min(date.latest, data.covered->latest);
    }
    return anchor_instant(date);
}

TimelineFacts gather_facts(const Dataset& data) {
    TimelineFacts out;
    const size_t n = data.events.size();
    out.importance.resize(n);
    out.side.resize(n);
    out.exact.resize(n);
    std::vector<std::pair<Instant, EventId>> placed;
    placed.reserve(n);
    for (size_t i = 0; i < n; ++i) {
        const auto event = id_at<EventId>(i);
        out.importance[i] = static_cast<float>(importance(data, event));
        out.side[i] = leading_side(data, event);
        out.exact[i] = is_exact(data.events.date[i]) ? 1 : 0;
        if (const auto anchor = anchor_of(data, event)) placed.emplace_back(*anchor, event);
    }
    for (size_t i = 0; i < data.event_kinds.size(); ++i) {
        const std::string_view kind = data.event_kinds.word(id_at<WordId>(i));
        out.shape_of_kind.push_back(shape_of_kind(kind));
        out.alleges.push_back(kind == "allegation" ? 1 : 0);
    }
    std::sort(placed.begin(), placed.end());
    out.order.reserve(placed.size());
    for (std::vector<Instant>* column : {&out.anchor_s, &out.begin_s, &out.end_s}) column->reserve(placed.size());
    for (const auto& [anchor, event] : placed) {
        const DateBounds& date = data.events.date[index(event)];
        out.order.push_back(event);
        out.anchor_s.push_back(anchor);
        // The middle of a date lies within it; that of a date cut to the covered time does, too.
        out.begin_s.push_back(std::min(lower_limit(date), anchor));
        out.end_s.push_back(std::max(upper_limit(date), anchor));
    }
    return out;
}

LaneScheme make_lane_scheme(const Dataset& data, const TimelineFacts& facts, const LaneSchemeKey& key) {
    LaneScheme out;
    SchemeMaker maker(data, facts, key.repeat, out);
    if (key.lanes_by == "side") {
        maker.by_side();
    } else if (key.lanes_by == "actor" || key.lanes_by == "side-actor") {
        maker.by_actor(key.lanes_by == "side-actor");
    } else if (key.lanes_by == "kind") {
        maker.by_kind();
    } else if (key.lanes_by == "thing") {
        maker.by_thing();
    } else if (key.lanes_by == "source") {
        maker.by_source();
    } else if (key.lanes_by == "story") {
        maker.by_story();
    } else if (key.lanes_by == "none") {
        maker.in_one();
    } else {
        maker.by_group();
    }
    return out;
}

}  // namespace choke
