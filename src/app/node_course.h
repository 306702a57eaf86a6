// How many others an actor or a thing is tied to, period by period: the small chart of its page.
#pragma once

#include <string>
#include <vector>

#include "model/dataset.h"

namespace choke {

struct CoursePeriod {
    Instant end_s = 0;   // last second
    std::string words;   // "third quarter of 2024", "2024"
    uint32_t others = 0; // nodes that it is tied to when the period ends, by relations that hold then and events by then
    uint32_t events = 0; // that name it and begin within the period
};

struct NodeCourse {
    std::string period;  // "quarter", "year", "5 years"…
    std::vector<CoursePeriod> periods;  // without gaps, from the first change to the last; empty: there is none
    [[nodiscard]] uint32_t most_others() const;
};

inline constexpr size_t kMostCoursePeriods = 24;

// Of an actor or a thing, by what was known by the day. Others are actors and things, as on the map.
[[nodiscard]] NodeCourse node_course(const Dataset& data, NodeRef node, Instant known_by_s);

}  // namespace choke
