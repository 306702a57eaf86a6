// Cameras outside the picture: as text (links, scripts), rounded so that the text says all of them (named views), and the
// way back to where the views looked before.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "app/derived.h"
#include "app/state.h"

namespace choke {

using Cameras = std::map<std::string, Camera>;  // by view id; absent: the whole

// What is wrong in a text that a person has typed or been sent.
struct TextError {
    int column = 1;       // 1-based, in bytes of ASCII text
    std::string message;  // without a final full stop
};

// The width that a camera stands for when nothing has been drawn yet.
inline constexpr double kNominalWidth_px = 1200;

// "2022-10-07", "2022-10-07T12:30:00", "-0055-03-15", "+12022-01-01".
[[nodiscard]] std::string instant_text(Instant instant);
// The opposite; the error's column counts from the beginning of the text.
[[nodiscard]] tl::expected<Instant, TextError> instant_from(std::string_view text);

// The nearest camera that camera_text() says in full: extents in whole seconds over whole pixels, the map to six decimals.
// settled(settled(c)) == settled(c). Of a camera that shows everything only the scrolling is kept.
[[nodiscard]] Camera settled(const Camera& camera);

// "2022-10-07..2024-01-01@1440" (from, to, and the width in px that this was made for), with "/120" for px scrolled down;
// "0.5,0.25,1.5" (centre and zoom of a map); "all", "all/120".
[[nodiscard]] std::string camera_text(const Camera& camera);
// A settled camera.
[[nodiscard]] tl::expected<Camera, TextError> camera_from(std::string_view text);

// Where the views look; while one is moving, where to. Views that show everything, unscrolled, are left out.
[[nodiscard]] Cameras resting_cameras(const AppState& state);
// The same settled, with the width of the timeline that is on the screen: what is saved.
[[nodiscard]] Cameras cameras_to_keep(const AppState& state, Derived& derived);

// To be called before the cameras change. Puts a point on the way back when they were at rest, or something else has moved
// them so far: one drag is one point, and so is a run of steps in one view.
void note_cameras(AppState& state, std::string_view view_id);
// The cameras have come to rest: the next change sets a point. The window says so when nothing has moved for a moment.
void note_rest(AppState& state);

// Moves every view there, animated unless motion is reduced. Sets no point.
void go_to_cameras(AppState& state, const Cameras& cameras);

// Before a move begins: writes where it comes from with the origin of where it goes to, so that what is between the two can be
// computed without the folds of an axis.
void anchor_move(const ViewDef& view, const ViewCache& cache, CameraMove& move);

// The same extent at the width that the view has now: a camera that was made for another width, of a file or a link, becomes
// one that was made for what is on the screen. area: scene px.
[[nodiscard]] Camera seen_at(const ViewDef& view, Camera camera, const Rect& area);

// One point back or forward on the way; false when there is none.
bool go_camera_back(AppState& state);
bool go_camera_forward(AppState& state);

}  // namespace choke
