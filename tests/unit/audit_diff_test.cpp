// What is new between two editions, as values and in the words of `chokepoint diff`.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "audit/diff.h"
#include "audit_data.h"
#include "cli/diff_text.h"

namespace {

using namespace audit_test;

Changes changes_after(std::initializer_list<Edit> edits) {
    return compare(*load_text(kCleanData).data, *load_text(edited(edits)).data);
}

// The words without the two lines of the title.
std::string words_after(std::initializer_list<Edit> edits) {
    const std::string text = diff_text(changes_after(edits));
    return text.substr(text.find("\n\n") + 2);
}

}  // namespace

TEST_CASE("an edition has not changed against itself", "[audit][diff]") {
    CHECK(changes_after({}).empty());
    CHECK(words_after({}) == "  Nothing has changed.\n");
}

TEST_CASE("a new event comes with its date and status, and its claims come with it", "[audit][diff]") {
    CHECK(words_after({{R"({"id": "second-rule",)",
                        R"({"id": "third-rule", "title": "A third rule", "date": "2024-12-02", "kind": "rule",
   "claims": [{"source": "paper", "stance": "alleges", "known": "2024-12-03"}]},
  {"id": "second-rule",)"}}) ==
          "  1 event added.\n"
          "\nEvents added\n\n"
          "  2 December 2024: A third rule (alleged) [third-rule]\n");
}

TEST_CASE("an event that a new claim disputes is now disputed", "[audit][diff]") {
    CHECK(words_after({{R"({"source": "wire", "stance": "reports", "confidence": "medium"})",
                        R"({"source": "wire", "stance": "reports", "confidence": "medium"},
              {"source": "paper", "locator": "p. 3", "stance": "denies", "by": "nvidia", "text": "No such chip."})"}}) ==
          "  1 claim added in what both have.\n"
          "  1 event now disputed: Nvidia offers a slower chip to China.\n"
          "\nStatus\n\n"
          "  Nvidia offers a slower chip to China [slower-chip]: reported → disputed\n"
          "\nClaims added\n\n"
          "  Nvidia offers a slower chip to China: Paper, p. 3 denies (by nvidia), known 18 October 2023: No "
          "such chip. [paper]\n");
}

TEST_CASE("a claim that was taken back makes its event retracted", "[audit][diff]") {
    CHECK(words_after({{R"({"source": "paper", "stance": "establishes"})",
                        R"({"source": "paper", "stance": "retracts"})"}}) ==
          "  1 claim changed in what both have.\n"
          "  1 event now retracted: The door for slower chips is shut.\n"
          "\nStatus\n\n"
          "  The door for slower chips is shut [second-rule]: established → retracted\n"
          "\nClaims changed\n\n"
          "  The door for slower chips is shut: Paper retracts, known 18 October 2023 [paper]\n"
          "      stance: \"establishes\" → \"retracts\"\n");
}

TEST_CASE("rows that have gone, changed and come are told apart by their ids", "[audit][diff]") {
    CHECK(words_after({{R"("name": "Nvidia A800", "kind": "chip", "maker": "nvidia",)",
                        R"("name": "Nvidia A800", "aliases": ["A800"], "kind": "chip",)"},
                       {R"("unit": "GB/s"}]})", R"("unit": "GB/s", "note": "about"}]})"},
                       {R"("id": "r-leads", "from")", R"("id": "r-led", "from")"},
                       {R"("title": "Wire")", R"("title": "Wire", "publisher": "Agency")"},
                       {R"("summary": "It makes chips.")", R"("summary": "It makes fast chips.")"},
                       {R"("headline": "Six")", R"("headline": "The end")"}}) ==
          "  1 actor changed.\n"
          "  2 things changed.\n"
          "  1 source changed.\n"
          "  1 relation added, 1 removed.\n"
          "  1 story changed.\n"
          "\nActors changed\n\n"
          "  Nvidia [nvidia]\n"
          "      summary: \"It makes chips.\" → \"It makes fast chips.\"\n"
          "\nThings changed\n\n"
          "  since May 2020: Nvidia A100 [a100]\n"
          "      specs: \"Bandwidth 600 GB/s\" → \"Bandwidth 600 GB/s (about)\"\n"
          "  since November 2022: Nvidia A800 [a800]\n"
          "      aliases: now \"A800\"\n"
          "      maker: no longer \"nvidia\"\n"
          "\nSources changed\n\n"
          "  8 November 2022: Wire [wire]\n"
          "      publisher: now \"Agency\"\n"
          "\nRelations added\n\n"
          "  first-rule leads-to slower-chip [r-led]\n"
          "\nRelations removed\n\n"
          "  first-rule leads-to slower-chip [r-leads]\n"
          "\nStories changed\n\n"
          "  A tale [tale]\n"
          "      steps: \"first-rule: One: One. [timeline] [actor:bis] [2022-09/2022-12] [first-rule, bis, "
          "a100] | "
          "slower-chip: Two: Two. | second-rule: Three: Three. | first-rule: Four: Four. | slower-chip: "
          "Five: Five. | "
          "second-rule: Six: Six.\" → \"first-rule: One: One. [timeline] [actor:bis] [2022-09/2022-12] "
          "[first-rule, bis, a100] | slower-chip: Two: Two. | second-rule: Three: Three. | first-rule: Four: "
          "Four. | "
          "slower-chip: Five: Five. | second-rule: The end: Six.\"\n");
}

TEST_CASE("relations without id are known by ends, kind and date", "[audit][diff]") {
    const std::string before = edited({{R"("id": "r-around", )", ""}});
    const std::string after = edited({{"Made for it.", "Made to fit it."}}, before);
    const Changes changes = compare(*load_text(before).data, *load_text(after).data);
    REQUIRE(changes.rows.size() == 1);
    CHECK(changes.rows[0].change == ChangeKind::Changed);
    CHECK(changes.rows[0].id == "slower-chip works-around first-rule");
    CHECK(changes.rows[0].fields[0].field == "basis");
}

TEST_CASE("the order of claims is no change, and the same source twice is told apart by the place",
          "[audit][diff]") {
    const std::string before = edited(
        {{R"([{"source": "wire", "stance": "reports", "confidence": "medium"},)",
          R"([{"source": "wire", "locator": "L1", "stance": "reports"}, {"source": "wire", "locator": "L2", "stance": "alleges"},)"}});
    const std::string turned = edited(
        {{R"({"source": "wire", "locator": "L1", "stance": "reports"}, {"source": "wire", "locator": "L2", "stance": "alleges"})",
          R"({"source": "wire", "locator": "L2", "stance": "alleges"}, {"source": "wire", "locator": "L1", "stance": "reports"})"}},
        before);
    CHECK(compare(*load_text(before).data, *load_text(turned).data).empty());
    const std::string shorter =
        edited({{R"({"source": "wire", "locator": "L1", "stance": "reports"}, )", ""}}, before);
    const Changes changes = compare(*load_text(before).data, *load_text(shorter).data);
    REQUIRE(changes.claims.size() == 1);
    CHECK(changes.claims[0].change == ChangeKind::Removed);
    CHECK(changes.claims[0].locator == "L1");
}
