#include "jobs/in_order.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace choke {
namespace {

class Line {
public:
    explicit Line(const InOrder& work) : work_(work), slots_(std::max<size_t>(1, work.slot_count)) {}

    void run() {
        std::vector<std::jthread> helpers;
        try {
            start(helpers);
            take_all();
        } catch (...) {
            stop();
            throw;
        }
        stop();
    }

private:
    // A system that has no thread left is no reason to fail: the calling one makes what nobody else does.
    void start(std::vector<std::jthread>& helpers) {
        const size_t count = std::min(work_.helper_count, work_.piece_count);
        helpers.reserve(count);
        try {
            while (helpers.size() < count) helpers.emplace_back([this] { help(); });
        } catch (const std::system_error&) {
            return;
        }
    }

    struct Slot {
        bool made = false;
        std::exception_ptr thrown;
    };

    // With the lock held.
    [[nodiscard]] bool piece_free() const {
        return next_to_make_ < std::min(work_.piece_count, next_to_take_ + slots_.size());
    }

    // Called and left with the lock held.
    void make_next(std::unique_lock<std::mutex>& lock) {
        const size_t piece = next_to_make_++;
        Slot& slot = slots_[piece % slots_.size()];
        slot = {};
        lock.unlock();
        std::exception_ptr thrown;
        try {
            work_.make(piece, piece % slots_.size());
        } catch (...) {
            thrown = std::current_exception();
        }
        lock.lock();
        slot.made = true;
        slot.thrown = thrown;
        changed_.notify_all();
    }

    void help() {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return stopped_ || piece_free(); });
            if (stopped_) return;
            make_next(lock);
        }
    }

    void take_all() {
        std::unique_lock lock(mutex_);
        while (next_to_take_ < work_.piece_count) {
            const size_t piece = next_to_take_;
            Slot& slot = slots_[piece % slots_.size()];
            // Rather than wait for a helper the calling thread makes what comes next.
            while (next_to_make_ == piece || !slot.made) {
                if (piece_free()) {
                    make_next(lock);
                } else {
                    changed_.wait(lock);
                }
            }
            if (slot.thrown) std::rethrow_exception(slot.thrown);
            lock.unlock();
            const bool more = work_.take(piece, piece % slots_.size());
            lock.lock();
            if (!more) return;
            ++next_to_take_;
            changed_.notify_all();
        }
    }

    void stop() {
        const std::scoped_lock lock(mutex_);
        stopped_ = true;
        changed_.notify_all();
    }

    const InOrder& work_;
    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::vector<Slot> slots_;
    size_t next_to_make_ = 0;
    size_t next_to_take_ = 0;
    bool stopped_ = false;
};

}  // namespace

void run_in_order(const InOrder& work) { Line(work).run(); }

size_t helpers_of_machine() {
    const size_t cores = std::thread::hardware_concurrency();
    return cores > 0 ? cores - 1 : 0;
}

}  // namespace choke
