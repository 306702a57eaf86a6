#include "jobs/in_order.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <catch2/catch_test_macros.hpp>

using namespace choke;

TEST_CASE("pieces are taken once each, in their order, by the calling thread", "[jobs][parallel]") {
    for (const size_t helper_count : {0U, 1U, 3U}) {
        for (const size_t slot_count : {1U, 2U, 7U}) {
            INFO(helper_count << " helpers, " << slot_count << " slots");
            std::vector<size_t> slots(slot_count);
            std::vector<size_t> taken;
            run_in_order({.piece_count = 200,
                          .helper_count = helper_count,
                          .slot_count = slot_count,
                          .make = [&](size_t piece, size_t slot) { slots[slot] = piece * piece; },
                          .take =
                              [&](size_t piece, size_t slot) {
                                  if (piece == taken.size()) taken.push_back(slots[slot]);
                                  return true;
                              }});
            REQUIRE(taken.size() == 200);
            for (size_t i = 0; i < taken.size(); ++i) CHECK(taken[i] == i * i);
        }
    }
}

TEST_CASE("when a piece was enough, those behind it are not taken and few of them are made", "[jobs][parallel]") {
    std::atomic<size_t> made = 0;
    size_t taken = 0;
    run_in_order({.piece_count = 1000,
                  .helper_count = 2,
                  .slot_count = 4,
                  .make = [&](size_t, size_t) { ++made; },
                  .take = [&](size_t piece, size_t) { return ++taken, piece < 10; }});
    CHECK(taken == 11);
    CHECK(made <= 11 + 4);
}

TEST_CASE("what is thrown while a piece is made is thrown when it would be taken", "[jobs][parallel]") {
    for (const size_t helper_count : {0U, 2U}) {
        size_t taken = 0;
        const InOrder work{.piece_count = 100,
                           .helper_count = helper_count,
                           .slot_count = 3,
                           .make = [](size_t piece, size_t) { if (piece == 20) throw std::runtime_error("no memory"); },
                           .take = [&](size_t, size_t) { return ++taken, true; }};
        CHECK_THROWS_AS(run_in_order(work), std::runtime_error);
        CHECK(taken == 20);
    }
}

TEST_CASE("no pieces are no work", "[jobs]") {
    run_in_order({.piece_count = 0, .helper_count = 2, .slot_count = 2, .make = {}, .take = {}});
    SUCCEED();
}
