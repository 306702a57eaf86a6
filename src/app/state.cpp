#include "app/state.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/annotations.h"
#include "app/cameras.h"
#include "app/commands_internal.h"
#include "app/node_names.h"
#include "app/presenting.h"
#include "app/script.h"
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

// The filter's rest without the date: terms that stand by themselves. What is in quotes or in parentheses or turned round
// by a minus or NOT was written by a person and means something else.
std::string without_date_terms(std::string_view rest) {
    std::string out;
    std::string_view before;
    for (size_t begin = 0; begin < rest.size();) {
        size_t end = begin;
        int depth = 0;
        bool quoted = false;
        for (; end < rest.size() && (rest[end] != ' ' || depth > 0 || quoted); ++end) {
            if (quoted && rest[end] == '\\') {
                ++end;
            } else if (rest[end] == '"') {
                quoted = !quoted;
            } else if (!quoted && rest[end] == '(') {
                ++depth;
            } else if (!quoted && rest[end] == ')') {
                --depth;
            }
        }
        const std::string_view term = rest.substr(begin, end - begin);
        if (!term.empty() && !(term.starts_with("date:") && before != "NOT")) {
            if (!out.empty()) out += ' ';
            out += term;
        }
        if (!term.empty()) before = term;
        begin = end + 1;
    }
    return out;
}

// The same nodes in other data, by their names; those that are not there any more go.
std::vector<NodeRef> moved_over(const std::vector<NodeRef>& nodes, const Dataset& from, const Dataset& to) {
    std::vector<NodeRef> out;
    for (const NodeRef node : nodes)
        if (const auto there = node_named(to, node_name(from, node))) out.push_back(*there);
    return out;
}

void move_over(Look& look, const Dataset& from, const Dataset& to) {
    std::vector<Pin> pins;
    for (const Pin& pin : look.pins)
        if (const auto there = node_named(to, node_name(from, pin.node))) pins.push_back({*there, pin.at});
    std::sort(pins.begin(), pins.end(), [](const Pin& a, const Pin& b) { return a.node < b.node; });
    look.pins = std::move(pins);
}

// Steps remember what other data do not have, and find it again.
void move_stories_over(AppState& state, const Dataset& to) {
    if (state.document.stories->empty()) return;
    for (KeptStory& story : state.document.stories.edit()) {
        for (KeptStep& step : story.steps) {
            std::vector<std::string> names;
            for (const NodeRef node : step.selected) names.push_back(node_name(*state.data, node));
            names.insert(names.end(), step.missing.begin(), step.missing.end());
            step.selected.clear();
            step.missing.clear();
            for (std::string& name : names) {
                if (const auto there = node_named(to, name)) {
                    step.selected.push_back(*there);
                } else {
                    step.missing.push_back(std::move(name));
                }
            }
            move_over(step.look, *state.data, to);
        }
    }
}

std::optional<std::pair<int64_t, int64_t>> known_days_of(const Dataset& data) {
    Instant first = kMaxInstant;
    Instant last = kMinInstant;
    for (const Claim& claim : data.claims) {
        if (claim.known_s < kMinInstant || claim.known_s > kMaxInstant) continue;  // says no day
        first = std::min(first, claim.known_s);
        last = std::max(last, claim.known_s);
    }
    if (first > last) return std::nullopt;
    const auto day_of = [](Instant instant) { return days_from_civil(civil_from_instant(instant).date); };
    return std::pair(day_of(first), day_of(last));
}

std::optional<std::pair<int64_t, int64_t>> happened_days_of(const Dataset& data) {
    std::optional<std::pair<int64_t, int64_t>> days;
    for (const DateBounds& date : data.events.date) {
        const Instant instant = entry_instant(date);
        if (instant <= kMinInstant || instant >= kMaxInstant) continue;
        const int64_t day = days_from_civil(civil_from_instant(instant).date);
        if (!days) days = std::pair(day, day);
        days = std::pair(std::min(days->first, day), std::max(days->second, day));
    }
    return days;
}

}  // namespace

Prepared prepare(Loaded loaded) {
    Prepared out;
    out.index = std::make_shared<const EventIndex>(loaded.data);
    out.known_days = known_days_of(*loaded.data);
    out.happened_days = happened_days_of(*loaded.data);
    out.loaded = std::move(loaded);
    return out;
}

void apply_load(AppState& state, Loaded loaded, std::string path) {
    apply_prepared(state, prepare(std::move(loaded)), std::move(path));
}

void apply_prepared(AppState& state, Prepared prepared, std::string path) {
    Loaded& loaded = prepared.loaded;
    // A show does not outlive its data.
    end_show(state);
    const bool same = path == state.path && state.data != nullptr;
    if (same) {
        move_over(state.document, *state.data, *loaded.data);
        for (NamedView& view : state.document.named_views) {
            move_over(view.look, *state.data, *loaded.data);
            view.selected = moved_over(view.selected, *state.data, *loaded.data);
        }
        move_stories_over(state, *loaded.data);
    }
    state.data = std::move(loaded.data);
    state.index = std::move(prepared.index);
    state.known_days = prepared.known_days;
    state.happened_days = prepared.happened_days;
    state.problems = std::move(loaded.diagnostics);
    state.path = std::move(path);
    // Indices of the old data mean nothing in the new.
    state.session.selected.clear();
    state.session.back.clear();
    state.session.tie.reset();
    state.session.hover.reset();
    state.session.playback.running = false;
    state.session.playback.stepped_from.reset();
    state.session.lane_drag.reset();
    state.session.annotation.clear();
    state.undo.clear();
    state.redo.clear();
    if (!same) {
        state.document = Document{};
        state.session.story.reset();
        state.session.cameras.clear();
        state.session.moves.clear();
        state.session.camera_back.clear();
        state.session.camera_forward.clear();
        state.session.camera_mover.clear();
        // What is saved next is another document.
        state.session.document_path.clear();
        state.session.saved_hash = 0;
        state.session.unknown_members.clear();
    }
    state.session.show_problems = state.problems.error_count() > 0;
}

void note_undo(AppState& state, const Document& before, std::string label) {
    if (state.document == before) return;
    // A show leaves nothing on the way back but what was done to named views and stories.
    Document was = before;
    if (const auto& presenting = state.session.presenting) {
        if (state.document.named_views == before.named_views && state.document.stories == before.stories && state.document.annotations == before.annotations) return;
        was.look() = presenting->before.look;
    }
    state.redo.clear();
    if (state.session.gesture != 0 && !state.undo.empty() && state.undo.back().gesture == state.session.gesture) {
        state.undo.back().label = std::move(label);
        return;
    }
    state.undo.push_back({std::move(was), std::move(label), state.session.gesture});
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

void set_range(AppState& state, std::optional<std::pair<Instant, Instant>> range) {
    FacetClicks clicks = clicks_from_filter(state.document.filter, *state.data);
    clicks.range.reset();
    clicks.rest = without_date_terms(clicks.rest);
    if (range) {
        clicks.range = date_range(iso_date(civil_from_instant(range->first).date) + ".." +
                                      iso_date(civil_from_instant(range->second).date) + "?",
                                  *state.data);
    }
    state.document.filter = filter_from_clicks(clicks, *state.data);
}

bool toggle_fold(Look& look, std::string_view lane_key) {
    auto& folded = look.folded_lanes;
    const auto at = std::lower_bound(folded.begin(), folded.end(), lane_key);
    if (at != folded.end() && *at == lane_key) {
        folded.erase(at);
        return false;
    }
    folded.emplace(at, lane_key);
    return true;
}

bool toggle_lane_pin(Look& look, std::string_view lane_key) {
    auto& pinned = look.pinned_lanes;
    const auto at = std::find(pinned.begin(), pinned.end(), lane_key);
    if (at != pinned.end()) {
        pinned.erase(at);
        return false;
    }
    pinned.emplace_back(lane_key);
    return true;
}

void move_lane(Look& look, std::string_view lane_key, std::string_view before, std::vector<std::string> order) {
    auto& pinned = look.pinned_lanes;
    const auto at = std::find(pinned.begin(), pinned.end(), lane_key);
    if (at == pinned.end()) {
        look.lane_order = std::move(order);
        set_param(look.params["timeline"], "order", "hand");
        return;
    }
    pinned.erase(at);
    pinned.emplace(std::find(pinned.begin(), pinned.end(), before), lane_key);
}

void pin_node(Look& look, const Pin& pin) {
    const auto at = std::lower_bound(look.pins.begin(), look.pins.end(), pin.node,
                                     [](const Pin& p, NodeRef node) { return p.node < node; });
    if (at != look.pins.end() && at->node == pin.node) {
        *at = pin;
    } else {
        look.pins.insert(at, pin);
    }
}

void apply(AppState& state, std::string_view view_id, const Effect& effect) {
    const Document before = state.document;
    Session& session = state.session;
    std::string label;
    std::visit(Overloaded{
                   [&](const SetCamera& set) {
                       const std::string id(view_id);
                       note_cameras(state, view_id);
                       if (set.animate && !session.reduce_motion) {
                           session.moves[id] = {session.cameras[id], set.camera, -1, !set.camera.framed};
                       } else {
                           session.moves.erase(id);
                           session.cameras[id] = set.camera;
                       }
                   },
                   [&](const SetHover& set) { session.hover = set.pick; },
                   [&](const SelectNode& chosen) {
                       session.annotation.clear();
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
                       label = toggle_fold(state.document, fold.key) ? "fold a lane" : "unfold a lane";
                   },
                   [&](const PinLane& pin) {
                       label = toggle_lane_pin(state.document, pin.key) ? "keep a lane on top" : "let a lane go from the top";
                   },
                   [&](const MoveLane& move) {
                       move_lane(state.document, move.key, move.before, move.order);
                       label = "move a lane";
                   },
                   [&](const DragLane& drag) { session.lane_drag = drag.drag; },
                   [&](const PinNode& pin) {
                       pin_node(state.document, pin.pin);
                       label = fmt::format("move {}", state.data->node_label(pin.pin.node));
                   },
                   [&](const SetRange& range) {
                       set_range(state, range.range);
                       label = range.range ? "choose a range of time" : "clear the range of time";
                   },
                   [&](const SelectAnnotation& chosen) { session.annotation = chosen.id; },
                   [&](const EditAnnotation& edited) {
                       session.annotation = edited.id;
                       session.edit_annotation = true;
                   },
                   [&](const MoveAnnotation& move) {
                       session.annotation = move.id;
                       if (find_annotation(*state.document.annotations, move.id) == nullptr) return;
                       for (Annotation& one : state.document.annotations.edit().list)
                           if (one.id == move.id) one.offset_px = move.offset_px;
                       label = "move an annotation";
                   },
                   [&](const SetParam& set) {
                       ParamValues& values = state.document.params[std::string(view_id)];
                       set_param(values, set.id, set.value);
                       for (const auto& [id, value] : set.also) set_param(values, id, value);
                       const ViewDef* view = find_view(view_id);
                       for (const ViewParam& definition : view->params)
                           if (definition.id == set.id) label = fmt::format("{} {}", command::lower_first(definition.label), param_words(definition, set.value));
                   },
               },
               effect);
    if (!std::holds_alternative<SetCamera>(effect) && !std::holds_alternative<SetHover>(effect)) session.camera_mover.clear();
    if (!std::holds_alternative<SetHover>(effect)) begin_excursion(state);
    note_undo(state, before, std::move(label));
    record_effect(state, view_id, effect);
}

}  // namespace choke
