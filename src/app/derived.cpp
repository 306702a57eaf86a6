#include "app/derived.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/annotations.h"
#include "app/cameras.h"
#include "time/civil.h"
#include "time/edtf.h"
#include "views/timeline_internal.h"

namespace choke {

tl::expected<Instant, std::string> parse_known_on(std::string_view edtf) {
    if (edtf.empty()) return kEverKnown;
    const auto bounds = parse_edtf(edtf);
    if (!bounds) return tl::unexpected(bounds.error().message);
    if (bounds->end != EndKind::Known) return kEverKnown;
    return bounds->latest;
}

void Derived::refresh(const AppState& state, const VisibleKey& key, Visible& out) const {
    out.error.reset();
    out.known_error.clear();
    if (const auto known = parse_known_on(key.known_on)) {
        out.known_by_s = *known;
    } else {
        out.known_error = known.error();
    }
    out.happened_error.clear();
    if (const auto happened = parse_known_on(key.happened_by)) {
        out.happened_by_s = *happened;
    } else {
        out.happened_error = happened.error();
    }
    if (auto query = parse_query(key.filter, *state.data)) {
        out.query = std::move(*query);
    } else {
        out.error = query.error();
        // Names in an older query may belong to another data set.
        if (out.revision == 0 || &state.index->data() != key.data) out.query = Query();
    }
    out.words = out.query.matches_everything() ? std::string() : out.query.words(*state.data);
    out.events = state.index->select(out.query, out.known_by_s);
    out.floor_events = 0;
    out.floor_relations = 0;
    if (key.status_floor) {
        const size_t before = out.events.size();
        out.events.intersect(state.index->at_least(*key.status_floor, out.known_by_s));
        out.floor_events = before - out.events.size();
        for (size_t i = 0; i < key.data->relations.size(); ++i) {
            const Status status = relation_status(*key.data, id_at<RelationId>(i), out.known_by_s);
            if (status != Status::NotYetKnown && !is_at_least(status, *key.status_floor)) out.floor_relations++;
        }
    }
    out.ghosts = {};
    out.ever = {};
    if (out.has_day()) {
        out.ever = state.index->select(out.query, kEverKnown);
        if (key.status_floor) out.ever.intersect(state.index->at_least(*key.status_floor, kEverKnown));
        const EventSet entered = state.index->entered_by(out.happened_by_s);
        out.events.intersect(entered);
        if (key.ghosts) {
            out.ghosts = out.ever;
            out.ghosts.subtract(state.index->known_by(out.known_by_s));
            out.ghosts.intersect(entered);
        }
    }
    out.revision++;
}

const Visible& Derived::visible(const AppState& state) {
    const Document& document = state.document;
    const VisibleKey key{state.data.get(), document.filter, document.known_on, document.happened_by, document.status_floor, document.ghosts, document.since};
    return visible_.refill(key, [&](const VisibleKey&, Visible& out) {
        refresh(state, key, out);
        compare(state, out);
        if (known_data_ != key.data || known_by_s_ != out.known_by_s) out.known_revision++;
        known_data_ = key.data;
        known_by_s_ = out.known_by_s;
    });
}

const Visible* Derived::compared(const AppState& state) {
    const Document& document = state.document;
    if (!document.compare) return nullptr;
    const VisibleKey key{state.data.get(), *document.compare, document.known_on, document.happened_by, document.status_floor, document.ghosts, {}};
    return &compared_.refill(key, [&](const VisibleKey&, Visible& out) {
        refresh(state, key, out);
        if (!out.error) return;
        out.events = out.ghosts = out.ever = {};
        out.words = fmt::format("a filter that is not understood at column {}: {}", out.error->column, out.error->message);
    });
}

// The later day is that of known-on, or the last one that the data know of: what is still to come has not appeared.
void Derived::compare(const AppState& state, Visible& out) const {
    out.before = {};
    out.compared_days.reset();
    if (state.document.since.empty()) return;
    const auto since = parse_known_on(state.document.since);
    if (!since || *since == kEverKnown) return;
    ComparedDays days;
    days.since_s = *since;
    days.since_words = date_words_short(state.document.since);
    if (out.known_by_s != kEverKnown) {
        days.until_s = out.known_by_s;
        days.until_words = date_words_short(state.document.known_on);
    } else if (state.known_days) {
        days.until_s = (state.known_days->second + 1) * kSecondsPerDay - 1;
        days.until_words = date_words_short(iso_date(civil_from_days(state.known_days->second)));
    }
    if (out.happened_by_s < days.until_s) {
        days.until_s = out.happened_by_s;
        days.until_words = date_words_short(state.document.happened_by);
    }
    if (days.until_s <= days.since_s) return;
    out.before = state.index->select(out.query, days.since_s);
    out.before.intersect(state.index->entered_by(out.happened_by_s));
    if (state.document.status_floor) out.before.intersect(state.index->at_least(*state.document.status_floor, days.since_s));
    days.before = &out.before;
    out.compared_days = std::move(days);
}

const std::vector<uint32_t>& Derived::facet_counts(const AppState& state, Facet facet) {
    const Visible& now = visible(state);
    return facet_counts_[static_cast<size_t>(facet)].get(
        now.revision, [&](uint64_t) { return count_facet(*state.index, facet, now.events, now.known_by_s); });
}

const std::vector<uint32_t>& Derived::known_counts(const AppState& state, Facet facet) {
    const Visible& now = visible(state);
    return known_counts_[static_cast<size_t>(facet)].get(now.known_revision, [&](uint64_t) {
        return count_facet(*state.index, facet, state.index->known_by(now.known_by_s), now.known_by_s);
    });
}

// As many bars as find room in a narrow panel.
constexpr size_t kMostPeriods = 60;

const PeriodCounts& Derived::periods(const AppState& state) {
    const Visible& now = visible(state);
    return periods_.get(now.revision, [&](uint64_t) { return count_by_period(*state.index, now.events, kMostPeriods); });
}

const PeriodCounts& Derived::known_periods(const AppState& state) {
    const Visible& now = visible(state);
    return known_periods_.get(now.known_revision, [&](uint64_t) {
        return count_by_period(*state.index, state.index->known_by(now.known_by_s), kMostPeriods);
    });
}

const std::vector<Removal>& Derived::removed(const AppState& state) {
    const Visible& now = visible(state);
    return removed_.get(now.revision, [&](uint64_t) {
        return removals(state.document.filter, *state.index, now.known_by_s, state.document.status_floor, now.happened_by_s);
    });
}

const DetailsPage* Derived::details(const AppState& state) {
    const Session& session = state.session;
    if (!session.tie && session.selected.empty()) return nullptr;
    const Visible& now = visible(state);
    DetailsKey key{now.revision, std::nullopt, session.tie, std::nullopt};
    if (now.compared_days) {
        const auto params = state.document.params.find("map");
        key.by = compare_by(params == state.document.params.end() ? no_params_ : params->second);
    }
    if (!session.tie) key.node = session.selected.back();
    return &details_.get(key, [&](const DetailsKey& k) {
        if (!k.tie) return details_of(*state.data, *k.node, now.known_by_s);
        if (!k.by) return details_of_tie(*state.data, *k.tie, now.events, now.known_by_s);
        EventSet both = now.events;
        both.unite(now.before);
        const ChangeRule changes({state.data.get(), &*now.compared_days, &now.events, now.known_by_s, state.document.status_floor}, *k.by);
        return details_of_tie(*state.data, *k.tie, *k.by == CompareBy::Known ? both : now.events, now.known_by_s, &changes);
    });
}

PathsOptions Derived::path_options(const AppState& state) const {
    PathsOptions options;
    options.status_floor = state.document.status_floor;
    const auto params = state.document.params.find("map");
    if (params == state.document.params.end()) return options;
    for (const auto& [id, value] : params->second)
        if (id == "steps") options.in_time_order = value == "time";
    return options;
}

const Derived::FoundPaths& Derived::found_paths(const AppState& state) {
    const Visible& now = visible(state);
    const PathsOptions options = path_options(state);
    return paths_.get({now.revision, state.document.path, options.in_time_order}, [&](const PathsKey& key) {
        FoundPaths found;
        const auto ends = key.path.empty() ? std::nullopt : path_ends(*state.data, key.path);
        if (!ends) return found;
        found.asked = true;
        found.stories = paths_of(*state.data, ends->first, ends->second, now.known_by_s, options);
        found.cuts = choke::path_cuts(*state.data, ends->first, ends->second, now.known_by_s, options);
        for (const PathStory& story : found.stories) found.nodes.push_back(story.nodes);
        return found;
    });
}

const std::vector<PathStory>* Derived::paths(const AppState& state) {
    const FoundPaths& found = found_paths(state);
    return found.asked ? &found.stories : nullptr;
}

const std::vector<PathCut>* Derived::path_cuts(const AppState& state) {
    const FoundPaths& found = found_paths(state);
    return found.asked ? &found.cuts : nullptr;
}

ViewDerived& Derived::of(const ViewDef& view) {
    const auto at = views_.find(view.id);
    if (at != views_.end()) return at->second;
    ViewDerived& made = views_[std::string(view.id)];
    made.cache = view.make_cache();
    return made;
}

ViewInput Derived::view_input(const AppState& state, const ViewDef& view, const Rect& area, const TextMetrics& metrics) {
    const Visible& now = visible(state);
    ViewInput input;
    input.index = state.index.get();
    input.visible = &now.events;
    input.visible_revision = now.revision;
    input.ghosts = state.document.ghosts ? &now.ghosts : nullptr;
    input.ever = now.has_day() ? &now.ever : nullptr;
    input.known_by_s = now.known_by_s;
    input.happened_by_s = now.happened_by_s;
    input.status_floor = state.document.status_floor;
    input.compared_days = now.compared_days ? &*now.compared_days : nullptr;
    input.today_s = state.session.today_s;
    input.theme = &theme(state.session.theme);
    input.metrics = &metrics;
    const auto params = state.document.params.find(std::string(view.id));
    input.params = params == state.document.params.end() ? &no_params_ : &params->second;
    input.folded_lanes = &state.document.folded_lanes;
    input.lane_order = &state.document.lane_order;
    input.pinned_lanes = &state.document.pinned_lanes;
    input.lane_drag = state.session.lane_drag && view.id == "timeline" ? &*state.session.lane_drag : nullptr;
    input.pins = &state.document.pins;
    if (const Visible* other = view.id == "timeline" ? compared(state) : nullptr) {
        comparison_ = {.visible = &other->events,
                       .ghosts = state.document.ghosts ? &other->ghosts : nullptr,
                       .ever = other->has_day() ? &other->ever : nullptr,
                       .visible_revision = other->revision,
                       .words = other->words,
                       .first_words = now.words};
        input.compare = &comparison_;
    }
    annotations_ = shown_annotations(state, view.id, now.events);
    input.annotations = &annotations_;
    input.paths = found_paths(state).nodes;
    input.selected = state.session.selected;
    input.hover = state.session.hover;
    const auto camera = state.session.cameras.find(std::string(view.id));
    if (camera != state.session.cameras.end()) input.camera = camera->second;
    const auto settle = state.session.settles.find(std::string(view.id));
    if (settle != state.session.settles.end()) input.settle = settle->second;
    input.area = area;
    // Gestures have no area, and go by what was drawn last.
    input.camera = seen_at(view, input.camera, area);
    return input;
}

const Scene& Derived::scene(const AppState& state, const ViewDef& view, const Rect& area, const TextMetrics& metrics) {
    const ViewInput input = view_input(state, view, area, metrics);
    ViewDerived& derived = of(view);
    SceneKey key;
    key.visible_revision = input.visible_revision;
    key.compare_revision = input.compare != nullptr ? input.compare->visible_revision : 0;
    key.theme = state.session.theme;
    key.params = *input.params;
    key.folded = *input.folded_lanes;
    key.lane_order = *input.lane_order;
    key.pinned_lanes = *input.pinned_lanes;
    if (input.lane_drag != nullptr) key.lane_drag = *input.lane_drag;
    key.annotations = state.document.annotations;
    key.hidden_layers = state.document.hidden_layers;
    key.annotation = state.session.annotation;
    key.pins = *input.pins;
    key.path = state.document.path;
    key.path_in_time_order = path_options(state).in_time_order;
    key.selected = state.session.selected;
    key.hover = input.hover;
    key.today_s = input.today_s;
    key.camera = input.camera;
    key.settle = input.settle;
    key.area = area;
    key.metrics = &metrics;
    return derived.scene.refill(key, [&](const SceneKey&, Scene& scene) {
        scene.clear();
        scene.set_size(area.right(), area.bottom());
        scene.set_background(input.theme->background);
        view.build(input, *derived.cache, scene);
        draw_annotations(input, view, *derived.cache, *input.annotations, scene, derived.annotations);
        scene.finish();
    });
}

const Scene& Derived::shown_scene(const ViewDef& view) { return of(view).scene.value(); }

const std::vector<AnnotationPlace>& Derived::annotation_places(const ViewDef& view) { return of(view).annotations; }

ViewCache& Derived::cache(const ViewDef& view) { return *of(view).cache; }

Pick Derived::pick_at(const ViewDef& view, Vec2 at) {
    ViewDerived& derived = of(view);
    const Scene& scene = derived.scene.value();
    const HitIndex& hits = derived.hits.refill(derived.scene.build_count(),
                                               [&](size_t, HitIndex& out) { out.build(scene); });
    return hits.at(scene, at);
}

size_t Derived::scene_revision(const ViewDef& view) { return of(view).scene.build_count(); }

size_t Derived::scene_build_count() const {
    size_t count = 0;
    for (const auto& [id, view] : views_) count += view.scene.build_count();
    return count;
}

}  // namespace choke
