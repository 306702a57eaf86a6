// Views whose nodes have got new places: they are drawn as they were, and then on their way there, for kSettle_s.
#pragma once

#include <map>
#include <string>

#include "app/state.h"

namespace choke {

class Settling {
public:
    // After a view was built: whether it has new places to move to, and so has to be built once more, as it was before.
    bool begins(const ViewDef& view, const ViewCache& cache, AppState& state, double now_s);
    // Before a picture: how far each view has come. True: one has arrived, and its last picture is to be drawn.
    bool advance(AppState& state, double now_s) const;

private:
    struct Row {
        size_t seen = 0;     // ViewDef::settling of the last picture
        double begin_s = 0;  // by the window's clock
    };
    std::map<std::string, Row, std::less<>> rows_;  // by view id
};

}  // namespace choke
