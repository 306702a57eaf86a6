// The tables behind the builder: texts, dates and their order.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "base/string_pool.h"
#include "model/date_table.h"
#include "model/recent_texts.h"
#include "model/symbol_table.h"
#include "model/text_order.h"
#include "tools/generate.h"

using namespace choke;

TEST_CASE("a pool gives every text back, however long it is", "[model]") {
    StringPool pool;
    std::vector<std::string> texts;
    std::vector<StringRef> refs;
    for (const size_t size : {0U, 1U, 2U, 127U, 128U, 129U, 16'383U, 16'384U, 16'385U, 3'000'000U, 5U, 0U}) {
        texts.emplace_back(size, static_cast<char>('a' + refs.size()));
        refs.push_back(pool.add(texts.back()));
    }
    pool.shrink();
    for (size_t i = 0; i < texts.size(); ++i) CHECK((pool.view(refs[i]) == texts[i]));
    CHECK(refs.front().empty());
    CHECK_FALSE(refs[1].empty());
    CHECK(pool.view({}).empty());
    CHECK(StringPool().view({}).empty());
}

TEST_CASE("ids of any length have one number each", "[model]") {
    StringPool pool;
    SymbolTable symbols(pool);
    std::vector<std::string> ids;
    for (size_t i = 0; i < 3000; ++i) ids.push_back(std::string(i % 60, 'x') + std::to_string(i));
    for (size_t i = 0; i < ids.size(); ++i) CHECK(index(symbols.intern(ids[i])) == i);
    symbols.expect(100'000);
    for (size_t i = 0; i < ids.size(); ++i) {
        CHECK(index(symbols.intern(ids[i])) == i);
        CHECK(symbols.text(id_at<SymbolId>(i)) == ids[i]);
    }
}

TEST_CASE("a word is found after it was used and not before", "[model]") {
    Vocabulary words;
    CHECK(words.find("rule") == kNone<WordId>);
    for (size_t i = 0; i < 500; ++i) CHECK(index(words.intern("word " + std::to_string(i))) == i);
    for (size_t i = 0; i < 500; ++i) CHECK(index(words.intern("word " + std::to_string(i))) == i);
    CHECK(index(words.find("word 77")) == 77);
    CHECK(words.word(id_at<WordId>(77)) == "word 77");
    CHECK(words.find("word") == kNone<WordId>);
    CHECK(words.size() == 500);
}

TEST_CASE("a date that was read before has the same number and bounds", "[model]") {
    StringPool pool;
    DateTable dates(pool);
    const auto day = dates.intern("2022-10-07");
    const auto other = dates.intern("2022-10-07/2023-10-17 or so");
    const auto interval = dates.intern("2022-10-07/2023-10-17~ ");
    const auto again = dates.intern("2022-10-07");
    REQUIRE(day);
    CHECK(again == day);
    CHECK_FALSE(other);
    CHECK_FALSE(interval);
    CHECK(dates.bounds(*day) == *parse_edtf("2022-10-07"));
    CHECK(pool.view(dates.text(*day)) == "2022-10-07");
    CHECK(dates.size() == 1);
}

TEST_CASE("a text that comes again soon is kept once", "[model]") {
    StringPool pool;
    RecentTexts texts(pool);
    const std::string long_text(500, 'a');
    std::string other = long_text;
    other[100] = 'b';  // what is hashed of it is the same
    const StringRef first = texts.add(long_text);
    CHECK(texts.add(long_text) == first);
    const StringRef second = texts.add(other);
    CHECK(second != first);
    CHECK(pool.view(second) == other);
    CHECK(pool.view(first) == long_text);
    const size_t before = pool.byte_count();
    CHECK(texts.add("") == StringRef{});
    CHECK(texts.add(other) == second);
    CHECK(pool.byte_count() == before);
}

TEST_CASE("texts are put in the order of their bytes", "[model]") {
    testing::SplitMix64 random(4);
    std::vector<std::string> texts;
    for (size_t i = 0; i < 4000; ++i) {
        // Few different letters and long common beginnings, so that every depth is reached.
        std::string text(random.below(4) * 9, 'a');
        const size_t size = random.below(90);
        for (size_t k = 0; k < size; ++k) text += static_cast<char>(random.one_in(6) ? random.below(256) : 'b');
        texts.push_back(std::move(text));
    }
    texts.emplace_back("ab");
    texts.emplace_back(std::string_view("ab\0", 3));
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    std::vector<uint32_t> expected(texts.size());
    for (size_t i = 0; i < expected.size(); ++i) expected[i] = static_cast<uint32_t>(i);
    std::stable_sort(expected.begin(), expected.end(), [&](uint32_t a, uint32_t b) { return views[a] < views[b]; });
    CHECK(text_order(views) == expected);
    CHECK(text_order({}).empty());
}
