// The outcome of loading as text, so that tests compare text.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/error.h"
#include "io/reader.h"

namespace choke::testing {

// Every problem on a line of its own, then what was read, or why nothing was. Folder names are left out.
inline std::string outcome(const Result<Loaded>& loaded, std::string_view folder = {}) {
    const auto bare = [&](std::string line) {
        if (!folder.empty()) {
            for (size_t at = line.find(folder); at != std::string::npos; at = line.find(folder)) {
                line.erase(at, folder.size());
            }
        }
        return line + "\n";
    };
    if (!loaded) return bare("refused: " + to_string(loaded.error()));
    std::string text;
    for (const Diagnostic& diagnostic : loaded->diagnostics.all()) text += bare(to_string(diagnostic));
    const Dataset& data = *loaded->data;
    std::string counts;
    const auto count = [&counts](size_t number, std::string_view singular, std::string_view plural) {
        if (number == 0) return;
        if (!counts.empty()) counts += ", ";
        counts += std::to_string(number) + " " + std::string(number == 1 ? singular : plural);
    };
    count(data.events.size(), "event", "events");
    count(data.claims.size(), "claim", "claims");
    count(data.actors.size(), "actor", "actors");
    count(data.things.size(), "thing", "things");
    count(data.sources.size(), "source", "sources");
    count(data.relations.size(), "relation", "relations");
    count(data.stories.size(), "story", "stories");
    return text + "read: " + (counts.empty() ? "nothing" : counts) + "\n";
}

// One file in memory.
inline std::string outcome_of_text(std::string_view json, std::string_view name = "data.json") {
    const InputFile file{std::string(name), json};
    return outcome(load_files({&file, 1}));
}

}  // namespace choke::testing
