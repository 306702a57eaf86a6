#include "jobs/later.h"

#include <atomic>
#include <stdexcept>

#include <catch2/catch_test_macros.hpp>

using namespace choke;

TEST_CASE("a value that is made later is not ready before, and is waited for", "[jobs][parallel]") {
    std::promise<void> go;
    const Later<int> later([gone = go.get_future().share()](const std::stop_token&) { return gone.wait(), 7; });
    CHECK_FALSE(later.ready());
    go.set_value();
    CHECK(later.value() == 7);
    CHECK(later.ready());
}

TEST_CASE("a value that nobody wants any more is asked to stop being made, and waited for", "[jobs][parallel]") {
    std::atomic<bool> stopped = false;
    {
        const Later<int> later([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) std::this_thread::yield();
            stopped = true;
            return 0;
        });
    }
    CHECK(stopped);
}

TEST_CASE("what is thrown while a value is made later is thrown when it is asked for", "[jobs][parallel]") {
    const Later<int> later([](const std::stop_token&) -> int { throw std::runtime_error("no memory"); });
    CHECK_THROWS_AS(later.value(), std::runtime_error);
}

TEST_CASE("a value that is there already needs no thread", "[jobs]") {
    const auto later = Later<int>::now(3);
    CHECK(later.ready());
    CHECK(later.value() == 3);
}
