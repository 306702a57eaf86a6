// Bytes that are meant to hurt: every one is answered with a message or with data, never with a crash or a hang.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "io/json_scan.h"
#include "io/reader.h"
#include "tools/generate.h"
#include "tools/loading.h"

namespace fs = std::filesystem;
using namespace choke;
using testing::outcome;
using testing::outcome_of_text;

namespace {

const fs::path kSamples = CHOKE_SOURCE_DIR "/../shared/samples";

std::string file_text(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

double seconds(const std::chrono::steady_clock::time_point& since) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

bool is_safe_for_terminal(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) || c == '\n';
    });
}

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') {
            constexpr std::string_view kHex = "0123456789abcdef";
            out += "\\u00";
            out += kHex[static_cast<unsigned char>(c) >> 4U];
            out += kHex[static_cast<unsigned char>(c) & 15U];
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string data_with_title(std::string_view title) {
    return R"({"sources": [{"id": "s", "title": "S", "date": "2022"}], "events": [{"id": "e", "date": "2022", "kind": "rule",
        "title": )" + json_text(title) + R"(, "claims": [{"source": "s", "stance": "reports"}]}]})";
}

// A folder that goes away with the test.
class TemporaryFolder {
public:
    TemporaryFolder() : path_(fs::temp_directory_path() / ("choke-io-" + std::to_string(::getpid()))) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~TemporaryFolder() { fs::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] std::string file(const std::string& name, std::string_view bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return (path_ / name).string();
    }
    [[nodiscard]] const fs::path& path() const { return path_; }
    [[nodiscard]] std::string outcome_of(const std::string& name) const {
        return outcome(load_path((path_ / name).string()), path_.string() + "/");
    }

private:
    fs::path path_;
};

}  // namespace

TEST_CASE("JSONTestSuite: what must be taken is taken, what must be refused is refused with its place", "[io]") {
    const auto files = files_in(kSamples / "json-suite");
    if (files.empty()) SKIP("the suite is not here");
    for (const fs::path& path : files) {
        const std::string name = path.filename().string();
        INFO(name);
        const std::string text = file_text(path);
        const InputFile file{name, text};
        const auto loaded = load_files({&file, 1});
        // No file of the suite is a data set: what is valid JSON is refused for what it holds.
        REQUIRE_FALSE(loaded.has_value());
        const bool syntax = loaded.error().message.find("JSON") != std::string::npos ||
                            loaded.error().message.find("UTF-8") != std::string::npos ||
                            loaded.error().message.find("UTF-16") != std::string::npos;
        if (name.starts_with("y_")) {
            CHECK_FALSE(find_json_fault(text).has_value());
            CHECK_FALSE(syntax);
        }
        if (name.starts_with("n_")) {
            CHECK(syntax);
            CHECK(loaded.error().line >= 1);
            CHECK(loaded.error().column >= 1);
        }
        CHECK(is_safe_for_terminal(to_string(loaded.error())));
    }
}

TEST_CASE("two hundred megabytes of brackets are refused at once", "[io]") {
    const std::string text(200'000'000, '[');
    const auto start = std::chrono::steady_clock::now();
    CHECK(outcome_of_text(text) ==
          "refused: data.json:1:65: not valid JSON: lists and objects are nested more than 64 deep\n");
    CHECK(seconds(start) < 2);
}

TEST_CASE("nesting under an unknown key is refused as deep as anywhere", "[io]") {
    CHECK(outcome_of_text("{\"events\": [], \"x\": " + std::string(100'000, '[')).starts_with(
        "refused: data.json:1:84: not valid JSON: lists and objects are nested more than 64 deep"));
}

TEST_CASE("other formats are refused by name", "[io]") {
    struct Row {
        const char* name;
        std::string_view bytes;
        const char* what;
    };
    using namespace std::string_view_literals;
    const Row rows[] = {
        {"a.csv", "date,title\n2022,x\n", "CSV"},
        {"a.tsv", "date\ttitle\n", "TSV"},
        {"a", "date,title,kind\n2022,x,y\n", "CSV"},
        {"a.gexf", "<?xml version=\"1.0\"?>\n<gexf xmlns=\"x\"></gexf>", "GEXF"},
        {"a.graphml", "\xEF\xBB\xBF<?xml version=\"1.0\"?><graphml/>", "GraphML"},
        {"a.xml", "  <data/>", "XML"},
        {"a.html", "<!DOCTYPE html><p>", "HTML"},
        {"a.json", "<html>", "HTML"},
        {"a.pdf", "%PDF-1.7\n", "a PDF document"},
        {"a.zip", "PK\x03\x04 something", "a ZIP archive"},
        {"a.xlsx", "PK\x03\x04 xl/workbook.xml", "an Excel workbook"},
        {"a.ics", "BEGIN:VCALENDAR\r\n", "an iCalendar file"},
        {"a.db", "SQLite format 3\0more"sv, "an SQLite database"},
        {"a.json.gz", "\x1f\x8b\x08", "a gzip archive"},
        {"a.json", "\xFF\xFE{\0}\0"sv, "UTF-16 text"},
        {"a.json", "\0{\0}"sv, "UTF-16 text"},
        {"a.json", "{\0}\0"sv, "UTF-16 text"},
        {"a.json", R"({"type": "bundle", "objects": []})", "STIX"},
        {"a.json", R"({"events": [{"start_date": {"year": 1}}]})", "TimelineJS"},
        {"a.json", R"({"nodes": [], "edges": []})", "a graph in JSON"},
    };
    for (const Row& row : rows) {
        INFO(row.name << " " << row.what);
        CHECK(outcome_of_text(row.bytes, row.name) == std::string("refused: ") + row.name + ": looks like " + row.what +
                                                          ", which this version does not read\n");
    }
}

TEST_CASE("what is in no format that is known is refused as such", "[io]") {
    CHECK(outcome_of_text("hello", "a.txt") == "refused: a.txt: is in no format that this version reads\n");
    CHECK(outcome_of_text("hello", "a.json") ==
          "refused: a.json:1:1: not valid JSON: a value was expected, not 'hello'\n");
    CHECK(outcome_of_text("", "a.json") == "refused: a.json:1:1: not valid JSON: the file is empty\n");
}

TEST_CASE("wrong encodings and NUL bytes are refused with their place", "[io]") {
    using namespace std::string_view_literals;
    struct Row {
        std::string_view bytes;
        const char* outcome;
    };
    const Row rows[] = {
        {"{\n\"a\": \"caf\xE9\"}", "refused: a.json:2:10: the byte 0xE9 is not UTF-8; save the file as UTF-8\n"},
        {"{\"a\": \"\xC0\xAF\"}", "refused: a.json:1:8: the byte 0xC0 is not UTF-8; save the file as UTF-8\n"},
        {"{\"a\": \"\xED\xA0\x80\"}", "refused: a.json:1:8: the byte 0xED is not UTF-8; save the file as UTF-8\n"},
        {"{\"a\": \"x\0y\"}"sv, "refused: a.json:1:9: not valid JSON: a NUL byte stands within a text\n"},
        {"{\"ab\"\0: 1}"sv, "refused: a.json:1:6: not valid JSON: a ':' after the key was expected, not a NUL byte\n"},
        {"{\"events\": []}\0"sv, "refused: a.json:1:15: not valid JSON: the data ends before this: a NUL byte is too much\n"},
        {"{\"events\": []}\x1a", "refused: a.json:1:15: not valid JSON: the data ends before this: the control character U+001A is too much\n"},
    };
    for (const Row& row : rows) {
        INFO(row.outcome);
        CHECK(outcome_of_text(row.bytes, "a.json") == row.outcome);
    }
}

TEST_CASE("no prefix of a data set loads as if it were whole", "[io]") {
    std::string whole = testing::generate_dataset(4, 3);
    while (whole.back() != '}') whole.pop_back();
    for (size_t size = 0; size < whole.size(); ++size) {
        const InputFile file{"data.json", std::string_view(whole).substr(0, size)};
        const auto loaded = load_files({&file, 1});
        if (loaded) FAIL("a prefix of " << size << " bytes was loaded");
        if (loaded.error().line < 1) FAIL("no place for a prefix of " << size << " bytes");
    }
}

TEST_CASE("no changed byte crashes the reader, and messages stay safe for a terminal", "[io]") {
    const std::string whole = testing::generate_dataset(2, 5);
    testing::SplitMix64 random(1);
    for (size_t i = 0; i < whole.size(); ++i) {
        std::string changed = whole;
        const auto flip = static_cast<unsigned char>(1U << random.below(8));
        changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ flip);
        const std::string words = outcome_of_text(changed);
        if (!is_safe_for_terminal(words)) FAIL("byte " << i << ": " << words);
    }
}

TEST_CASE("hostile texts stay what they are in the data and harmless in messages", "[io]") {
    using namespace std::string_view_literals;
    const std::string_view texts[] = {"\x1b[2J\x1b[31mred"sv, "\x1b]52;c;cm0gLXJmIH4=\x07"sv, "\xC2\x9B" "31m"sv,
                                      "safe\x08\x08\x08\x08" "evil"sv, "x\nfile.csv:1:1: ok"sv, "\xE2\x80\xAEgnp.exe"sv,
                                      "a\xE2\x80\x8D" "b\xEF\xBB\xBF"sv, "\xF3\xA0\x81\x81"sv, "/etc/cron.d/x"sv,
                                      "../../x"sv, "<script>alert(1)</script>"sv, "=cmd|' /C calc'!A0"sv,
                                      "%s%n%x"sv, "{}{0}"sv, "nul\0inside"sv, "'; DROP TABLE events; --"sv};
    for (const std::string_view text : texts) {
        INFO(text);
        const InputFile file{"data.json", {}};
        const std::string json = data_with_title(text);
        const InputFile input{file.name, json};
        const auto loaded = load_files({&input, 1});
        REQUIRE(loaded);
        CHECK(loaded->data->text(loaded->data->events.title[0]) == text);
        CHECK(is_safe_for_terminal(outcome(loaded)));
        // One problem is one line, whatever the text holds.
        const std::string words = outcome(loaded);
        CHECK(std::count(words.begin(), words.end(), '\n') == static_cast<long>(loaded->diagnostics.all().size()) + 1);
    }
}

TEST_CASE("a hostile text is harmless wherever it is quoted", "[io]") {
    const std::string bad = json_text("\x1b[31m\n\xE2\x80\xAE" + std::string(100'000, 'x'));
    const std::string json = R"({"sources": [{"id": "s", "title": "S", "date": )" + bad + "}], " + bad + R"(: 1, "events": [
        {"id": )" + bad + R"(, "title": "T", "date": "2022", "kind": "rule", "claims": []},
        {"id": "e", "title": "T", "date": "2022", "kind": )" + bad + ", " + bad + R"(: 1, "known": )" + bad +
                             R"(, "actors": [{"actor": )" + bad + R"(}], "claims": [{"source": "s", "stance": )" + bad +
                             R"(}, {"source": )" + bad + R"(, "stance": "reports"}, {"source": "s", "stance": "reports"}]}]})";
    const std::string words = outcome_of_text(json);
    CHECK(is_safe_for_terminal(words));
    CHECK(words.size() < 20'000);
    CHECK(words.find("read: 1 event, 1 claim, 1 source\n") != std::string::npos);
}

TEST_CASE("many equal ids, keys and unknown references are reported quickly and counted", "[io]") {
    const auto start = std::chrono::steady_clock::now();
    std::string json = R"({"sources": [{"id": "s", "title": "S", "date": "2022"}], "events": [)";
    for (int i = 0; i < 50'000; ++i) {
        json += R"({"id": "e", "title": "T", "date": "2022", "kind": "rule", "claims": [{"source": "s", "stance": "reports"}]},)";
    }
    json += R"({"id": "f", "title": "T", "date": "2022", "kind": "rule", "claims": [{"source": "s", "stance": "reports"}])";
    for (int i = 0; i < 50'000; ++i) json += ", \"key-" + std::to_string(i) + "\": 1";
    json += R"(, "things": ["none-0")";
    for (int i = 1; i < 50'000; ++i) json += ", \"none-" + std::to_string(i) + "\"";
    json += "]}]}";
    const InputFile file{"data.json", json};
    const auto loaded = load_files({&file, 1});
    REQUIRE(loaded);
    CHECK(loaded->data->events.size() == 2);
    CHECK(loaded->diagnostics.all().size() == Diagnostics::kMaxReports);
    CHECK(loaded->diagnostics.error_count() == 49'999 + 50'000);
    CHECK(loaded->diagnostics.warning_count() == 50'000);
    CHECK(seconds(start) < 10);  // about 0.2 s; sanitizers and busy machines need room
}

TEST_CASE("duplicate keys named like the insides of other languages are only keys", "[io]") {
    CHECK(outcome_of_text(R"({"events": [], "__proto__": {}, "constructor": 1, "": 2, "events": []})") ==
          "data.json:1:16: warning: unknown key '__proto__' in the data set; it is ignored [unknown-key]\n"
          "data.json:1:33: warning: unknown key 'constructor' in the data set; it is ignored [unknown-key]\n"
          "data.json:1:51: warning: unknown key '' in the data set; it is ignored [unknown-key]\n"
          "data.json:1:58: warning: 'events' is given twice; both are read [duplicate-key]\n"
          "read: nothing\n");
}

TEST_CASE("paths that lead to no data are refused in words", "[io]") {
    const TemporaryFolder folder;
    CHECK(folder.outcome_of("none.json") == "refused: none.json: there is no such file or folder\n");
    fs::create_directory(folder.path() / "empty");
    CHECK(folder.outcome_of("empty") ==
          "refused: empty: is a folder without events.json; a data set needs at least that file\n");
    fs::create_directories(folder.path() / "odd" / "events.json");
    CHECK(folder.outcome_of("odd") == "refused: odd/events.json: is not a file with data in it\n");
    fs::create_symlink("loop.json", folder.path() / "loop.json");
    CHECK(folder.outcome_of("loop.json").starts_with("refused: loop.json: cannot be read: "));
    ::mkfifo((folder.path() / "pipe.json").c_str(), 0600);
    CHECK(folder.outcome_of("pipe.json") == "refused: pipe.json: is not a file with data in it\n");
    CHECK(outcome(load_path("/dev/zero")) == "refused: /dev/zero: is not a file with data in it\n");
    CHECK(outcome(load_path("")).starts_with("refused: "));
    CHECK(outcome(load_path(std::string(100'000, 'x'))).starts_with("refused: "));
    CHECK(outcome(load_files({})) == "refused: there are no files to read\n");
}

TEST_CASE("a file that is too large is refused before it is read", "[io]") {
    const TemporaryFolder folder;
    static_cast<void>(folder.file("large.json", "{"));
    fs::resize_file(folder.path() / "large.json", kMaxFileBytes + (size_t{1} << 20U));  // a hole: takes no room
    CHECK(folder.outcome_of("large.json") == "refused: large.json: has 2049 MB; files of up to 2048 MB are read\n");
}

TEST_CASE("a file without permission is refused by that name", "[io]") {
    if (::geteuid() == 0) SKIP("root may read everything");
    const TemporaryFolder folder;
    fs::permissions(folder.file("secret.json", "{}"), fs::perms::none);
    CHECK(folder.outcome_of("secret.json") == "refused: secret.json: cannot be read: Permission denied\n");
}

TEST_CASE("one file of a folder leads to the folder", "[io]") {
    const TemporaryFolder folder;
    static_cast<void>(folder.file("events.json", "[]"));
    static_cast<void>(folder.file("actors.json", "[]"));
    CHECK(outcome(load_path((folder.path() / "actors.json").string()), folder.path().string()) ==
          "refused: /actors.json: is one file of a data set in a folder; open the folder  instead\n");
    CHECK(outcome(load_path(folder.path().string())) == "read: nothing\n");
}

TEST_CASE("a file name cannot write to the terminal", "[io]") {
    const TemporaryFolder folder;
    const std::string path = folder.file("\x1b[31m\nx.json", "{");
    CHECK(is_safe_for_terminal(to_string(load_path(path).error())));
    CHECK(to_string(load_path(path).error()).find('\n') == std::string::npos);
}

TEST_CASE("files of other programs are refused or read, never more", "[io]") {
    size_t count = 0;
    for (const char* name : {"csv", "foreign", "gexf", "graph-json", "graphml", "ical", "other-graph", "simile", "stix",
                             "text", "timelinejs", "events", "hostile/json", "hostile/csv", "hostile/xml"}) {
        for (const fs::path& path : files_in(kSamples / name)) {
            INFO(path.string());
            const std::string words = outcome(load_path(path.string()));
            CHECK(is_safe_for_terminal(words));
            CHECK_FALSE(words.starts_with("read: "));  // none of them is a data set: something has to be said
            ++count;
        }
    }
    if (count == 0) SKIP("the samples are not here");
}
