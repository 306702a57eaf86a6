// Annotations: made by commands, kept in files and scripts, drawn alike in window and figure; and what a public export refuses.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/annotations.h"
#include "app/commands.h"
#include "app/document_file.h"
#include "app/figures.h"
#include "app/link.h"
#include "app/publication.h"
#include "app/script.h"
#include "app_random_state.h"
#include "cli_run.h"

using namespace app_test;
using cli_test::Folder;
using cli_test::Ran;
using views_test::kFixed;
using views_test::small_history;
using views_test::state_of;

namespace {

struct Program {
    Program() : state(state_of(small_history())) {}
    std::string run(std::string_view name, std::string_view argument = {}) { return run_command(state, derived, name, argument); }
    [[nodiscard]] const Annotations& all() const { return *state.document.annotations; }
    const Scene& scene(std::string_view view = "timeline", Rect area = {0, 0, 1280, 620}) {
        return derived.scene(state, *find_view(view), area, kFixed);
    }
    [[nodiscard]] const std::vector<AnnotationPlace>& places(std::string_view view = "timeline") { return derived.annotation_places(*find_view(view)); }

    AppState state;
    Derived derived;
};

// One of each kind: on an event, on an actor, over dates, on the view.
void annotate_all(Program& program) {
    REQUIRE(program.run("select.id", "event:rule") == "");
    REQUIRE(program.run("annotate.text", "Licences bite\\nfrom here on") == "");
    REQUIRE(program.run("select.id", "actor:nvidia") == "");
    REQUIRE(program.run("annotate.arrow", "It pays") == "");
    REQUIRE(program.run("annotate.bracket", "2022-10..2023-03 Half a year") == "");
    REQUIRE(program.run("select.id", "event:update") == "");
    REQUIRE(program.run("annotate.highlight", "") == "");
    REQUIRE(program.run("annotate.highlight", "2023-06..2023-07 A summer") == "");
    REQUIRE(program.run("select.none") == "");
    REQUIRE(program.run("annotate.text", "All of it") == "");
}

bool says(const Scene& scene, std::string_view words) {
    return std::any_of(scene.texts().begin(), scene.texts().end(), [&](const TextMark& mark) { return scene.text(mark).find(words) != std::string_view::npos; });
}

Annotations random_annotations(SplitMix64& random, size_t count) {
    static const std::string kNodes[] = {"event:rule", "event:update", "event:phone", "event:a800-sale", "actor:nvidia", "actor:huawei", "thing:a100", "event:gone"};
    static const std::string kDates[] = {"2022-10/2023-03", "2023", "2023-06/2023-07", "1950/1960"};
    static const std::string kWords[] = {"A word", "Two lines\nof words", "A rather long sentence that has to be broken into several lines to find room", "华为 é", "\"quoted\" \\ back"};
    Annotations out;
    out.layers = {{"Notes", false}, {"For us, only", true}};
    for (size_t i = 0; i < count; ++i) {
        Annotation one;
        one.id = "a" + std::to_string(i + 1);
        one.layer = one_of(random, out.layers).name;
        one.words = one_of(random, kWords);
        one.kind = one_of(random, std::vector{AnnotationKind::Text, AnnotationKind::Arrow, AnnotationKind::Highlight});
        if (random.one_in(2)) {
            one.node = one_of(random, kNodes);
        } else if (random.one_in(2)) {
            one.dates = one_of(random, kDates);
            if (random.one_in(2)) one.kind = AnnotationKind::Bracket;
        } else {
            one.view = "timeline";
            one.at = {number_between(random, 0, 1), number_between(random, 0, 1)};
        }
        if (random.one_in(3)) one.offset_px = Vec2{number_between(random, -300, 300), number_between(random, -300, 300)};
        out.list.push_back(std::move(one));
    }
    return out;
}

std::string document_of(Program& program, const Folder& folder, std::string_view data = views_test::kSmallHistory) {
    const std::string path = folder.write("small.json", data);
    REQUIRE(program.run("file.open", path) == "");
    return folder.file("notes.chokepoint");
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("an annotation is tied to what is selected, to its dates, or else to the view that is looked at", "[annotations]") {
    Program program;
    annotate_all(program);
    REQUIRE(program.all().list.size() == 6);
    CHECK(program.all().list[0].node == "event:rule");
    CHECK(program.all().list[0].words == "Licences bite\nfrom here on");
    CHECK(program.all().list[1].node == "actor:nvidia");
    CHECK(program.all().list[2].dates == "2022-10/2023-03");
    CHECK(program.all().list[5].view == "timeline");
    CHECK(program.all().layers == std::vector<AnnotationLayer>{{"Notes", false}});
    CHECK(says(program.scene(), "Licences bite"));
    CHECK(says(program.scene(), "Half a year"));
    CHECK(says(program.scene(), "All of it"));
    CHECK(says(program.scene("map"), "It pays"));
    CHECK_FALSE(says(program.scene("map"), "Half a year"));
}

TEST_CASE("every change to annotations is one step of undo", "[annotations]") {
    Program program;
    annotate_all(program);
    const std::vector<std::pair<std::string, std::string>> changes{
        {"annotate.select", "a1"}, {"annotate.edit", "Other words"}, {"annotate.move", "a1 40 -60"}, {"layer.new", "Inside"},
        {"annotate.layer", "Inside"}, {"layer.public", "Inside"}, {"layer.internal", "Inside"}, {"layer.hide", "Inside"},
        {"layer.show", "Inside"}, {"annotate.delete", "a2"}, {"layer.delete", "Inside"}};
    for (const auto& [name, argument] : changes) {
        CAPTURE(name);
        const Document before = program.state.document;
        const size_t steps = program.state.undo.size();
        const std::string selected = program.state.session.annotation;
        if (name == "annotate.layer") program.state.session.annotation = "a1";
        REQUIRE(program.run(name, argument) == "");
        const Document after = program.state.document;
        if (name == "annotate.select") continue;
        REQUIRE(program.state.undo.size() == steps + 1);
        REQUIRE(program.run("edit.undo") == "");
        CHECK(program.state.document == before);
        REQUIRE(program.run("edit.redo") == "");
        CHECK(program.state.document == after);
        if (name == "annotate.select") program.state.session.annotation = selected;
    }
}

TEST_CASE("a drag of an annotation is one step of undo and moves its words by what the hand moves", "[annotations]") {
    Program program;
    annotate_all(program);
    program.scene();
    const size_t steps = program.state.undo.size();
    const auto place = program.places().front();
    REQUIRE_FALSE(place.plate.empty());
    program.state.session.gesture = ++program.state.session.gesture_count;
    for (int i = 0; i < 5; ++i) {
        const ViewDef& view = *find_view("timeline");
        program.scene();
        const ViewInput input = program.derived.view_input(program.state, view, {0, 0, 1280, 620}, kFixed);
        Gesture gesture;
        gesture.kind = GestureKind::Drag;
        gesture.delta = {4, 2};
        gesture.began_pick = pick_of(PickKind::Annotation, place.index);
        std::vector<Effect> effects;
        REQUIRE(interact_annotations(*input.annotations, program.places(), gesture, effects));
        for (const Effect& effect : effects) apply(program.state, view.id, effect);
    }
    program.state.session.gesture = 0;
    CHECK(program.state.undo.size() == steps + 1);
    const Vec2 was = place.plate.centre() - place.tied_to.centre();
    REQUIRE(program.all().list[0].offset_px);
    CHECK(std::abs(program.all().list[0].offset_px->x - (was.x + 20)) < 1e-9);
    CHECK(std::abs(program.all().list[0].offset_px->y - (was.y + 10)) < 1e-9);
    CHECK(program.state.session.annotation == "a1");
    REQUIRE(program.run("edit.undo") == "");
    CHECK_FALSE(program.all().list[0].offset_px);
}

TEST_CASE("an annotation whose event is filtered out or gone is not drawn and is counted", "[annotations]") {
    Program program;
    REQUIRE(program.run("select.id", "event:gallium") == "");
    REQUIRE(program.run("annotate.text", "Gallium answers") == "");
    CHECK(says(program.scene(), "Gallium answers"));
    REQUIRE(program.run("filter.set", "kind:rule") == "");
    CHECK_FALSE(says(program.scene(), "Gallium answers"));
    const ShownAnnotations shown = shown_annotations(program.state, "timeline", program.derived.visible(program.state).events);
    CHECK(shown.list.empty());
    CHECK(shown.gone == 1);
    CHECK(shown.words == "annotations: Notes (public); 1 not shown");
    Citations citations;
    const auto figure = lay_out_figure(program.state, program.derived, {}, kFixed, citations);
    REQUIRE(figure);
    CHECK(figure->small_print.find("annotations: Notes (public); 1 not shown") != std::string::npos);
}

TEST_CASE("no two plates of words overlap, and each stands in its view", "[annotations][property]") {
    SplitMix64 random(7);
    Program program;
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        program.state.document.annotations.edit() = random_annotations(random, 1 + random.below(24));
        const Rect area{0, 0, number_between(random, 320, 1900), number_between(random, 220, 1000)};
        for (const std::string_view view : {"timeline", "map", "table"}) {
            program.scene(view, area);
            std::vector<Rect> plates;
            for (const AnnotationPlace& place : program.places(view))
                if (!place.plate.empty()) plates.push_back(place.plate);
            for (size_t i = 0; i < plates.size(); ++i) {
                CHECK(area.encloses(plates[i]));
                for (size_t k = i + 1; k < plates.size(); ++k) CHECK_FALSE(plates[i].overlaps(plates[k]));
            }
        }
    }
}

TEST_CASE("window and figure draw the same annotations", "[annotations]") {
    Program program;
    annotate_all(program);
    for (const std::string view : {"timeline", "map"}) {
        const Scene& window = program.scene(view);
        FigureRequest request;
        request.view = view;
        const auto figure = figure_scene(program.state, program.derived, request, kFixed);
        REQUIRE(figure);
        const auto words = [](const Scene& scene) {
            std::vector<std::string> out;
            for (const TextMark& mark : scene.texts())
                if (kind_of(mark.pick) == PickKind::Annotation) out.emplace_back(scene.text(mark));
            std::sort(out.begin(), out.end());
            return out;
        };
        CHECK(words(window) == words(*figure));
        CHECK_FALSE(words(window).empty());
    }
}

TEST_CASE("an internal layer tags its words, in the window and in figures", "[annotations]") {
    Program program;
    REQUIRE(program.run("layer.new", "House") == "");
    REQUIRE(program.run("annotate.text", "Not for others") == "");
    CHECK(says(program.scene(), "INTERNAL"));
    const auto figure = figure_scene(program.state, program.derived, {}, kFixed);
    REQUIRE(figure);
    CHECK(says(*figure, "INTERNAL"));
    REQUIRE(program.run("layer.public", "House") == "");
    CHECK_FALSE(says(program.scene(), "INTERNAL"));
}

TEST_CASE("a step of a story shows its own layers", "[annotations]") {
    Program program;
    REQUIRE(program.run("layer.new", "One") == "");
    REQUIRE(program.run("annotate.text", "Words of one") == "");
    REQUIRE(program.run("story.add-step", "With") == "");
    REQUIRE(program.run("layer.hide", "One") == "");
    REQUIRE(program.run("story.add-step", "Without") == "");
    REQUIRE(program.run("story.step", "1") == "");
    CHECK(says(program.scene(), "Words of one"));
    REQUIRE(program.run("story.step", "2") == "");
    CHECK_FALSE(says(program.scene(), "Words of one"));
}

TEST_CASE("annotations come back from a document as they were", "[annotations][property]") {
    SplitMix64 random(11);
    for (int round = 0; round < 100; ++round) {
        CAPTURE(round);
        Program program;
        randomise(random, program.state);
        program.state.document.annotations.edit() = random_annotations(random, random.below(9));
        if (random.one_in(2)) set_hidden(program.state.document, "For us, only", true);
        const std::string text = document_text(program.state);
        CAPTURE(text);
        const auto opened = read_document_text({"notes.chokepoint", text}, {program.state.data, {}});
        REQUIRE(opened);
        CHECK(*opened->document.annotations == program.all());
        CHECK(opened->document.hidden_layers == program.state.document.hidden_layers);
        AppState again = program.state;
        again.document = opened->document;
        CHECK(document_hash(again) == document_hash(program.state));
        const auto line = annotations_from_text({"line", annotations_text(program.all())});
        REQUIRE(line);
        CHECK(*line == program.all());
    }
}

TEST_CASE("what a document says of annotations and cannot be is refused with its place", "[annotations]") {
    Program program;
    const auto problem = [&](std::string_view members) {
        const std::string text = fmt::format("{{\"format\": \"chokepoint-document/1\", \"data\": {{\"path\": null}},\n{}}}", members);
        const auto opened = read_document_text({"notes", text}, {program.state.data, {}});
        return opened ? std::string() : to_string(opened.error());
    };
    const std::string layers = "\"annotation_layers\": [{\"name\": \"L\", \"internal\": false}],\n\"annotations\": ";
    CHECK(problem(layers + R"([{"id": "a1", "kind": "text", "layer": "M", "words": "x", "view": "map"}])").find("notes:3:17: there is no layer 'M'") == 0);
    CHECK(problem(layers + R"([{"id": "a1", "kind": "cloud", "layer": "L", "words": "x", "view": "map"}])").find("kind") != std::string::npos);
    CHECK(problem(layers + R"([{"id": "a1", "kind": "text", "layer": "L", "words": "x"}])").find("is tied to one of") != std::string::npos);
    CHECK(problem(layers + R"([{"id": "a1", "kind": "text", "layer": "L", "words": "x", "view": "map", "offset": [1, "2"]}])").find("two numbers") != std::string::npos);
    CHECK(problem(layers + R"([{"id": "a1", "kind": "bracket", "layer": "L", "words": "x", "dates": "2023/.."}])").find("no dates with two ends") != std::string::npos);
    CHECK(problem("\"annotation_layers\": [{\"name\": \"L\"}, {\"name\": \"L\"}]").find("two layers") != std::string::npos);
    CHECK(problem(layers + R"([{"id": "a1", "kind": "text", "layer": "L", "words": "x", "view": "map"}])") == "");
}

TEST_CASE("a layer of which a document does not say that it is public is internal", "[annotations]") {
    const auto read = annotations_from_text({"line", R"({"layers": [{"name": "L"}]})"});
    REQUIRE(read);
    CHECK(read->layers == std::vector<AnnotationLayer>{{"L", true}});
}

TEST_CASE("a recording brings annotations, layers and undo along", "[annotations]") {
    Program program;
    REQUIRE(program.run("script.record") == "");
    annotate_all(program);
    REQUIRE(program.run("layer.new", "Inside") == "");
    REQUIRE(program.run("annotate.layer", "Inside") == "");
    REQUIRE(program.run("annotate.move", "a1 12 30") == "");
    apply(program.state, "timeline", MoveAnnotation{"a2", {5, 6}});
    REQUIRE(program.run("annotate.delete", "a3") == "");
    REQUIRE(program.run("edit.undo") == "");
    REQUIRE(program.run("layer.hide", "Inside") == "");
    const std::string text = script_text(*program.state.session.recording);
    CAPTURE(text);
    Program again;
    REQUIRE(run_script(again.state, again.derived, {"script", text}, &kFixed));
    CHECK(again.all() == program.all());
    CHECK(document_hash(again.state) == document_hash(program.state));
}

TEST_CASE("a script can annotate in words", "[annotations]") {
    Program program;
    REQUIRE(run_script(program.state, program.derived,
                       {"script", "select.id event:rule\nannotate.text Licences\\nbite\nlayer.new Inside\nannotate.arrow Look here\nannotate.move a2 10 -40\n"},
                       &kFixed));
    REQUIRE(program.all().list.size() == 2);
    CHECK(program.all().list[0].words == "Licences\nbite");
    CHECK(program.all().list[1].layer == "Inside");
    CHECK(program.all().list[1].offset_px == Vec2{10, -40});
}

TEST_CASE("the link of a public figure names no layer", "[annotations]") {
    Program program;
    REQUIRE(program.run("layer.new", "Merger with X") == "");
    REQUIRE(program.run("annotate.text", "Secret words") == "");
    REQUIRE(program.run("layer.hide", "Merger with X") == "");
    FigureRequest request;
    CHECK(figure_link(program.state, request).find("Merger") != std::string::npos);
    request.is_public = true;
    CHECK(figure_link(program.state, request).find("Merger") == std::string::npos);
    CHECK(figure_metadata(program.state, request, "").find("Secret") == std::string::npos);
}

TEST_CASE("a public export refuses an internal layer by name, and passes when it is hidden, deleted or made public", "[annotations][public]") {
    Folder folder;
    Program program;
    const std::string path = document_of(program, folder);
    REQUIRE(program.run("layer.new", "House") == "");
    REQUIRE(program.run("annotate.text", "Not for others") == "");
    const std::string out = folder.file("figure.svg");
    const auto render = [&] {
        REQUIRE(program.run("file.save-as", path) == "");
        return cli_test::run({"render", path, "--view", "timeline", "--public", "-o", out});
    };
    const Ran refused = render();
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("the annotation a1 (“Not for others”) is in the layer 'House', which is internal") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(out));
    for (const std::string command : {"layer.hide", "layer.public", "layer.delete"}) {
        CAPTURE(command);
        REQUIRE(program.run(command, "House") == "");
        const Ran passed = render();
        CHECK(passed.exit_code == 0);
        const std::string svg = cli_test::read(out);
        CHECK((svg.find("Not for others") != std::string::npos) == (command == "layer.public"));
        CHECK((svg.find("House (public)") != std::string::npos) == (command == "layer.public"));
        REQUIRE(program.run("edit.undo") == "");
    }
    // What is not asked to be public has all, with its tag.
    REQUIRE(program.run("file.save-as", path) == "");
    REQUIRE(cli_test::run({"render", path, "--view", "timeline", "-o", out}).exit_code == 0);
    CHECK(cli_test::read(out).find("Not for others") != std::string::npos);
    CHECK(cli_test::read(out).find("INTERNAL") != std::string::npos);
}

TEST_CASE("a public export refuses an internal claim and an internal source where they stand", "[annotations][public]") {
    Folder folder;
    const std::string claim = folder.write("claim.json", replaced(std::string(cli_test::kSmallData), R"("stance": "alleges"})", R"("stance": "alleges", "internal": true})"));
    const std::string source = folder.write("source.json", replaced(std::string(cli_test::kSmallData), R"("id": "paper", )", R"("id": "paper", "internal": true, )"));
    const std::string out = folder.file("figure.svg");
    const Ran refused = cli_test::run({"render", claim, "--view", "timeline", "--public", "-o", out});
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("claim.json:20:") != std::string::npos);
    CHECK(refused.err.find("a claim of the event 'answer' is internal") != std::string::npos);
    CHECK(cli_test::run({"render", claim, "--view", "timeline", "--public", "--filter", "kind:rule", "-o", out}).exit_code == 0);
    CHECK(cli_test::run({"render", claim, "--view", "timeline", "-o", out}).exit_code == 0);
    for (const std::string_view subcommand : {"describe", "export"}) {
        std::vector<std::string> words{std::string(subcommand), source, "--view", "map", "--public"};
        if (subcommand == "export") words.insert(words.end(), {"-o", folder.file("map.html")});
        const Ran by_source = cli_test::run(words);
        CHECK(by_source.exit_code == 2);
        CHECK(by_source.out.empty());
        CHECK(by_source.err.find("as is its source 'paper'") != std::string::npos);
    }
    CHECK_FALSE(std::filesystem::exists(folder.file("map.html")));
    const std::string odd = folder.write("odd.json", replaced(std::string(cli_test::kSmallData), R"("stance": "alleges"})", R"("stance": "alleges", "internal": "yes"})"));
    CHECK(cli_test::run({"render", odd, "--view", "timeline", "--public", "-o", out}).exit_code == 2);
}

TEST_CASE("a public export refuses an internal step, and no export tells the notes of the speaker", "[annotations][public]") {
    Folder folder;
    Program program;
    const std::string path = document_of(program, folder);
    REQUIRE(program.run("story.new", "Rules") == "");
    REQUIRE(program.run("story.add-step", "First") == "");
    REQUIRE(program.run("story.set-notes", "Breathe in") == "");
    REQUIRE(program.run("layer.new", "House") == "");
    REQUIRE(program.run("annotate.text", "Not for others") == "");
    REQUIRE(program.run("story.add-step", "Second") == "");
    REQUIRE(program.run("story.internal", "yes") == "");
    std::filesystem::create_directory(folder.file("out"));
    const auto exported = [&](std::string_view name, std::vector<std::string> more = {"--public"}) {
        REQUIRE(program.run("file.save-as", path) == "");
        std::vector<std::string> words{"export", path, "--story", "rules", "-o", folder.file("out") + "/" + std::string(name)};
        words.insert(words.end(), more.begin(), more.end());
        return cli_test::run(words);
    };
    const Ran step = exported("step.png");
    CHECK(step.exit_code == 2);
    CHECK(step.err.find("step 2 of the story 'rules' (Second) is internal") != std::string::npos);
    REQUIRE(program.run("story.internal", "no") == "");
    const Ran layer = exported("step.png");
    CHECK(layer.exit_code == 2);
    CHECK(layer.err.find("(step 2)") != std::string::npos);
    // Not even the step that could be published has been written.
    CHECK(names_in(folder.file("out")).empty());
    CHECK(exported("step.html", {"--public", "--internal"}).exit_code == 2);
    REQUIRE(program.run("layer.hide", "House") == "");
    REQUIRE(program.run("story.update-step") == "");
    // The first step shows it, too: a layer that is made later is hidden in no step.
    CHECK(exported("step.png").err.find("(step 1)") != std::string::npos);
    REQUIRE(program.run("story.step", "1") == "");
    REQUIRE(program.run("layer.hide", "House") == "");
    REQUIRE(program.run("story.update-step") == "");
    for (const std::string name : {"told.html", "told.svg", "told.pdf"}) {
        CHECK(exported(name).exit_code == 0);
        CHECK(exported(name, {"--internal"}).exit_code == 0);
    }
    for (const std::string& name : names_in(folder.file("out"))) {
        const std::string bytes = cli_test::read(folder.file("out") + "/" + name);
        CHECK(bytes.find("Breathe in") == std::string::npos);
        CHECK(bytes.find("Not for others") == std::string::npos);
    }
}

TEST_CASE("an export that cannot be written leaves nothing behind", "[annotations][public]") {
    Folder folder;
    const std::string data = folder.write("small.json", cli_test::kSmallData);
    const std::vector<std::string> before = names_in(folder.path());
    CHECK(cli_test::run({"render", data, "--view", "timeline", "--public", "-o", folder.file("no/figure.svg")}).exit_code == 2);
    CHECK(names_in(folder.path()) == before);
    // A full disk.
    if (std::filesystem::exists("/dev/full")) {
        std::filesystem::create_symlink("/dev/full", folder.file("full.svg"));
        const Ran full = cli_test::run({"render", data, "--view", "timeline", "--public", "-o", folder.file("full.svg")});
        CHECK(full.exit_code == 2);
        CHECK(full.err.find("full.svg") != std::string::npos);
        std::filesystem::remove(folder.file("full.svg"));
        CHECK(names_in(folder.path()) == before);
    }
}
