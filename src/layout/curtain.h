// The curtain: a layout for a graph with two camps. Nodes of the left camp stand left, of the right camp
// right, the others in the contested middle; within its band a node goes where its ties pull it, and no node
// box overlaps another. Numbers in, positions out; the same input gives the same output on every machine.
//
// Four steps: heights from the spectral order of the graph (Fiedler, "A Property of Eigenvectors of
// Nonnegative Symmetric Matrices", 1975), forces (after Fruchterman and Reingold, "Graph Drawing by
// Force-directed Placement", 1991), even spreading by Lloyd's method ("Least Squares Quantization in PCM",
// 1982), and removal of overlaps by pushing boxes apart (the aim of Dwyer, Marriott and Stuckey, "Fast Node
// Overlap Removal", 2005). Then single nodes move or change places while that saves edge length, crossings
// and lines through boxes (the criteria of Davidson and Harel, "Drawing Graphs Nicely Using Simulated
// Annealing", 1996; downhill only, so nothing is random).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/geometry.h"

namespace choke {

enum class Camp : uint8_t { Left, Middle, Right };

struct CurtainNode {
    Camp camp = Camp::Middle;
    double radius = 6;        // px
    double label_width = 0;   // px; the label stands centred under the node
    double label_height = 0;  // px; 0: no label
    double weight = 1;        // > 0; heavy nodes stand nearer to the middle of their band and of the height
    std::optional<Vec2> pinned;    // stays exactly here (centre)
    std::optional<Vec2> previous;  // starts here and moves as little as possible
};

struct CurtainEdge {
    uint32_t a = 0;
    uint32_t b = 0;
    double weight = 1;  // > 0
};

struct CurtainOptions {
    Rect bounds;           // everything, labels included, stays inside (pins excepted)
    double gap = 10;       // least distance between two node boxes, px
    int iterations = 300;  // of the forces; large graphs get fewer
};

// Centres, in the order of the nodes. Where it gets too crowded, first the gap shrinks, then nodes leave
// their band by up to an eighth of the width, and only then do boxes overlap, as little as possible. Self
// loops are ignored, parallel edges count together. When every node has a previous place, inside the bounds
// and clear of the others, the answer is those places: a caller that wants a fresh picture, say in another
// size, gives none. 130 nodes and 400 edges take about 50 ms; the time grows a little faster than
// quadratically, up to kCurtainCrowd free nodes. More of them, and known ones with them, stand in rows instead, in
// three columns as wide as the camps need, in spectral order from top to bottom: O(n log n).
[[nodiscard]] std::vector<Vec2> curtain_layout(std::span<const CurtainNode> nodes,
                                               std::span<const CurtainEdge> edges,
                                               const CurtainOptions& options);

inline constexpr size_t kCurtainCrowd = 2000;  // free nodes

// The band of a camp inside the bounds: left 0..40 %, middle 36..64 %, right 60..100 % of the width.
[[nodiscard]] Rect camp_band(Camp camp, const Rect& bounds);

// Between the symbol and the label below it.
inline constexpr double kCurtainLabelGap = 3;  // px

// The box of a node at a centre: the symbol with its label below it.
[[nodiscard]] Rect node_box(const CurtainNode& node, Vec2 centre);

}  // namespace choke
