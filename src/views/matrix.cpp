#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "graph/communities.h"
#include "graph/csr.h"
#include "graph/neighbours.h"
#include "query/search_text.h"
#include "views/matrix_internal.h"

namespace choke {
namespace {

using Choice = std::pair<std::string_view, std::string_view>;
constexpr std::array<Choice, 4> kOrderChoices{{{"side", "by side"},
                                               {"community", "by groups that belong together"},
                                               {"measure", "by size"},
                                               {"name", "by name"}}};
constexpr std::array<ViewParam, 5> kParams{{{"nodes", "Nodes", kMapNodeChoices},
                                            {"graph", "Tied by", kMapTiesChoices},
                                            {"order", "Order", kOrderChoices},
                                            {"size", "Size", kMapSizeChoices},
                                            {"amount", "How many", kMapAmountChoices}}};

constexpr double kHeading_px = 27;
constexpr double kNumbers_px = 18;
constexpr double kMargin_px = 10;
constexpr double kMostName_px = 340;
constexpr double kMostWidening = 2.2;  // of a cell: what is left of a wide window goes to the numbers in the cells

constexpr double kMaxZoom = 40;
constexpr size_t kMostRows = 2000;  // of `amount=all`: more cells than a picture can hold apart

MatrixCache& as_matrix(ViewCache& cache) { return static_cast<MatrixCache&>(cache); }
const MatrixCache& as_matrix(const ViewCache& cache) { return static_cast<const MatrixCache&>(cache); }

MatrixRows rows_of(const Dataset& data, const MapGraph& graph, MatrixOrder order) {
    const auto count = static_cast<uint32_t>(graph.nodes.size());
    std::vector<uint32_t> section(count, 0);
    std::vector<std::string> names(count);
    MatrixRows rows;
    for (uint32_t i = 0; i < count; ++i) {
        rows.nodes.push_back(i);
        if (order == MatrixOrder::Side) section[i] = static_cast<uint32_t>(graph.nodes[i].side);
        if (order == MatrixOrder::Name) names[i] = search_form(data.node_label(graph.nodes[i].node));
    }
    if (order == MatrixOrder::Community) {
        std::vector<GraphEdge> edges;
        std::vector<double> weights;
        for (const MapTie& tie : graph.ties) {
            if (!graph.is_drawn(tie) || tie.ghost) continue;
            edges.push_back({tie.a, tie.b});
            weights.push_back(tie_weight(tie));
        }
        section = find_communities(Neighbours(Graph(count, edges), weights)).of_node;
    }
    // Nodes come heaviest first, and stay so within a side or a community.
    std::stable_sort(rows.nodes.begin(), rows.nodes.end(), [&](uint32_t a, uint32_t b) {
        switch (order) {
            case MatrixOrder::Side:
            case MatrixOrder::Community: return section[a] < section[b];
            case MatrixOrder::Measure: return graph.nodes[a].radius > graph.nodes[b].radius;
            case MatrixOrder::Name: return names[a] < names[b];
        }
        return false;
    });
    rows.row_of.assign(count, 0);
    for (uint32_t row = 0; row < count; ++row) {
        rows.row_of[rows.nodes[row]] = row;
        if (row > 0 && section[rows.nodes[row]] != section[rows.nodes[row - 1]]) rows.sections.push_back(row);
    }
    return rows;
}

// Room for cells beside names of this width.
Rect cell_area(const Rect& area, double name_px) {
    return {area.x + kMargin_px + name_px, area.y + kHeading_px + kNumbers_px, std::max(0.0, area.w - 2 * kMargin_px - name_px),
            std::max(0.0, area.h - kHeading_px - kNumbers_px - kMargin_px)};
}

// Dragged by so many px, and then zoomed at a point that stays where it is.
Camera moved(const MatrixCache& cache, Vec2 delta, Vec2 at, double factor) {
    MatrixFrame frame = cache.frame;
    Camera camera = cache.camera;
    camera.framed = true;
    const double zoom = std::clamp(camera.zoom * factor, 1.0, kMaxZoom);
    const double grown = zoom / camera.zoom;
    camera.zoom = zoom;
    const auto centre = [&](double view, double view_size, double cells, double cells_size, double by, double fixed) {
        const double begin = fixed - (fixed - (cells + by)) * grown;
        return (view + view_size / 2 - begin) / std::max(1.0, cells_size * grown);
    };
    camera.centre = {centre(frame.view.x, frame.view.w, frame.cells.x, frame.cells.w, delta.x, at.x),
                     centre(frame.view.y, frame.view.h, frame.cells.y, frame.cells.h, delta.y, at.y)};
    // What the frame does not show cannot be kept by the camera: the next drag would first have to bring it back.
    place_matrix_cells(camera, frame);
    camera.centre = {(frame.view.centre().x - frame.cells.x) / std::max(1.0, frame.cells.w),
                     (frame.view.centre().y - frame.cells.y) / std::max(1.0, frame.cells.h)};
    return camera;
}

}  // namespace

void place_matrix_cells(const Camera& camera, MatrixFrame& frame) {
    const auto place = [&](double view, double view_size, double size, double centre) {
        if (size <= view_size) return view;
        return std::clamp(view + view_size / 2 - centre * size, view + view_size - size, view);
    };
    const Vec2 size = frame.whole * camera.zoom;
    frame.cells = {place(frame.view.x, frame.view.w, size.x, camera.centre.x), place(frame.view.y, frame.view.h, size.y, camera.centre.y), size.x, size.y};
}

const std::span<const ViewParam> kMatrixParams{kParams};

void build_matrix(const ViewInput& input, ViewCache& view_cache, Scene& scene) {
    MatrixCache& cache = as_matrix(view_cache);
    const double most_name = std::min(kMostName_px, input.area.w * 0.28);
    const Rect least = cell_area(input.area, most_name);
    MapGraphKey key;
    key.data = &input.data();
    key.visible_revision = input.visible_revision;
    key.with_things = param(*input.params, kParams[0]) == "both";
    key.ties = chosen<MapTies>(*input.params, kParams[1]);
    key.size = chosen<MapSize>(*input.params, kParams[3]);
    key.node_limit = param(*input.params, kParams[4]) == "all"
                         ? kMostRows
                         : static_cast<size_t>(std::max(1.0, std::floor(std::min(least.w, least.h) / kLeastMatrixCell_px)));
    // What lies on a path has a row, at the cost of lighter nodes.
    for (const std::vector<NodeRef>& path : input.paths)
        for (const NodeRef& node : path)
            if (key.forced.size() < key.node_limit / 2) key.forced.push_back(node);
    std::sort(key.forced.begin(), key.forced.end());
    key.forced.erase(std::unique(key.forced.begin(), key.forced.end()), key.forced.end());
    key.node_limit -= key.forced.size();
    const MapGraph& graph = cache.graph.get(key, [&](const MapGraphKey& k) {
        return build_map_graph({&input.data(), input.visible, input.ghosts, input.known_by_s, input.status_floor, input.happened_by_s, std::nullopt}, k);
    });
    const MatrixOrder order = chosen<MatrixOrder>(*input.params, kParams[2]);
    cache.rows.get({cache.graph.build_count(), order}, [&](const MatrixOrderKey&) { return rows_of(input.data(), graph, order); });

    double longest = 0;
    for (const MapNode& node : graph.nodes)
        longest = std::max(longest, input.metrics->width(shown_name(input.data(), node.node), kMatrixName));
    const double number = input.metrics->width("000", kMatrixName) + 22;
    const double name_px = std::min(most_name, longest + number + 8);
    const Rect room = cell_area(input.area, name_px);
    const auto count = static_cast<double>(std::max<size_t>(1, graph.nodes.size()));
    MatrixFrame& frame = cache.frame;
    const double cell_h = std::min(kMostMatrixCell_px, room.h / count);
    const double cell_w = std::clamp(room.w / count, std::min(cell_h, room.w / count), cell_h * kMostWidening);
    frame.whole = {cell_w * count, cell_h * count};
    frame.view = room;
    frame.names = {input.area.x + kMargin_px, room.y, name_px, room.h};
    frame.head_y = room.y - 5;
    cache.camera = input.camera.framed ? input.camera : Camera{.framed = true, .time = {}};
    place_matrix_cells(cache.camera, frame);
    frame.cell_w = frame.cells.w / count;
    frame.cell_h = frame.cells.h / count;
    draw_matrix(input, cache, scene);
}

void interact_matrix(const ViewInput& input, const ViewCache& view_cache, const Gesture& gesture, std::vector<Effect>& effects) {
    const MatrixCache& cache = as_matrix(view_cache);
    if (interact_graph(cache.graph.value(), gesture, effects)) return;
    switch (gesture.kind) {
        case GestureKind::DoubleClick: {
            const auto node = node_of(gesture.pick);
            const NodeRef nodes[] = {node.value_or(NodeRef{})};
            effects.emplace_back(SetCamera{node ? frame_matrix(input, view_cache, nodes) : Camera{}, true});
            break;
        }
        case GestureKind::Drag: effects.emplace_back(SetCamera{moved(cache, gesture.delta, cache.frame.view.centre(), 1), false}); break;
        case GestureKind::Wheel: effects.emplace_back(SetCamera{moved(cache, {0, 0}, gesture.at, std::pow(1.2, gesture.wheel)), false}); break;
        case GestureKind::PanZoom:
            effects.emplace_back(SetCamera{moved(cache, gesture.delta, cache.frame.view.centre(), std::pow(1.2, gesture.wheel)), false});
            break;
        case GestureKind::DragBegin:
        case GestureKind::DragEnd:
        case GestureKind::Hover:
        case GestureKind::Leave:
        case GestureKind::Click: break;
    }
}

// Rows and columns of these nodes in the middle, large enough to be read.
Camera frame_matrix(const ViewInput&, const ViewCache& view_cache, std::span<const NodeRef> nodes) {
    const MatrixCache& cache = as_matrix(view_cache);
    const MapGraph& graph = cache.graph.value();
    double sum = 0;
    size_t found = 0;
    for (uint32_t i = 0; i < graph.nodes.size(); ++i) {
        if (std::ranges::find(nodes, graph.nodes[i].node) == nodes.end()) continue;
        sum += cache.rows.value().row_of[i] + 0.5;
        ++found;
    }
    if (found == 0) return Camera{};
    Camera camera;
    camera.framed = true;
    const double middle = sum / static_cast<double>(found) / static_cast<double>(graph.nodes.size());
    camera.centre = {middle, middle};
    camera.zoom = std::clamp(1.5 * kMostMatrixCell_px * static_cast<double>(graph.nodes.size()) / std::max(1.0, cache.frame.whole.y), 1.0, kMaxZoom);
    return camera;
}

Camera whole_matrix(const ViewInput&, const ViewCache&) {
    Camera camera;
    camera.framed = true;
    return camera;
}

std::string describe_matrix(const ViewInput& input, const ViewCache& view_cache, Pick pick) {
    return describe_tie(input, as_matrix(view_cache).graph.value(), pick);
}

}  // namespace choke
