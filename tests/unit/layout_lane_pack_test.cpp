#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "layout/lane_pack.h"

using namespace choke;

namespace {

constexpr int kUnlimited = 1'000'000;

void check_rows(const std::vector<PackRange>& ranges, double gap, int max_rows, const std::string& expected) {
    std::vector<int> rows;
    const int used = pack_rows(ranges, gap, max_rows, rows);
    std::string out = std::to_string(used) + ":";
    for (const int row : rows) {
        out += " " + std::to_string(row);
    }
    CHECK(out == expected);
}

uint32_t next_random(uint32_t& state) {
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

std::vector<PackRange> random_ranges(uint32_t count, uint32_t span, uint32_t longest, uint32_t seed) {
    std::vector<PackRange> ranges;
    for (uint32_t i = 0; i < count; ++i) {
        const double begin = next_random(seed) % span;
        ranges.push_back({begin, begin + next_random(seed) % (longest + 1)});
    }
    return ranges;
}

bool may_share_row(const PackRange& a, const PackRange& b, double gap) {
    const PackRange& first = a.begin <= b.begin ? a : b;
    const PackRange& second = a.begin <= b.begin ? b : a;
    return first.begin != second.begin && first.end + gap <= second.begin;
}

// Tries all assignments: the least number of rows for a handful of ranges.
int least_rows(const std::vector<PackRange>& ranges, double gap) {
    const auto fits = [&](int row_count) {
        std::vector<int> row(ranges.size(), 0);
        const auto place = [&](auto&& self, size_t i) -> bool {
            if (i == ranges.size()) {
                return true;
            }
            for (row[i] = 0; row[i] < row_count; ++row[i]) {
                bool clear = true;
                for (size_t j = 0; j < i; ++j) {
                    clear = clear && (row[j] != row[i] || may_share_row(ranges[i], ranges[j], gap));
                }
                if (clear && self(self, i + 1)) {
                    return true;
                }
            }
            return false;
        };
        return place(place, 0);
    };
    int count = 0;
    while (!fits(count)) {
        ++count;
    }
    return count;
}

int conflicts(const std::vector<PackRange>& ranges, const std::vector<int>& rows, double gap) {
    int count = 0;
    for (size_t i = 0; i < ranges.size(); ++i) {
        for (size_t j = i + 1; j < ranges.size(); ++j) {
            count += rows[i] >= 0 && rows[i] == rows[j] && !may_share_row(ranges[i], ranges[j], gap) ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("a range goes to the topmost row that has room", "[layout][lane_pack]") {
    check_rows({}, 1, 9, "0:");
    check_rows({{0, 10}, {5, 15}, {11, 20}}, 0, 9, "2: 0 1 0");
    check_rows({{0, 30}, {5, 10}, {6, 20}, {12, 14}, {25, 28}}, 0, 9, "3: 0 1 2 1 1");
    check_rows({{11, 20}, {0, 10}, {5, 15}}, 0, 9, "2: 0 0 1");
}

TEST_CASE("the gap keeps ranges of a row apart", "[layout][lane_pack]") {
    check_rows({{0, 10}, {12, 20}}, 2, 9, "1: 0 0");
    check_rows({{0, 10}, {12, 20}}, 3, 9, "2: 0 1");
}

TEST_CASE("without a gap ranges may touch, but no two start at the same place of a row",
          "[layout][lane_pack]") {
    check_rows({{0, 5}, {5, 9}}, 0, 9, "1: 0 0");
    check_rows({{5, 5}, {5, 5}, {5, 9}}, 0, 9, "3: 0 1 2");
    check_rows({{3, 5}, {5, 5}, {5, 5}}, 0, 9, "2: 0 0 1");
}

TEST_CASE("equal starts keep the order given", "[layout][lane_pack]") {
    check_rows({{0, 9}, {0, 1}, {0, 5}}, 0, 9, "3: 0 1 2");
}

TEST_CASE("a range that finds no row gets none", "[layout][lane_pack]") {
    check_rows({{0, 10}, {1, 10}, {2, 10}, {11, 12}}, 0, 2, "2: 0 1 -1 0");
    check_rows({{0, 10}}, 0, 0, "0: -1");
}

TEST_CASE("packing uses the least number of rows", "[layout][lane_pack]") {
    for (uint32_t seed = 1; seed <= 300; ++seed) {
        const std::vector<PackRange> ranges = random_ranges(1 + seed % 8, 12, 6, seed);
        const double gap = seed % 3;
        std::vector<int> rows;
        CAPTURE(seed);
        REQUIRE(pack_rows(ranges, gap, kUnlimited, rows) == least_rows(ranges, gap));
    }
}

TEST_CASE("no two ranges of a row overlap", "[layout][lane_pack]") {
    for (const int max_rows : {3, 10, 40, kUnlimited}) {
        const std::vector<PackRange> ranges = random_ranges(600, 5000, 400, 7);
        std::vector<int> rows;
        const int used = pack_rows(ranges, 4, max_rows, rows);
        CHECK(conflicts(ranges, rows, 4) == 0);
        CHECK(used == 1 + *std::max_element(rows.begin(), rows.end()));
        CHECK(used <= max_rows);
    }
}

TEST_CASE("a range added at the end moves none before it", "[layout][lane_pack]") {
    std::vector<PackRange> ranges = random_ranges(200, 3000, 300, 3);
    std::vector<int> before;
    std::vector<int> after;
    pack_rows(ranges, 2, 12, before);
    ranges.push_back({4000, 5000});
    pack_rows(ranges, 2, 12, after);
    after.pop_back();
    CHECK(before == after);
}
