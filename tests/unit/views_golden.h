// Golden texts in tests/golden. CHOKE_UPDATE_GOLDEN=1 in the environment writes them anew; the difference is then read
// in `git diff` and committed on purpose.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace views_test {

// The first lines in which two texts differ; empty when they are equal.
inline std::string first_differences(const std::string& expected, const std::string& actual, int most = 8) {
    std::istringstream a(expected);
    std::istringstream b(actual);
    std::string out;
    int said = 0;
    for (int number = 1; said < most; ++number) {
        std::string left;
        std::string right;
        const bool more_left = static_cast<bool>(std::getline(a, left));
        const bool more_right = static_cast<bool>(std::getline(b, right));
        if (!more_left && !more_right) break;
        if (more_left == more_right && left == right) continue;
        out += "line " + std::to_string(number) + "\n  golden: " + (more_left ? left : "(no line)") +
               "\n  now:    " + (more_right ? right : "(no line)") + "\n";
        ++said;
    }
    return out;
}

inline void check_golden(std::string_view name, const std::string& actual) {
    const std::filesystem::path path =
        std::filesystem::path(CHOKE_SOURCE_DIR) / "tests" / "golden" / (std::string(name) + ".txt");
    const char* update = std::getenv("CHOKE_UPDATE_GOLDEN");
    if (update != nullptr && std::string_view(update) == "1") {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << actual;
        SUCCEED("written: " << path.string());
        return;
    }
    std::ifstream in(path, std::ios::binary);
    INFO(path.string() << "; CHOKE_UPDATE_GOLDEN=1 writes it anew");
    REQUIRE(in);
    std::ostringstream golden;
    golden << in.rdbuf();
    CHECK(first_differences(golden.str(), actual) == "");
}

}  // namespace views_test
