#include "app/derived.h"

#include <algorithm>
#include <utility>

#include "app/cameras.h"
#include "views/timeline_internal.h"

namespace choke {

tl::expected<Instant, std::string> parse_known_on(std::string_view edtf) {
    if (edtf.empty()) return kEverKnown;
    const auto bounds = parse_edtf(edtf);
    if (!bounds) return tl::unexpected(bounds.error().message);
    if (bounds->end != EndKind::Known) return kEverKnown;
    return bounds->latest;
}

const Visible& Derived::visible(const AppState& state) {
    const VisibleKey key{state.data.get(), state.document.filter, state.document.known_on,
                         state.document.status_floor, state.document.ghosts};
    return visible_.refill(key, [&](const VisibleKey&, Visible& out) {
        out.error.reset();
        out.known_error.clear();
        if (const auto known = parse_known_on(state.document.known_on)) {
            out.known_by_s = *known;
        } else {
            out.known_error = known.error();
        }
        if (auto query = parse_query(state.document.filter, *state.data)) {
            out.query = std::move(*query);
        } else {
            out.error = query.error();
            // Names in an older query may belong to another data set.
            if (out.revision == 0 || &state.index->data() != key.data) out.query = Query();
        }
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
        if (out.known_by_s != kEverKnown) {
            out.ever = state.index->select(out.query, kEverKnown);
            if (key.status_floor) out.ever.intersect(state.index->at_least(*key.status_floor, kEverKnown));
            if (key.ghosts) {
                out.ghosts = out.ever;
                out.ghosts.subtract(state.index->known_by(out.known_by_s));
            }
        }
        out.revision++;
        if (known_data_ != key.data || known_by_s_ != out.known_by_s) out.known_revision++;
        known_data_ = key.data;
        known_by_s_ = out.known_by_s;
    });
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
        return removals(state.document.filter, *state.index, now.known_by_s, state.document.status_floor);
    });
}

const DetailsPage* Derived::details(const AppState& state) {
    const Session& session = state.session;
    if (!session.tie && session.selected.empty()) return nullptr;
    const Visible& now = visible(state);
    DetailsKey key{now.revision, session.tie, std::nullopt};
    if (!session.tie) key.node = session.selected.back();
    return &details_.get(key, [&](const DetailsKey& k) {
        return k.tie ? details_of_tie(*state.data, *k.tie, now.events, now.known_by_s) : details_of(*state.data, *k.node, now.known_by_s);
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
    input.ever = now.known_by_s == kEverKnown ? nullptr : &now.ever;
    input.known_by_s = now.known_by_s;
    input.status_floor = state.document.status_floor;
    input.today_s = state.session.today_s;
    input.theme = &theme(state.session.theme);
    input.metrics = &metrics;
    const auto params = state.document.params.find(std::string(view.id));
    input.params = params == state.document.params.end() ? &no_params_ : &params->second;
    input.folded_lanes = &state.document.folded_lanes;
    input.pins = &state.document.pins;
    input.paths = found_paths(state).nodes;
    input.selected = state.session.selected;
    input.hover = state.session.hover;
    const auto camera = state.session.cameras.find(std::string(view.id));
    if (camera != state.session.cameras.end()) input.camera = camera->second;
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
    key.theme = state.session.theme;
    key.params = *input.params;
    key.folded = *input.folded_lanes;
    key.pins = *input.pins;
    key.path = state.document.path;
    key.path_in_time_order = path_options(state).in_time_order;
    key.selected = state.session.selected;
    key.hover = input.hover;
    key.today_s = input.today_s;
    key.camera = input.camera;
    key.area = area;
    key.metrics = &metrics;
    return derived.scene.refill(key, [&](const SceneKey&, Scene& scene) {
        scene.clear();
        scene.set_size(area.right(), area.bottom());
        scene.set_background(input.theme->background);
        view.build(input, *derived.cache, scene);
        scene.finish();
    });
}

const Scene& Derived::shown_scene(const ViewDef& view) { return of(view).scene.value(); }

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
