#include "query/lane_index.h"

#include <algorithm>

#include "base/assert.h"

namespace choke {

void LaneIndex::start(std::span<const uint32_t> lane_sizes) {
    lanes_.assign(lane_sizes.size(), Lane{});
    size_t entry_count = 0;
    size_t node_count = 0;
    for (size_t i = 0; i < lanes_.size(); ++i) {
        Lane& lane = lanes_[i];
        lane.begin = entry_count;
        lane.size = lane_sizes[i];
        entry_count += lane.size;
        for (size_t nodes = (lane.size + kFan - 1) / kFan; nodes > 0; nodes = (nodes + kFan - 1) / kFan) {
            lane.level_begin[lane.level_count] = node_count;
            lane.level_size[lane.level_count] = nodes;
            ++lane.level_count;
            node_count += nodes;
            if (nodes == 1) break;
        }
    }
    events_.resize(entry_count);
    anchor_s_.resize(entry_count);
    begin_s_.resize(entry_count);
    end_s_.resize(entry_count);
    importance_.resize(entry_count);
    nodes_.resize(node_count);
}

void LaneIndex::add(size_t lane_number, const Entry& entry) {
    Lane& lane = lanes_[lane_number];
    CHOKE_ASSERT(lane.filled < lane.size);
    CHOKE_ASSERT(entry.begin_s <= entry.anchor_s && entry.anchor_s <= entry.end_s);
    CHOKE_ASSERT(lane.filled == 0 || anchor_s_[lane.begin + lane.filled - 1] <= entry.anchor_s);
    const size_t at = lane.begin + lane.filled;
    events_[at] = entry.event;
    anchor_s_[at] = entry.anchor_s;
    begin_s_[at] = entry.begin_s;
    end_s_[at] = entry.end_s;
    importance_[at] = entry.importance;
    // The lowest level is made on the way: the columns need not be read again.
    Node& block = nodes_[lane.level_begin[0] + lane.filled / kFan];
    if (lane.filled % kFan == 0) {
        block = {entry.end_s, entry.begin_s, entry.importance};
    } else {
        block.latest_end_s = std::max(block.latest_end_s, entry.end_s);
        block.earliest_begin_s = std::min(block.earliest_begin_s, entry.begin_s);
        block.greatest = std::max(block.greatest, entry.importance);
    }
    ++lane.filled;
}

void LaneIndex::finish() {
    for (const Lane& lane : lanes_) {
        CHOKE_ASSERT(lane.filled == lane.size);
        for (size_t level = 1; level < lane.level_count; ++level) {
            const Node* below = nodes_.data() + lane.level_begin[level - 1];
            for (size_t i = 0; i < lane.level_size[level]; ++i) {
                const size_t end = std::min((i + 1) * kFan, lane.level_size[level - 1]);
                Node node = below[i * kFan];
                for (size_t k = i * kFan + 1; k < end; ++k) {
                    node.latest_end_s = std::max(node.latest_end_s, below[k].latest_end_s);
                    node.earliest_begin_s = std::min(node.earliest_begin_s, below[k].earliest_begin_s);
                    node.greatest = std::max(node.greatest, below[k].greatest);
                }
                nodes_[lane.level_begin[level] + i] = node;
            }
        }
    }
}

size_t LaneIndex::bytes() const {
    return lanes_.capacity() * sizeof(Lane) + events_.capacity() * sizeof(EventId) +
           (anchor_s_.capacity() + begin_s_.capacity() + end_s_.capacity()) * sizeof(Instant) +
           importance_.capacity() * sizeof(float) + nodes_.capacity() * sizeof(Node);
}

std::span<const EventId> LaneIndex::events(size_t lane) const {
    return {events_.data() + lanes_[lane].begin, lanes_[lane].size};
}

std::span<const Instant> LaneIndex::anchors(size_t lane) const {
    return {anchor_s_.data() + lanes_[lane].begin, lanes_[lane].size};
}

LaneIndex::Entry LaneIndex::entry(size_t lane, size_t position) const {
    CHOKE_ASSERT(position < lanes_[lane].size);
    const size_t at = lanes_[lane].begin + position;
    return {events_[at], anchor_s_[at], begin_s_[at], end_s_[at], importance_[at]};
}

size_t LaneIndex::lower_bound(size_t lane, Instant at) const {
    const auto all = anchors(lane);
    return static_cast<size_t>(std::lower_bound(all.begin(), all.end(), at) - all.begin());
}

size_t LaneIndex::count(size_t lane, Instant begin_s, Instant end_s) const {
    if (begin_s > end_s) return 0;
    const auto all = anchors(lane);
    const auto first = std::lower_bound(all.begin(), all.end(), begin_s);
    return static_cast<size_t>(std::upper_bound(first, all.end(), end_s) - first);
}

std::optional<size_t> LaneIndex::position_of(size_t lane, EventId event, Instant anchor_s) const {
    const auto all = anchors(lane);
    const auto [first, last] = std::equal_range(all.begin(), all.end(), anchor_s);
    const auto ids = events(lane);
    // Events of one instant come in no promised order; there are few of them, or nobody can tell them apart anyway.
    for (auto at = first; at != last; ++at)
        if (ids[static_cast<size_t>(at - all.begin())] == event) return static_cast<size_t>(at - all.begin());
    return std::nullopt;
}

void LaneIndex::density(size_t lane, const DensityGrid& grid, std::vector<DensityColumn>& out) const {
    CHOKE_ASSERT(grid.column_s > 0);
    out.clear();
    const auto all = anchors(lane);
    // One formula decides where an anchor stands, so that no event is counted twice or lost between two columns.
    const auto column_of = [&](size_t i) { return grid.column_of(all[i]); };
    size_t at = lower_bound(lane, grid.origin_fraction_s > 0 ? grid.origin_s + 1 : grid.origin_s);
    size_t leap = 1;  // as far as the column before: neighbouring columns hold about as many
    while (at < all.size()) {
        const double column = column_of(at);
        if (column >= static_cast<double>(grid.column_count)) break;
        // Gallop to the first event behind the column, then halve.
        size_t low = at;
        size_t high = at + leap;
        while (high < all.size() && column_of(high) <= column) {
            low = high;
            high += high - at;
        }
        high = std::min(high, all.size());
        while (low + 1 < high) {
            const size_t middle = low + (high - low) / 2;
            (column_of(middle) <= column ? low : high) = middle;
        }
        leap = std::max<size_t>(1, high - at);
        out.push_back({static_cast<int64_t>(column), static_cast<uint32_t>(at), static_cast<uint32_t>(high - at)});
        at = high;
    }
}

void LaneIndex::most_important(size_t lane_number, size_t first, size_t last, size_t most,
                               std::vector<Candidate>& scratch, std::vector<uint32_t>& out) const {
    out.clear();
    scratch.clear();
    const Lane& lane = lanes_[lane_number];
    last = std::min(last, lane.size);
    if (first >= last || most == 0) return;
    // Best first: a node stands for the best that may be in it. What it promises may lie outside of [first, last); then
    // it is opened for nothing, at most twice a level.
    const auto worse = [](const Candidate& a, const Candidate& b) {
        if (a.importance != b.importance) return a.importance < b.importance;
        if (a.last != b.last) return a.last < b.last;
        return a.level < b.level;  // of a node and the event that it promises, the node first: it may hold a later one
    };
    const auto push = [&](const Candidate& candidate) {
        scratch.push_back(candidate);
        std::push_heap(scratch.begin(), scratch.end(), worse);
    };
    const auto open = [&](size_t level, size_t node_begin, size_t node_end) {
        size_t width = kFan;
        for (size_t i = 0; i < level; ++i) width *= kFan;
        node_begin = std::max(node_begin, first / width);
        node_end = std::min(node_end, (last - 1) / width + 1);
        for (size_t i = node_begin; i < node_end; ++i)
            push({nodes_[lane.level_begin[level] + i].greatest, static_cast<uint32_t>(std::min((i + 1) * width, last) - 1),
                  static_cast<uint32_t>(i), static_cast<int32_t>(level)});
    };
    open(lane.level_count - 1, 0, 1);
    while (!scratch.empty() && out.size() < most) {
        std::pop_heap(scratch.begin(), scratch.end(), worse);
        const Candidate best = scratch.back();
        scratch.pop_back();
        if (best.level < 0) {
            out.push_back(best.last);
        } else if (best.level > 0) {
            const size_t below = static_cast<size_t>(best.level) - 1;
            open(below, best.node * kFan, std::min((best.node + size_t{1}) * kFan, lane.level_size[below]));
        } else {
            const size_t begin = std::max(best.node * kFan, first);
            const size_t end = std::min((best.node + size_t{1}) * kFan, last);
            for (size_t i = begin; i < end; ++i) push({importance_[lane.begin + i], static_cast<uint32_t>(i), 0, -1});
        }
    }
}

// An event left of the window touches it when it ends late enough, one right of it when it begins early enough; which of
// the two decides is told by the other one being true anyway. So a node is opened only for an answer inside it, or at the
// window's border.
template <typename Visit>
void LaneIndex::visit_touching(const Lane& lane, size_t level, size_t node, Instant begin_s, Instant end_s,
                               Visit& visit) const {
    const Node& here = nodes_[lane.level_begin[level] + node];
    if (here.latest_end_s < begin_s || here.earliest_begin_s > end_s) return;
    if (level == 0) {
        const size_t end = std::min((node + 1) * kFan, lane.size);
        for (size_t i = node * kFan; i < end; ++i)
            if (end_s_[lane.begin + i] >= begin_s && begin_s_[lane.begin + i] <= end_s) visit(i);
        return;
    }
    const size_t end = std::min((node + 1) * kFan, lane.level_size[level - 1]);
    for (size_t child = node * kFan; child < end; ++child) visit_touching(lane, level - 1, child, begin_s, end_s, visit);
}

void LaneIndex::touching(size_t lane_number, Instant begin_s, Instant end_s, std::vector<uint32_t>& out) const {
    out.clear();
    const Lane& lane = lanes_[lane_number];
    if (lane.size == 0 || begin_s > end_s) return;
    const auto visit = [&](size_t position) { out.push_back(static_cast<uint32_t>(position)); };
    visit_touching(lane, lane.level_count - 1, 0, begin_s, end_s, visit);
}

size_t LaneIndex::count_running_into(size_t lane_number, Instant begin_s) const {
    const Lane& lane = lanes_[lane_number];
    if (lane.size == 0) return 0;
    const size_t before = lower_bound(lane_number, begin_s);
    size_t count = 0;
    const auto visit = [&](size_t position) { count += position < before ? 1 : 0; };
    visit_touching(lane, lane.level_count - 1, 0, begin_s, begin_s, visit);
    return count;
}

std::optional<size_t> LaneIndex::next(size_t lane, Instant at) const {
    const auto all = anchors(lane);
    const auto found = std::upper_bound(all.begin(), all.end(), at);
    if (found == all.end()) return std::nullopt;
    return static_cast<size_t>(found - all.begin());
}

std::optional<size_t> LaneIndex::previous(size_t lane, Instant at) const {
    const size_t found = lower_bound(lane, at);
    if (found == 0) return std::nullopt;
    return found - 1;
}

}  // namespace choke
