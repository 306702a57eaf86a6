// Links: a look, a selection and the cameras as one line of text that can be sent and typed.
//
//   chokepoint:?data=my-data&filter=actor:huawei%20kind:rule&known=2023-10&sel=event:rule&t=2022-10-07..2024-01-01@1440
//
// Canonical: keys in one order, only what differs from the default, everything but letters, digits and - . _ ~ : / @ * ( )
// percent-encoded as UTF-8. The keys are described in docs/documents.md. A link changes nothing but what is shown, and
// starts nothing; the only file that it can name is the data, and whoever opens it says whether they may be read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "app/cameras.h"
#include "app/state.h"

namespace choke {

inline constexpr std::string_view kLinkScheme = "chokepoint:";

[[nodiscard]] bool is_link(std::string_view text);  // begins with the scheme, in any case

// A link that has been read, before it is known which data it is shown on.
struct Link {
    std::string data;  // path; empty: the built-in history
    Look look;         // without pins
    std::vector<std::pair<std::string, Vec2>> pins;  // by node name
    std::vector<std::string> selected;               // node names
    Cameras cameras;                                 // settled
    std::string active_view;                         // one of look.panes
};

// Error with the column: another scheme, unknown key (with the nearest one), a key twice, a bad percent code, text that is
// not UTF-8, a value that the key does not take. A filter and a "known on" are taken as they are: what does not parse is
// shown as such in the window.
[[nodiscard]] tl::expected<Link, TextError> parse_link(std::string_view text);

// What is shown now, as a link. The cameras: cameras_to_keep().
[[nodiscard]] std::string link_text(const AppState& state, const Cameras& cameras);

// Without the scheme and the data: what view.set-look takes. Any look, of the window or of a named view.
[[nodiscard]] std::string look_text(const Dataset& data, const Look& look, const std::vector<NodeRef>& selected,
                                    const Cameras& cameras, std::string_view active_view);

// Shows it on the data that are open, paused. Gives back the names that they do not have.
std::vector<std::string> apply_link(AppState& state, const Link& link);

}  // namespace choke
