#include "app/link.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "app/node_names.h"
#include "base/text.h"

namespace choke {
namespace {

// --- writing ---

bool stands_for_itself(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~:/@*()").find(c) != std::string_view::npos;
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (stands_for_itself(c)) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
    }
    return out;
}

template <typename List, typename Text>
std::string encoded_list(const List& list, Text&& text) {
    std::string out;
    for (const auto& item : list) {
        const std::string word = encoded(text(item));
        if (!word.empty()) out += (out.empty() ? "" : ",") + word;
    }
    return out;
}

// "timeline.lanes:actor" for what differs from the default.
std::string encoded_params(const Look& look) {
    std::string out;
    for (const auto& [id, values] : look.params) {
        const ViewDef* view = find_view(id);
        if (view == nullptr) continue;
        for (const ViewParam& definition : view->params) {
            const std::string_view value = param(values, definition);
            if (value == param({}, definition)) continue;
            out += fmt::format("{}{}.{}:{}", out.empty() ? "" : ",", id, definition.id, encoded(value));
        }
    }
    return out;
}

// --- reading ---

tl::unexpected<TextError> wrong(size_t at, std::string message) {
    return tl::unexpected<TextError>(TextError{static_cast<int>(at) + 1, std::move(message)});
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

// A piece of a link, and where it stands in it.
struct Piece {
    std::string_view text;
    size_t at = 0;
};

tl::expected<std::string, TextError> decoded(Piece piece) {
    std::string out;
    for (size_t i = 0; i < piece.text.size(); ++i) {
        const char c = piece.text[i];
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F)
            return wrong(piece.at + i, "a link has no spaces and control characters; a space is written %20");
        if (c != '%') {
            out += c;
            continue;
        }
        const int high = i + 2 < piece.text.size() ? hex_digit(piece.text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(piece.text[i + 2]) : -1;
        if (low < 0) return wrong(piece.at + i, "two hexadecimal digits were expected after '%'");
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (first_invalid_utf8(out) != std::string::npos) return wrong(piece.at, "this is not UTF-8");
    if (out.find('\0') != std::string::npos) return wrong(piece.at, "a NUL character stands in it");
    return out;
}

std::vector<Piece> split(Piece piece, char separator) {
    std::vector<Piece> out;
    for (size_t at = 0; at <= piece.text.size();) {
        const size_t end = std::min(piece.text.find(separator, at), piece.text.size());
        out.push_back({piece.text.substr(at, end - at), piece.at + at});
        at = end + 1;
    }
    return out;
}

using Done = tl::expected<void, TextError>;

Done read_text(Piece piece, std::string& out) {
    auto text = decoded(piece);
    if (!text) return tl::unexpected(text.error());
    out = std::move(*text);
    return {};
}

template <typename Take>
Done read_list(Piece piece, Take&& take) {
    for (const Piece& item : split(piece, ',')) {
        auto text = decoded(item);
        if (!text) return tl::unexpected(text.error());
        if (text->empty()) return wrong(item.at, "an item is missing here");
        if (Done done = take(item, std::move(*text)); !done) return done;
    }
    return {};
}

std::string nearest_or(std::string_view word, std::span<const std::string_view> candidates, std::string_view otherwise) {
    const std::string_view near = nearest(word, candidates);
    return near.empty() ? std::string(otherwise) : fmt::format("; did you mean '{}'?", near);
}

Done read_floor(Piece piece, Look& look) {
    constexpr std::array kFloors{Status::Established, Status::Reported, Status::Assessed, Status::Alleged, Status::Forecast};
    for (const Status floor : kFloors) {
        if (word(floor) != piece.text) continue;
        look.status_floor = floor;
        return {};
    }
    return wrong(piece.at, "the floor is established, reported, assessed, alleged or forecast");
}

Done read_panes(Piece piece, Look& look) {
    look.panes.clear();
    return read_list(piece, [&](const Piece& item, std::string id) -> Done {
        if (find_view(id) == nullptr) return wrong(item.at, fmt::format("there is no view '{}'", displayable(id)));
        if (std::find(look.panes.begin(), look.panes.end(), id) != look.panes.end())
            return wrong(item.at, fmt::format("the view '{}' stands there twice", id));
        if (look.panes.size() == kMaxPanes) return wrong(item.at, fmt::format("there are at most {} panes", kMaxPanes));
        look.panes.push_back(std::move(id));
        return {};
    });
}

Done read_param(const Piece& item, const std::string& text, Look& look) {
    const size_t dot = text.find('.');
    const size_t colon = text.find(':');
    if (dot == std::string::npos || colon == std::string::npos || colon < dot)
        return wrong(item.at, "VIEW.PARAMETER:VALUE was expected");
    const ViewDef* view = find_view(text.substr(0, dot));
    if (view == nullptr) return wrong(item.at, fmt::format("there is no view '{}'", displayable(text.substr(0, dot))));
    const std::string id = text.substr(dot + 1, colon - dot - 1);
    const std::string value = text.substr(colon + 1);
    for (const ViewParam& definition : view->params) {
        if (definition.id != id) continue;
        if (!accepts(definition, value)) return wrong(item.at, fmt::format("'{}' cannot be '{}'", id, displayable(value)));
        if (value != param({}, definition)) set_param(look.params[std::string(view->id)], id, value);
        return {};
    }
    return wrong(item.at, fmt::format("the view '{}' has no parameter '{}'", view->id, displayable(id)));
}

std::optional<double> coordinate(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(std::abs(value) <= 100)) return std::nullopt;
    return value;
}

// "actor:nvidia@0.25@0.5"
Done read_pin(const Piece& item, const std::string& text, Link& link) {
    const size_t first = text.find('@');
    const size_t second = first == std::string::npos ? first : text.find('@', first + 1);
    if (second == std::string::npos) return wrong(item.at, "NODE@X@Y was expected");
    const auto x = coordinate(std::string_view(text).substr(first + 1, second - first - 1));
    const auto y = coordinate(std::string_view(text).substr(second + 1));
    if (!x || !y) return wrong(item.at, "X and Y of a pin are numbers, 0 to 1 on the map");
    link.pins.emplace_back(text.substr(0, first), Vec2{*x, *y});
    return {};
}

// Lanes from top to bottom.
Done read_lanes(const Piece& value, std::vector<std::string>& lanes) {
    return read_list(value, [&](const Piece& item, std::string text) -> Done {
        if (std::find(lanes.begin(), lanes.end(), text) != lanes.end()) return wrong(item.at, "this lane stands there already");
        lanes.push_back(std::move(text));
        return {};
    });
}

Done read_camera(Piece piece, std::string_view view, Link& link) {
    const auto text = decoded(piece);
    if (!text) return tl::unexpected(text.error());
    const auto camera = camera_from(*text);
    // With a percent code before it, the place is that of the value.
    const bool plain = *text == piece.text;
    if (!camera)
        return wrong(piece.at + (plain ? static_cast<size_t>(camera.error().column - 1) : 0), camera.error().message);
    if (!(*camera == Camera{})) link.cameras[std::string(view)] = *camera;
    return {};
}

constexpr std::array<std::string_view, 21> kKeys{"data", "filter", "compare", "known", "happened", "since", "floor", "ghosts", "panes", "split",
                                                 "set",  "folded", "order",  "hide",  "top",   "pins",   "path", "facets", "sel",   "active", "t"};

Done read_value(std::string_view key, Piece value, Link& link) {
    Look& look = link.look;
    if (key == "data") return read_text(value, link.data);
    if (key == "filter") return read_text(value, look.filter);
    if (key == "compare") return read_text(value, look.compare.emplace());
    if (key == "known") return read_text(value, look.known_on);
    if (key == "happened") return read_text(value, look.happened_by);
    if (key == "since") return read_text(value, look.since);
    if (key == "floor") return read_floor(value, look);
    if (key == "ghosts") {
        if (value.text != "yes" && value.text != "no") return wrong(value.at, "ghosts are 'yes' or 'no'");
        look.ghosts = value.text == "yes";
        return {};
    }
    if (key == "path") return read_text(value, look.path);
    if (key == "panes") return read_panes(value, look);
    if (key == "split") {
        if (value.text != "stacked" && value.text != "side-by-side")
            return wrong(value.at, "the split is 'stacked' or 'side-by-side'");
        look.split = value.text == "stacked" ? Split::Stacked : Split::SideBySide;
        return {};
    }
    if (key == "set")
        return read_list(value, [&](const Piece& item, const std::string& text) { return read_param(item, text, look); });
    if (key == "folded") {
        Done done = read_list(value, [&](const Piece&, std::string text) -> Done {
            look.folded_lanes.push_back(std::move(text));
            return {};
        });
        std::sort(look.folded_lanes.begin(), look.folded_lanes.end());
        look.folded_lanes.erase(std::unique(look.folded_lanes.begin(), look.folded_lanes.end()), look.folded_lanes.end());
        return done;
    }
    if (key == "hide") {
        Done done = read_lanes(value, look.hidden_layers);
        std::sort(look.hidden_layers.begin(), look.hidden_layers.end());
        return done;
    }
    if (key == "order") return read_lanes(value, look.lane_order);
    if (key == "top") return read_lanes(value, look.pinned_lanes);
    if (key == "pins")
        return read_list(value, [&](const Piece& item, const std::string& text) { return read_pin(item, text, link); });
    if (key == "facets") {
        return read_list(value, [&](const Piece& item, std::string text) -> Done {
            auto& rows = look.pinned_facets;
            if (std::find(rows.begin(), rows.end(), text) != rows.end()) return wrong(item.at, "this row is pinned already");
            rows.push_back(std::move(text));
            return {};
        });
    }
    if (key == "sel") {
        return read_list(value, [&](const Piece&, std::string text) -> Done {
            link.selected.push_back(std::move(text));
            return {};
        });
    }
    if (key == "active") {
        if (find_view(value.text) == nullptr) return wrong(value.at, fmt::format("there is no view '{}'", displayable(value.text)));
        link.active_view = value.text;
        return {};
    }
    if (key == "t") return read_camera(value, "timeline", link);
    return read_camera(value, key, link);
}

}  // namespace

bool is_link(std::string_view text) {
    if (text.size() < kLinkScheme.size()) return false;
    for (size_t i = 0; i < kLinkScheme.size(); ++i) {
        const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
        if (c != kLinkScheme[i]) return false;
    }
    return true;
}

tl::expected<Link, TextError> parse_link(std::string_view text) {
    if (!is_link(text)) return wrong(0, "a link begins with 'chokepoint:?'");
    size_t at = kLinkScheme.size();
    Link link;
    if (at < text.size()) {
        if (text[at] != '?') return wrong(at, "'?' was expected after 'chokepoint:'");
        ++at;
    }
    std::vector<std::string_view> known(kKeys.begin(), kKeys.end());
    for (const ViewDef& view : views())
        if (view.id != "timeline") known.push_back(view.id);
    std::set<std::string, std::less<>> seen;
    if (at < text.size()) {
        for (const Piece& piece : split({text.substr(at), at}, '&')) {
            const size_t equals = piece.text.find('=');
            const std::string_view key = piece.text.substr(0, equals);
            if (std::find(known.begin(), known.end(), key) == known.end())
                return wrong(piece.at, key.empty() ? std::string("a key is missing here")
                                                   : fmt::format("a link has no '{}'{}", displayable(key), nearest_or(key, known, "")));
            if (equals == std::string_view::npos) return wrong(piece.at + piece.text.size(), fmt::format("'=' was expected after '{}'", key));
            if (!seen.emplace(key).second) return wrong(piece.at, fmt::format("'{}' stands there twice", key));
            if (Done done = read_value(key, {piece.text.substr(equals + 1), piece.at + equals + 1}, link); !done)
                return tl::unexpected(done.error());
        }
    }
    const auto& panes = link.look.panes;
    if (std::find(panes.begin(), panes.end(), link.active_view) == panes.end()) link.active_view = panes.front();
    return link;
}

std::string look_text(const Dataset& data, const Look& look, const std::vector<NodeRef>& selected, const Cameras& cameras,
                      std::string_view active_view) {
    std::string out;
    const auto add = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) out += fmt::format("{}{}={}", out.empty() ? "" : "&", key, value);
    };
    const auto itself = [](const std::string& text) { return text; };
    const auto named = [&](NodeRef node) { return node_name(data, node); };
    add("filter", encoded(look.filter));
    // With nothing behind it this is everything, and not nothing.
    if (look.compare) out += fmt::format("{}compare={}", out.empty() ? "" : "&", encoded(*look.compare));
    add("known", encoded(look.known_on));
    add("happened", encoded(look.happened_by));
    add("since", encoded(look.since));
    if (look.status_floor) add("floor", std::string(word(*look.status_floor)));
    if (look.ghosts) add("ghosts", "yes");
    if (look.panes != Look{}.panes) add("panes", encoded_list(look.panes, itself));
    if (look.split == Split::SideBySide) add("split", "side-by-side");
    add("set", encoded_params(look));
    add("folded", encoded_list(look.folded_lanes, itself));
    add("order", encoded_list(look.lane_order, itself));
    add("hide", encoded_list(look.hidden_layers, itself));
    add("top", encoded_list(look.pinned_lanes, itself));
    add("pins", encoded_list(look.pins, [&](const Pin& pin) {
            return fmt::format("{}@{}@{}", node_name(data, pin.node), pin.at.x, pin.at.y);
        }));
    add("path", encoded(look.path));
    add("facets", encoded_list(look.pinned_facets, itself));
    add("sel", encoded_list(selected, named));
    if (!look.panes.empty() && active_view != look.panes.front()) add("active", encoded(active_view));
    for (const bool time : {true, false}) {
        for (const auto& [view, camera] : cameras) {
            const bool is_time = view == "timeline";
            if (is_time == time && find_view(view) != nullptr && !(settled(camera) == Camera{}))
                add(is_time ? "t" : view, camera_text(camera));
        }
    }
    return out;
}

std::string link_text(const AppState& state, const Cameras& cameras) {
    std::string out(kLinkScheme);
    out += '?';
    if (!state.path.empty()) out += "data=" + encoded(state.path);
    const std::string look =
        look_text(*state.data, state.document, state.session.selected, cameras, state.session.active_view);
    if (!look.empty()) out += (state.path.empty() ? "" : "&") + look;
    return out;
}

std::vector<std::string> apply_link(AppState& state, const Link& link) {
    std::vector<std::string> missing;
    Document& document = state.document;
    document.look() = link.look;
    for (const auto& [name, at] : link.pins) {
        if (const auto node = node_named(*state.data, name)) {
            pin_node(document, {*node, at});
        } else {
            missing.push_back(name);
        }
    }
    std::vector<NodeRef> selected;
    for (const std::string& name : link.selected) {
        const auto node = node_named(*state.data, name);
        if (!node) {
            missing.push_back(name);
        } else if (std::find(selected.begin(), selected.end(), *node) == selected.end()) {
            selected.push_back(*node);
        }
    }
    select(state, std::move(selected));
    state.session.active_view = link.active_view;
    state.session.playback.running = false;
    note_rest(state);
    note_cameras(state, "link");
    note_rest(state);
    state.session.moves.clear();
    state.session.cameras = link.cameras;
    return missing;
}

}  // namespace choke
