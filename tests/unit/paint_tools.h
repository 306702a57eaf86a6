// Outside programs that judge our files (xmllint, pdftotext): a test that needs one is skipped where it is
// missing.
#pragma once

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace choke_test {

// Output of a shell command, both streams; status is its exit code.
struct Ran {
    int status = -1;
    std::string output;
};

inline Ran run(const std::string& command) {
    Ran ran;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return ran;
    std::array<char, 4096> buffer{};
    size_t n = 0;
    while ((n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0) ran.output.append(buffer.data(), n);
    const int status = pclose(pipe);
    ran.status = status < 0 ? status : status / 256;
    return ran;
}

inline bool has_tool(const std::string& name) { return run("command -v " + name).status == 0; }

// A file that is gone when the test is over.
class TemporaryFile {
public:
    TemporaryFile(std::string_view ending, std::string_view bytes) {
        static int number = 0;
        path_ =
            std::filesystem::temp_directory_path() / ("chokepoint-test-" + std::to_string(::getpid()) + '-' +
                                                      std::to_string(number++) + std::string(ending));
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    [[nodiscard]] std::string path() const { return path_.string(); }
    [[nodiscard]] std::string quoted() const { return '\'' + path() + '\''; }

private:
    std::filesystem::path path_;
};

}  // namespace choke_test
