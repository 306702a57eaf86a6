// tests/corpus: a folder a case. It is loaded as a folder, or input.json in it as one file, and what comes out is
// compared with expected.txt. With CHOKE_UPDATE_CORPUS=1 in the environment expected.txt is written anew, to be read
// before it is kept.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "io/reader.h"
#include "tools/loading.h"

namespace fs = std::filesystem;
using namespace choke;

namespace {

std::string file_text(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<fs::path> cases() {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(CHOKE_SOURCE_DIR "/tests/corpus")) {
        if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

}  // namespace

TEST_CASE("every case of the corpus gives exactly the problems that are written beside it", "[io]") {
    const bool update = std::getenv("CHOKE_UPDATE_CORPUS") != nullptr;
    const auto folders = cases();
    CHECK(folders.size() >= 25);
    for (const fs::path& folder : folders) {
        INFO(folder.filename().string());
        const bool single = fs::exists(folder / "input.json");
        const auto loaded = load_path(single ? (folder / "input.json").string() : folder.string());
        const std::string found = testing::outcome(loaded, folder.parent_path().string() + "/");
        if (update) std::ofstream(folder / "expected.txt", std::ios::binary) << found;
        CHECK(found == file_text(folder / "expected.txt"));
    }
}
