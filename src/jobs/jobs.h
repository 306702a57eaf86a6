// Work behind the window: a pool of workers whose results are picked up on the main thread. A job has a tag
// ("layout", "load"); a newer job of the same tag replaces an older one, whether that waits, runs or has a
// result that nobody has picked up yet. The only folder with threads and locks.
//
// A job gets what it needs by value or as shared_ptr<const …>, shares nothing that changes, and hands back
// one value.
#pragma once

#include <any>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace choke {

// What a running job reports, in units that mean something to a person: "rows", 12'000 of 50'000.
struct JobProgress {
    std::string tag;
    uint64_t revision = 0;
    std::string name;  // of what is being counted; empty before the first report
    uint64_t done = 0;
    uint64_t total = 0;  // 0: not known
};

// How a job sees the pool. Valid only while it runs, and only on its thread.
class JobContext {
  public:
    [[nodiscard]] std::stop_token stop_token() const { return stop_; }
    // A job that sees true returns at once; its value is dropped.
    [[nodiscard]] bool stopped() const { return stop_.stop_requested(); }
    // Cheap enough for every hundredth row, not for every row: it takes a lock.
    void progress(std::string_view name, uint64_t done, uint64_t total);

  private:
    friend class JobPool;
    JobContext(std::stop_token stop, std::function<void(std::string_view, uint64_t, uint64_t)> report)
        : stop_(std::move(stop)), report_(std::move(report)) {}
    std::stop_token stop_;
    std::function<void(std::string_view, uint64_t, uint64_t)> report_;
};

struct JobResult {
    std::string tag;
    uint64_t revision = 0;  // as given to submit(): what the value was made for
    std::any value;
    std::string error;  // what an exception said that left the job; empty when none did
};

class JobPool {
  public:
    using Work = std::function<std::any(JobContext&)>;

    // wake is called on a worker when there is a result to pick up, and at most ten times a second for
    // progress. worker_count 0: one less than the machine's cores, at least one.
    explicit JobPool(std::function<void()> wake = {}, size_t worker_count = 0);
    // Stops what runs, drops what waits, and returns when the workers are done.
    ~JobPool();
    JobPool(const JobPool&) = delete;
    JobPool& operator=(const JobPool&) = delete;

    void submit(std::string tag, uint64_t revision, Work work);
    // Drops the tag's job in whatever state it is.
    void cancel(std::string_view tag);

    // Results since the last call, in the order in which they were finished.
    [[nodiscard]] std::vector<JobResult> poll();
    // Jobs that wait or run and were not replaced, in the order of submission.
    [[nodiscard]] std::vector<JobProgress> progress() const;
    // Nothing waits, runs or is left to pick up. Replaced jobs that have not noticed yet do not count.
    [[nodiscard]] bool idle() const;
    [[nodiscard]] size_t worker_count() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace choke
