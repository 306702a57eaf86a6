// LaneIndex against the plainest possible evaluation, on random lanes and on those that break things.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "query/lane_index.h"
#include "tools/generate.h"

using namespace choke;

namespace {

using Entry = LaneIndex::Entry;
using Lanes = std::vector<std::vector<Entry>>;

constexpr Instant kYear = 31'556'952;

LaneIndex index_of(const Lanes& lanes) {
    std::vector<uint32_t> sizes;
    for (const auto& lane : lanes) sizes.push_back(static_cast<uint32_t>(lane.size()));
    LaneIndex made;
    made.start(sizes);
    for (size_t i = 0; i < lanes.size(); ++i)
        for (const Entry& entry : lanes[i]) made.add(i, entry);
    made.finish();
    return made;
}

Lanes sorted(Lanes lanes) {
    for (auto& lane : lanes)
        std::stable_sort(lane.begin(), lane.end(), [](const Entry& a, const Entry& b) { return a.anchor_s < b.anchor_s; });
    return lanes;
}

Entry entry(uint32_t event, Instant anchor, Instant before, Instant after, float importance) {
    return {id_at<EventId>(event), anchor, anchor - before, anchor + after, importance};
}

Lanes random_lanes(uint64_t seed) {
    testing::SplitMix64 random(seed);
    Lanes lanes(1 + random.below(5));
    const auto span = static_cast<size_t>(std::vector<Instant>{10, 5000, 40 * kYear}[random.below(3)]);
    uint32_t event = 0;
    for (auto& lane : lanes) {
        const size_t size = random.below(random.one_in(4) ? 3 : 600);
        for (size_t i = 0; i < size; ++i) {
            const auto anchor = static_cast<Instant>(random.below(span)) - static_cast<Instant>(span / 2);
            const auto reach = [&] { return random.one_in(9) ? static_cast<Instant>(random.below(span)) : 0; };
            lane.push_back(entry(event++, anchor, reach(), reach(), static_cast<float>(random.below(6))));
        }
    }
    return sorted(std::move(lanes));
}

std::vector<uint32_t> naive_touching(const std::vector<Entry>& lane, Instant begin, Instant end) {
    std::vector<uint32_t> out;
    for (size_t i = 0; i < lane.size(); ++i)
        if (lane[i].end_s >= begin && lane[i].begin_s <= end) out.push_back(static_cast<uint32_t>(i));
    return out;
}

std::vector<uint32_t> naive_best(const std::vector<Entry>& lane, size_t first, size_t last, size_t most) {
    std::vector<uint32_t> out;
    for (size_t i = first; i < std::min(last, lane.size()); ++i) out.push_back(static_cast<uint32_t>(i));
    std::sort(out.begin(), out.end(), [&](uint32_t a, uint32_t b) {
        return lane[a].importance != lane[b].importance ? lane[a].importance > lane[b].importance : a > b;
    });
    out.resize(std::min(out.size(), most));
    return out;
}

// Everything that can be asked of a window, against the plain answer; the first thing that differs, or nothing.
std::string wrong_in(const LaneIndex& index, const Lanes& lanes, Instant begin, Instant end) {
    std::vector<uint32_t> found;
    std::vector<LaneIndex::Candidate> scratch;
    for (size_t l = 0; l < lanes.size(); ++l) {
        const auto& lane = lanes[l];
        index.touching(l, begin, end, found);
        if (found != naive_touching(lane, begin, end)) return "touching";
        const auto in = std::count_if(lane.begin(), lane.end(),
                                      [&](const Entry& e) { return e.anchor_s >= begin && e.anchor_s <= end; });
        if (index.count(l, begin, end) != static_cast<size_t>(in)) return "count";
        const auto running = std::count_if(lane.begin(), lane.end(),
                                           [&](const Entry& e) { return e.anchor_s < begin && e.end_s >= begin; });
        if (index.count_running_into(l, begin) != static_cast<size_t>(running)) return "running into";
        const size_t first = index.lower_bound(l, begin);
        const size_t last = index.lower_bound(l, end);
        for (const size_t most : {size_t{1}, size_t{7}, lane.size() + 1}) {
            index.most_important(l, first, last, most, scratch, found);
            if (found != naive_best(lane, first, last, most)) return "most important";
        }
        const auto next = index.next(l, begin);
        const auto after = std::find_if(lane.begin(), lane.end(), [&](const Entry& e) { return e.anchor_s > begin; });
        if (next.value_or(lane.size()) != static_cast<size_t>(after - lane.begin())) return "next";
        const auto previous = index.previous(l, begin);
        const auto not_before = std::find_if(lane.begin(), lane.end(), [&](const Entry& e) { return e.anchor_s >= begin; });
        if ((previous ? *previous + 1 : 0) != static_cast<size_t>(not_before - lane.begin())) return "previous";
    }
    return {};
}

std::string wrong_density(const LaneIndex& index, const Lanes& lanes, const DensityGrid& grid) {
    std::vector<DensityColumn> found;
    for (size_t l = 0; l < lanes.size(); ++l) {
        index.density(l, grid, found);
        std::map<int64_t, std::pair<uint32_t, uint32_t>> expected;  // column: first position, count
        for (size_t i = 0; i < lanes[l].size(); ++i) {
            const double column =
                (static_cast<double>(lanes[l][i].anchor_s - grid.origin_s) - grid.origin_fraction_s) / grid.column_s;
            if (column < 0 || column >= static_cast<double>(grid.column_count)) continue;
            auto& [first, count] = expected.try_emplace(static_cast<int64_t>(column), static_cast<uint32_t>(i), 0).first->second;
            ++count;
        }
        if (found.size() != expected.size()) return "number of columns";
        for (const DensityColumn& column : found) {
            const auto at = expected.find(column.column);
            if (at == expected.end() || at->second != std::pair(column.first, column.count)) return "column";
        }
    }
    return {};
}

}  // namespace

TEST_CASE("a lane index answers for any window as a look at every event does", "[query][lanes]") {
    for (uint64_t seed = 1; seed <= 150; ++seed) {
        const Lanes lanes = random_lanes(seed);
        const LaneIndex index = index_of(lanes);
        testing::SplitMix64 random(seed * 977);
        for (int window = 0; window < 12; ++window) {
            const auto& lane = lanes[random.below(lanes.size())];
            // Windows that begin and end exactly on events as well as between them.
            const auto bound = [&] {
                const Instant any = static_cast<Instant>(random.below(50 * kYear)) - 25 * kYear;
                return lane.empty() || random.one_in(3) ? any
                                                        : lane[random.below(lane.size())].anchor_s + static_cast<Instant>(random.below(3)) - 1;
            };
            const Instant a = bound();
            const Instant b = bound();
            INFO("seed " << seed << ", from " << std::min(a, b) << " to " << std::max(a, b));
            CHECK(wrong_in(index, lanes, std::min(a, b), std::max(a, b)) == "");
        }
    }
}

TEST_CASE("densities of a lane index count every event in the column it stands in", "[query][lanes]") {
    for (uint64_t seed = 1; seed <= 100; ++seed) {
        const Lanes lanes = random_lanes(seed);
        const LaneIndex index = index_of(lanes);
        for (const double column_s : {0.25, 1.0, 3.0, 1000.0, 86'400.0 * 11}) {
            INFO("seed " << seed << ", columns of " << column_s << " s");
            CHECK(wrong_density(index, lanes, {-20 * kYear, 0, column_s, 100'000}) == "");
            CHECK(wrong_density(index, lanes, {-3, 0.5, column_s, 40}) == "");
        }
    }
}

TEST_CASE("a density over a whole lane adds up to all its events", "[query][lanes]") {
    const Lanes lanes = random_lanes(77);
    const LaneIndex index = index_of(lanes);
    std::vector<DensityColumn> columns;
    for (size_t l = 0; l < lanes.size(); ++l) {
        index.density(l, {-50 * kYear, 0, 12'345.0, 1'000'000}, columns);
        size_t sum = 0;
        for (const DensityColumn& column : columns) sum += column.count;
        CHECK(sum == lanes[l].size());
    }
}

TEST_CASE("a lane index holds very many events of one instant", "[query][lanes]") {
    Lanes lanes(1);
    for (uint32_t i = 0; i < 100'000; ++i) lanes[0].push_back(entry(i, 5, 0, 0, static_cast<float>(i % 7)));
    const LaneIndex index = index_of(lanes);
    std::vector<DensityColumn> columns;
    index.density(0, {0, 0, 1, 100}, columns);
    REQUIRE(columns.size() == 1);
    CHECK(columns[0].count == 100'000);
    std::vector<uint32_t> found;
    std::vector<LaneIndex::Candidate> scratch;
    index.most_important(0, 0, 100'000, 3, scratch, found);
    CHECK(found == std::vector<uint32_t>{99'994, 99'987, 99'980});
    // As many as are asked for are looked at, not all.
    CHECK(scratch.capacity() < 2000);
    CHECK(index.count(0, 5, 5) == 100'000);
    CHECK(index.count(0, 6, 6) == 0);
    index.touching(0, 6, 100, found);
    CHECK(found.empty());
    CHECK(index.position_of(0, id_at<EventId>(77), 5) == 77);
}

TEST_CASE("a lane index spans all years that the program handles", "[query][lanes]") {
    const Instant far_back = -3000 * kYear - 1970 * kYear;
    const Instant far_on = 3000 * kYear - 1970 * kYear;
    Lanes lanes(2);
    lanes[0] = sorted({{entry(0, far_back, 0, 0, 1), entry(1, far_on, 0, 0, 1), entry(2, 0, 1'000'000 * kYear, 1'000'000 * kYear, 2),
                        entry(3, 0, 0, 0, 1), {id_at<EventId>(4), kMinInstant, kMinInstant, kMaxInstant, 0},
                        {id_at<EventId>(5), kMaxInstant, kMinInstant, kMaxInstant, 0}}})[0];
    const LaneIndex index = index_of(lanes);
    for (const Instant begin : {kMinInstant, far_back, far_back + 1, Instant{0}, far_on, kMaxInstant})
        for (const Instant end : {begin, std::max(begin, far_on), kMaxInstant}) {
            INFO("from " << begin << " to " << end);
            CHECK(wrong_in(index, lanes, begin, end) == "");
        }
    // Neighbouring seconds stay apart at either end.
    std::vector<DensityColumn> columns;
    index.density(0, {far_on - 2, 0, 0.5, 10}, columns);
    REQUIRE(columns.size() == 1);
    CHECK(columns[0].column == 4);
}

TEST_CASE("what began before a window and ends after it is found without a look at what lies between", "[query][lanes]") {
    Lanes lanes(1);
    lanes[0].push_back(entry(0, 0, 0, 10'000'000, 1));
    for (uint32_t i = 1; i < 50'000; ++i) lanes[0].push_back(entry(i, i, 0, 0, 1));
    const LaneIndex index = index_of(lanes);
    std::vector<uint32_t> found;
    index.touching(0, 60'000, 70'000, found);
    CHECK(found == std::vector<uint32_t>{0});
    CHECK(index.count_running_into(0, 60'000) == 1);
}

TEST_CASE("a lane index takes at most sixty bytes an event, and none anew when it is built again", "[query][lanes]") {
    Lanes lanes(4);
    for (uint32_t i = 0; i < 40'000; ++i) lanes[i % 4].push_back(entry(i, i, 0, 0, 1));
    LaneIndex index = index_of(lanes);
    CHECK(index.bytes() <= 60 * index.entry_count());
    const size_t before = index.bytes();
    const std::vector<uint32_t> sizes{1, 0, 2, 0};
    index.start(sizes);
    index.add(2, entry(0, 3, 1, 1, 1));
    index.add(0, entry(1, 4, 0, 0, 1));
    index.add(2, entry(2, 3, 0, 0, 1));
    index.finish();
    CHECK(index.bytes() == before);
    CHECK(index.events(1).empty());
    CHECK(index.lower_bound(1, 0) == 0);
    CHECK(index.entry(2, 1).event == id_at<EventId>(2));
    std::vector<uint32_t> found{1, 2};
    index.touching(1, -1, 100, found);
    CHECK(found.empty());
}
