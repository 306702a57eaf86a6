// Documents of several pages: what `export` writes, judged by the programs that read PDF and HTML.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "cli_run.h"
#include "paint/cairo/pdf_additions.h"
#include "paint_tools.h"

namespace {

using choke_test::has_tool;
using cli_test::Folder;
using cli_test::Ran;
using cli_test::read;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

// The small data with a Chinese headline and a source that can be followed.
std::string data_with_links() {
    return replaced(replaced(std::string(cli_test::kSmallData), R"("headline": "First")", R"("headline": "华为 is named")"),
                    R"("kind": "article", "date": "2022-10-08")",
                    R"x("kind": "article", "date": "2022-10-08", "url": "https://example.org/it's?a=1&b=(2)")x");
}

struct Exported {
    Folder folder;
    std::string data = folder.write("small.json", data_with_links());
    std::string file;
    explicit Exported(std::string_view name, std::vector<std::string> more = {"--story", "tale"}) : file(folder.file(name)) {
        std::vector<std::string> words{"export", data, "-o", file};
        words.insert(words.end(), more.begin(), more.end());
        const Ran ran = cli_test::run(words);
        CAPTURE(ran.err);
        REQUIRE(ran.exit_code == 0);
        CHECK(ran.err.empty());
    }
    [[nodiscard]] std::string output_of(const std::string& command) const {
        const auto ran = choke_test::run(command + " '" + file + "'");
        CAPTURE(command, ran.output);
        CHECK(ran.status == 0);
        return ran.output;
    }
};

// With single spaces: how far a program lines its columns up is its own affair.
std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' || out.empty() || out.back() != ' ') out += c;
    return out;
}

size_t count_of(std::string_view text, std::string_view part) {
    size_t count = 0;
    for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

}  // namespace

TEST_CASE("a story as PDF has a title page, a page a step, the events and the sources", "[export][pdf]") {
    const Exported deck("tale.pdf");
    if (!has_tool("pdfinfo")) SKIP("pdfinfo (poppler-utils) is not installed");
    const std::string info = squeezed(deck.output_of("pdfinfo"));
    CHECK(info.find("Pages: 5\n") != std::string::npos);
    CHECK(info.find("Title: A tale\n") != std::string::npos);
    CHECK(info.find("Page size: 960 x 540 pts\n") != std::string::npos);
    CHECK(info.find("CreationDate") == std::string::npos);
    const auto pages = choke_test::run("pdftotext -layout -enc UTF-8 '" + deck.file + "' -");
    CHECK(pages.status == 0);
    for (const std::string_view part : {"A tale", "Why?", "Contents", "Step 1 of 2", "华为 is named", "Page 2", "Step 2 of 2",
                                        "Events shown", "Sources", "https://example.org/it's?a=1&b=(2)"}) {
        CAPTURE(part);
        CHECK(pages.output.find(part) != std::string::npos);
    }
}

TEST_CASE("a story as PDF is sound, says its language, and embeds subsets of its fonts", "[export][pdf]") {
    const Exported deck("tale.pdf");
    const std::string bytes = read(deck.file);
    CHECK(bytes.find("/Lang (en)") != std::string::npos);
    CHECK(bytes.find("/DisplayDocTitle true") != std::string::npos);
    if (has_tool("qpdf")) CHECK(deck.output_of("qpdf --check").find("No syntax or stream encoding errors found") != std::string::npos);
    if (!has_tool("pdffonts")) SKIP("pdffonts (poppler-utils) is not installed");
    const auto fonts = choke_test::run("pdffonts '" + deck.file + "' | tail -n +3 | awk '{print $(NF-4), $(NF-3), $(NF-2)}' | sort -u");
    CHECK(fonts.output == "yes yes yes\n");
}

TEST_CASE("the outline, the contents and the sources of a PDF lead somewhere", "[export][pdf]") {
    const Exported deck("tale.pdf");
    const std::string bytes = read(deck.file);
    CHECK(count_of(bytes, "/URI (https://example.org/it's?a=1&b=\\(2\\))") >= 2);
    if (!has_tool("qpdf")) SKIP("qpdf is not installed");
    const auto plain = choke_test::run("qpdf --qdf --object-streams=disable '" + deck.file + "' -");
    CHECK(count_of(plain.output, "/Subtype /Link") >= 6);  // four lines of contents, a note and a source
    CHECK(count_of(plain.output, "/Type /Outlines") == 1);
    CHECK(plain.output.find("/Count 5") != std::string::npos);
}

TEST_CASE("a PDF is tagged: headlines, paragraphs and figures in the order in which they are read", "[export][pdf]") {
    const Exported deck("tale.pdf");
    if (!has_tool("pdfinfo")) SKIP("pdfinfo (poppler-utils) is not installed");
    CHECK(squeezed(deck.output_of("pdfinfo")).find("Tagged: yes\n") != std::string::npos);
    const std::string all = deck.output_of("pdfinfo -struct-text");
    CAPTURE(all);
    // One headline a page: the title, two steps, the events, the sources.
    CHECK(count_of(all, "H1 (block)") == 1);
    CHECK(count_of(all, "H2 (block)") == 4);
    CHECK(count_of(all, "Figure") == 2);
    CHECK(all.starts_with("Document"));
    // Of the first step: its place in the story, headline, picture, sources, small print.
    size_t at = 0;
    for (const std::string_view part : {"Step 1 of 2", "H2 (block)", "华为 is named", "Figure", "1 Press: The", "Everything known", "Step 2 of 2"}) {
        CAPTURE(part, at);
        at = all.find(part, at);
        REQUIRE(at != std::string::npos);
    }
    if (!has_tool("qpdf")) SKIP("qpdf is not installed");
    const auto plain = choke_test::run("qpdf --qdf --object-streams=disable '" + deck.file + "' -");
    CHECK(count_of(plain.output, "/Alt ") == 2);
    CHECK(count_of(plain.output, "/S /Document") == 1);
}

TEST_CASE("nothing is added to a PDF of an unknown shape", "[export][pdf]") {
    for (const std::string_view text : {"", "trailer", "trailer << /Size 3 /Root 1 0 R /Info 2 0 R >> startxref 9",
                                        "\n1 0 obj\n<< /Pages 7 0 R >>\nendobj\ntrailer\n<< /Size 3 /Root 1 0 R /Info 2 0 R >>\nstartxref\n9\n%%EOF\n"}) {
        std::string pdf(text);
        CHECK_FALSE(choke::add_to_pdf(
            pdf, {.language = "en", .links = {{.page = 0, .rect = {0, 0, 1, 1}, .height_pt = 10, .url = "https://example.org"}}}));
        CHECK(pdf == text);
    }
}

TEST_CASE("a story as HTML asks for nothing, and holds steps, notes, events and sources", "[export][html]") {
    const Exported deck("tale.html");
    const std::string html = read(deck.file);
    CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    CHECK(html.size() < 1'000'000);
    for (const std::string_view part :
         {"id=\"step-1\"", "id=\"step-2\"", "华为 is named", "prefers-color-scheme:dark", "touchstart", "'ArrowRight'", "'Home'", "'End'",
          "<table aria-labelledby=\"events-title\">", "<th scope=\"row\">A rule, in force", "tabindex=\"0\"", "id=\"source-1\"", "href=\"https://example.org/it's?a=1&amp;b=(2)\"", "The figure in words"}) {
        CAPTURE(part);
        CHECK(html.find(part) != std::string::npos);
    }
    for (const std::string_view part : {" src=", "<link", "@import", "<iframe", "<img", "url(http", "<?xml"}) {
        CAPTURE(part);
        CHECK(html.find(part) == std::string::npos);
    }
    // Nothing moves by itself: there is no motion to reduce.
    for (const std::string_view part : {"transition", "animation", "smooth", "setInterval", "setTimeout"}) {
        CAPTURE(part);
        CHECK(html.find(part) == std::string::npos);
    }
    // Every number of a note leads to a source of the list.
    for (size_t at = html.find("href=\"#"); at != std::string::npos; at = html.find("href=\"#", at + 1)) {
        const std::string id = html.substr(at + 7, html.find('"', at + 7) - at - 7);
        CAPTURE(id);
        CHECK(count_of(html, "id=\"" + id + "\"") == 1);
    }
    if (!has_tool("tidy")) SKIP("tidy is not installed");
    const auto judged = choke_test::run("tidy -q -e --show-warnings no '" + deck.file + "'");
    CAPTURE(judged.output);
    CHECK(judged.status < 2);
}

TEST_CASE("the headings of an HTML file leave no level out, and what names or describes something is there", "[export][html]") {
    const Exported deck("tale.html");
    const std::string html = read(deck.file);
    int before = 0;
    for (size_t at = html.find("<h"); at != std::string::npos; at = html.find("<h", at + 1)) {
        if (html[at + 2] < '1' || html[at + 2] > '6') continue;
        const int level = html[at + 2] - '0';
        CAPTURE(html.substr(at, 60));
        CHECK(level <= before + 1);
        before = level;
    }
    CHECK(count_of(html, "<h1>") == 1);
    CHECK(count_of(html, "role=\"img\" aria-label=\"") == 2);
    for (const std::string_view key : {" aria-labelledby=\"", " aria-describedby=\""}) {
        size_t found = 0;
        for (size_t at = html.find(key); at != std::string::npos; at = html.find(key, at + 1), ++found) {
            const size_t begin = at + key.size();
            const std::string id = html.substr(begin, html.find('"', begin) - begin);
            CAPTURE(id);
            CHECK(count_of(html, " id=\"" + id + "\"") == 1);
        }
        CHECK(found >= 2);
    }
}

TEST_CASE("an id stands once in an HTML file, whatever the number of steps", "[export][html]") {
    const Exported deck("tale.html");
    const std::string html = read(deck.file);
    for (size_t at = html.find(" id=\""); at != std::string::npos; at = html.find(" id=\"", at + 1)) {
        const std::string id = html.substr(at, html.find('"', at + 5) - at + 1);
        CAPTURE(id);
        CHECK(count_of(html, id) == 1);
    }
}

TEST_CASE("the same export gives the same bytes", "[export]") {
    for (const std::string_view name : {"x.pdf", "x.html", "x.svg", "x.png", "x.csv"}) {
        CAPTURE(name);
        const bool is_csv = name.ends_with("csv");
        const std::vector<std::string> what{"--story", "tale", "--step", "1"};
        const Exported first(name, what);
        const std::string before = read(first.file);
        // The same path again: the data's path stands in the metadata.
        REQUIRE(cli_test::run({"export", first.data, "-o", first.file, "--story", "tale", "--step", "1"}).exit_code == 0);
        CHECK(read(first.file) == before);
        CHECK(before.size() > (is_csv ? 50U : 1000U));
    }
}

TEST_CASE("a CSV has exactly the events of the view", "[export][csv]") {
    const Exported table("x.csv", {"--view", "timeline", "--filter", "actor:bis"});
    const std::string csv = read(table.file);
    CHECK(csv.find("rule") != std::string::npos);
    CHECK(csv.find("An answer") == std::string::npos);
    CHECK(count_of(csv, "\r\n") == 2);
}

TEST_CASE("a page has the size of its name", "[export][render]") {
    if (!has_tool("pdfinfo")) SKIP("pdfinfo (poppler-utils) is not installed");
    const std::pair<std::string, std::string> rows[] = {{"a4", "(A4)"}, {"a3", "(A3)"}, {"letter", "(letter)"}, {"16:9", "960 x 540"}, {"4:3", "720 x 540"}};
    for (const auto& [page, words] : rows) {
        CAPTURE(page);
        const Exported view("x.pdf", {"--view", "timeline", "--page", page});
        const std::string info = view.output_of("pdfinfo");
        CAPTURE(info);
        CHECK(info.find(words) != std::string::npos);
    }
}

TEST_CASE("a picture without paper lets what is behind it shine through", "[export][render]") {
    const Exported paper("x.png", {"--view", "timeline"});
    const Exported alpha("x.png", {"--view", "timeline", "--background", "alpha"});
    CHECK(read(paper.file).at(25) == 2);  // colour type: RGB
    CHECK(read(alpha.file).at(25) == 6);  // RGB with alpha
}

TEST_CASE("export refuses what it cannot write, says why, and leaves nothing behind", "[export]") {
    const Folder folder;
    const std::string data = folder.write("small.json", cli_test::kSmallData);
    struct Row {
        std::vector<std::string> words;
        std::string_view part;
    };
    const std::string file = folder.file("x.pdf");
    const Row rows[] = {
        {{"--story", "tall", "-o", file}, "there is no story 'tall'; did you mean 'tale'?"},
        {{"--story", "all", "-o", file}, "there is no story 'all'"},
        {{"--story", "tale", "--step", "3", "-o", file}, "the story has 2 steps; there is no step 3"},
        {{"--story", "tale", "-o", folder.file("x.docx")}, "names no format; the file name must end in one of .pdf, .html"},
        {{"--story", "tale", "-o", folder.file("no/x.pdf")}, "there is no folder '"},
        {{"--story", "tale", "-o", data + "/x.pdf"}, "there is no folder '"},  // it is a file
        {{"--story", "tale", "-o", folder.file("x.csv")}, "name one with --step"},
        {{"--story", "tale", "--page", "a44", "-o", file}, "there is no page 'a44'; did you mean 'a4'?"},
        {{"--story", "tale", "--page", "a4", "--size", "800x600", "-o", file}, "use one of them"},
        {{"--story", "tale", "--background", "red", "-o", file}, "it is paper or alpha"},
        {{"--story", "tale", "--filter", "actor:bis", "-o", file}, "--filter goes with --view"},
        {{"--view", "timeline", "--step", "1", "-o", file}, "--step is of a story"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.part);
        std::vector<std::string> words{"export", data};
        words.insert(words.end(), row.words.begin(), row.words.end());
        const Ran ran = cli_test::run(words);
        CAPTURE(ran.err);
        CHECK(ran.exit_code == 2);
        CHECK(ran.err.find(row.part) != std::string::npos);
    }
    size_t left = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++left;
    CHECK(left == 1);
}

TEST_CASE("a caption of five thousand characters is cut at a word on a page, and stands whole in HTML", "[export]") {
    const Folder folder;
    std::string caption;
    while (caption.size() < 5000) caption += "Words of 华为 & <others>, ";
    const std::string data = folder.write(
        "small.json", replaced(std::string(cli_test::kSmallData), R"("headline": "First")", R"("headline": "First", "caption": ")" + caption + '"'));
    for (const std::string_view name : {"x.svg", "x.png", "x.pdf", "x.html"}) {
        CAPTURE(name);
        const Ran ran = cli_test::run({"export", data, "--story", "tale", "--step", "1", "-o", folder.file(name)});
        CAPTURE(ran.err);
        CHECK(ran.exit_code == 0);
        CHECK(std::filesystem::file_size(folder.file(name)) > 1000);
    }
    CHECK(count_of(read(folder.file("x.html")), "Words of 华为 &amp; &lt;others&gt;,") >= 5000 / 27);
    const std::string svg = read(folder.file("x.svg"));
    const size_t shown = count_of(svg.substr(svg.find("</desc>")), "others&gt;,");
    CHECK(shown >= 4);
    CHECK(shown <= 40);
    CHECK(svg.find("…") != std::string::npos);
}

TEST_CASE("a story without its events is no story, and the message says so", "[export]") {
    const Folder folder;
    std::string gone(cli_test::kSmallData);
    gone = replaced(gone, R"("steps": [{"event": "rule",)", R"("steps": [{"event": "rule-of-old",)");
    const std::string some = folder.write("some.json", gone);
    const Ran less = cli_test::run({"export", some, "--story", "tale", "-o", folder.file("some.html")});
    CAPTURE(less.err);
    CHECK(less.exit_code == 1);  // the data have problems
    CHECK(less.err.find("1 error") != std::string::npos);
    CHECK(count_of(read(folder.file("some.html")), "<section class=\"step\"") == 1);

    const std::string none = folder.write("none.json", replaced(gone, R"({"event": "answer"})", R"({"event": "answer-of-old"})"));
    const Ran refused = cli_test::run({"export", none, "--story", "tale", "-o", folder.file("none.pdf")});
    CAPTURE(refused.err);
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("there is no story 'tale'") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.file("none.pdf")));
}

TEST_CASE("a folder that cannot be written is a message, and nothing is left in it", "[export]") {
    const Folder folder;
    const std::string data = folder.write("small.json", cli_test::kSmallData);
    const std::filesystem::path locked = folder.file("locked");
    std::filesystem::create_directory(locked);
    std::filesystem::permissions(locked, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const bool is_root = static_cast<bool>(std::ofstream(locked / "probe"));
    if (is_root) SKIP("who runs this may write everywhere");
    for (const std::string_view name : {"x.pdf", "x.html", "x.svg", "x.png", "x.csv"}) {
        const Ran ran = cli_test::run({"export", data, "--story", "tale", "--step", "1", "-o", (locked / name).string()});
        CAPTURE(name, ran.err);
        CHECK(ran.exit_code == 2);
        CHECK(ran.err.find("ermission") != std::string::npos);
    }
    CHECK(std::filesystem::is_empty(locked));
}

TEST_CASE("an export onto a full disk fails aloud and leaves nothing behind", "[export]") {
    if (!std::filesystem::exists("/dev/full")) SKIP("there is no /dev/full");
    const Folder folder;
    const std::string data = folder.write("small.json", cli_test::kSmallData);
    for (const std::string_view name : {"x.pdf", "x.html", "x.svg", "x.png", "x.csv"}) {
        const std::string file = folder.file(name);
        std::filesystem::create_symlink("/dev/full", file);
        const Ran ran = cli_test::run({"export", data, "--story", "tale", "--step", "1", "-o", file});
        CAPTURE(name, ran.err);
        CHECK(ran.exit_code == 2);
        CHECK(ran.err.find("cannot be written: No space left on device") != std::string::npos);
        CHECK(std::filesystem::is_character_file("/dev/full"));
        std::filesystem::remove(file);
    }
    size_t left = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++left;
    CHECK(left == 1);
}

TEST_CASE("a figure that replaces one of other fonts says so", "[export][render]") {
    const Exported first("x.svg", {"--view", "timeline"});
    std::string bytes = read(first.file);
    const size_t hash = bytes.find('=', bytes.find("; fonts ")) + 1;
    bytes.replace(hash, 16, "0123456789abcdef");
    static_cast<void>(first.folder.write("x.svg", bytes));
    const Ran again = cli_test::run({"render", first.data, "--view", "timeline", "-o", first.file});
    CHECK(again.exit_code == 0);
    CHECK(again.err.find("x.svg was made with other fonts (Inter") != std::string::npos);
    CHECK(again.err.find("=0123456789abcdef") != std::string::npos);
}

TEST_CASE("describe tells what is shown, from when to when, and the events with their sources", "[export][describe]") {
    const Folder folder;
    const std::string data = folder.write("small.json", data_with_links());
    const Ran ran = cli_test::run({"describe", data, "--filter", "actor:bis", "--known-on", "2022-12"});
    CAPTURE(ran.err);
    REQUIRE(ran.exit_code == 0);
    CHECK(ran.out.find("Timeline of Two events: 1 of 2 events, October 2022, filtered to events that involve Bureau of Industry and "
                       "Security, as known on December 2022.") != std::string::npos);
    CHECK(ran.out.find("By kind: Rule or licence 1.") != std::string::npos);
    CHECK(ran.out.find("- 7 October 2022: A rule, in force (established). Source: Press: The \"Gazette\", evening edition (8 October "
                       "2022) https://example.org/it's?a=1&b=(2)\n") != std::string::npos);
    CHECK(ran.out.find("An answer") == std::string::npos);
    const Ran story = cli_test::run({"describe", data, "--story", "tale"});
    CHECK(story.out.find("Step 2 of 2\n") != std::string::npos);
    CHECK(story.out.find("华为 is named") != std::string::npos);
}
