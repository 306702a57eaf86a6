// Data sets and one-call drawing for the tests of views/ and app/. The small history is written here and not taken from
// data/, so that goldens do not change when the built-in data grows.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/derived.h"
#include "app/state.h"
#include "io/reader.h"
#include "scene/dump.h"
#include "scene/text_metrics.h"
#include "tools/generate.h"
#include "views/map_internal.h"
#include "views/matrix_internal.h"
#include "views/sources_internal.h"
#include "views/table_internal.h"
#include "views/timeline_internal.h"
#include "views/view.h"

namespace views_test {

using namespace choke;

inline Loaded loaded_from(std::string_view json) {
    const InputFile file{"small.json", json};
    auto loaded = load_files({&file, 1});
    if (!loaded) FAIL(to_string(loaded.error()));
    return std::move(*loaded);
}

// Fourteen events, each there for a reason: every status, every way to be unsure about a date, several lanes, an event
// without a date that could stand on an axis, and one that became known late.
inline constexpr std::string_view kSmallHistory = R"json({
"dataset": {"format": "chokepoint/1", "id": "small", "title": "A small history", "version": "1"},
"sources": [
  {"id": "s1", "title": "The register", "publisher": "Gazette", "date": "2022-10-07", "url": "https://example.org/1"},
  {"id": "s2", "title": "A report", "publisher": "Newsroom", "date": "2023-06-01"},
  {"id": "s3", "title": "A denial", "publisher": "Newsroom", "date": "2024-01-01"}],
"actors": [
  {"id": "bis", "name": "Bureau of Industry and Security", "kind": "agency", "side": "US"},
  {"id": "nvidia", "name": "Nvidia", "kind": "chipmaker", "side": "US", "aliases": ["NVDA"]},
  {"id": "mofcom", "name": "Ministry of Commerce", "kind": "government", "side": "China"},
  {"id": "huawei", "name": "Huawei", "kind": "company", "side": "China"},
  {"id": "smic", "name": "SMIC", "kind": "chipmaker", "side": "China"},
  {"id": "asml", "name": "ASML", "kind": "company", "side": "other"}],
"things": [
  {"id": "a100", "name": "A100", "kind": "chip", "maker": "nvidia"},
  {"id": "a800", "name": "A800", "kind": "chip", "maker": "nvidia"},
  {"id": "mate-60", "name": "Mate 60 Pro", "kind": "hardware", "maker": "huawei", "date": "2023-08-29"}],
"events": [
  {"id": "rule", "title": "First rule limits chip bandwidth", "date": "2022-10-07", "kind": "rule",
   "summary": "Chips above 600 GB/s need a licence.", "things": ["a100"],
   "figures": [{"name": "Bandwidth", "value": 600, "unit": "GB/s"}],
   "actors": [{"actor": "bis", "role": "issuer"}, {"actor": "nvidia", "role": "affected"}],
   "claims": [{"source": "s1", "locator": "L1", "stance": "establishes", "known": "2022-10-07"}]},
  {"id": "a800-sale", "title": "The A800 goes on sale", "date": "2022-11", "kind": "release", "things": ["a800"],
   "actors": [{"actor": "nvidia", "role": "maker"}],
   "claims": [{"source": "s2", "locator": "L2", "stance": "reports", "known": "2022-11-08"}]},
  {"id": "stock", "title": "Buyers stock up", "date": "2022-12/2023-03", "kind": "market",
   "actors": [{"actor": "huawei", "role": "customer"}, {"actor": "nvidia", "role": "supplier"}],
   "claims": [{"source": "s2", "stance": "assesses", "known": "2023-06-01"}]},
  {"id": "tools", "title": "Export of lithography tools ends", "date": "2023-03-08/..", "kind": "rule",
   "actors": [{"actor": "asml", "role": "affected"}, {"actor": "smic", "role": "affected"}],
   "claims": [{"source": "s2", "stance": "reports", "known": "2023-03-08"}]},
  {"id": "gallium", "title": "Licences for gallium and germanium", "date": "2023-07-03", "kind": "retaliation",
   "actors": [{"actor": "mofcom", "role": "issuer"}],
   "claims": [{"source": "s1", "stance": "establishes", "known": "2023-07-03"}]},
  {"id": "phone", "title": "A phone with a chip from home", "date": "2023-08-29", "kind": "release", "things": ["mate-60"],
   "actors": [{"actor": "huawei", "role": "maker"}, {"actor": "smic", "role": "supplier"}],
   "claims": [{"source": "s2", "stance": "reports", "known": "2023-08-29"},
              {"source": "s3", "stance": "disputes", "known": "2024-01-01", "by": "bis"}]},
  {"id": "update", "title": "Second rule closes the gap", "date": "2023-10-17", "kind": "rule", "things": ["a800"],
   "actors": [{"actor": "bis", "role": "issuer"}, {"actor": "nvidia", "role": "affected"}],
   "claims": [{"source": "s1", "stance": "establishes", "known": "2023-10-17"}]},
  {"id": "smuggling", "title": "Chips cross the border", "date": "2023~", "kind": "allegation", "things": ["a100"],
   "actors": [{"actor": "huawei", "role": "accused"}],
   "claims": [{"source": "s3", "stance": "alleges", "known": "2024-01-01", "by": "bis"}]},
  {"id": "leak", "title": "A memo leaks", "date": "2023-10-20?", "kind": "statement",
   "actors": [{"actor": "nvidia", "role": "speaker"}],
   "claims": [{"source": "s2", "stance": "reports", "known": "2023-10-25"}]},
  {"id": "paper", "title": "A paper that did not last", "date": "2023-XX", "kind": "research",
   "actors": [{"actor": "smic", "role": "subject"}],
   "claims": [{"source": "s2", "stance": "reports", "known": "2023-06-01"},
              {"source": "s3", "stance": "retracts", "known": "2024-01-01"}]},
  {"id": "outlook", "title": "SMIC to reach five nanometres", "date": "2025", "kind": "forecast",
   "actors": [{"actor": "smic", "role": "subject"}],
   "claims": [{"source": "s3", "stance": "forecasts", "known": "2024-02-01"}]},
  {"id": "either", "title": "Talks in one of two months", "date": "[2024-01,2024-03]", "kind": "diplomacy",
   "actors": [{"actor": "mofcom", "role": "speaker"}, {"actor": "bis", "role": "speaker"}],
   "claims": [{"source": "s3", "stance": "reports", "known": "2024-04-01"}]},
  {"id": "same-day", "title": "On the same day: shares fall", "date": "2023-10-17", "kind": "market",
   "actors": [{"actor": "nvidia", "role": "affected"}],
   "claims": [{"source": "s2", "stance": "reports", "known": "2023-10-17"}]},
  {"id": "undated", "title": "Nobody says when", "date": "../..", "kind": "company",
   "actors": [{"actor": "nvidia", "role": "subject"}],
   "claims": [{"source": "s2", "stance": "alleges", "known": "2023-06-01"}]}],
"relations": [
  {"id": "r1", "from": "a800-sale", "to": "rule", "kind": "works-around", "claims": [{"source": "s2", "stance": "reports"}]},
  {"id": "r2", "from": "update", "to": "a800-sale", "kind": "closes", "claims": [{"source": "s1", "stance": "establishes", "known": "2023-10-17"}]},
  {"id": "r3", "from": "gallium", "to": "rule", "kind": "responds-to", "claims": [{"source": "s2", "stance": "assesses", "known": "2023-07-04"}]},
  {"id": "r4", "from": "smuggling", "to": "rule", "kind": "works-around", "claims": [{"source": "s3", "stance": "alleges", "known": "2024-01-01"}]},
  {"from": "nvidia", "to": "a100", "kind": "makes", "claims": [{"source": "s1", "stance": "establishes", "known": "2022-10-07"}]},
  {"from": "nvidia", "to": "a800", "kind": "makes", "claims": [{"source": "s2", "stance": "reports", "known": "2022-11-08"}]},
  {"from": "smic", "to": "huawei", "kind": "supplies", "claims": [{"source": "s3", "stance": "alleges", "known": "2024-01-01"}]}],
"stories": [
  {"id": "sidestep", "title": "Rule, sidestep, rule", "steps": [{"event": "rule"}, {"event": "a800-sale"}, {"event": "update"}]},
  {"id": "answers", "title": "What China answers", "steps": [{"event": "rule"}, {"event": "gallium"}]}]
})json";

// Names and titles that break things: very long, one long word, Chinese, right to left, empty, control characters,
// bidirectional overrides, emoji with joiners, and combining marks without end.
inline std::string hostile_history() {
    std::string zalgo = "Z";
    for (int i = 0; i < 60; ++i) zalgo += "\xCC\x81";
    std::string words;
    for (int i = 0; i < 60; ++i) words += "again and ";
    const std::vector<std::string> labels{
        words + "again",
        std::string(300, 'W'),
        "美国商务部工业和安全局扩大对先进人工智能芯片及其制造设备的出口管制并将多家企业列入实体清单",
        "وزارة التجارة تعلن قيودا جديدة على الرقائق",
        "משרד המסחר מודיע על הגבלות",
        "",
        "a\\u0001b\\u0007c\\td\\ne\\u0000f",
        "\\u202Egnirts desrever\\u202C and \\u2066isolated\\u2069",
        "👩‍🔬👨‍👩‍👧‍👦🇨🇳🇺🇸 ✈️",
        zalgo,
        "<b>&amp;\\\"quoted\\\"</b> %s {} \\\\",
        "   ",
        "Überprüfungsausschussvorsitzendenstellvertreterin",
        "x"};
    std::string json = R"({"dataset": {"format": "chokepoint/1", "id": "hostile", "title": "Hostile labels"},
"sources": [{"id": "s1", "title": "S", "date": "2023-01-01"}],
"actors": [)";
    const char* sides[] = {"US", "China", "other"};
    const char* kinds[] = {"agency", "chipmaker", "lab", "medium", "person"};
    for (size_t i = 0; i < labels.size(); ++i) {
        json += (i == 0 ? "" : ",\n") + std::string("{\"id\": \"a") + std::to_string(i) + "\", \"name\": \"" + labels[i] +
                "\", \"kind\": \"" + kinds[i % 5] + "\", \"side\": \"" + sides[i % 3] + "\"}";
    }
    json += "],\n\"events\": [";
    for (size_t i = 0; i < labels.size(); ++i) {
        const std::string month = std::to_string(1 + i % 6);
        json += (i == 0 ? "" : ",\n") + std::string("{\"id\": \"e") + std::to_string(i) + "\", \"title\": \"" + labels[i] +
                "\", \"date\": \"2023-0" + month + (i % 2 == 0 ? "-11" : "") + "\", \"kind\": \"rule\", \"actors\": [{\"actor\": \"a" +
                std::to_string(i) + "\"}, {\"actor\": \"a" + std::to_string((i + 1) % labels.size()) +
                "\"}], \"claims\": [{\"source\": \"s1\", \"stance\": \"establishes\"}]}";
    }
    return json + "]}";
}

inline const Loaded& small_history() {
    static const Loaded kLoaded = loaded_from(kSmallHistory);
    return kLoaded;
}
inline const Loaded& hostile() {
    static const Loaded kLoaded = loaded_from(hostile_history());
    return kLoaded;
}
inline const Loaded& built_in() {
    static const Loaded kLoaded = [] {
        auto loaded = load_built_in();
        if (!loaded) FAIL(to_string(loaded.error()));
        return std::move(*loaded);
    }();
    return kLoaded;
}
inline const Loaded& generated() {
    static const Loaded kLoaded = loaded_from(choke::testing::generate_dataset(2000, 7));
    return kLoaded;
}

inline AppState state_of(const Loaded& loaded) {
    AppState state;
    apply_load(state, {loaded.data, loaded.diagnostics}, "");
    return state;
}

inline const FixedTextMetrics kFixed;

// A view with everything that it is shown with; change the fields, then build().
struct Shown {
    Shown(const Loaded& loaded, std::string_view view_id)
        : state(state_of(loaded)), view(*find_view(view_id)), cache(view.make_cache()) {}

    [[nodiscard]] ViewInput input() {
        ViewInput made = derived.view_input(state, view, area, *metrics);
        made.interactive = interactive;
        return made;
    }
    const Scene& build() {
        scene.clear();
        scene.set_size(area.right(), area.bottom());
        const ViewInput made = input();
        scene.set_background(made.theme->background);
        view.build(made, *cache, scene);
        scene.finish();
        return scene;
    }
    [[nodiscard]] const Dataset& data() const { return *state.data; }
    [[nodiscard]] Camera& camera() { return state.session.cameras[std::string(view.id)]; }
    [[nodiscard]] const TimelineCache& timeline() const { return static_cast<const TimelineCache&>(*cache); }
    [[nodiscard]] const MapCache& map() const { return static_cast<const MapCache&>(*cache); }
    [[nodiscard]] const MatrixCache& matrix() const { return static_cast<const MatrixCache&>(*cache); }
    [[nodiscard]] const TableCache& table() const { return static_cast<const TableCache&>(*cache); }
    [[nodiscard]] const SourcesCache& sources() const { return static_cast<const SourcesCache&>(*cache); }
    [[nodiscard]] EventId event(std::string_view id) const {
        const auto found = data().find_event(id);
        if (!found) FAIL("no event " << id);
        return *found;
    }
    [[nodiscard]] NodeRef actor(std::string_view id) const {
        const auto found = data().find_actor(id);
        if (!found) FAIL("no actor " << id);
        return {NodeKind::Actor, static_cast<uint32_t>(*found)};
    }

    AppState state;
    Derived derived;
    const ViewDef& view;
    std::unique_ptr<ViewCache> cache;
    Rect area{0, 0, 900, 500};
    const TextMetrics* metrics = &kFixed;
    bool interactive = true;
    Scene scene;
};

inline NodeRef node_of_event(EventId event) { return {NodeKind::Event, static_cast<uint32_t>(event)}; }

// Every combination of the values of a view's parameters, of the later ones only each by itself once there are very many;
// of a list its default, all members, and the last one alone.
inline std::vector<ParamValues> all_params(const ViewDef& view) {
    constexpr size_t kMany = 60;
    std::vector<ParamValues> all{{}};
    for (const ViewParam& definition : view.params) {
        std::vector<ParamValues> longer;
        const bool alone = all.size() > kMany;
        if (alone) longer = all;
        for (const ParamValues& values : all) {
            if (alone && &values != &all.front()) continue;
            std::vector<std::string> forms;
            std::string list;
            for (const auto& choice : definition.choices) {
                if (definition.kind == ParamKind::Choice) forms.emplace_back(choice.first);
                list += (list.empty() ? "" : ",") + std::string(choice.first);
            }
            if (definition.kind == ParamKind::List)
                forms = {std::string(definition.initial), list, std::string(definition.choices.back().first)};
            for (const std::string& form : forms) {
                ParamValues more = values;
                set_param(more, definition.id, form);
                longer.push_back(std::move(more));
            }
        }
        all = std::move(longer);
    }
    return all;
}

inline std::string in_words(const ParamValues& values) {
    std::string words;
    for (const auto& [id, value] : values) words += " " + id + "=" + value;
    return words;
}

struct Size {
    double width;
    double height;
};
inline constexpr Size kSizes[] = {{640, 360}, {1280, 720}, {1920, 1080}, {3840, 2160}};
inline constexpr ThemeId kThemes[] = {ThemeId::Dark, ThemeId::Light, ThemeId::Contrast};

inline std::string in_words(const ViewDef& view, Size size, ThemeId id) {
    return std::string(view.id) + " " + std::to_string(static_cast<int>(size.width)) + "x" +
           std::to_string(static_cast<int>(size.height)) + " " + std::string(theme(id).name);
}

// Writes a found problem on a line with its place, the first few words of it at most.
inline void add_problem(std::string& problems, const std::string& where, const std::string& what) {
    if (!what.empty()) problems += where + ":\n" + what.substr(0, 700) + "\n";
}

}  // namespace views_test
