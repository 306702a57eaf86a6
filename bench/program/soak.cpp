// A person without a plan: random pans, zooms, filters, selections, days and views in the whole window, a picture after
// each. What must not happen: a crash, a growing heap, a refused command that was made of what is there. The same seed does
// the same things; only how many of them fit into the time depends on the machine.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <random>
#include <vector>

#include <fmt/format.h>

#include "app/commands.h"
#include "frames.h"
#include "load_time.h"

namespace choke::bench {
namespace {

constexpr size_t kSamples = 10;  // of memory, evenly over the time; the first one is warm-up

struct Slowest {
    double ms = 0;
    std::string what;
};

class Soak {
public:
    Soak(WindowApp& app, uint64_t seed) : app_(app), random_(seed) {}

    // One action and its picture.
    void step() {
        const std::string what = act();
        const double begin_s = now_s();
        app_.draw_now();
        const double ms = (now_s() - begin_s) * 1e3;
        times_ms.push_back(static_cast<float>(ms));
        if (ms > slowest.ms) slowest = {ms, what};
        // A toast a refused command put up would hide the next.
        app_.state().session.toasts.clear();
    }

    std::vector<float> times_ms;
    Slowest slowest;
    std::vector<std::string> refused;

private:
    size_t below(size_t count) { return count == 0 ? 0 : static_cast<size_t>(random_() % count); }
    template <size_t N>
    std::string_view one_of(const std::array<std::string_view, N>& words) { return words[below(N)]; }
    const Dataset& data() { return *app_.state().data; }

    std::string run(std::string_view name, std::string_view argument = {}) {
        const Command* command = find_command(name);
        // Commands that make no sense now, such as undo on a new document, are no refusals.
        const bool enabled = command != nullptr && command->enabled(app_.state());
        const std::string why = enabled ? run_command(app_.state(), app_.derived(), name, argument) : "";
        std::string what = fmt::format("{} {}", name, argument);
        if (!why.empty() || command == nullptr) refused.push_back(what + ": " + why);
        return what;
    }

    std::string day() {
        const auto days = app_.state().known_days;
        if (!days) return "2020";
        const auto span = static_cast<size_t>(days->second - days->first + 1);
        const CivilDate date = civil_from_days(days->first + static_cast<int64_t>(below(span)));
        return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    }

    std::string some_actor() { return std::string(data().text(data().actors.id[below(data().actors.size())])); }
    std::string some_event() { return std::string(data().text(data().events.id[below(data().events.size())])); }

    std::string filter() {
        switch (below(8)) {
            case 0: return "actor:" + some_actor();
            case 1: return "-actor:" + some_actor();
            case 2: return fmt::format("date:{}..", day());
            case 3: return fmt::format("status:established OR kind:{}", data().event_kinds.word(id_at<WordId>(below(data().event_kinds.size()))));
            case 4: {
                // Some letters of a title that is there.
                const std::string_view title = data().text(data().events.title[below(data().events.size())]);
                const size_t space = std::min(title.find(' '), title.size());
                return fmt::format("\"{}\"", title.substr(0, std::min(space + 4, title.size())));
            }
            case 5: return fmt::format("actor:{} date:..{}", some_actor(), day());
            default: return "";
        }
    }

    std::string hover() {
        const auto& panes = app_.state().document.panes;
        const ViewDef& view = *find_view(panes[below(panes.size())]);
        const Rect rect = app_.view_rect(view.id);
        const Pick pick = app_.derived().pick_at(view, {static_cast<double>(below(static_cast<size_t>(rect.w) + 1)),
                                                        static_cast<double>(below(static_cast<size_t>(rect.h) + 1))});
        apply(app_.state(), view.id, SetHover{pick.any() ? std::optional(pick) : std::nullopt});
        if (const auto node = node_of(pick); node && below(4) == 0) apply(app_.state(), view.id, SelectNode{*node, SelectMode::Replace});
        return fmt::format("hover {}", view.id);
    }

    std::string act() {
        static constexpr std::array<std::string_view, 8> kMoves{"view.pan-left", "view.pan-right", "view.pan-up", "view.pan-down",
                                                                "view.zoom-in",  "view.zoom-in",   "view.zoom-out", "view.frame-all"};
        static constexpr std::array<std::string_view, 6> kPanes{"timeline,map", "timeline", "map", "table", "sources", "timeline,table"};
        static constexpr std::array<std::string_view, 4> kFloors{"none", "alleged", "reported", "established"};
        static constexpr std::array<std::string_view, 5> kSteps{"day", "week", "month", "quarter", "year"};
        static constexpr std::array<std::string_view, 3> kThemes{"dark", "light", "contrast"};
        static constexpr std::array<std::string_view, 3> kOrders{"count", "matches", "name"};
        const size_t dice = below(100);
        // Nothing can be moved, and there is no next one, where nothing is found.
        const bool nothing = app_.derived().visible(app_.state()).events.empty();
        if (dice < 45) return nothing ? run("filter.clear") : run(one_of(kMoves));
        if (dice < 60) return hover();
        if (dice < 68) return run("filter.set", filter());
        if (dice < 71) return run("filter.clear");
        if (dice < 74) return run(below(2) == 0 ? "play.forward" : "play.back");
        if (dice < 76) return run("known.set", day());
        if (dice < 78) return run("known.clear");
        if (dice < 79) return run("play.step", one_of(kSteps));
        if (dice < 80) return run("known.ghosts");
        if (dice < 83) return run("select.id", below(3) == 0 ? some_actor() : some_event());
        if (dice < 86) return nothing ? run("filter.clear") : run(below(2) == 0 ? "select.next" : "select.previous");
        if (dice < 87) return run("select.none");
        if (dice < 89) return run("view.frame-selection");
        if (dice < 92) return run("view.panes", one_of(kPanes));
        if (dice < 93) return run("filter.floor", one_of(kFloors));
        if (dice < 94) return lanes();
        if (dice < 95) return run("window.theme", one_of(kThemes));
        if (dice < 96) return run("window.facet-order", one_of(kOrders));
        if (dice < 98) return run(below(3) == 0 ? "edit.redo" : "edit.undo");
        return run(below(2) == 0 ? "view.camera-back" : "view.split");
    }

    std::string lanes() {
        for (const ViewParam& param : find_view("timeline")->params)
            if (param.id == "lanes") return run("view.set", fmt::format("timeline.lanes={}", param.choices[below(param.choices.size())].first));
        return {};
    }

    WindowApp& app_;
    std::mt19937_64 random_;
};

}  // namespace

int run_soak(Arguments arguments) {
    const auto seconds = static_cast<double>(number(option(arguments, "--seconds", "600")));
    const unsigned long seed = number(option(arguments, "--seed", "1"));
    const unsigned long limit_mb = number(option(arguments, "--limit", "200"));
    std::vector<std::string_view> whole_window(arguments.begin(), arguments.end());
    whole_window.push_back("--panels");
    auto opened = open_window("timeline", whole_window);
    if (!opened) return refuse(to_string(opened.error()));
    WindowApp& app = **opened;
    auto loaded = load_path(std::string(arguments.front()));
    if (!loaded) return refuse(to_string(loaded.error()));
    if (loaded->data->events.size() == 0) return refuse("a soak needs events");
    show(app, std::move(*loaded));

    Soak soak(app, seed);
    std::vector<size_t> memory_mb;
    std::vector<size_t> heap_mb;
    const double begin_s = now_s();
    for (size_t sample = 1; sample <= kSamples; ++sample) {
        while (now_s() - begin_s < seconds * static_cast<double>(sample) / kSamples) soak.step();
        memory_mb.push_back(resident_bytes() / 1'000'000);
        heap_mb.push_back(heap_bytes() / 1'000'000);
    }
    std::vector<float>& times_ms = soak.times_ms;
    if (times_ms.empty()) return refuse("a soak needs a second at least");
    std::ranges::sort(times_ms);
    const auto at = [&](size_t percent) { return times_ms[(times_ms.size() - 1) * percent / 100]; };
    const size_t start_mb = memory_mb[1];
    const size_t end_mb = memory_mb.back();
    for (const std::string& what : soak.refused) std::fprintf(stderr, "refused: %s\n", what.c_str());
    fmt::print(R"({{"seconds":{:.0f},"seed":{},"actions":{},"median_ms":{:.1f},"p95_ms":{:.1f},"max_ms":{:.0f},"slowest":"{}","rss_mb":[{}],"heap_mb":[{}],"peak_mb":{},"refused":{}}})" "\n",
               now_s() - begin_s, seed, times_ms.size(), at(50), at(95), soak.slowest.ms,
               std::string(soak.slowest.what.begin(), std::ranges::remove_if(soak.slowest.what, [](char c) { return c == '"' || c == '\\'; }).begin()),
               fmt::join(memory_mb, ","), fmt::join(heap_mb, ","), peak_resident_bytes() / 1'000'000, soak.refused.size());
    return end_mb > start_mb + limit_mb || !soak.refused.empty() ? 1 : 0;
}

}  // namespace choke::bench
