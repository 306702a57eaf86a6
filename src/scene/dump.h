// A scene as text, one line a mark in paint order: golden tests and bug reports compare this, not pictures.
#pragma once

#include <string>

#include "scene/scene.h"

namespace choke {

// Numbers with one decimal, colours as #rrggbbaa, e.g.
//   symbol marks square 412.0,96.5 s14.0 fill #56b4e9ff stroke #1b1f24ff 1.5 dashed pick 1:42
[[nodiscard]] std::string dump(const Scene& scene);

// Pairs of texts whose boxes overlap by more than half a pixel, and texts that stick out of the scene or
// their clip, one sentence a line. Empty when the picture is clean.
[[nodiscard]] std::string text_collisions(const Scene& scene);

}  // namespace choke
