#include "layout/lane_pack.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/assert.h"

namespace choke {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

// Where each row is free again, with a tournament tree over the minima: the topmost row that is free at a
// place is found in O(log rows). A scan over the rows would be O(n * rows), which is slow just when rows are
// many.
class FreeRows {
  public:
    // The topmost row that is free at `begin`, opened when it must be; -1 when all of max_rows are taken.
    int take(double begin, double free_again, int max_rows) {
        if (row_count_ == 0 || least_[1] > begin) {
            if (row_count_ == static_cast<size_t>(max_rows)) {
                return -1;
            }
            if (row_count_ == leaf_count_) {
                grow();
            }
            set(row_count_, free_again);
            return static_cast<int>(row_count_++);
        }
        size_t at = 1;
        while (at < leaf_count_) {
            at = least_[2 * at] <= begin ? 2 * at : 2 * at + 1;
        }
        set(at - leaf_count_, free_again);
        return static_cast<int>(at - leaf_count_);
    }
    [[nodiscard]] int row_count() const { return static_cast<int>(row_count_); }

  private:
    void set(size_t row, double free_again) {
        size_t at = leaf_count_ + row;
        least_[at] = free_again;
        while (at > 1) {
            at /= 2;
            least_[at] = std::min(least_[2 * at], least_[2 * at + 1]);
        }
    }
    // Rows that are not open yet count as never free.
    void grow() {
        const size_t old_count = leaf_count_;
        leaf_count_ = std::max<size_t>(8, 2 * old_count);
        std::vector<double> grown(2 * leaf_count_, kNever);
        for (size_t row = 0; row < old_count; ++row) {
            grown[leaf_count_ + row] = least_[old_count + row];
        }
        for (size_t at = leaf_count_ - 1; at >= 1; --at) {
            grown[at] = std::min(grown[2 * at], grown[2 * at + 1]);
        }
        least_ = std::move(grown);
    }

    size_t leaf_count_ = 0;
    size_t row_count_ = 0;
    std::vector<double> least_;  // [1] is the root, [leaf_count_ + row] the place from which a row is free
};

}  // namespace

int pack_rows(std::span<const PackRange> ranges, double gap, int max_rows, std::vector<int>& rows) {
    CHOKE_ASSERT(gap >= 0);
    rows.assign(ranges.size(), -1);
    if (max_rows <= 0) {
        return 0;
    }
    std::vector<uint32_t> order(ranges.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return ranges[a].begin < ranges[b].begin; });

    FreeRows free_rows;
    for (const uint32_t i : order) {
        const PackRange& range = ranges[i];
        CHOKE_ASSERT(range.begin <= range.end);
        const double free_again = std::max(range.end + gap, std::nextafter(range.begin, kNever));
        rows[i] = free_rows.take(range.begin, free_again, max_rows);
    }
    return free_rows.row_count();
}

}  // namespace choke
