#include "app/state.h"

#include <algorithm>
#include <utility>

#include "time/civil.h"

namespace choke {
namespace {

constexpr size_t kMaxUndo = 200;
constexpr size_t kMaxBack = 100;

template <typename... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

void set_range(AppState& state, std::optional<std::pair<Instant, Instant>> range) {
    FacetClicks clicks = clicks_from_filter(state.document.filter, *state.data);
    // The range is a date: term of its own at the end of the rest; a new one replaces it.
    const size_t at = clicks.rest.find("date:");
    if (at != std::string::npos) {
        const size_t end = clicks.rest.find(' ', at);
        clicks.rest.erase(at, end == std::string::npos ? std::string::npos : end - at + 1);
        while (!clicks.rest.empty() && clicks.rest.back() == ' ') clicks.rest.pop_back();
    }
    if (range) {
        if (!clicks.rest.empty()) clicks.rest += ' ';
        clicks.rest += "date:" + iso_date(civil_from_instant(range->first).date) + ".." +
                       iso_date(civil_from_instant(range->second).date) + "?";
    }
    state.document.filter = filter_from_clicks(clicks, *state.data);
}

}  // namespace

void apply_load(AppState& state, Loaded loaded, std::string path) {
    const bool same = path == state.path && state.data != nullptr;
    state.data = std::move(loaded.data);
    state.index = std::make_shared<const EventIndex>(state.data);
    state.problems = std::move(loaded.diagnostics);
    state.path = std::move(path);
    // Indices of the old data mean nothing in the new.
    state.session.selected.clear();
    state.session.back.clear();
    state.session.tie.reset();
    state.session.hover.reset();
    state.document.pins.clear();
    state.undo.clear();
    state.redo.clear();
    if (!same) {
        state.document = Document{};
        state.session.cameras.clear();
        state.session.moves.clear();
    }
    state.session.show_problems = state.problems.error_count() > 0;
}

void note_undo(AppState& state, const Document& before, std::string label) {
    if (state.document == before) return;
    state.redo.clear();
    const bool same_gesture = state.session.gesture != 0 && !state.undo.empty() &&
                              state.undo.back().gesture == state.session.gesture && state.undo.back().label == label;
    if (same_gesture) return;
    state.undo.push_back({before, std::move(label), state.session.gesture});
    if (state.undo.size() > kMaxUndo) state.undo.erase(state.undo.begin());
}

void select(AppState& state, std::vector<NodeRef> nodes) {
    Session& session = state.session;
    if (session.selected == nodes && !session.tie) return;
    if (!session.selected.empty()) {
        session.back.push_back(session.selected);
        if (session.back.size() > kMaxBack) session.back.erase(session.back.begin());
    }
    session.selected = std::move(nodes);
    session.tie.reset();
}

void apply(AppState& state, std::string_view view_id, const Effect& effect) {
    const Document before = state.document;
    Session& session = state.session;
    std::string label;
    std::visit(Overloaded{
                   [&](const SetCamera& set) {
                       const std::string id(view_id);
                       if (set.animate && !session.reduce_motion) {
                           session.moves[id] = {session.cameras[id], set.camera, -1, !set.camera.framed};
                       } else {
                           session.moves.erase(id);
                           session.cameras[id] = set.camera;
                       }
                   },
                   [&](const SetHover& set) { session.hover = set.pick; },
                   [&](const SelectNode& chosen) {
                       if (chosen.mode == SelectMode::Replace) {
                           select(state, chosen.node ? std::vector{*chosen.node} : std::vector<NodeRef>{});
                           return;
                       }
                       if (!chosen.node) return;
                       std::vector<NodeRef> nodes = session.selected;
                       const auto at = std::find(nodes.begin(), nodes.end(), *chosen.node);
                       if (at == nodes.end()) {
                           nodes.push_back(*chosen.node);
                       } else {
                           nodes.erase(at);
                       }
                       select(state, std::move(nodes));
                   },
                   [&](const SelectTie& tie) {
                       select(state, {});
                       session.tie = Tie{tie.a, tie.b};
                   },
                   [&](const FoldLane& fold) {
                       auto& folded = state.document.folded_lanes;
                       const auto at = std::lower_bound(folded.begin(), folded.end(), fold.key);
                       const bool was = at != folded.end() && *at == fold.key;
                       if (was) {
                           folded.erase(at);
                       } else {
                           folded.insert(at, fold.key);
                       }
                       label = was ? "Unfold lane" : "Fold lane";
                   },
                   [&](const PinNode& pin) {
                       auto& pins = state.document.pins;
                       const auto at = std::lower_bound(pins.begin(), pins.end(), pin.pin.node,
                                                        [](const Pin& p, NodeRef node) { return p.node < node; });
                       if (at != pins.end() && at->node == pin.pin.node) {
                           *at = pin.pin;
                       } else {
                           pins.insert(at, pin.pin);
                       }
                       label = "Move node";
                   },
                   [&](const SetRange& range) {
                       set_range(state, range.range);
                       label = range.range ? "Choose range" : "Clear range";
                   },
               },
               effect);
    note_undo(state, before, std::move(label));
}

}  // namespace choke
