// What follows from data, document and session: the visible events, facet counts, scenes. Never invalidated by hand: every
// value has a key of everything that it depends on.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/details.h"
#include "app/paths.h"
#include "app/state.h"
#include "base/memo.h"
#include "query/counts.h"
#include "query/removal.h"
#include "scene/hit_test.h"
#include "views/annotations.h"
#include "views/map_changes.h"

namespace choke {

struct Visible {
    Query query;
    std::string words;                // what the filter finds: "events that involve Huawei"; empty: everything
    std::optional<QueryError> error;  // of the filter text; then the last good filter stays in force
    Instant known_by_s = kEverKnown;
    std::string known_error;          // of the known-on text
    Instant happened_by_s = kEverKnown;
    std::string happened_error;       // of the happened-by text
    EventSet events;                  // under filter, both days and status floor
    EventSet ghosts;                  // match, but were not known yet; empty when the look shows none
    EventSet ever;                    // under filter and status floor without the two days; empty when there are none
    EventSet before;                  // as events, with what was known by the earlier of the days that are compared
    std::optional<ComparedDays> compared_days;  // absent: no days are compared, or not in their order
    size_t floor_events = 0;          // how many events the status floor removes from the rest of the filter
    size_t floor_relations = 0;       // and how many known relations of the data
    uint64_t revision = 0;        // changes with everything above
    uint64_t known_revision = 0;  // changes with the data and the day only
    [[nodiscard]] bool has_day() const { return known_by_s != kEverKnown || happened_by_s != kEverKnown; }
};

// Parses "known on" and "happened by": the last second of the date; kEverKnown for empty. Error text when it is no date.
[[nodiscard]] tl::expected<Instant, std::string> parse_known_on(std::string_view edtf);

struct SceneKey {
    uint64_t visible_revision = 0;
    uint64_t compare_revision = 0;  // 0: nothing is compared
    ThemeId theme = ThemeId::Dark;
    ParamValues params;
    std::vector<std::string> folded, lane_order, pinned_lanes;
    std::optional<LaneDrag> lane_drag;
    Shared<Annotations> annotations;
    std::vector<std::string> hidden_layers;
    std::string annotation;  // that is selected
    std::vector<Pin> pins;
    std::string path;
    bool path_in_time_order = false;
    std::vector<NodeRef> selected;
    std::optional<Pick> hover;
    std::optional<Instant> today_s;
    Camera camera;
    double settle = 1;
    Rect area;
    const TextMetrics* metrics = nullptr;
    friend bool operator==(const SceneKey&, const SceneKey&) = default;
};

struct ViewDerived {
    std::unique_ptr<ViewCache> cache;
    Memo<SceneKey, Scene> scene;
    Memo<size_t, HitIndex> hits;  // by scene build
    std::vector<AnnotationPlace> annotations;  // of the scene
};

class Derived {
public:
    // Refreshed only when data, filter or known-on have changed.
    const Visible& visible(const AppState& state);

    // The same for the filter that the look compares with; null when there is none. Of a text that is no query nothing is
    // visible.
    const Visible* compared(const AppState& state);

    // Events by value of a facet: under the filter, and of all that was known. Counted when asked for.
    const std::vector<uint32_t>& facet_counts(const AppState& state, Facet facet);
    const std::vector<uint32_t>& known_counts(const AppState& state, Facet facet);
    // Events by period: under the filter, and of all that was known.
    const PeriodCounts& periods(const AppState& state);
    const PeriodCounts& known_periods(const AppState& state);
    // What the filter loses by each of its parts; for "nothing found".
    const std::vector<Removal>& removed(const AppState& state);

    // The page of the tie or of the node selected last; null when nothing is selected.
    const DetailsPage* details(const AppState& state);

    // The ways that the look asks for, best first, and what they all rest on; null when it asks for none, or has ends that
    // the data do not have.
    const std::vector<PathStory>* paths(const AppState& state);
    const std::vector<PathCut>* path_cuts(const AppState& state);
    [[nodiscard]] PathsOptions path_options(const AppState& state) const;

    // The input that a view gets now. References state, visible() and the arguments: use it at once.
    // It is good until the next call.
    [[nodiscard]] ViewInput view_input(const AppState& state, const ViewDef& view, const Rect& area,
                                       const TextMetrics& metrics);
    // The scene of a view, built when its key has changed.
    const Scene& scene(const AppState& state, const ViewDef& view, const Rect& area, const TextMetrics& metrics);
    // What scene() gave last: what is on the screen.
    [[nodiscard]] const Scene& shown_scene(const ViewDef& view);
    [[nodiscard]] ViewCache& cache(const ViewDef& view);
    // Where the annotations stand in it.
    [[nodiscard]] const std::vector<AnnotationPlace>& annotation_places(const ViewDef& view);
    [[nodiscard]] Pick pick_at(const ViewDef& view, Vec2 at);
    [[nodiscard]] size_t scene_revision(const ViewDef& view);  // changes when the scene was built anew
    [[nodiscard]] size_t scene_build_count() const;  // over all views; an idle window leaves it alone

private:
    struct VisibleKey {
        const Dataset* data = nullptr;
        std::string filter;
        std::string known_on;
        std::string happened_by;
        std::optional<Status> status_floor;
        bool ghosts = false;
        std::string since;
        friend bool operator==(const VisibleKey&, const VisibleKey&) = default;
    };
    void compare(const AppState& state, Visible& out) const;
    struct DetailsKey {
        uint64_t visible_revision = 0;
        std::optional<CompareBy> by;  // of the map, while two days are compared
        std::optional<Tie> tie;
        std::optional<NodeRef> node;
        friend bool operator==(const DetailsKey&, const DetailsKey&) = default;
    };
    struct PathsKey {
        uint64_t visible_revision = 0;
        std::string path;
        bool in_time_order = false;
        friend bool operator==(const PathsKey&, const PathsKey&) = default;
    };
    struct FoundPaths {
        bool asked = false;  // both ends are there
        std::vector<PathStory> stories;
        std::vector<PathCut> cuts;
        std::vector<std::vector<NodeRef>> nodes;  // of the stories
    };
    // All but known_revision.
    void refresh(const AppState& state, const VisibleKey& key, Visible& out) const;
    const FoundPaths& found_paths(const AppState& state);
    Memo<PathsKey, FoundPaths> paths_;
    ViewDerived& of(const ViewDef& view);
    Memo<VisibleKey, Visible> visible_, compared_;
    ComparedEvents comparison_;  // of the last view_input()
    ShownAnnotations annotations_;  // likewise
    const Dataset* known_data_ = nullptr;  // of the last visible()
    Instant known_by_s_ = kEverKnown;
    Memo<DetailsKey, DetailsPage> details_;
    std::array<Memo<uint64_t, std::vector<uint32_t>>, kFacetCount> facet_counts_, known_counts_;  // by facet; by revision
    Memo<uint64_t, PeriodCounts> periods_, known_periods_;
    Memo<uint64_t, std::vector<Removal>> removed_;
    std::map<std::string, ViewDerived, std::less<>> views_;
    ParamValues no_params_;
};

}  // namespace choke
