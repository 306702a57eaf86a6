#include "model/vocabulary.h"

#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "base/text.h"
#include "model/wording.h"

using namespace choke;

TEST_CASE("every word of a closed list reads back as what it was written from", "[model]") {
    for (const auto text : stance_words()) CHECK(word(stance_from(text).value()) == text);
    for (const auto text : status_words()) CHECK(word(status_from(text).value()) == text);
    for (const auto text : side_words()) CHECK(word(side_from(text).value()) == text);
    for (const auto text : strength_words()) CHECK(word(strength_from(text).value()) == text);
    CHECK(stance_words().size() == kStanceCount);
    CHECK(status_words().size() == kStatusCount);
    CHECK(side_words().size() == kSideCount);
}

TEST_CASE("a word outside a closed list reads as nothing, its other case included", "[model]") {
    for (const std::string_view text : {"", "Reports", "report", "US", "established"}) {
        INFO(text);
        CHECK_FALSE(stance_from(text).has_value());
    }
    CHECK_FALSE(side_from("us").has_value());
    CHECK_FALSE(status_from("unknown").has_value());
    CHECK_FALSE(strength_from("Direct").has_value());
}

TEST_CASE("the lists of known words are those of the data format, each word once and in kebab case", "[model]") {
    const auto check = [](std::span<const std::string_view> words, size_t count) {
        std::set<std::string_view> seen;
        for (const auto text : words) {
            INFO(text);
            CHECK(is_kebab(text));
            CHECK(seen.insert(text).second);
        }
        CHECK(words.size() == count);
    };
    check(known_event_kinds(), 12);
    check(known_actor_kinds(), 11);
    check(known_thing_kinds(), 10);
    check(known_source_kinds(), 9);
    check(known_roles(), 19);
}

TEST_CASE("every known relation kind reads in both directions", "[model]") {
    std::set<std::string_view> seen;
    for (const RelationKindWords& row : known_relation_kinds()) {
        INFO(row.kind);
        CHECK(is_kebab(row.kind));
        CHECK(seen.insert(row.kind).second);
        CHECK_FALSE(row.forward.empty());
        CHECK_FALSE(row.backward.empty());
        CHECK(relation_words(row.kind).forward == row.forward);
    }
    CHECK(seen.size() == 41);
    CHECK(relation_words("responds-to").backward == "is answered by");
    CHECK(relation_words("responds-to").causal);
    CHECK_FALSE(relation_words("part-of").causal);
}

TEST_CASE("an unknown relation kind reads as itself", "[model]") {
    const RelationKindWords words = relation_words("echoes-in");
    CHECK(words.forward == "echoes-in");
    CHECK(words.backward == "echoes-in");
    CHECK_FALSE(words.causal);
}

TEST_CASE("text that is quoted in a message is one line, has no control characters and at most sixty letters",
          "[model]") {
    CHECK(quoted("nvidia") == "'nvidia'");
    CHECK(quoted("a\nb\tc") == "'a b c'");
    CHECK(quoted("\x1b[31m") == "'\xEF\xBF\xBD[31m'");
    CHECK(quoted(std::string(61, 'x')) == "'" + std::string(60, 'x') + "…'");
    CHECK(quoted("") == "''");
}

TEST_CASE("allowed words are listed as a sentence has them", "[model]") {
    CHECK(alternatives(side_words()) == "'US', 'China' or 'other'");
    CHECK(alternatives(strength_words()) == "'direct' or 'topical'");
}

TEST_CASE("an id is suggested in kebab case", "[model]") {
    struct Row {
        std::string_view text, id;
    };
    for (const Row& row : {Row{"Open AI", "open-ai"}, Row{"--a__b--", "a-b"}, Row{"H20 (2024)", "h20-2024"}, Row{"é", ""},
                           Row{"", ""}}) {
        INFO(row.text);
        CHECK(kebab_from(row.text) == row.id);
    }
}

TEST_CASE("a word with two letters the other way round is recognised", "[model]") {
    constexpr std::string_view words[] = {"title", "date", "claims"};
    CHECK(probably_meant("titel", words) == "title");
    CHECK(probably_meant("dtae", words) == "date");
    CHECK(probably_meant("clams", words) == "claims");
    CHECK(probably_meant("colour", words).empty());
}

TEST_CASE("control characters and direction marks are noticed, other writing is not", "[model]") {
    for (const std::string_view text : {"\x1b[0m", "\x7f", "\xC2\x9B", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xD8\x9C", "a\nb"}) {
        INFO(text);
        CHECK(has_control_characters(text, LineEnds::Forbidden));
    }
    for (const std::string_view text : {"plain", "先进封装", "é\xC2\xA0", "🙂", "“quoted” …", "العربية", ""}) {
        INFO(text);
        CHECK_FALSE(has_control_characters(text, LineEnds::Forbidden));
    }
    CHECK_FALSE(has_control_characters("a\r\n\tb", LineEnds::Allowed));
}
