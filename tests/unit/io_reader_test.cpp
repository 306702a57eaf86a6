#include "io/reader.h"

#include <array>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "io/json_scan.h"
#include "io/place.h"
#include "tools/generate.h"
#include "tools/loading.h"

using namespace choke;
using testing::outcome;
using testing::outcome_of_text;

namespace {

constexpr std::string_view kSources = R"("sources": [{"id": "s1", "title": "S", "date": "2022"}])";

std::string with_events(const std::string& events) { return "{" + std::string(kSources) + ",\n" + events + "}\n"; }

Result<Loaded> load(std::string_view json) {
    const InputFile file{"data.json", json};
    return load_files({&file, 1});
}

const char* const kClaims = R"("claims": [{"source": "s1", "stance": "reports"}])";

std::string event(const std::string& id, const std::string& more = {}) {
    return R"({"id": ")" + id + R"(", "title": "T", "date": "2022", "kind": "rule", )" + kClaims + more + "}";
}

std::string place_words_of(std::string_view text, size_t offset) {
    const Place place = PlaceCursor(text).at(offset);
    return std::to_string(place.line) + ":" + std::to_string(place.column);
}

}  // namespace

TEST_CASE("a place is a line and a column in code points, whatever ends the lines", "[io]") {
    CHECK(place_words_of("abc", 0) == "1:1");
    CHECK(place_words_of("abc", 3) == "1:4");
    CHECK(place_words_of("a\nb", 1) == "1:2");
    CHECK(place_words_of("a\nb", 2) == "2:1");
    CHECK(place_words_of("a\r\nb", 3) == "2:1");
    CHECK(place_words_of("a\r\nb", 2) == "1:3");
    CHECK(place_words_of("a\rb", 2) == "2:1");
    CHECK(place_words_of("\n\n\nb", 3) == "4:1");
    CHECK(place_words_of("é先🙂x", 9) == "1:4");
    CHECK(place_words_of("", 5) == "1:1");
}

TEST_CASE("places asked for in any order are the same as in ascending order", "[io]") {
    const std::string text = "ab\ncdé\r\n\rx\n\n🙂z";
    PlaceCursor mixed(text);
    for (const size_t offset : {5, 2, 9, 0, 14, 11, 12, 3, 4, 6, 7}) {
        INFO(offset);
        const Place place = mixed.at(offset);
        CHECK(std::to_string(place.line) + ":" + std::to_string(place.column) == place_words_of(text, offset));
    }
}

TEST_CASE("a problem is reported at the value, the key or the row that has it", "[io]") {
    CHECK(outcome_of_text(with_events("\"events\": [\n" + event("e1", R"(, "titel": 1)") + ",\n  " +
                                      event("e2", R"(, "summary": 5)") + ",\n" + event("e 3") + "]")) ==
          "data.json:3:111: warning: unknown key 'titel' in an event; it is ignored [unknown-key]; did you mean "
          "'title'?\n"
          "data.json:4:124: error: 'summary' is a number; a text was expected; it is ignored [wrong-type]\n"
          "data.json:5:8: error: the id 'e 3' is not made of lower-case letters, digits and single hyphens; event 'e 3' "
          "is left out [bad-id]; write 'e-3'\n"
          "read: 2 events, 2 claims, 1 source\n");
}

TEST_CASE("columns count code points on a line of any length", "[io]") {
    std::string title;
    for (int i = 0; i < 100'000; ++i) title += "先";
    CHECK(outcome_of_text(with_events(R"("events": [{"id": "e1", "title": ")" + title +
                                      R"(", "date": "2022", "kind": "rule", "x": 1, )" + kClaims + "}]")) ==
          "data.json:2:100070: warning: unknown key 'x' in an event; it is ignored [unknown-key]\n"
          "read: 1 event, 1 claim, 1 source\n");
}

TEST_CASE("rows know the file, line and column that they came from", "[io]") {
    const std::string events = "[\n " + event("e1") + ",\n   " + event("e2") + "\n]";
    const std::string sources = R"([{"id": "s1", "title": "S", "date": "2022"}])";
    const std::array<InputFile, 2> folder = {InputFile{"d/events.json", events}, InputFile{"d/sources.json", sources}};
    const auto loaded = load_files(folder);
    REQUIRE(loaded);
    const Dataset& data = *loaded->data;
    const SourcePosition second = data.events.position[1];
    CHECK(place_words(data.files[second.file], static_cast<int>(second.line), static_cast<int>(second.column)) ==
          "d/events.json:3:4");
    const SourcePosition claim = data.claims[0].position;
    CHECK(place_words(data.files[claim.file], static_cast<int>(claim.line), static_cast<int>(claim.column)) ==
          "d/events.json:2:72");
}

TEST_CASE("a figure keeps its value as written and as numbers", "[io]") {
    const auto loaded = load(with_events("\"events\": [" + event("e1", R"(, "figures": [
        {"name": "a", "value": 600, "unit": "GB/s", "as_of": "2023", "note": "n"}, {"name": "b", "value": [20, 40.5]},
        {"name": "c", "value": "about 1T"}, {"name": "d", "value": -1.50e3}, {"name": "e", "value": 0.1}])") + "]"));
    REQUIRE(loaded);
    const Dataset& data = *loaded->data;
    std::string text;
    for (const Figure& figure : data.events.figures[0]) {
        text += std::string(data.text(figure.name)) + " " + std::string(data.text(figure.value));
        if (figure.numeric) text += " = " + std::to_string(figure.low) + " to " + std::to_string(figure.high);
        text += "\n";
    }
    CHECK(text ==
          "a 600 = 600.000000 to 600.000000\n"
          "b 20–40.5 = 20.000000 to 40.500000\n"
          "c about 1T\n"
          "d -1.50e3 = -1500.000000 to -1500.000000\n"
          "e 0.1 = 0.100000 to 0.100000\n");
}

TEST_CASE("escapes in texts and keys are understood", "[io]") {
    const auto loaded = load(with_events(
        R"("events": [{"id": "e1", "t\u0069tle": "a\"b\\c\/d\u00e9\ud83d\ude42\n", "date": "2022", "kind": "rule", )" +
        std::string(kClaims) + "}]"));
    REQUIRE(loaded);
    CHECK(loaded->data->text(loaded->data->events.title[0]) == "a\"b\\c/dé🙂\n");
}

TEST_CASE("every field of the format arrives in its column", "[io]") {
    const auto loaded = load(R"({
      "dataset": {"format": "chokepoint/1", "id": "d", "title": "Title", "description": "Words", "version": "2", "license": "CC0"},
      "sources": [{"id": "s1", "title": "ST", "publisher": "P", "kind": "article", "date": "2022-01~", "author": "A", "url": "u", "language": "en", "note": "sn"}],
      "actors": [{"id": "a1", "name": "AN", "aliases": ["x", "y"], "kind": "lab", "side": "China", "parent": "a2", "summary": "as"}, {"id": "a2", "name": "A2", "kind": "group", "side": "other"}],
      "things": [{"id": "t1", "name": "TN", "aliases": ["z"], "kind": "chip", "maker": "a1", "date": "2024-02~/..", "summary": "ts", "specs": [{"name": "n", "value": 1}], "claims": [{"source": "s1", "stance": "reports"}]}],
      "events": [{"id": "e1", "title": "ET", "date": "2022-10-07", "known": "2022-10-08", "kind": "rule", "summary": "es", "actors": [{"actor": "a1", "role": "issuer"}, {"actor": "a2"}], "things": ["t1"], "tags": ["g"], "notes": "en",
         "claims": [{"source": "s1", "locator": "L1", "stance": "alleges", "known": "2022-10-09", "by": "a2", "text": "ct", "date": "2022-10-06", "title": "cT", "figures": [{"name": "f", "value": 2}]}]}],
      "relations": [{"id": "r1", "from": "a1", "to": "t1", "kind": "makes", "date": "2022/2023", "basis": "b", "strength": "topical", "claims": [{"source": "s1", "stance": "reports"}]}],
      "stories": [{"id": "st1", "title": "SyT", "question": "Q", "summary": "sy", "steps": [{"event": "e1", "headline": "h", "caption": "c",
        "known_on": "2022-11", "params": ["axis=folded", "lanes=side"]}]}]
    })");
    REQUIRE(loaded);
    CHECK(outcome(loaded) == "read: 1 event, 3 claims, 2 actors, 1 thing, 1 source, 1 relation, 1 story\n");
    const Dataset& d = *loaded->data;
    const auto join = [&d](std::initializer_list<StringRef> refs) {
        std::string text;
        for (const StringRef ref : refs) text += std::string(d.text(ref)) + "|";
        return text;
    };
    CHECK(d.id + "|" + d.title + "|" + d.description + "|" + d.version + "|" + d.license == "d|Title|Words|2|CC0");
    CHECK(join({d.sources.id[0], d.sources.title[0], d.sources.publisher[0], d.sources.author[0], d.sources.url[0],
                d.sources.language[0], d.sources.note[0], d.sources.date_text[0]}) == "s1|ST|P|A|u|en|sn|2022-01~|");
    CHECK(join({d.actors.id[0], d.actors.name[0], d.actors.summary[0], d.actors.aliases[0][0], d.actors.aliases[0][1]}) ==
          "a1|AN|as|x|y|");
    CHECK(join({d.things.id[0], d.things.name[0], d.things.summary[0], d.things.date_text[0], d.things.aliases[0][0],
                d.things.specs[0][0].name}) == "t1|TN|ts|2024-02~/..|z|n|");
    CHECK(join({d.events.id[0], d.events.title[0], d.events.summary[0], d.events.notes[0], d.events.date_text[0],
                d.events.known_text[0]}) == "e1|ET|es|en|2022-10-07|2022-10-08|");
    const Claim& claim = d.claims_of(d.events.claims[0])[0];
    CHECK(join({claim.known_text, claim.locator, claim.text, claim.date_text, claim.title}) ==
          "2022-10-09|L1|ct|2022-10-06|cT|");
    CHECK(claim.by == ActorId{1});
    CHECK(word(claim.stance) == "alleges");
    CHECK(join({d.claim_figures[claim.figures.begin].name}) == "f|");
    CHECK(join({d.relations.id[0], d.relations.basis[0], d.relations.date_text[0]}) == "r1|b|2022/2023|");
    CHECK(word(d.relations.strength[0]) == "topical");
    CHECK(join({d.stories.id[0], d.stories.title[0], d.stories.question[0], d.stories.summary[0],
                d.stories.steps[0][0].headline, d.stories.steps[0][0].caption, d.stories.steps[0][0].known_on}) ==
          "st1|SyT|Q|sy|h|c|2022-11|");
    CHECK(join({d.stories.params[0], d.stories.params[1]}) == "axis=folded|lanes=side|");
    CHECK(d.stories.steps[0][0].params.size() == 2);
    CHECK(d.roles.word(d.events.actors[0][0].role) == "issuer");
    CHECK(d.events.actors[0][1].role == kNone<WordId>);
    CHECK(d.actors.parent[0] == ActorId{1});
    CHECK(d.things.maker[0] == ActorId{0});
    CHECK(d.tags.word(d.events.tags[0][0]) == "g");
}

TEST_CASE("the same bytes have the same hash wherever they lie, and other bytes another", "[io]") {
    const std::string json = with_events("\"events\": [" + event("e1") + "]");
    const auto hash = [](std::string name, std::string_view bytes) {
        const InputFile file{std::move(name), bytes};
        return load_files({&file, 1}).value().data->content_hash;
    };
    CHECK(hash("a/b.json", json) == hash("c.json", json));
    CHECK(hash("a.json", json) != hash("a.json", json + " "));
    std::string changed = json;
    changed[changed.find("\"T\"") + 1] = 'U';
    CHECK(hash("a.json", json) != hash("a.json", changed));
}

TEST_CASE("what stands in memory behind the bytes of a file has no part in it", "[io]") {
    const std::string json = with_events("\"events\": [" + event("e1") + "]");
    for (const char* behind : {"", " ", "\"", "}", "]", "\\", "0", ", \"events\": []"}) {
        INFO(behind);
        const std::string memory = json + behind;
        CHECK(outcome_of_text(std::string_view(memory).substr(0, json.size())) == outcome_of_text(json));
    }
}

TEST_CASE("the first fault of a text is found where it is and said in words", "[io]") {
    struct Row {
        const char* json;
        size_t offset;
        const char* message;
    };
    const Row rows[] = {
        {"", 0, "the file is empty"},
        {"  \n", 3, "the file is empty"},
        {"[1,]", 3, "a value was expected, not ']': there is no comma after the last one"},
        {"[1 2]", 3, "a ',' or ']' after the value was expected, not '2'"},
        {"[1", 2, "the file ends too early: a ',' or ']' after the value was expected"},
        {"[", 1, "the file ends too early: a value or ']' was expected"},
        {"{", 1, "the file ends too early: a key in double quotes or '}' was expected"},
        {"{a: 1}", 1, "a key in double quotes or '}' was expected, not 'a'"},
        {"{\"a\" 1}", 5, "a ':' after the key was expected, not '1'"},
        {"{\"a\": 1,}", 8, "a key in double quotes was expected, not '}': there is no comma after the last one"},
        {"{\"a\": }", 6, "a value was expected, not '}'"},
        {"[1}", 2, "a ',' or ']' after the value was expected, not '}'"},
        {"]", 0, "a value was expected, not ']'"},
        {"[1] x", 4, "the data ends before this: 'x' is too much"},
        {"['a']", 1, "a value was expected, not ''': texts stand in double quotes"},
        {"[+1]", 1, "a value was expected, not '+': a number has no plus sign"},
        {"[.5]", 1, "a value was expected, not '.': a number begins with a digit"},
        {"[01]", 2, "a number has no leading zeros"},
        {"[1.]", 3, "a digit was expected after '.', not ']'"},
        {"[-]", 2, "a digit was expected after '-', not ']'"},
        {"[1e]", 3, "a digit was expected in the exponent, not ']'"},
        {"[NaN]", 1, "a value was expected, not 'NaN': JSON has finite numbers only"},
        {"[nan]", 1, "a value was expected, not 'nan': JSON has finite numbers only"},
        {"[True]", 1, "a value was expected, not 'True': JSON writes true, false and null"},
        {"[trux]", 1, "a value was expected, not 'trux'"},
        {"[truex]", 1, "a value was expected, not 'truex'"},
        {"[1, // no\n2]", 4, "a value was expected, not '/': JSON has no comments"},
        {"[\"a\nb\"]", 3, "the text is not closed on its line; a line end within a text is written \\n"},
        {"[\"a\tb\"]", 3, "a tab within a text is written \\t"},
        {"[\"a\x01\"]", 3, "a control character within a text is written \\u0001"},
        {"[\"abc", 5, "the file ends too early: a text is not closed"},
        {"[\"\\x\"]", 3, "'x' cannot follow a backslash; \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u can"},
        {"[\"\\u12g4\"]", 6, "\\u needs four hexadecimal digits, not 'g4'"},
        {"[１]", 1, "a value or ']' was expected, not '１' (U+FF11)"},
        {"\xEF\xBB\xBF[]", 0, "a value was expected, not a byte order mark"},
        {"[1,\x0c 2]", 3, "a value was expected, not the control character U+000C"},
    };
    for (const Row& row : rows) {
        INFO(row.json);
        const auto fault = find_json_fault(row.json);
        REQUIRE(fault);
        CHECK(fault->message == row.message);
        CHECK(fault->offset == row.offset);
    }
}

TEST_CASE("a text that ends too early names what is still open", "[io]") {
    CHECK(outcome_of_text("{\"events\": [\n  {\"id\": \"e1\"") ==
          "refused: data.json:2:14: not valid JSON: the file ends too early: a ',' or '}' after the value was "
          "expected; the object that begins at line 2, column 3 is still open\n");
    CHECK(outcome_of_text("{\"events\": [\n  {\"id\": \"e1") ==
          "refused: data.json:2:13: not valid JSON: the file ends too early: a text is not closed; the text that "
          "begins at line 2, column 10 is still open\n");
}

TEST_CASE("valid JSON has no fault", "[io]") {
    for (const char* json : {"null", " true ", "-0", "1.5e+10", "\"\\u00e9\\n\"", "[[],{}]", "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
                             "[\"\x7f\"]", "[\"exactly8\", \"12345678\\\"\"]", "\"\\ud800\""}) {
        INFO(json);
        CHECK_FALSE(find_json_fault(json).has_value());
    }
}

TEST_CASE("sixty-four levels are read and the sixty-fifth is refused at its bracket", "[io]") {
    CHECK_FALSE(find_json_fault(std::string(64, '[') + std::string(64, ']')).has_value());
    const auto fault = find_json_fault(std::string(65, '[') + std::string(65, ']'));
    REQUIRE(fault);
    CHECK(fault->offset == 64);
    CHECK(fault->message == "lists and objects are nested more than 64 deep");
}

TEST_CASE("generated data is the same everywhere and loads without a word", "[io]") {
    for (const size_t count : {0, 1, 2, 9, 500}) {
        INFO(count);
        const std::string json = testing::generate_dataset(count, 7);
        const auto loaded = load(json);
        REQUIRE(loaded);
        CHECK(loaded->diagnostics.all().empty());
        CHECK(loaded->data->events.size() == count);
    }
    CHECK(load(testing::generate_dataset(100, 1)).value().data->content_hash == 0x37917ae7685f9833ULL);
}

TEST_CASE("every reader of the table recognises what it reads", "[io]") {
    const std::string json = testing::generate_dataset(3, 1);
    const InputFile file{"data.json", json};
    for (const Reader& reader : readers()) {
        INFO(reader.id);
        CHECK_FALSE(reader.label.empty());
        CHECK_FALSE(reader.extensions.empty());
        CHECK(reader.sniff(file) > 0.5);
        CHECK(reader.sniff({"x.csv", "a,b,c\n"}) == 0);
        Diagnostics diagnostics;
        CHECK(reader.read({&file, 1}, diagnostics, {}).has_value());
    }
}

TEST_CASE("the history that is built in loads without an error", "[io]") {
    const auto loaded = load_built_in();
    REQUIRE(loaded);
    CHECK(loaded->diagnostics.error_count() == 0);
    CHECK(loaded->data->events.size() > 0);
}
