#include "ui/settling.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace choke {

bool Settling::begins(const ViewDef& view, const ViewCache& cache, AppState& state, double now_s) {
    if (view.settling == nullptr) return false;
    Row& row = rows_[std::string(view.id)];
    const size_t now = view.settling(cache);
    if (std::exchange(row.seen, now) == now || state.session.reduce_motion) return false;
    row.begin_s = now_s;
    state.session.settles[std::string(view.id)] = 0;
    return true;
}

bool Settling::advance(AppState& state, double now_s) const {
    bool arrived = false;
    auto& settles = state.session.settles;
    for (auto it = settles.begin(); it != settles.end();) {
        const auto row = rows_.find(it->first);
        const double t = row == rows_.end() ? 1 : std::clamp((now_s - row->second.begin_s) / kSettle_s, 0.0, 1.0);
        it->second = 1 - std::pow(1 - t, 3);  // ease-out
        arrived = arrived || t >= 1;
        it = t >= 1 ? settles.erase(it) : std::next(it);
    }
    return arrived;
}

}  // namespace choke
