// The map's graph as a table: a row and a column a node, in the cell what ties the two. Graph (map_internal.h) -> order of
// the nodes -> frame (on a resize) -> drawing. Rows read to the right: a relation stands in the row of who it comes from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/memo.h"
#include "views/graph_pen.h"
#include "views/map_internal.h"

namespace choke {

enum class MatrixOrder : uint8_t { Side, Community, Measure, Name };

struct MatrixOrderKey {
    size_t graph_build = 0;
    MatrixOrder order = MatrixOrder::Side;
    friend bool operator==(const MatrixOrderKey&, const MatrixOrderKey&) = default;
};
struct MatrixRows {
    std::vector<uint32_t> nodes;     // by row: into MapGraph::nodes
    std::vector<uint32_t> row_of;    // by node
    std::vector<uint32_t> sections;  // first row of every side or community but the first
};

// Scene px. At zoom 1 all cells are in sight; beyond, cells and the headers beside them are cut to `view`.
struct MatrixFrame {
    Rect view;   // where cells are in sight
    Rect cells;  // all of them, in sight or not
    double cell_w = 0;
    double cell_h = 0;
    Rect names;  // of the rows, left of the view
    double head_y = 0;  // baseline of the columns' numbers
    Vec2 whole;  // size of all cells at zoom 1
    [[nodiscard]] Rect cell(size_t row, size_t column) const {
        return {cells.x + static_cast<double>(column) * cell_w, cells.y + static_cast<double>(row) * cell_h, cell_w, cell_h};
    }
};

struct MatrixCache final : ViewCache {
    Memo<MapGraphKey, MapGraph> graph;
    Memo<MatrixOrderKey, MatrixRows> rows;
    MatrixFrame frame;
    Camera camera;  // framed; its centre in 0..1 of all cells
};

inline constexpr double kLeastMatrixCell_px = 15;  // a name stands beside each
inline constexpr double kMostMatrixCell_px = 26;
inline constexpr TextStyle kMatrixName{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};

void draw_matrix(const ViewInput& input, const MatrixCache& cache, Scene& scene);

void build_matrix(const ViewInput& input, ViewCache& cache, Scene& scene);
void interact_matrix(const ViewInput& input, const ViewCache& cache, const Gesture& gesture, std::vector<Effect>& effects);
// The frame at a camera: what it shows never leaves a gap that cells could fill.
void place_matrix_cells(const Camera& camera, MatrixFrame& frame);
[[nodiscard]] Camera frame_matrix(const ViewInput& input, const ViewCache& cache, std::span<const NodeRef> nodes);
[[nodiscard]] Camera whole_matrix(const ViewInput& input, const ViewCache& cache);
[[nodiscard]] std::string describe_matrix(const ViewInput& input, const ViewCache& cache, Pick pick);

extern const std::span<const ViewParam> kMatrixParams;

}  // namespace choke
