// A story as one HTML file that needs nothing else: steps with drawings, footnotes, a table of the events as text, and the
// sources. It loads nothing, from the network or from disk. Without scripts all steps stand one below the other; with them
// they are shown one at a time, by keys, buttons and swipes. Knows no events: everything comes as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace choke {

struct HtmlStep {
    std::string headline;
    std::string caption;
    std::string svg_light;    // from svg_document() with inside_html; ids unlike those of any other step
    std::string svg_dark;     // the same scene
    std::string description;  // for who cannot see the drawing; lines
    std::vector<size_t> cited;  // numbers of sources: of the headline
    std::vector<size_t> notes;  // of the step, the headline's included
    std::string small_print;
};

struct HtmlEvent {
    std::string date;
    std::string title;
    std::string status;
    std::string steps;             // "1, 3"; empty when there is one step
    std::vector<size_t> sources;   // numbers
};

struct HtmlSource {
    std::string words;
    std::string url;   // http or https; may be empty
    std::string note;  // "archived copy", language; may be empty
};

struct HtmlDocument {
    std::string language = "en";
    std::string title;
    std::string question;
    std::string summary;
    std::string kicker;
    std::string program;
    std::string data_words;  // data set, version, hash
    std::string metadata;    // where it comes from, for programs
    std::vector<HtmlStep> steps;
    std::vector<HtmlEvent> events;
    std::vector<HtmlSource> sources;  // number n stands at n - 1
};

[[nodiscard]] std::string html_document(const HtmlDocument& document);

}  // namespace choke
