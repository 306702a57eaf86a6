// What a public export must not contain: claims and sources that the data mark as internal, annotations in layers that are
// internal, and steps of a story that are. A public export that would contain one is refused; nothing is left out in silence,
// because a figure with a hole says something else. Notes for who speaks are in no export at all.
#pragma once

#include <string>
#include <vector>

#include "app/deck.h"
#include "app/derived.h"
#include "app/figures.h"

namespace choke {

// Each in a line that says where it stands and what it is, with the file, line and column of what comes from a file; empty:
// the figure may be published. Judged by what it could show: an event counts whether or not it finds room on the page.
[[nodiscard]] std::vector<std::string> internal_matter(const AppState& state, Derived& derived, const FigureRequest& request);

// The same as an error that names the first ones and counts the rest.
[[nodiscard]] Result<void> check_public(const AppState& state, Derived& derived, const FigureRequest& request);

// Of a story: also its internal steps. only_step: number of one, from 1; 0: all.
[[nodiscard]] Result<void> check_public_steps(const AppState& state, StoryRef story, size_t only_step);

// Of all steps of a deck.
[[nodiscard]] Result<void> check_public(const Deck& deck);

}  // namespace choke
