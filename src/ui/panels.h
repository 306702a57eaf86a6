// The panels around the views. Each draws from const state and puts what the person asks for into the inbox, as commands
// of the table; none of them changes anything itself.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/commands.h"
#include "app/details.h"
#include "app/playback.h"
#include "app/state.h"
#include "query/completion.h"
#include "query/facets.h"
#include "scene/theme.h"
#include "ui/fonts.h"

namespace choke {

// What a person asked for: a command of the table.
struct Order {
    std::string command;
    std::string argument;
    bool live = false;  // while a slider is dragged or a field typed in: all of it is one step of undo
};
using Inbox = std::vector<Order>;

// The rows of a facet in their order, kept until something that they depend on changes.
struct FacetList {
    std::string search;
    bool open = false;      // its rows are shown
    bool all = false;       // all of them, not only the first
    // What the order below was made for.
    uint64_t revision = 0;
    std::string made_for;   // search, order, pins and filter as one text
    std::vector<uint32_t> order;
    size_t marked = 0;      // how many of them stand first because they are pinned, chosen or excluded
    uint32_t most = 1;
};

// What panels remember that is no state of the program: what is being typed, which folds are open.
struct UiLocal {
    UiLocal() {
        for (const Facet facet : {Facet::Actor, Facet::Kind, Facet::Status, Facet::Side}) facet_lists[static_cast<size_t>(facet)].open = true;
    }

    std::string search;          // filter text while it is edited
    bool search_active = false;
    int search_cursor = 0;            // bytes
    std::vector<Completion> completions;
    std::string completed_text;       // what completions were made for
    int completed_cursor = -1;
    uint64_t completed_revision = 0;
    int completion_row = -1;          // the marked one; -1: none
    std::optional<Completion> accepted;  // to be put into the text by the field itself
    bool refocus_search = false;
    std::string known_on;
    bool known_active = false;
    std::array<FacetList, kFacetCount> facet_lists;  // by Facet
    float brush_from = 0;  // on the histogram, screen units: where the pointer went down
    std::string palette;
    int palette_row = 0;
    bool palette_was_open = false;
    const Command* asked = nullptr;  // a command whose argument is being asked for
    std::string answer;
    // What the last step of playing brought, kept until the next one.
    struct CaptionKey {
        uint64_t revision = 0;
        std::optional<int64_t> stepped_from;
        PlayOrder order = PlayOrder::Known;
        friend bool operator==(const CaptionKey&, const CaptionKey&) = default;
    };
    Memo<CaptionKey, PlayCaption> caption;
    std::vector<Completion> answer_completions;  // of a filter that is asked for
    std::optional<std::string> answer_completed;  // what they were made for
    std::string answer_note;                      // what is wrong in it, or what it finds
    bool answer_is_wrong = false;
    std::string story_field;      // which text of a story is edited: "headline", "caption", "notes", "title"; empty: none
    std::string story_text;       // what stands in it
    std::string source_line;      // of a show, and what it was made for
    uint64_t source_revision = 0;
    std::vector<NodeRef> source_selected;
    bool focus_next_row = false;  // the next row that is drawn takes the keyboard
    Panel focused = Panel::Views;  // the panel that had the keyboard in the last picture
    double now_s = 0;
};

// All that a panel needs to draw; lives for one frame.
struct PanelContext {
    const AppState& state;
    const Visible& visible;
    Derived& derived;         // what else follows from the state; asking it changes nothing that can be seen
    const DetailsPage* page;  // of what is selected; null: nothing is
    const Theme& theme;
    const UiFonts& fonts;
    double scale;  // screen units per px at 100 %
    UiLocal& local;
    Inbox& inbox;

    [[nodiscard]] float px(double at_100_percent) const { return static_cast<float>(at_100_percent * scale); }
    void run(std::string_view command, std::string_view argument = {}) const {
        inbox.push_back({std::string(command), std::string(argument), false});
    }
    // The keyboard is to go into this panel now.
    [[nodiscard]] bool takes_focus(Panel panel) const {
        return state.session.focus_asked && state.session.focus == panel;
    }
    void run_live(std::string_view command, std::string_view argument) const {
        inbox.push_back({std::string(command), std::string(argument), true});
    }
};

// Runs it, or opens the question for its argument with what is likely in it.
void run_or_ask(const PanelContext& ui, const Command& command);

void draw_top_bar(const PanelContext& ui, ImVec2 at, ImVec2 size);
// Facets or stories: what stands on the left.
inline constexpr double kLeftTabs_px = 28;
void draw_left_tabs(const PanelContext& ui, ImVec2 at, ImVec2 size);
void draw_stories(const PanelContext& ui, ImVec2 at, ImVec2 size);
// Inside the top bar's menu bar: day, slider, play and what goes with them. width: screen units.
void draw_known_controls(const PanelContext& ui, ImVec2 at, float bar_height);
[[nodiscard]] float known_controls_width(const PanelContext& ui);
// Below the views; 0 when no step was made. Screen units.
[[nodiscard]] float play_caption_height(const PanelContext& ui);
void draw_play_caption(const PanelContext& ui, ImVec2 at, ImVec2 size);
// Inside the top bar's menu bar, at the cursor.
void draw_search(const PanelContext& ui, float width);
// Inside the facets, at the cursor.
void draw_floor_slider(const PanelContext& ui);
void draw_histogram(const PanelContext& ui, const FacetClicks& clicks);
void draw_facets(const PanelContext& ui, ImVec2 at, ImVec2 size);
void draw_details(const PanelContext& ui, ImVec2 at, ImVec2 size);
void draw_status_line(const PanelContext& ui, ImVec2 at, ImVec2 size);
// Palette, sheet of keys, problems, toasts, dialogs: what lies over everything.
void draw_overlays(const PanelContext& ui);
// Over a view in which nothing is to be seen: what takes away most, and the way out. view: screen units.
void draw_nothing_found(const PanelContext& ui, const Rect& view);
// Above a view: its name as a menu of all views, and its parameters as small menus.
void draw_view_header(const PanelContext& ui, const ViewDef& view, bool active);

}  // namespace choke
