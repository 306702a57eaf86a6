#include <array>

#include "views/map_internal.h"
#include "views/matrix_internal.h"
#include "views/sources_internal.h"
#include "views/table_internal.h"
#include "views/timeline_internal.h"

namespace choke {
namespace {

template <typename Cache>
std::unique_ptr<ViewCache> make_cache() {
    return std::make_unique<Cache>();
}

const std::array kViews{
    ViewDef{.id = "timeline",
            .label = "Timeline",
            .summary = "Events in lanes along time, with uncertain dates as bands and relations as arrows.",
            .params = kTimelineParams,
            .make_cache = make_cache<TimelineCache>,
            .build = build_timeline,
            .interact = interact_timeline,
            .frame = frame_timeline,
            .whole = whole_timeline,
            .describe = describe_timeline},
    ViewDef{.id = "map",
            .label = "Map",
            .summary = "Actors, things or events as nodes, tied by relations and shared events, in one of five layouts.",
            .params = kMapParams,
            .make_cache = make_cache<MapCache>,
            .build = build_map,
            .interact = interact_map,
            .frame = frame_map,
            .whole = whole_map,
            .describe = describe_map,
            .settling = settling_map},
    ViewDef{.id = "matrix",
            .label = "Matrix",
            .summary = "The map's graph as a table: a row and a column a node, in the cells what ties them.",
            .params = kMatrixParams,
            .make_cache = make_cache<MatrixCache>,
            .build = build_matrix,
            .interact = interact_matrix,
            .frame = frame_matrix,
            .whole = whole_matrix,
            .describe = describe_matrix},
    ViewDef{.id = "table",
            .label = "Table",
            .summary = "Events as text, a row each, in the order and with the columns that you choose.",
            .params = kTableParams,
            .make_cache = make_cache<TableCache>,
            .build = build_table,
            .interact = interact_table,
            .frame = frame_table,
            .whole = whole_table,
            .describe = describe_table},
    ViewDef{.id = "sources",
            .label = "Sources",
            .summary = "Events against the sources that are cited for them: who says what, and where they disagree.",
            .params = kSourcesParams,
            .make_cache = make_cache<SourcesCache>,
            .build = build_sources,
            .interact = interact_sources,
            .frame = frame_sources,
            .whole = whole_sources,
            .describe = describe_sources},
};

}  // namespace

std::span<const ViewDef> views() { return kViews; }

const ViewDef* find_view(std::string_view id) {
    for (const ViewDef& view : kViews)
        if (view.id == id) return &view;
    return nullptr;
}

}  // namespace choke
