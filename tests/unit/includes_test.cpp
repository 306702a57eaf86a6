// The shape of src/: who may include whom, and how long a file may be. Reads the sources as text, so a wrong
// arrow fails here even where it happens to compile and link.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Room {
    std::string_view name;
    std::vector<std::string_view> may_include;
};

// The table of src/ARCHITECTURE.md, "Rooms and doors". It is the minimal one: what a room may include, it may
// include through it as well (views → query → model → time).
const std::vector<Room>& rooms() {
    static const std::vector<Room> kRooms{
        {"base", {}},
        {"time", {"base"}},
        {"jobs", {"base"}},
        {"graph", {"base"}},
        {"layout", {"base", "graph"}},
        {"scene", {"base"}},
        {"model", {"base", "time", "graph"}},
        {"io", {"model", "jobs"}},
        {"query", {"model", "jobs"}},
        {"audit", {"model", "query", "base", "time", "graph"}},
        {"views", {"query", "layout", "graph", "scene", "time"}},
        {"paint", {"scene"}},
        {"paint/text", {"paint"}},
        {"paint/svg", {"paint", "paint/text"}},
        {"paint/cairo", {"paint", "paint/text"}},
        {"paint/gl", {"paint", "paint/text"}},
        {"exporters", {"scene", "paint/svg", "paint/cairo", "jobs"}},
        {"app", {"io", "views", "exporters", "jobs"}},
        {"platform", {"base"}},
        {"ui", {"app", "paint/gl", "platform"}},
        {"cli", {"app", "audit"}},
        {"", {"cli", "ui"}},  // main.cpp
    };
    return kRooms;
}

// The "never" column: doors that must stay shut even by a detour, so that the table above cannot be widened
// without somebody noticing.
struct Never {
    std::string_view from;
    std::string_view to;
};
constexpr std::array kNevers{
    Never{"graph", "model"},     Never{"layout", "model"},    Never{"layout", "scene"},
    Never{"scene", "time"},      Never{"scene", "model"},     Never{"model", "io"},
    Never{"model", "jobs"},      Never{"views", "app"},       Never{"views", "paint"},
    Never{"paint", "model"},     Never{"paint", "app"},       Never{"paint/gl", "model"},
    Never{"exporters", "model"}, Never{"exporters", "views"}, Never{"app", "platform"},
    Never{"app", "paint/gl"},    Never{"app", "ui"},          Never{"cli", "ui"},
    Never{"audit", "io"},        Never{"audit", "app"},      Never{"audit", "views"},
    Never{"cli", "paint/gl"},    Never{"platform", "app"},
};

// Library headers that only some rooms may see, by the beginning of the name.
struct Restricted {
    std::string_view header;
    std::array<std::string_view, 3> rooms;
};
constexpr std::array kRestricted{
    Restricted{"imgui", {"ui"}},
    Restricted{"epoxy/", {"ui", "platform", "paint/gl"}},
    Restricted{"GL/", {"ui", "platform", "paint/gl"}},
    Restricted{"GLFW/", {"ui", "platform"}},
    Restricted{"cairo", {"paint/cairo"}},
};

constexpr size_t kMaxLines = 600;
constexpr size_t kMaxMainLines = 40;

struct Include {
    size_t line_number;  // from 1
    std::string target;
    bool quoted;
};

struct Source {
    fs::path path;     // absolute
    std::string name;  // "views/timeline.cpp", from src/
    std::string room;
    size_t line_count;
    std::vector<Include> includes;
};

fs::path source_root() { return fs::path(CHOKE_SOURCE_DIR) / "src"; }

// The longest room whose name begins the path: "paint/gl/painter.cpp" is in "paint/gl", "main.cpp" in "".
std::string room_of(std::string_view name) {
    const size_t slash = name.rfind('/');
    std::string_view folder = slash == std::string_view::npos ? "" : name.substr(0, slash);
    while (true) {
        const bool known =
            std::ranges::any_of(rooms(), [&](const Room& room) { return room.name == folder; });
        if (known && !(folder.empty() && slash != std::string_view::npos)) return std::string(folder);
        const size_t up = folder.rfind('/');
        if (up == std::string_view::npos) return slash == std::string_view::npos ? "" : "?";
        folder = folder.substr(0, up);
    }
}

std::vector<Include> includes_of(std::istream& text, size_t& line_count) {
    std::vector<Include> includes;
    std::string line;
    line_count = 0;
    while (std::getline(text, line)) {
        ++line_count;
        const size_t hash = line.find_first_not_of(" \t");
        if (hash == std::string::npos || line[hash] != '#') continue;
        const size_t word = line.find_first_not_of(" \t", hash + 1);
        if (word == std::string::npos || line.compare(word, 7, "include") != 0) continue;
        const size_t open = line.find_first_of("\"<", word + 7);
        if (open == std::string::npos) continue;
        const size_t close = line.find(line[open] == '<' ? '>' : '"', open + 1);
        if (close == std::string::npos) continue;
        includes.push_back({line_count, line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
    return includes;
}

std::vector<Source> all_sources() {
    std::vector<Source> sources;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(source_root())) {
        const fs::path extension = entry.path().extension();
        if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
        Source source{.path = entry.path(),
                      .name = entry.path().lexically_relative(source_root()).generic_string(),
                      .room = {},
                      .line_count = 0,
                      .includes = {}};
        source.room = room_of(source.name);
        std::ifstream file(source.path);
        source.includes = includes_of(file, source.line_count);
        sources.push_back(std::move(source));
    }
    std::ranges::sort(sources, {}, &Source::name);
    return sources;
}

using Closure = std::map<std::string_view, std::set<std::string_view>>;

// Every room that can be reached through the table, itself included.
Closure closure_of(std::span<const Room> table) {
    Closure reach;
    for (const Room& room : table) {
        reach[room.name].insert(room.name);
        reach[room.name].insert(room.may_include.begin(), room.may_include.end());
    }
    for (bool grown = true; grown;) {
        grown = false;
        for (auto& [name, reached] : reach) {
            const size_t before = reached.size();
            for (const std::string_view next : std::set(reached)) {
                reached.insert(reach.at(next).begin(), reach.at(next).end());
            }
            grown = grown || reached.size() != before;
        }
    }
    return reach;
}

std::string where(const Source& source, const Include& include) {
    return "src/" + source.name + ":" + std::to_string(include.line_number) + " includes " + include.target;
}

// Our file that an include names, from src/, or "" when it names none of ours. `#include "x.h"` may also be
// meant from the including file's own folder.
std::string resolved(const Source& source, const Include& include) {
    const fs::path beside = source.path.parent_path() / include.target;
    for (const fs::path& candidate : {source_root() / include.target, beside}) {
        const fs::path normal = candidate.lexically_normal();
        if (fs::exists(normal)) return normal.lexically_relative(source_root()).generic_string();
    }
    return {};
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// True when NAME stands in a CMakeLists.txt as a word of its own.
bool names_file(std::string_view cmake, std::string_view name) {
    constexpr std::string_view kAround = " \t\n()\"";
    for (size_t at = cmake.find(name); at != std::string_view::npos; at = cmake.find(name, at + 1)) {
        const size_t end = at + name.size();
        const bool starts = at == 0 || kAround.find(cmake[at - 1]) != std::string_view::npos;
        const bool ends = end == cmake.size() || kAround.find(cmake[end]) != std::string_view::npos;
        if (starts && ends) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("no detour through the room table opens a door that must stay shut", "[tidy]") {
    const Closure reach = closure_of(rooms());
    std::vector<std::string> wrong;
    for (const Never& never : kNevers) {
        if (reach.at(never.from).contains(never.to)) {
            wrong.push_back(std::string(never.from) + " reaches " + std::string(never.to));
        }
    }
    CHECK(joined(wrong) == "");
}

TEST_CASE("every source file is in a room of the table", "[tidy]") {
    std::vector<std::string> wrong;
    for (const Source& source : all_sources()) {
        if (source.room == "?" || (source.room.empty() && source.name != "main.cpp")) {
            wrong.push_back("src/" + source.name);
        }
    }
    CHECK(joined(wrong) == "");
}

TEST_CASE("every include follows the arrows of the room table", "[tidy]") {
    const Closure reach = closure_of(rooms());
    std::vector<std::string> wrong;
    for (const Source& source : all_sources()) {
        if (source.room == "?") continue;
        for (const Include& include : source.includes) {
            if (!include.quoted) continue;
            const std::string target = resolved(source, include);
            if (target.empty()) continue;
            if (!reach.at(source.room).contains(room_of(target))) wrong.push_back(where(source, include));
        }
    }
    CHECK(joined(wrong) == "");
}

TEST_CASE("quotes are for our headers and angle brackets for the others'", "[tidy]") {
    std::vector<std::string> wrong;
    for (const Source& source : all_sources()) {
        for (const Include& include : source.includes) {
            // "embedded/…" is made by the build (choke_embed).
            const bool ours = !resolved(source, include).empty() || include.target.starts_with("embedded/");
            if (include.quoted != ours) wrong.push_back(where(source, include));
        }
    }
    CHECK(joined(wrong) == "");
}

TEST_CASE("window, GL and ImGui headers stay in the rooms at the edge", "[tidy]") {
    std::vector<std::string> wrong;
    for (const Source& source : all_sources()) {
        for (const Include& include : source.includes) {
            for (const Restricted& restricted : kRestricted) {
                if (!include.target.starts_with(restricted.header)) continue;
                if (std::ranges::find(restricted.rooms, source.room) == restricted.rooms.end()) {
                    wrong.push_back(where(source, include));
                }
            }
        }
    }
    CHECK(joined(wrong) == "");
}

TEST_CASE("no source file is longer than 600 lines and main.cpp no longer than 40", "[tidy]") {
    std::vector<std::string> wrong;
    for (const Source& source : all_sources()) {
        const size_t most = source.name == "main.cpp" ? kMaxMainLines : kMaxLines;
        if (source.line_count > most) {
            wrong.push_back("src/" + source.name + ": " + std::to_string(source.line_count) + " lines");
        }
    }
    CHECK(joined(wrong) == "");
}

TEST_CASE("every source file is named in a CMakeLists.txt on its way up", "[tidy]") {
    std::vector<std::string> wrong;
    for (const Source& source : all_sources()) {
        if (source.path.extension() != ".cpp") continue;
        bool named = false;
        for (fs::path folder = source.path.parent_path(); !named; folder = folder.parent_path()) {
            const std::string name = source.path.lexically_relative(folder).generic_string();
            named = names_file(text_of(folder / "CMakeLists.txt"), name);
            if (folder == source_root()) break;
        }
        if (!named) wrong.push_back("src/" + source.name);
    }
    CHECK(joined(wrong) == "");
}
