// Decks: a story, or one view, as a document of several pages (PDF) or as one self-contained HTML file. One numbering of the
// sources goes through the whole, and an appendix tells the events that were shown and every source behind them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/figures.h"
#include "app/state.h"
#include "app/stories.h"
#include "base/error.h"
#include "paint/text/fonts.h"

namespace choke {

struct DeckRequest {
    double width_px = 1280;  // of a page, scene px
    double height_px = 720;
    ThemeId theme = ThemeId::Light;  // of a PDF; HTML is light and dark
    Background background = Background::Paper;
};

// What a document is made of: each step a state to look at and the figure of it.
struct DeckStep {
    AppState state;
    FigureRequest figure;
    size_t number = 1;  // in the story, from 1
};
struct Deck {
    std::string title;
    std::string question;
    std::string summary;
    std::string id;  // of the story; empty for a view
    std::vector<DeckStep> steps;
};

// Steps that are not for publication.
enum class InternalSteps : uint8_t { LeftOut, Told };

// The steps of a story on the data of the state. For a story of the data its "known on", status floor and parameters of views
// hold in all steps that have none of their own; the steps of the document's always have their own.
[[nodiscard]] Deck deck_of_story(const AppState& state, StoryRef story, InternalSteps internal = InternalSteps::LeftOut);
// One view as a document of one step.
[[nodiscard]] Deck deck_of_view(const AppState& state, FigureRequest figure);

// A title page, a page a step, the events and the sources. Error: a view that does not exist, a page out of range.
[[nodiscard]] Result<std::string> deck_pdf(const Deck& deck, const DeckRequest& request, const FontSet& fonts);

// No size: the drawings fit the reader's window.
[[nodiscard]] Result<std::string> deck_html(const Deck& deck, const FontSet& fonts);

// Every step in words, one after the other.
[[nodiscard]] Result<std::string> deck_text(const Deck& deck, const TextMetrics& metrics);

}  // namespace choke
