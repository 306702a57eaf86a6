// What `render`, `export` and `describe` have in common: which data, what of them, on what page, and where to.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/figures.h"
#include "app/state.h"
#include "app/stories.h"
#include "cli/subcommand.h"

namespace choke {

struct PictureOptions {
    std::string path;
    std::string view;
    std::string story;  // id; `render` knows "all", too
    int step = 0;       // 1-based; 0: every step
    bool is_public = false;
    bool internal = false;  // with the steps that are not for publication
    std::string filter;
    std::optional<std::string> compare;
    std::string known_on;
    std::string happened_by;
    std::string since;
    std::vector<std::string> settings;  // "lanes=side"
    std::vector<std::string> selected;  // ids
    std::string frames;                 // "known" or "happened"; empty: none
    std::string frame_step = "month";
    std::string ways;                   // "A..B"
    std::string title;
    std::string size;
    std::string page;
    std::string scale;
    std::string theme = "light";
    std::string background = "paper";
    std::string output;
};

// The data, the view or story, filter, day, parameters, selection and title.
void declare_subject(CLI::App& parser, PictureOptions& options);
// Size, page, scale, theme and background.
void declare_page(CLI::App& parser, PictureOptions& options);

// The page that the options describe, in place of that of the request; an error message, or nothing when it is fine.
[[nodiscard]] std::string read_page(const PictureOptions& options, FigureRequest& request);

// A state that shows what the options say, and the request for the figure of its view. Nothing after a message: what is wrong
// is on standard error, and the exit code is kExitRefused. Of a story nothing is applied but day, parameters and selection; its
// steps can all be drawn. A document brings its data, its look and its stories along.
struct Subject {
    AppState state;
    FigureRequest request;
    std::optional<StoryRef> story;
};
[[nodiscard]] std::optional<Subject> open_subject(const Streams& streams, std::string_view subcommand,
                                                  const PictureOptions& options, const FigureRequest& page);

// The folder that a file is to stand in must be there: a typing error in a path should not make folders. An error message, or
// nothing.
[[nodiscard]] std::string check_folder(const std::string& output);

// "out/h20.png" and step 3 of 12 -> "out/h20-03.png", with the story's id before the number when there are several.
[[nodiscard]] std::string step_path(const std::string& output, std::string_view story, size_t step);

// Writes a picture; says so when the one that it replaces was made with other fonts, so that a changed picture does not
// puzzle. Returns kExitFine or kExitRefused.
int write_picture(const Streams& streams, std::string_view subcommand, const std::string& path, const std::string& bytes);

}  // namespace choke
