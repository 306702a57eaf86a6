// Eighteen things in this history that are easy to get wrong, each as the built-in data must have it.
// data/README.md and data/export-controls/NOTES.md tell why.
#include <catch2/catch_test_macros.hpp>

#include "full_data.h"

using namespace full_data;

namespace {

bool is_seed(const std::string& source) { return source.starts_with("seed-"); }

}  // namespace

TEST_CASE("trap 1: 25 February is the day of the report on V4, not of the decision", "[data][traps]") {
    const Facts facts = record();
    CHECK(facts.date("2026-02-25-reuters-report") == "2026-02-25");
    for (const char* id : {"2026-02-v4-us-denied", "2026-02-v4-huawei-head-start"}) {
        INFO(id);
        CHECK(facts.date(id) == "2026-02~");
        CHECK(facts.known(id) == "2026-02-25");
    }
    CHECK(has(facts.notes("2026-02-v4-us-denied"), "which no source dates"));
    CHECK_FALSE(
        facts.any_claim("2026-02-v4-us-denied", [](const Claim& claim) { return !claim.date_text.empty(); }));
}

TEST_CASE(
    "trap 2: one unnamed official spoke on 23 February; other days, numbers and V4 are the articles' own",
    "[data][traps]") {
    const Facts facts = record();
    const char* const id = "2026-02-official-blackwell-claim";
    CHECK(facts.date(id) == "2026-02-23");
    CHECK(facts.known(id) == "2026-02-24");
    CHECK(facts.first_actor(id) == "us-official-anonymous@speaker");
    CHECK(facts.any_claim(id, [&](const Claim& claim) { return facts.text(claim.date_text) == "2026-02"; }));
    CHECK(facts.text(facts.claim(id, "seed-000", "L25").date_text) == "2026-02-22/2026-02-28~");
    CHECK(facts.says(facts.claim(id, "seed-000", "L25"), "Several"));
    CHECK(facts.sources("2026-02-blackwell-training-alleged", [&](const Claim& claim) {
        return facts.says(claim, "V4 not named");
    }) == Ids{"seed-002", "seed-003"});
}

TEST_CASE("trap 3: the formal assessment and the smuggling are alleged by one article alone, and disputed",
          "[data][traps]") {
    const Facts facts = record();
    const auto alleges = [](const Claim& claim) { return claim.stance == Stance::Alleges; };
    for (const char* id : {"2026-02-formal-assessment", "2026-02-blackwell-smuggling-alleged"}) {
        INFO(id);
        CHECK(facts.sources(id, alleges) == Ids{"seed-000"});
        CHECK(event_status(facts.data(), facts.event(id)) == Status::Disputed);
    }
    // Inner Mongolia: of the four articles in one only; beyond them the official himself said "likely".
    Ids alleging;
    for (const Claim& claim : facts.data().claims) {
        const std::string source = facts.source_of(claim);
        if (is_seed(source) && claim.stance == Stance::Alleges && facts.says(claim, "Inner Mongolia"))
            alleging.insert(source);
    }
    CHECK(alleging == Ids{"seed-000"});
    const Ids likely = facts.sources("2026-02-official-blackwell-claim",
                                     [&](const Claim& claim) { return facts.says(claim, "Inner Mongolia"); });
    CHECK(likely.size() == 2);
    for (const std::string& source : likely)
        CHECK((source.starts_with("the-straits-times") || source.starts_with("deccan")));
}

TEST_CASE("trap 4: Nvidia is not accused of selling, nothing is verified, and DeepSeek says nothing",
          "[data][traps]") {
    const Facts facts = record();
    const Dataset& data = facts.data();
    for (size_t i = 0; i < data.events.size(); ++i) {
        INFO(facts.text(data.events.id[i]));
        const auto event = id_at<EventId>(i);
        const auto actors = facts.actors(event);
        const bool accused = std::find(actors.begin(), actors.end(), "nvidia@accused") != actors.end();
        CHECK_FALSE((accused && facts.has_thing(event, "blackwell")));
        for (const Claim& claim : facts.claims(event)) {
            const bool against = claim.stance == Stance::Disputes || claim.stance == Stance::Denies ||
                                 claim.stance == Stance::Retracts;
            CHECK_FALSE((against && facts.by(claim) == "deepseek"));
        }
    }
    const char* const id = "2026-02-blackwell-training-alleged";
    CHECK(has(facts.summary(id), "not accused"));
    CHECK_FALSE(facts.any_claim(id, [](const Claim& claim) {
        return claim.stance == Stance::Establishes || claim.stance == Stance::Reports;
    }));
    CHECK(has(facts.summary("2026-02-claim-unverified"), "neither confirmed nor denied"));
}

TEST_CASE("trap 5: the two sources on withholding are not those of the training claim", "[data][traps]") {
    const Facts facts = record();
    for (const char* id :
         {"2026-02-25-reuters-report", "2026-02-v4-us-denied", "2026-02-v4-huawei-head-start"}) {
        INFO(id);
        const auto actors = facts.actors(id);
        CHECK(std::find(actors.begin(), actors.end(), "reuters-sources@source") != actors.end());
    }
    for (const char* id : {"2026-02-official-blackwell-claim", "2026-02-blackwell-training-alleged"}) {
        INFO(id);
        CHECK_FALSE(facts.has_actor(id, "reuters-sources"));
        CHECK_FALSE(
            facts.any_claim(id, [&](const Claim& claim) { return facts.by(claim) == "reuters-sources"; }));
    }
}

TEST_CASE("trap 6: the sentence on strategy is Ben Bajarin's", "[data][traps]") {
    const Facts facts = record();
    const char* const id = "2026-02-bajarin";
    CHECK(facts.first_actor(id).starts_with("ben-bajarin@"));
    CHECK(facts.by(facts.claim(id, "seed-001", "L12")) == "reuters");
    CHECK(facts.by(facts.claim(id, "seed-003", "L37")) == "ben-bajarin");
    CHECK(facts.any_claim(id, [&](const Claim& claim) {
        return facts.source_of(claim).starts_with("business-standard") && facts.by(claim) == "ben-bajarin";
    }));
}

TEST_CASE(
    "trap 7: Cambricon is in one article, 'exclusive' is a headline, Intel and Qualcomm are illustrations",
    "[data][traps]") {
    const Facts facts = record();
    const Dataset& data = facts.data();
    Ids sources;
    for (size_t i = 0; i < data.relations.size(); ++i) {
        if (facts.text(data.relations.id[i]) != "r-deepseek-grants-access-cambricon") continue;
        for (const Claim& claim : data.claims_of(data.relations.claims[i]))
            sources.insert(facts.source_of(claim));
    }
    CHECK(sources == Ids{"seed-003"});
    CHECK(has(facts.notes("2026-02-v4-huawei-head-start"), "is a headline"));
    CHECK(has(facts.notes("2026-02-v4-huawei-head-start"), "Cambricon appears in seed-003 only"));
    for (size_t i = 0; i < data.events.size(); ++i) {
        if (!facts.has_tag(id_at<EventId>(i), "v4")) continue;
        const std::string id = facts.text(data.events.id[i]);
        INFO(id);
        CHECK_FALSE(facts.has_actor(id, "intel"));
        CHECK_FALSE(facts.has_actor(id, "qualcomm"));
    }
}

TEST_CASE("trap 8: the cost is V3's, the shock is R1's", "[data][traps]") {
    const Facts facts = record();
    CHECK(facts.figure("2024-12-v3-training", "Training compute").low == 2.788);
    CHECK(facts.figure("2024-12-v3-training", "Training cost").low == 5.576);
    CHECK(facts.any_claim_figure("2024-12-v3-training", 5.5));
    CHECK(facts.figure("2025-01-27-nvidia-selloff", "One-day market value loss").low == 589);
    CHECK(facts.any_claim_figure("2025-01-27-nvidia-selloff", 593.7));
    CHECK(facts.has_thing("2025-01-27-nvidia-selloff", "deepseek-r1"));
    CHECK(facts.date("2025-01-r1-release") == "2025-01-20");
    const auto is_cost = [&](const Figure& figure) {
        const std::string name = facts.text(figure.name);
        return figure.numeric && (has(name, "cost") || has(name, "Cost"));
    };
    const auto figures = facts.data().events.figures[index(facts.event("2025-01-r1-release"))];
    CHECK(std::none_of(figures.begin(), figures.end(), is_cost));
    const auto specs = facts.data().things.specs[index(facts.thing("deepseek-r1"))];
    CHECK(std::none_of(specs.begin(), specs.end(), is_cost));
}

TEST_CASE("trap 9: V3 is of December 2024, so DeepSeek did not emerge in January 2025", "[data][traps]") {
    const Facts facts = record();
    CHECK(facts.date("2024-12-v3-release") == "2024-12-26");
    CHECK(facts.thing_date("deepseek-v3") == "2024-12-26");
    CHECK(has(facts.notes("2025-01-deepseek-breakout"), "cannot be literal"));
    CHECK(facts.date("2023-07-17-deepseek-incorporated") == "2023-07-17");
}

TEST_CASE("trap 10: the 910C reaches 60 %, a gap of 40 %; the yield is Mizuho's, 700,000 a target",
          "[data][traps]") {
    const Facts facts = record();
    CHECK(facts.figure("2026-02-910c-60-percent", "Inference performance relative to H100").low == 60);
    CHECK(has(facts.summary("2026-02-910c-60-percent"), "about 40"));
    CHECK(facts.says(facts.claim("2026-02-910c-60-percent", "seed-001", "L38"), "slip"));
    CHECK(facts.first_actor("2026-02-910c-yield-estimate").starts_with("mizuho@"));
    CHECK(has(facts.text(facts.spec("ascend-910c", "Manufacturing yield").note), "stimate"));
    CHECK(facts.kind("2025-huawei-700k-target") == "forecast");
    CHECK(has(facts.text(facts.spec("ascend", "Shipment target").note), "arget"));
    CHECK(facts.has_relation("2025-06-12-kessler-huawei-200k", "disputes", "2025-huawei-700k-target"));
}

TEST_CASE("trap 11: H20 and H200 are two chips; 75,000 is a cap for each customer, 200,000 what each seeks",
          "[data][traps]") {
    const Facts facts = record();
    CHECK(facts.thing_date("h20") != facts.thing_date("h200"));
    const auto names = [&](std::string_view id) {
        const size_t thing = index(facts.thing(id));
        Ids all{facts.text(facts.data().things.name[thing])};
        for (const StringRef alias : facts.data().things.aliases[thing]) all.insert(facts.text(alias));
        return all;
    };
    for (const std::string& name : names("h20")) CHECK_FALSE(names("h200").contains(name));
    CHECK(facts.kind("2026-h200-cap-considered") == "forecast");
    CHECK(facts.text(facts.figure("2026-h200-cap-considered", "Cap considered").unit) ==
          "units per customer");
    CHECK(!facts.figure("2026-h200-demand", "Units sought by each buyer").value.empty());
    CHECK(aftermath().figure("2026-03-03-h200-cap-75000", "Proposed cap per customer").low == 75'000);
}

TEST_CASE("trap 12: in December 2024 only memory is controlled for the first time", "[data][traps]") {
    const Facts facts = record();
    const Dataset& data = facts.data();
    CHECK(has(facts.title("2024-12-bis-package"), "memory for the first time"));
    CHECK(has(facts.notes("2024-12-bis-package"), "belongs to the memory limits only"));
    Ids first_times;
    for (size_t i = 0; i < data.events.size(); ++i) {
        const std::string id = facts.text(data.events.id[i]);
        if (!facts.date(id).starts_with("2024-12")) continue;
        if (has(facts.title(id) + facts.summary(id), "first time")) first_times.insert(id);
    }
    CHECK(first_times == Ids{"2024-12-bis-package"});
    CHECK(facts.has_relation("2024-12-02-entity-list-140", "part-of", "2024-12-bis-package"));
}

TEST_CASE("trap 13: the link of the H800 is told in two ways, that of the A800 in one", "[data][traps]") {
    const Facts facts = record();
    CHECK(facts.spec("h800", "Interconnect bandwidth").low == 300);
    CHECK(facts.spec("h800", "Interconnect bandwidth").high == 400);
    CHECK(!facts.spec("h800", "Interconnect bandwidth").note.empty());
    CHECK(facts.spec("a800", "Interconnect bandwidth").low == 400);
    CHECK(facts.spec("a800", "Interconnect bandwidth").high == 400);
    CHECK(facts.figure("2023-03-21-nvidia-h800", "H800 interconnect").low == 300);
    CHECK(facts.any_claim("2023-03-21-nvidia-h800",
                          [&](const Claim& claim) { return facts.says(claim, "400 GB/s for both"); }));
}

TEST_CASE("trap 14: 215.9 is the year's revenue, 193.7 a part of it, 78 the next quarter's",
          "[data][traps]") {
    const Facts facts = record();
    const Figure& revenue = facts.figure("2026-02-nvidia-fy2026", "Revenue");
    CHECK(revenue.low == 215.9);
    CHECK(facts.text(revenue.as_of) == "fiscal year 2026");
    const Figure& centres = facts.figure("2026-02-nvidia-fy2026", "Data-centre revenue");
    CHECK(centres.low == 193.7);
    CHECK(has(facts.text(centres.note), "Part of the total"));
    const Figure& guidance = facts.figure("2026-02-nvidia-guidance", "Revenue guidance");
    CHECK(guidance.low == 78);
    CHECK(facts.text(guidance.as_of) == "Q1 FY27");
}

TEST_CASE("trap 15: Anthropic names three labs on 23 February; the act itself is only alleged",
          "[data][traps]") {
    const Facts facts = record();
    const char* const id = "2026-02-anthropic-accusation";
    CHECK(facts.date(id) == "2026-02-23");
    Ids accused;
    for (const std::string& actor : facts.actors(id))
        if (has(actor, "@accused")) accused.insert(actor.substr(0, actor.find('@')));
    CHECK(accused == Ids{"deepseek", "minimax", "moonshot-ai"});
    CHECK(facts.figure(id, "DeepSeek exchanges").low == 150'000);
    CHECK(facts.figure(id, "Moonshot exchanges").low == 3'400'000);
    CHECK(facts.figure(id, "MiniMax exchanges").low == 13'000'000);
    CHECK(facts.any_claim(id, [&](const Claim& claim) {
        return facts.source_of(claim) == "seed-000" &&
               facts.text(claim.date_text) == "2026-02-20~/2026-02-24";
    }));
    const char* const act = "2026-02-distillation-alleged";
    CHECK(facts.date(act) == "../2026-02-23");
    CHECK_FALSE(facts.any_claim(act, [](const Claim& claim) {
        return claim.stance != Stance::Alleges && claim.stance != Stance::Assesses;
    }));
}

TEST_CASE("trap 16: that R2 failed on Ascend is a report of 14 August 2025, and not about V4",
          "[data][traps]") {
    const Facts facts = record();
    CHECK(facts.date("2025-08-14-r2-ascend-failure") == "2025-08-14");
    CHECK(facts.first_actor("2025-08-14-r2-ascend-failure").starts_with("financial-times@"));
    for (const char* id : {"2025-r2-ascend-attempt", "2025-r2-back-to-nvidia"}) {
        INFO(id);
        CHECK(facts.date(id) == "2025-01-20/2025-08-14");
        CHECK_FALSE(facts.has_thing(id, "deepseek-v4"));
    }
    CHECK_FALSE(facts.has_thing("2025-08-14-r2-ascend-failure", "deepseek-v4"));
    CHECK(has(facts.notes("2025-r2-ascend-attempt"), "not V4"));
}

TEST_CASE("trap 17: lines 72 to 74 of seed-001 are teasers of other articles, undated", "[data][traps]") {
    const Facts facts = record();
    const Dataset& data = facts.data();
    Ids teasers;
    for (size_t i = 0; i < data.events.size(); ++i) {
        if (!facts.has_tag(id_at<EventId>(i), "teaser")) continue;
        const std::string id = facts.text(data.events.id[i]);
        INFO(id);
        CHECK(facts.any_claim(id, [&](const Claim& claim) {
            const std::string line = facts.text(claim.locator);
            return facts.source_of(claim) == "seed-001" && (line == "L72" || line == "L73" || line == "L74");
        }));
        teasers.insert(id);
        if (id != "2026-bytedance-chips") CHECK(facts.date(id) == "2026?");
    }
    CHECK(teasers == Ids{"2026-bytedance-chips", "2026-h200-cap-considered", "2026-h200-demand",
                         "2026-seedream-5", "2026-v4-launch-teaser"});
    CHECK(facts.any_claim("2026-v4-launch-teaser",
                          [](const Claim& claim) { return claim.stance == Stance::Disputes; }));
    CHECK(facts.has_relation("2026-v4-launch-teaser", "contradicts", "2026-02-v4-unreleased"));
}

TEST_CASE("trap 18: forecasts are forecasts, and what came later stands apart and contradicts some",
          "[data][traps]") {
    const Facts facts = record();
    for (const char* id : {"2026-02-forecast-launch-gap", "2026-02-v4-open-weights-plan"}) {
        INFO(id);
        CHECK(facts.kind(id) == "forecast");
        CHECK_FALSE(
            facts.any_claim(id, [](const Claim& claim) { return claim.stance != Stance::Forecasts; }));
    }
    CHECK(facts.kind("2026-02-v4-architecture") == "research");
    const auto march = parse_edtf("2026-03-01");
    REQUIRE(march);
    for (size_t i = 0; i < facts.data().events.size(); ++i) {
        INFO(facts.text(facts.data().events.id[i]));
        CHECK(lower_limit(facts.data().events.date[i]) < march->earliest);
    }
    const Facts later = aftermath();
    CHECK(later.figure("2026-04-24-deepseek-v4-preview", "V4-Pro total parameters").low == 1600);
    CHECK(has(later.summary("2026-04-24-deepseek-v4-preview"), "MIT"));
    for (const char* id :
         {"2026-02-v4-architecture", "2026-02-v4-open-weights-plan", "2026-02-v4-launch-expected"}) {
        INFO(id);
        CHECK(later.has_relation("2026-04-24-deepseek-v4-preview", "contradicts", id));
    }
    CHECK(later.has_relation("2026-04-24-nvidia-blackwell-day0-v4", "contradicts",
                             "2026-02-forecast-launch-gap"));
}
