// Long lists are read in pieces on several threads. None of that may be seen in what comes out.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "base/text.h"
#include "io/json_cursor.h"
#include "io/json_pieces.h"
#include "io/json_scan.h"
#include "io/reader.h"
#include "tools/dataset_text.h"
#include "tools/generate.h"

using namespace choke;

namespace {

// All that a load gives, as text.
std::string whole_outcome(std::string_view json, size_t helper_count) {
    const InputFile file{"data.json", json};
    const auto loaded = load_files({&file, 1}, {.progress = {}, .stop = {}, .helper_count = helper_count});
    if (!loaded) return to_string(loaded.error());
    std::string text;
    for (const Diagnostic& diagnostic : loaded->diagnostics.all()) text += to_string(diagnostic) + "\n";
    text += std::to_string(loaded->diagnostics.error_count()) + " " + std::to_string(loaded->diagnostics.warning_count());
    return text + testing::dataset_text(*loaded->data);
}

void check_any_number_of_threads(std::string_view json) {
    const std::string alone = whole_outcome(json, 0);
    for (const size_t helper_count : {1U, 3U}) {
        INFO(helper_count);
        CHECK((whole_outcome(json, helper_count) == alone));  // in brackets: no message of a megabyte
    }
}

// Some values of some rows replaced by others, which leaves valid JSON with bad rows in it.
std::string with_bad_rows(std::string json, uint64_t seed, size_t count) {
    constexpr std::string_view kBetween = "\": \"";
    constexpr std::string_view kBad[] = {"7, \"x\": ", "null, \"title\": ", "[\"a\"], \"claims\": ",
                                         "{\"a\": [1]}, \"id\": ", "true,\n \"date\": ", "\"Übel \\ud800\", \"kind\": "};
    testing::SplitMix64 random(seed);
    for (size_t i = 0; i < count; ++i) {
        const size_t at = json.find(kBetween, random.below(json.size()));
        if (at != std::string::npos) json.insert(at + 3, kBad[random.below(std::size(kBad))]);
    }
    return json;
}

// No line end stands within a text.
std::string on_one_line(std::string json) {
    std::erase(json, '\n');
    return json;
}

}  // namespace

TEST_CASE("a data set is the same however many threads read it", "[io][parallel]") {
    const std::string json = testing::generate_dataset(2000, 5);
    REQUIRE(json.size() > 8 * kPieceBytes);
    check_any_number_of_threads(json);
    check_any_number_of_threads(on_one_line(json));
}

TEST_CASE("what is wrong with rows is the same however many threads read them", "[io][parallel]") {
    const std::string json = testing::generate_dataset(2000, 6);
    for (const uint64_t seed : {1U, 2U, 3U}) {
        INFO(seed);
        const std::string bad = with_bad_rows(json, seed, seed == 3 ? 4000 : 100);
        check_any_number_of_threads(bad);
        check_any_number_of_threads(on_one_line(bad));
    }
}

TEST_CASE("a fault of the JSON anywhere in a long file refuses it with its place", "[io][parallel]") {
    const std::string json = testing::generate_dataset(1500, 7);
    testing::SplitMix64 random(1);
    for (int i = 0; i < 12; ++i) {
        std::string bad = json;
        const size_t at = random.below(bad.size() - 2);
        bad[at] = '\x01';
        const Place place = PlaceCursor(bad).at(at);
        const std::string outcome = whole_outcome(bad, 1);
        INFO(outcome);
        CHECK(outcome.starts_with("data.json:" + std::to_string(place.line) + ":" + std::to_string(place.column)));
    }
    CHECK(whole_outcome(json.substr(0, json.size() / 2), 1).find("the file ends too early") != std::string::npos);
    CHECK(whole_outcome(json + "x", 1).find("the data ends before this") != std::string::npos);
}

TEST_CASE("rows of a long file have the places at which they stand", "[io][parallel]") {
    for (const bool one_line : {false, true}) {
        std::string json = testing::generate_dataset(1500, 8);
        if (one_line) json = on_one_line(json);
        const InputFile file{"data.json", json};
        const auto loaded = load_files({&file, 1});
        REQUIRE(loaded);
        const Dataset& data = *loaded->data;
        PlaceCursor places(json);
        size_t wrong = 0;
        for (size_t i = 0; i < data.events.size(); ++i) {
            const size_t at = json.find("{\"id\": \"" + std::string(data.text(data.events.id[i])) + "\"");
            const Place place = places.at(at);
            const SourcePosition found = data.events.position[i];
            wrong += found.line == place.line && found.column == place.column ? 0U : 1U;
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("rows that look as if another row began within them are read all the same", "[io][parallel]") {
    // The claims begin and end as the rows do, so that nearly every guess is wrong.
    std::string json = "{\"sources\": [{\"id\": \"s\", \"title\": \"S\", \"date\": \"2020\"}], \"events\": [";
    constexpr size_t kCount = 6000;
    for (size_t i = 0; i < kCount; ++i) {
        const std::string id = "e" + std::to_string(i);
        json += i == 0 ? "" : ", ";
        json += "{\"id\": \"" + id + "\", \"title\": \"T\", \"kind\": \"rule\", \"date\": \"2020-01-01\", \"claims\": ["
                "{\"id\": \"no key of a claim\", \"source\": \"s\", \"stance\": \"reports\"}, "
                "{\"id\": \"nor here\", \"source\": \"s\", \"stance\": \"denies\"}]}";
    }
    json += "]}";
    REQUIRE(json.size() > 8 * kPieceBytes);
    check_any_number_of_threads(json);
    const InputFile file{"data.json", json};
    const auto loaded = load_files({&file, 1});
    REQUIRE(loaded);
    CHECK(loaded->data->events.size() == kCount);
    CHECK(loaded->diagnostics.warning_count() == 2 * kCount);
}

TEST_CASE("rows that are written unlike each other are read all the same", "[io][parallel]") {
    std::string json = "{\"events\": [\n{\"title\": \"T\", \"id\": \"first\"}, 7, {\"id\": \"second\"}";
    for (size_t i = 0; i < 20'000; ++i) {
        json += i % 2 == 0 ? ",\n{ \"id\" : \"e" : " , {\"kind\": \"rule\",\r\n\"id\":\"e";
        json += std::to_string(i) + "\", \"title\": \"漢字\"}";
    }
    json += "]}";
    REQUIRE(json.size() > 4 * kPieceBytes);
    check_any_number_of_threads(json);
}

TEST_CASE("loading tells how many events it has read and ends when it is told to", "[io][parallel]") {
    const std::string json = testing::generate_dataset(3000, 9);
    const InputFile file{"data.json", json};
    uint64_t last_done = 0;
    uint64_t last_total = 0;
    bool ascending = true;
    size_t calls = 0;
    const auto watch = [&](std::string_view name, uint64_t done, uint64_t total) {
        if (name != "events") return;
        ++calls;
        ascending = ascending && done >= last_done && done <= total;
        last_done = done;
        last_total = total;
    };
    REQUIRE(load_files({&file, 1}, {.progress = watch, .stop = {}, .helper_count = 1}));
    CHECK(calls > 5);
    CHECK(ascending);
    CHECK(last_done == 3000);
    CHECK(last_total == 3000);

    for (const size_t helper_count : {0U, 1U}) {
        std::stop_source source;
        size_t calls_after_stop = 0;
        const auto stop_at_once = [&](std::string_view name, uint64_t, uint64_t) {
            calls_after_stop += source.stop_requested() ? 1 : 0;
            if (name == "events") source.request_stop();
        };
        const auto loaded = load_files({&file, 1}, {.progress = stop_at_once, .stop = source.get_token(), .helper_count = helper_count});
        REQUIRE_FALSE(loaded);
        CHECK(is_cancelled(loaded.error()));
        CHECK(calls_after_stop == 0);
    }
}

TEST_CASE("a load that is cancelled after the last row is cancelled as well", "[io]") {
    const std::string json = testing::generate_dataset(20, 9);
    const InputFile file{"data.json", json};
    std::stop_source source;
    const auto stop = [&](std::string_view name, uint64_t, uint64_t) {
        if (name == "stories") source.request_stop();
    };
    const auto loaded = load_files({&file, 1}, {.progress = stop, .stop = source.get_token(), .helper_count = {}});
    REQUIRE_FALSE(loaded);
    CHECK(is_cancelled(loaded.error()));
    CHECK_FALSE(is_cancelled(load_files({}).error()));
}

TEST_CASE("the cursor accepts exactly the texts that have no fault", "[io]") {
    const auto accepted = [](std::string_view json) {
        JsonCursor cursor(json, 0, 0);
        cursor.skip();
        return cursor.peek() == '\0' && cursor.good() && cursor.offset() == json.size();
    };
    for (const std::string_view json :
         {"", " ", "0", "-0", "00", "01", "-", "1.", "1.5", ".5", "1e", "1e+", "1e+10", "+1", "1 1", "true", "tru", "truely",
          "nul", "null", "False", "[]", "[ ]", "[1,]", "[,1]", "[1 2]", "{}", "{ }", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
          "{\"a\":1 \"b\":2}", "{a:1}", "{\"a\":1}x", "\"", "\"\\\"", "\"\\", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"",
          "\"\\x\"", "\"a\tb\"", "\"0123456789abcdef\"", "\"0123456789abcdef\x01\"", "[\"ä\"]", "ä", "[", "{", "]", "[}",
          "[1]]", "// c\n1"}) {
        INFO(json);
        CHECK(accepted(json) == !find_json_fault(json).has_value());
    }
    CHECK(accepted(std::string(64, '[') + std::string(64, ']')));
    CHECK_FALSE(accepted(std::string(65, '[') + std::string(65, ']')));
    CHECK_FALSE(accepted("[\"\xC3\"]"));
    CHECK_FALSE(accepted(std::string_view("\"\0\"", 3)));

    const std::string json = testing::generate_dataset(4, 2);
    testing::SplitMix64 random(3);
    for (int i = 0; i < 3000; ++i) {
        std::string changed = json;
        const size_t at = random.below(changed.size());
        changed[at] = static_cast<char>(random.below(128));
        INFO(at);
        const bool utf8 = first_invalid_utf8(changed) == std::string_view::npos;
        CHECK(accepted(changed) == (utf8 && !find_json_fault(changed).has_value()));
    }
}

TEST_CASE("the cursor knows lines and columns as the place cursor does", "[io]") {
    for (const std::string_view json : {"[1, \"漢字\", 2,\n \"é\", 3]", "[\r\n1,\r2,\n\n3,\t\"😀\",4]", "\n\n [\"a\",\r\n\r\n\"ö\" , 5]"}) {
        INFO(json);
        JsonCursor cursor(json, 0, 0);
        REQUIRE(cursor.enter_list());
        do {
            static_cast<void>(cursor.type());
            const Place expected = PlaceCursor(json).at(cursor.offset());
            CHECK(cursor.place().line == expected.line);
            CHECK(cursor.place().column == expected.column);
            cursor.skip();
        } while (cursor.next_element());
        CHECK(cursor.good());
    }
}
