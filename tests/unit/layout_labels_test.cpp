#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>
#include <vector>

#include "layout/labels.h"

using namespace choke;

namespace {

constexpr Rect kBounds{0, 0, 1000, 600};
constexpr LabelSide kAllSides[] = {LabelSide::Right,     LabelSide::Left,       LabelSide::Above,
                                   LabelSide::Below,     LabelSide::AboveRight, LabelSide::BelowRight,
                                   LabelSide::AboveLeft, LabelSide::BelowLeft};
constexpr LabelSide kRight[] = {LabelSide::Right};
constexpr LabelSide kLeft[] = {LabelSide::Left};
constexpr LabelSide kAbove[] = {LabelSide::Above};
constexpr LabelSide kCentre[] = {LabelSide::Centre};
constexpr LabelSide kRightLeft[] = {LabelSide::Right, LabelSide::Left};

LabelRequest request(Vec2 mark_centre, double width, std::span<const LabelSide> sides) {
    return {.mark = {mark_centre.x - 5, mark_centre.y - 5, 10, 10},
            .width = width,
            .height = 14,
            .min_width = width,
            .sides = sides};
}

std::string text(const LabelPlace& place) {
    if (!place.placed) {
        return "none";
    }
    const auto whole = [](double v) { return std::to_string(std::lround(v)); };
    return whole(place.rect.x) + "," + whole(place.rect.y) + " " + whole(place.rect.w) + "x" +
           whole(place.rect.h);
}

void check_labels(const std::vector<LabelRequest>& requests, const std::vector<Rect>& obstacles,
                  const std::string& expected, double keep_clear = 0) {
    std::vector<LabelPlace> places;
    place_labels(requests, obstacles, kBounds, keep_clear, places);
    std::string out;
    for (const LabelPlace& place : places) {
        out += (out.empty() ? "" : " | ") + text(place);
    }
    CHECK(out == expected);
}

LabelRequest shortened_to(double min_width, LabelRequest request) {
    request.min_width = min_width;
    return request;
}

LabelRequest with_priority(double priority, LabelRequest request) {
    request.priority = priority;
    return request;
}

uint32_t next_random(uint32_t& state) {
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

std::vector<LabelRequest> random_requests(uint32_t count, uint32_t seed) {
    std::vector<LabelRequest> requests;
    for (uint32_t i = 0; i < count; ++i) {
        const Vec2 at{next_random(seed) % 10000 / 10.0, next_random(seed) % 6000 / 10.0};
        LabelRequest r = request(at, 20 + next_random(seed) % 1200 / 10.0, kAllSides);
        r.min_width = i % 3 == 0 ? r.width : 18;
        r.priority = next_random(seed) % 5;
        requests.push_back(r);
    }
    return requests;
}

}  // namespace

TEST_CASE("a label takes the first of its sides that is free", "[layout][labels]") {
    check_labels({request({500, 300}, 60, kRightLeft)}, {}, "510,293 60x14");
    check_labels({request({500, 300}, 60, kRightLeft)}, {{520, 290, 10, 30}}, "430,293 60x14");
    check_labels({request({500, 300}, 60, kAbove)}, {}, "470,276 60x14");
}

TEST_CASE("a label without room is left out", "[layout][labels]") {
    check_labels({request({500, 300}, 60, kRight)}, {{520, 290, 10, 30}}, "none");
    check_labels({request({500, 300}, 60, {})}, {}, "none");
    check_labels({request({500, 300}, 0, kRight)}, {}, "none");
}

TEST_CASE("its own mark is no obstacle to a label, those of others are", "[layout][labels]") {
    const LabelRequest own = request({500, 300}, 8, kCentre);
    check_labels({own}, {own.mark}, "496,293 8x14");
    check_labels({own}, {own.mark.inset(1)}, "none");
}

TEST_CASE("labels stay inside the bounds", "[layout][labels]") {
    check_labels({request({980, 300}, 60, kRightLeft)}, {}, "910,293 60x14");
    check_labels({request({500, 3}, 60, kRight)}, {}, "none");
    check_labels({request({500, 3}, 60, kAbove)}, {}, "none");
}

TEST_CASE("a label is shortened only when the full text fits at no side", "[layout][labels]") {
    check_labels({shortened_to(20, request({500, 300}, 60, kRightLeft))}, {{540, 290, 10, 30}},
                 "430,293 60x14");
    check_labels({shortened_to(20, request({500, 300}, 60, kRight))}, {{540, 290, 10, 30}}, "510,293 30x14");
    check_labels({shortened_to(31, request({500, 300}, 60, kRight))}, {{540, 290, 10, 30}}, "none");
}

TEST_CASE("a shortened label goes to the side with most room and keeps its end at the mark",
          "[layout][labels]") {
    check_labels({shortened_to(20, request({500, 300}, 60, kRightLeft))},
                 {{540, 290, 10, 30}, {430, 290, 20, 30}}, "450,293 40x14");
    check_labels({shortened_to(20, request({500, 300}, 60, kLeft))}, {{430, 290, 20, 30}}, "450,293 40x14");
    check_labels({shortened_to(20, request({500, 300}, 60, kAbove))}, {{520, 270, 9, 9}}, "480,276 40x14");
    check_labels({shortened_to(19, request({970, 300}, 60, kRight))}, {}, "980,293 20x14");
}

TEST_CASE("of two labels for one place the higher priority wins, then the earlier one", "[layout][labels]") {
    const LabelRequest a = request({500, 300}, 60, kRight);
    const LabelRequest b = request({510, 300}, 60, kRight);
    check_labels({a, b}, {}, "510,293 60x14 | none");
    check_labels({a, with_priority(1, b)}, {}, "none | 520,293 60x14");
}

TEST_CASE("labels keep the distance asked for from one another", "[layout][labels]") {
    const LabelRequest a = request({500, 300}, 60, kRight);
    const LabelRequest b = request({500, 316}, 60, kRight);
    check_labels({a, b}, {}, "510,293 60x14 | 510,309 60x14", 2);
    check_labels({a, b}, {}, "510,293 60x14 | none", 2.5);
}

TEST_CASE("no label covers another or an obstacle or leaves the bounds", "[layout][labels]") {
    for (uint32_t seed = 1; seed <= 12; ++seed) {
        const std::vector<LabelRequest> requests = random_requests(250, seed);
        std::vector<Rect> marks;
        for (const LabelRequest& r : requests) {
            marks.push_back(r.mark);
        }
        std::vector<LabelPlace> places;
        place_labels(requests, marks, kBounds, 1, places);
        int wrong = 0;
        int placed = 0;
        for (size_t i = 0; i < places.size(); ++i) {
            if (!places[i].placed) {
                continue;
            }
            ++placed;
            wrong += kBounds.encloses(places[i].rect) ? 0 : 1;
            wrong +=
                places[i].rect.w <= requests[i].width && places[i].rect.w >= requests[i].min_width ? 0 : 1;
            for (size_t j = 0; j < places.size(); ++j) {
                wrong += places[i].rect.overlaps(marks[j]) ? 1 : 0;
                const Rect around = places[i].rect.inset(-1 + 1e-9);
                wrong += j != i && places[j].placed && around.overlaps(places[j].rect) ? 1 : 0;
            }
        }
        CAPTURE(seed);
        CHECK(wrong == 0);
        CHECK(placed > 80);
    }
}

TEST_CASE("a placer gives the same answer when it is used again", "[layout][labels]") {
    LabelPlacer placer;
    std::vector<LabelPlace> first;
    std::vector<LabelPlace> other;
    std::vector<LabelPlace> again;
    const std::vector<LabelRequest> requests = random_requests(200, 5);
    placer.place(requests, {}, kBounds, 2, first);
    placer.place(random_requests(900, 6), {}, {-50, -80, 300, 90}, 2, other);
    placer.place(requests, {}, kBounds, 2, again);
    std::string a;
    std::string b;
    for (size_t i = 0; i < requests.size(); ++i) {
        a += text(first[i]) + "\n";
        b += text(again[i]) + "\n";
    }
    CHECK(a == b);
}

TEST_CASE("bounds of no size or of enormous size are no trouble", "[layout][labels]") {
    const std::vector<LabelRequest> requests{request({500, 300}, 60, kAllSides)};
    std::vector<LabelPlace> places;
    place_labels(requests, {}, {0, 0, 0, 0}, 1, places);
    CHECK(text(places[0]) == "none");
    place_labels(requests, {}, {-1e9, -1e9, 2e9, 2e9}, 1, places);
    CHECK(text(places[0]) == "510,293 60x14");
    place_labels({}, {}, kBounds, 1, places);
    CHECK(places.empty());
}
