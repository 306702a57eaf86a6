#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "layout/curtain.h"
#include "layout/curtain_internal.h"

using namespace choke;

namespace {

uint32_t next_random(uint32_t& state) {
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

struct Input {
    std::vector<CurtainNode> nodes;
    std::vector<CurtainEdge> edges;
    CurtainOptions options;
};

// Two hubs on the left and on the right, most others tied to one of them, some ties between any two, and a
// few nodes with no tie at all.
Input hubs_and_spokes(uint32_t node_count, uint32_t edge_count, Rect bounds, uint32_t seed = 1) {
    Input input;
    input.options.bounds = bounds;
    for (uint32_t i = 0; i < node_count; ++i) {
        const double weight = i < 4 ? 60 - 10.0 * i : 1 + next_random(seed) % 9;
        input.nodes.push_back({.camp = i < 4 ? (i % 2 == 0 ? Camp::Left : Camp::Right)
                                             : Camp{static_cast<uint8_t>(next_random(seed) % 3)},
                               .radius = 4 + std::sqrt(weight),
                               .label_width = 20.0 + next_random(seed) % 100,
                               .label_height = 16,
                               .weight = weight});
    }
    const uint32_t tied = node_count > 10 ? node_count - 3 : node_count;
    for (uint32_t e = 0; e < edge_count; ++e) {
        const uint32_t from = e % 3 == 0 ? next_random(seed) % tied : next_random(seed) % std::min(4u, tied);
        input.edges.push_back({from, next_random(seed) % tied, 1.0 + next_random(seed) % 5});
    }
    return input;
}

std::vector<Vec2> layout(const Input& input) {
    return curtain_layout(input.nodes, input.edges, input.options);
}

int overlaps(const Input& input, const std::vector<Vec2>& centres, double gap) {
    int count = 0;
    for (size_t i = 0; i < centres.size(); ++i) {
        const Rect around = node_box(input.nodes[i], centres[i]).inset(-gap + 1e-5);
        for (size_t j = i + 1; j < centres.size(); ++j) {
            count += around.overlaps(node_box(input.nodes[j], centres[j])) ? 1 : 0;
        }
    }
    return count;
}

int outside(const Input& input, const std::vector<Vec2>& centres) {
    int count = 0;
    for (size_t i = 0; i < centres.size(); ++i) {
        const bool inside = input.options.bounds.inset(-1e-6).encloses(node_box(input.nodes[i], centres[i]));
        count += inside ? 0 : 1;
    }
    return count;
}

// How far over the borders of its band the farthest node stands, px.
double out_of_band(const Input& input, const std::vector<Vec2>& centres) {
    double worst = 0;
    for (size_t i = 0; i < centres.size(); ++i) {
        const Rect band = camp_band(input.nodes[i].camp, input.options.bounds);
        worst = std::max({worst, band.x - centres[i].x, centres[i].x - band.right()});
    }
    return worst;
}

std::string bits(const std::vector<Vec2>& centres) {
    std::string out;
    for (const Vec2 p : centres) {
        out += std::to_string(std::bit_cast<uint64_t>(p.x)) + "," +
               std::to_string(std::bit_cast<uint64_t>(p.y)) + "\n";
    }
    return out;
}

double mean_distance_from_middle(const Input& input, const std::vector<Vec2>& centres, bool heavy) {
    double sum = 0;
    int count = 0;
    for (size_t i = 0; i < centres.size(); ++i) {
        if ((input.nodes[i].weight >= 30) == heavy) {
            sum += std::abs(centres[i].y - input.options.bounds.centre().y);
            ++count;
        }
    }
    return sum / count;
}

double mean_edge_length(const Input& input, const std::vector<Vec2>& centres) {
    double sum = 0;
    for (const CurtainEdge& edge : input.edges) {
        sum += length(centres[edge.a] - centres[edge.b]);
    }
    return sum / static_cast<double>(input.edges.size());
}

void check_picture(const Input& input) {
    const std::vector<Vec2> centres = layout(input);
    REQUIRE(centres.size() == input.nodes.size());
    CHECK(overlaps(input, centres, input.options.gap) == 0);
    CHECK(outside(input, centres) == 0);
    CHECK(out_of_band(input, centres) <= 1e-9);
}

}  // namespace

TEST_CASE("the box of a node is its symbol with the label centred below", "[layout][curtain]") {
    const CurtainNode node{.radius = 6, .label_width = 40, .label_height = 16};
    CHECK(node_box(node, {100, 50}) == Rect{80, 44, 40, 12 + kCurtainLabelGap + 16});
    CHECK(node_box({.radius = 6, .label_width = 40}, {100, 50}) == Rect{94, 44, 12, 12});
}

TEST_CASE("when there is room no boxes overlap and all stay in their bands and inside the bounds",
          "[layout][curtain]") {
    for (uint32_t seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        check_picture(hubs_and_spokes(28, 60, {0, 0, 900, 450}, seed));
        check_picture(hubs_and_spokes(60, 150, {-300, 70, 1600, 900}, seed));
        check_picture(hubs_and_spokes(130, 400, {0, 0, 2600, 1400}, seed));
    }
}

TEST_CASE("in a crowd the gap shrinks and bands overflow a little before boxes overlap",
          "[layout][curtain]") {
    const Input input = hubs_and_spokes(54, 110, {0, 0, 700, 400});
    const std::vector<Vec2> centres = layout(input);
    CHECK(overlaps(input, centres, 0) == 0);
    CHECK(outside(input, centres) == 0);
    CHECK(out_of_band(input, centres) <= 0.12 * 700 + 1e-9);
}

TEST_CASE("what cannot fit is still inside the bounds", "[layout][curtain]") {
    const Input input = hubs_and_spokes(130, 300, {0, 0, 400, 250});
    const std::vector<Vec2> centres = layout(input);
    CHECK(outside(input, centres) == 0);
    CHECK(overlaps(input, centres, 0) > 0);
}

TEST_CASE("the same input gives the same bits", "[layout][curtain]") {
    const Input input = hubs_and_spokes(80, 220, {0, 0, 1400, 800});
    CHECK(bits(layout(input)) == bits(layout(input)));
}

TEST_CASE("pins hold exactly and the others make room", "[layout][curtain]") {
    Input input = hubs_and_spokes(40, 90, {0, 0, 1200, 700});
    input.nodes[0].pinned = Vec2{613.25, 77.125};
    input.nodes[7].pinned = Vec2{-50, 900};  // even outside
    const std::vector<Vec2> centres = layout(input);
    CHECK(centres[0] == Vec2{613.25, 77.125});
    CHECK(centres[7] == Vec2{-50, 900});
    CHECK(overlaps(input, centres, input.options.gap) == 0);
}

TEST_CASE("two pins on the same spot stay there", "[layout][curtain]") {
    Input input = hubs_and_spokes(2, 1, {0, 0, 400, 300});
    input.nodes[0].pinned = input.nodes[1].pinned = Vec2{200, 150};
    CHECK(layout(input) == std::vector<Vec2>{{200, 150}, {200, 150}});
}

TEST_CASE("a picture that was laid out before stays as it is", "[layout][curtain]") {
    // The second one is so crowded that the gap has shrunk.
    for (const Rect bounds : {Rect{0, 0, 1400, 800}, Rect{0, 0, 700, 400}}) {
        Input input = hubs_and_spokes(54, 110, bounds);
        const std::vector<Vec2> before = layout(input);
        for (size_t i = 0; i < before.size(); ++i) {
            input.nodes[i].previous = before[i];
        }
        CHECK(layout(input) == before);
    }
}

TEST_CASE("a new node finds a place and moves nobody", "[layout][curtain]") {
    Input input = hubs_and_spokes(50, 120, {0, 0, 1400, 800});
    std::vector<Vec2> before = layout(input);
    for (size_t i = 0; i < before.size(); ++i) {
        input.nodes[i].previous = before[i];
    }
    input.nodes.push_back({.camp = Camp::Right, .label_width = 80, .label_height = 16});
    input.edges.push_back({1, 50, 2});
    std::vector<Vec2> after = layout(input);
    CHECK(overlaps(input, after, input.options.gap) == 0);
    CHECK(out_of_band(input, after) <= 1e-9);
    after.pop_back();
    CHECK(after == before);
}

TEST_CASE("a node that grew pushes its neighbours only", "[layout][curtain]") {
    Input input = hubs_and_spokes(40, 90, {0, 0, 1400, 800});
    const std::vector<Vec2> before = layout(input);
    for (size_t i = 0; i < before.size(); ++i) {
        input.nodes[i].previous = before[i];
    }
    input.nodes[0].radius *= 3;
    const std::vector<Vec2> after = layout(input);
    CHECK(overlaps(input, after, 0) == 0);
    int moved = 0;
    for (size_t i = 0; i < before.size(); ++i) {
        moved += after[i] == before[i] ? 0 : 1;
    }
    CHECK(moved <= 10);
}

TEST_CASE("heavy nodes stand nearer to the middle of the height than light ones", "[layout][curtain]") {
    const Input input = hubs_and_spokes(90, 250, {0, 0, 1600, 900});
    const std::vector<Vec2> centres = layout(input);
    CHECK(mean_distance_from_middle(input, centres, true) <
          0.7 * mean_distance_from_middle(input, centres, false));
}

TEST_CASE("tied nodes stand nearer to each other than any two of the same camps", "[layout][curtain]") {
    Input input = hubs_and_spokes(60, 0, {0, 0, 1600, 900});
    for (uint32_t i = 0; i < 60; ++i) {  // five rings of twelve
        input.edges.push_back({i, i % 12 == 11 ? i - 11 : i + 1, 1});
    }
    const double tied = mean_edge_length(input, layout(input));
    Input mixed = input;
    for (uint32_t i = 0; i < 60; ++i) {
        mixed.edges[i] = {i, (i * 7 + 5) % 60, 1};
    }
    CHECK(tied < 0.75 * mean_edge_length(mixed, layout(input)));
}

TEST_CASE("the whole area is used", "[layout][curtain]") {
    const Input input = hubs_and_spokes(90, 250, {0, 0, 1600, 900});
    const std::vector<Vec2> centres = layout(input);
    std::vector<int> in_cell(24, 0);  // 6 x 4
    for (const Vec2 p : centres) {
        ++in_cell[static_cast<size_t>(p.y / 225) * 6 + static_cast<size_t>(p.x / (1600 / 6.0))];
    }
    CHECK(*std::min_element(in_cell.begin(), in_cell.end()) >= 1);
    CHECK(*std::max_element(in_cell.begin(), in_cell.end()) <= 10);
}

TEST_CASE("ties across draw a node to the inner side of its band, none to the outer one",
          "[layout][curtain]") {
    Input input;
    input.options.bounds = {0, 0, 1200, 600};
    for (uint32_t i = 0; i < 9; ++i) {
        input.nodes.push_back(
            {.camp = i < 6 ? Camp::Left : Camp::Right, .label_width = 40, .label_height = 16});
    }
    // 0 and 1 tied across, 2, 3 and 4 among themselves, 5 to nobody.
    input.edges = {{0, 6}, {0, 7}, {1, 7}, {1, 8}, {2, 3}, {3, 4}, {2, 4}};
    const std::vector<Vec2> centres = layout(input);
    const double across = (centres[0].x + centres[1].x) / 2;
    const double among = (centres[2].x + centres[3].x + centres[4].x) / 3;
    CHECK(across > among + 60);
    CHECK(centres[5].x < among);
}

TEST_CASE("degenerate input is no trouble", "[layout][curtain]") {
    CHECK(curtain_layout({}, {}, {.bounds = {0, 0, 900, 450}}).empty());

    Input one = hubs_and_spokes(1, 0, {0, 0, 900, 450});
    check_picture(one);
    one.edges = {{0, 0, 3}, {0, 0, 1}};
    check_picture(one);

    Input loops = hubs_and_spokes(20, 40, {0, 0, 900, 450});
    loops.edges.push_back({3, 3, 5});
    loops.edges.push_back(loops.edges.front());
    check_picture(loops);

    for (const Rect bounds : {Rect{0, 0, 0, 0}, Rect{10, 10, 300, 0}, Rect{0, 0, 5, 5}}) {
        const Input input = hubs_and_spokes(12, 20, bounds);
        for (const Vec2 p : layout(input)) {
            CHECK(std::isfinite(p.x));
            CHECK(std::isfinite(p.y));
        }
    }
}

TEST_CASE("nodes that start on the same spot part", "[layout][curtain]") {
    Input input = hubs_and_spokes(12, 20, {0, 0, 900, 450});
    for (CurtainNode& node : input.nodes) {
        node.camp = Camp::Middle;
        node.label_width = 40;
        node.previous = Vec2{450, 225};
    }
    CHECK(overlaps(input, layout(input), 0) == 0);
}

TEST_CASE("a thousand nodes are laid out without overlap", "[layout][curtain]") {
    check_picture(hubs_and_spokes(1000, 3000, {0, 0, 6000, 4000}));
}

TEST_CASE("ten thousand nodes stand in rows without overlap, each camp on its side", "[layout][curtain]") {
    Input input = hubs_and_spokes(10000, 25000, {0, 0, 15000, 10000});
    input.nodes[17].pinned = Vec2{7000, 5000};
    input.nodes[18].pinned = Vec2{600, 800};
    const std::vector<Vec2> centres = layout(input);
    REQUIRE(overlaps(input, centres, 0) == 0);
    CHECK(centres[17] == Vec2{7000, 5000});
    CHECK(centres[18] == Vec2{600, 800});
    double left_end = 0;
    double right_begin = 15000;
    Rect drawn = node_box(input.nodes[0], centres[0]);
    for (size_t i = 0; i < centres.size(); ++i) {
        const Rect box = node_box(input.nodes[i], centres[i]);
        CHECK(input.options.bounds.inset(-1e-6).encloses(box));
        if (input.nodes[i].pinned) continue;
        if (input.nodes[i].camp == Camp::Left) left_end = std::max(left_end, box.right());
        if (input.nodes[i].camp == Camp::Right) right_begin = std::min(right_begin, box.x);
        drawn = {std::min(drawn.x, box.x), std::min(drawn.y, box.y), 0, std::max(drawn.bottom(), box.bottom()) - std::min(drawn.y, box.y)};
    }
    CHECK(left_end < right_begin);
    CHECK(drawn.h > 8000);
    CHECK(layout(input) == centres);
}

TEST_CASE("a crowd in one camp takes the room of the others", "[layout][curtain]") {
    Input input = hubs_and_spokes(3000, 6000, {0, 0, 6000, 4000});
    for (CurtainNode& node : input.nodes) node.camp = Camp::Left;
    CHECK(overlaps(input, layout(input), 0) == 0);
}

TEST_CASE("a crowd that cannot fit is still inside the bounds", "[layout][curtain]") {
    const Input input = hubs_and_spokes(3000, 6000, {0, 0, 900, 500});
    for (size_t i = 0; const Vec2 centre : layout(input)) CHECK(input.options.bounds.inset(-1e-6).encloses(node_box(input.nodes[i++], centre)));
}

TEST_CASE("the nearest free place touches what is in the way", "[layout][curtain]") {
    curtain::Problem problem;
    problem.bodies.resize(2);
    for (curtain::Body& body : problem.bodies) {
        body.half_width = 20;
        body.up = 5;
        body.down = 15;
    }
    const std::vector<Vec2> centres{{100, 100}, {100, 100}};
    const std::vector<uint32_t> others{1};
    const auto place = [&](Vec2 target, Rect domain) {
        const curtain::FreePlace found =
            curtain::nearest_free_place(problem, centres, 0, target, domain, 2, others);
        return found.found ? found.centre : Vec2{-1, -1};
    };
    const Rect wide{0, 0, 300, 300};
    CHECK(place({200, 200}, wide) == Vec2{200, 200});            // free: stays
    CHECK(place({100, 101}, wide) == Vec2{100, 122});            // the shorter way is down
    CHECK(place({135, 100}, wide) == Vec2{142, 100});            // here it is to the right
    CHECK(place({500, 200}, wide) == Vec2{300, 200});            // into the domain first
    CHECK(place({100, 101}, {90, 90, 20, 20}) == Vec2{-1, -1});  // all of it is taken
}
