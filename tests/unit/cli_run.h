// Runs the command line in the test's own process, and keeps a small data set in a folder of its own.
#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cli.h"

namespace cli_test {

struct Ran {
    int exit_code = 0;
    bool open_window = false;
    std::string path;
    std::string out;
    std::string err;
};

inline Ran run(std::vector<std::string> words) {
    words.insert(words.begin(), "chokepoint");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    std::ostringstream out;
    std::ostringstream err;
    const choke::CliOutcome outcome = choke::run_cli(static_cast<int>(argv.size()), argv.data(), out, err);
    return {outcome.exit_code, outcome.open_window, outcome.path, out.str(), err.str()};
}

// A folder that goes away with its test.
class Folder {
  public:
    Folder() {
        std::random_device random;
        path_ = std::filesystem::temp_directory_path() / ("chokepoint-cli-" + std::to_string(random()));
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string path() const { return path_.string(); }
    [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }
    std::string write(std::string_view name, std::string_view bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return file(name);
    }

  private:
    std::filesystem::path path_;
};

inline std::string read(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

// Two events, known in October 2022 and in March 2023.
inline constexpr std::string_view kSmallData = R"({
"dataset": {"format": "chokepoint/1", "id": "small", "title": "Two events", "version": "1.2.0"},
"sources": [
  {"id": "gazette", "title": "The \"Gazette\", evening edition", "publisher": "Press", "kind": "article", "date": "2022-10-08"},
  {"id": "paper", "title": "A paper", "kind": "paper", "date": "2023-03-01"},
  {"id": "unused", "title": "Never cited", "kind": "paper", "date": "2023-03-01"}
],
"actors": [
  {"id": "bis", "name": "Bureau of Industry and Security", "kind": "agency", "side": "US"},
  {"id": "huawei", "name": "Huawei", "aliases": ["华为", "HW"], "kind": "chipmaker", "side": "China"},
  {"id": "idle", "name": "Idle", "kind": "company", "side": "other"}
],
"things": [{"id": "a100", "name": "A100", "kind": "chip", "date": "2020-05/.."}],
"events": [
  {"id": "rule", "title": "A rule, in force", "date": "2022-10-07", "kind": "rule",
   "actors": [{"actor": "bis", "role": "issuer"}, {"actor": "huawei"}], "things": ["a100"],
   "claims": [{"source": "gazette", "stance": "establishes"}, {"source": "gazette", "stance": "reports"},
              {"source": "paper", "stance": "disputes"}]},
  {"id": "answer", "title": "An answer", "date": "2023-02/..", "kind": "company", "actors": [{"actor": "huawei", "role": "maker"}],
   "claims": [{"source": "paper", "stance": "alleges"}]}
],
"relations": [{"id": "r-answer", "from": "answer", "to": "rule", "kind": "responds-to", "strength": "direct",
               "basis": "The paper says so.", "claims": [{"source": "paper", "stance": "reports", "locator": "p. 3"}]}],
"stories": [{"id": "tale", "title": "A tale", "question": "Why?", "steps": [{"event": "rule", "headline": "First"},
                                                                     {"event": "answer"}]}]
})";

// One event names an actor that is not there.
inline constexpr std::string_view kBrokenData = R"({
"sources": [{"id": "gazette", "title": "Gazette", "kind": "article", "date": "2022-10-08"}],
"actors": [{"id": "nvidia", "name": "Nvidia", "kind": "company", "side": "US"}],
"events": [
  {"id": "rule", "title": "A rule", "date": "2022-10-07", "kind": "rule", "actors": [{"actor": "nvdia"}],
   "claims": [{"source": "gazette", "stance": "establishes"}]}
]
})";

}  // namespace cli_test
