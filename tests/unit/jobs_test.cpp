#include "jobs/jobs.h"

#include <latch>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace choke::test {
namespace {

// A pool and what its owner does: sleep until it is woken, then pick up results.
struct Owner {
    explicit Owner(size_t worker_count = 1) : pool([this] { woken.release(); }, worker_count) {}

    std::vector<JobResult> next_results() {
        while (true) {
            woken.acquire();
            std::vector<JobResult> results = pool.poll();
            if (!results.empty()) return results;
        }
    }

    std::counting_semaphore<1000> woken{0};
    JobPool pool;
};

JobPool::Work returning(int value) {
    return [value](JobContext&) { return std::any(value); };
}

// Runs until it is told to stop.
JobPool::Work endless(std::latch& started, std::latch& stopped) {
    return [&](JobContext& context) {
        std::binary_semaphore stop{0};
        const std::stop_callback on_stop(context.stop_token(), [&stop] { stop.release(); });
        started.count_down();
        stop.acquire();
        stopped.count_down();
        return std::any(-1);
    };
}

}  // namespace

TEST_CASE("a job's value arrives with its tag and revision", "[jobs]") {
    Owner owner;
    owner.pool.submit("layout", 7, returning(42));
    const auto results = owner.next_results();
    REQUIRE(results.size() == 1);
    CHECK(results[0].tag == "layout");
    CHECK(results[0].revision == 7);
    CHECK(std::any_cast<int>(results[0].value) == 42);
    CHECK(results[0].error.empty());
    CHECK(owner.pool.idle());
}

TEST_CASE("a newer job of the same tag stops the one that runs", "[jobs]") {
    Owner owner;
    std::latch started(1);
    std::latch stopped(1);
    owner.pool.submit("layout", 1, endless(started, stopped));
    started.wait();
    owner.pool.submit("layout", 2, returning(2));
    stopped.wait();
    const auto results = owner.next_results();
    REQUIRE(results.size() == 1);
    CHECK(results[0].revision == 2);
}

TEST_CASE("of waiting jobs of one tag only the newest runs", "[jobs]") {
    Owner owner;
    std::latch started(1);
    std::latch release(1);
    owner.pool.submit("busy", 1, [&](JobContext&) {
        started.count_down();
        release.wait();
        return std::any(0);
    });
    started.wait();
    std::vector<uint64_t> ran;
    for (uint64_t revision = 1; revision <= 5; ++revision) {
        owner.pool.submit("layout", revision, [&ran, revision](JobContext&) {
            ran.push_back(revision);
            return std::any();
        });
    }
    release.count_down();
    std::vector<std::string> tags;
    while (tags.size() < 2) {
        for (const JobResult& result : owner.next_results()) tags.push_back(result.tag);
    }
    CHECK(tags == std::vector<std::string>{"busy", "layout"});
    CHECK(ran == std::vector<uint64_t>{5});
}

TEST_CASE("a result that nobody has picked up is replaced by a newer job", "[jobs]") {
    Owner owner;
    owner.pool.submit("layout", 1, returning(1));
    owner.woken.acquire();  // it is done, but not picked up
    owner.pool.submit("layout", 2, returning(2));
    const auto results = owner.next_results();
    REQUIRE(results.size() == 1);
    CHECK(results[0].revision == 2);
}

TEST_CASE("jobs of different tags leave each other alone", "[jobs]") {
    Owner owner(2);
    std::latch both(2);
    for (const char* tag : {"a", "b"}) {
        // Each waits for the other, so they must run at the same time.
        owner.pool.submit(tag, 1, [&both](JobContext&) {
            both.arrive_and_wait();
            return std::any(1);
        });
    }
    size_t count = 0;
    while (count < 2) count += owner.next_results().size();
    CHECK(count == 2);
}

TEST_CASE("progress is seen while a job runs and gone afterwards", "[jobs]") {
    Owner owner;
    std::latch reported(1);
    std::latch release(1);
    owner.pool.submit("load", 3, [&](JobContext& context) {
        context.progress("rows", 12'000, 50'000);
        reported.count_down();
        release.wait();
        return std::any();
    });
    reported.wait();
    const auto progress = owner.pool.progress();
    REQUIRE(progress.size() == 1);
    CHECK(progress[0].tag == "load");
    CHECK(progress[0].revision == 3);
    CHECK(progress[0].name == "rows");
    CHECK(progress[0].done == 12'000);
    CHECK(progress[0].total == 50'000);
    CHECK_FALSE(owner.pool.idle());
    release.count_down();
    (void)owner.next_results();
    CHECK(owner.pool.progress().empty());
}

TEST_CASE("a cancelled job stops and leaves no result", "[jobs]") {
    Owner owner;
    std::latch started(1);
    std::latch stopped(1);
    owner.pool.submit("load", 1, endless(started, stopped));
    started.wait();
    owner.pool.cancel("load");
    stopped.wait();
    CHECK(owner.pool.idle());
    owner.pool.submit("next", 1, returning(1));  // the same worker: it comes after the cancelled one
    const auto results = owner.next_results();
    REQUIRE(results.size() == 1);
    CHECK(results[0].tag == "next");
}

TEST_CASE("an exception that leaves a job is its result's error", "[jobs]") {
    Owner owner;
    owner.pool.submit("load", 1, [](JobContext&) -> std::any { throw std::runtime_error("no room"); });
    const auto results = owner.next_results();
    REQUIRE(results.size() == 1);
    CHECK(results[0].error == "no room");
    CHECK_FALSE(results[0].value.has_value());
}

TEST_CASE("a pool that goes away stops its jobs", "[jobs]") {
    std::latch started(1);
    std::latch stopped(1);
    {
        JobPool pool({}, 1);
        pool.submit("load", 1, endless(started, stopped));
        pool.submit("never", 1, returning(1));
        started.wait();
    }
    CHECK(stopped.try_wait());
}

TEST_CASE("a pool has at least one worker", "[jobs]") {
    const JobPool pool;
    CHECK(pool.worker_count() >= 1);
}

}  // namespace choke::test
