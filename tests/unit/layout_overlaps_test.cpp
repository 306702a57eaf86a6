#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

#include "layout/overlaps.h"
#include "unit/layout_graphs.h"

using namespace choke;
using namespace choke::testing;

namespace {

struct Boxes {
    std::vector<Vec2> centres;
    std::vector<Vec2> sizes;
};

Boxes random_boxes(uint32_t count, double side, uint64_t seed) {
    Random random(seed);
    Boxes boxes;
    for (uint32_t i = 0; i < count; ++i) {
        boxes.centres.push_back({random.unit() * side, random.unit() * side});
        boxes.sizes.push_back({5 + random.unit() * 60, 5 + random.unit() * 20});
    }
    return boxes;
}

// By trying all pairs, with nothing in common with the cells.
size_t overlapping_pairs(const std::vector<Vec2>& centres, const std::vector<Vec2>& sizes, double gap) {
    size_t count = 0;
    for (size_t i = 0; i < centres.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            const double x = (sizes[i].x + sizes[j].x) / 2 + gap - std::abs(centres[i].x - centres[j].x);
            const double y = (sizes[i].y + sizes[j].y) / 2 + gap - std::abs(centres[i].y - centres[j].y);
            count += x > 1e-6 && y > 1e-6 ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("no boxes overlap after removal, however crowded they were", "[layout][overlaps]") {
    for (const double side : {2000.0, 500.0, 50.0, 0.0}) {
        const Boxes boxes = random_boxes(400, side, 1);
        const std::vector<Vec2> moved = remove_overlaps(boxes.centres, boxes.sizes, {.gap = 4});
        INFO("side " << side);
        CHECK(overlapping_pairs(moved, boxes.sizes, 4) == 0);
        CHECK(all_finite(moved));
    }
}

TEST_CASE("boxes of very different sizes part as well", "[layout][overlaps]") {
    Boxes boxes = random_boxes(300, 300, 2);
    boxes.sizes[10] = {900, 700};
    boxes.sizes[11] = {0.01, 0.01};
    const std::vector<Vec2> moved = remove_overlaps(boxes.centres, boxes.sizes);
    CHECK(overlapping_pairs(moved, boxes.sizes, 0) == 0);
}

TEST_CASE("boxes that do not overlap stay", "[layout][overlaps]") {
    const Boxes boxes = random_boxes(200, 800, 3);
    const std::vector<Vec2> once = remove_overlaps(boxes.centres, boxes.sizes, {.gap = 3});
    CHECK(remove_overlaps(once, boxes.sizes, {.gap = 3}) == once);
}

TEST_CASE("pinned boxes stay and the others clear them", "[layout][overlaps]") {
    const Boxes boxes = random_boxes(200, 300, 4);
    std::vector<uint8_t> pinned(200, 0);
    pinned[5] = pinned[6] = pinned[99] = 1;
    std::vector<Vec2> centres = boxes.centres;
    centres[6] = centres[5];  // two pins on one spot are the user's own doing
    const std::vector<Vec2> moved = remove_overlaps(centres, boxes.sizes, {.pinned = pinned});
    CHECK(moved[5] == centres[5]);
    CHECK(moved[6] == centres[6]);
    CHECK(moved[99] == centres[99]);
    CHECK(overlapping_pairs(moved, boxes.sizes, 0) == 1);
}

TEST_CASE("in a drawing with room the boxes move little", "[layout][overlaps]") {
    const Boxes boxes = random_boxes(300, 1500, 5);
    const std::vector<Vec2> moved = remove_overlaps(boxes.centres, boxes.sizes);
    std::vector<double> ways;
    for (size_t i = 0; i < moved.size(); ++i) {
        ways.push_back(length(moved[i] - boxes.centres[i]));
    }
    std::sort(ways.begin(), ways.end());
    CHECK(ways[150] < 1);
    CHECK(ways.back() < 60);
}

TEST_CASE("counting overlaps finds the pairs that trying all finds", "[layout][overlaps]") {
    const Boxes boxes = random_boxes(500, 600, 6);
    CHECK(count_overlaps(boxes.centres, boxes.sizes) == overlapping_pairs(boxes.centres, boxes.sizes, 0));
    CHECK(count_overlaps(boxes.centres, boxes.sizes, 7) == overlapping_pairs(boxes.centres, boxes.sizes, 7));
    CHECK(count_overlaps({}, {}) == 0);
    CHECK(remove_overlaps({}, {}).empty());
}

TEST_CASE("twenty thousand boxes on one spot find room", "[layout][overlaps]") {
    const std::vector<Vec2> centres(20'000);
    const std::vector<Vec2> sizes(20'000, Vec2{10, 10});
    const std::vector<Vec2> moved = remove_overlaps(centres, sizes, {.gap = 1, .rounds = 10});
    CHECK(count_overlaps(moved, sizes, 0.9) == 0);
}
