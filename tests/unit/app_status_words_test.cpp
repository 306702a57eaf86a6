// Why a status is shown, in sentences, for every status.
#include <string>

#include "app/derived.h"
#include "app/status_words.h"
#include "views_tools.h"

using namespace views_test;

namespace {

std::string reason(std::string_view claims, std::string_view known_on = "") {
    const std::string json = R"({"dataset": {"format": "chokepoint/1", "id": "r", "title": "R"},
"sources": [{"id": "s1", "title": "A report", "publisher": "Newsroom", "date": "2024-01-01"}, {"id": "s2", "title": "A denial", "date": "2024-05-01"}],
"actors": [{"id": "nvidia", "name": "Nvidia", "kind": "chipmaker", "side": "US"}],
"events": [{"id": "e", "title": "E", "date": "2024-01", "kind": "rule", "claims": [)" +
                             std::string(claims) + "]}]}";
    const Loaded loaded = loaded_from(json);
    return status_reason(*loaded.data, id_at<EventId>(0), parse_known_on(known_on).value());
}

constexpr std::string_view kReport = R"({"source": "s1", "stance": "reports", "known": "2024-01-02", "locator": "L12"})";
constexpr std::string_view kDenial = R"(, {"source": "s2", "stance": "denies", "known": "2024-05-01", "by": "nvidia"})";

}  // namespace

TEST_CASE("the reason of an established status names who establishes it and counts who reports it", "[app][status]") {
    CHECK(reason(R"({"source": "s1", "stance": "establishes", "known": "2024-01-02"})") ==
          "Shown as established: one source establishes it (Newsroom, \u201cA report\u201d, 2 January 2024).");
    CHECK(reason(std::string(kReport) + R"(, {"source": "s2", "stance": "establishes", "known": "2024-05-01"})") ==
          "Shown as established: one source establishes it (\u201cA denial\u201d, 1 May 2024); one more claim reports it. "
          "Until 30 April 2024 it was shown as reported.");
}

TEST_CASE("the reason of a reported, alleged, assessed or forecast status says what is missing", "[app][status]") {
    CHECK(reason(kReport) ==
          "Shown as reported: one source reports it (Newsroom, \u201cA report\u201d, L12, 2 January 2024); no claim here establishes it.");
    CHECK(reason(R"({"source": "s2", "stance": "alleges", "by": "nvidia", "known": "2024-03"}, {"source": "s1", "stance": "alleges", "known": "2024-02-01"})") ==
          "Shown as alleged: two claims allege it, the first one in Newsroom, \u201cA report\u201d, 1 February 2024; no claim here "
          "reports or establishes it.");
    CHECK(reason(R"({"source": "s1", "stance": "assesses", "by": "nvidia", "known": "2024-02"})") ==
          "Shown as assessed: Nvidia assesses it (Newsroom, \u201cA report\u201d, February 2024); that is a judgement, and no claim "
          "here reports it as a fact.");
    CHECK(reason(R"({"source": "s1", "stance": "forecasts", "known": "2024-02-01"})") ==
          "Shown as a forecast: one source forecasts it (Newsroom, \u201cA report\u201d, 1 February 2024); no claim here says that "
          "it has happened.");
}

TEST_CASE("the reason of a disputed status names both sides and what was shown before", "[app][status]") {
    const std::string both = std::string(kReport) + std::string(kDenial);
    CHECK(reason(both) ==
          "Shown as disputed: Nvidia denies it (\u201cA denial\u201d, 1 May 2024), while one source reports it (Newsroom, \u201cA "
          "report\u201d, L12, 2 January 2024). Until 30 April 2024 it was shown as reported.");
    CHECK(reason(both, "2024-04-30") == reason(kReport));
    CHECK(reason(R"({"source": "s2", "stance": "denies", "known": "2024-05-01", "by": "nvidia"})") ==
          "Shown as disputed: Nvidia denies it (\u201cA denial\u201d, 1 May 2024); no claim here asserts it.");
    // A month has no day before it.
    CHECK(reason(std::string(kReport) + R"(, {"source": "s2", "stance": "disputes", "known": "2024-05"})") ==
          "Shown as disputed: one source disputes it (\u201cA denial\u201d, May 2024), while one source reports it (Newsroom, "
          "\u201cA report\u201d, L12, 2 January 2024). Before that it was shown as reported.");
}

TEST_CASE("the reason of a retracted status names the retraction and what was shown before", "[app][status]") {
    CHECK(reason(std::string(kReport) + R"(, {"source": "s2", "stance": "retracts", "known": "2024-05-01"})") ==
          "Shown as retracted: one source retracts it (\u201cA denial\u201d, 1 May 2024). Until 30 April 2024 it was shown as reported.");
}

TEST_CASE("before the first claim the reason says when the first one became known", "[app][status]") {
    CHECK(reason(kReport, "2023") ==
          "Shown as not yet known: no claim about it was known by this day. The first one, in Newsroom, \u201cA report\u201d, L12, "
          "became known on 2 January 2024.");
}

TEST_CASE("every event and relation of the built-in history has a reason that begins with its status", "[app][status]") {
    const Dataset& data = *built_in().data;
    for (const char* day : {"", "2023", "2025-01-27"}) {
        const Instant known_by_s = parse_known_on(day).value();
        const auto check = [&](Status status, const std::string& words) {
            const std::string shown(status == Status::Forecast        ? "a forecast"
                                    : status == Status::NotYetKnown ? "not yet known"
                                                                    : word(status));
            INFO(words);
            REQUIRE(words.starts_with("Shown as " + shown + ": "));
            REQUIRE(words.ends_with('.'));
        };
        for (size_t e = 0; e < data.events.size(); ++e)
            check(event_status(data, id_at<EventId>(e), known_by_s), status_reason(data, id_at<EventId>(e), known_by_s));
        for (size_t r = 0; r < data.relations.size(); ++r)
            check(relation_status(data, id_at<RelationId>(r), known_by_s), status_reason(data, id_at<RelationId>(r), known_by_s));
    }
}
