// check --strict, explain and diff, as they are typed.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "audit/codes.h"
#include "audit_data.h"
#include "cli_run.h"

namespace {

using audit_test::edited;
using audit_test::kCleanData;
using cli_test::Folder;
using cli_test::Ran;
using cli_test::run;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const audit_test::Edit kOddDate{R"("date": "2022-11-07", "kind")", R"("date": "2022-11-07?", "kind")"};
const audit_test::Edit kWaiver{
    R"("id": "slower-chip",)",
    R"("id": "slower-chip", "waive": [{"code": "odd-date", "reason": "No source dates it."}],)"};

}  // namespace

TEST_CASE("check counts warnings of the linter only when it is strict", "[cli][check]") {
    const Folder folder;
    const std::string file = folder.write("odd.json", edited({kOddDate}));
    const Ran easy = run({"check", file});
    CHECK(easy.exit_code == 0);
    CHECK(easy.err == file + ": 0 errors, 0 warnings\n");
    const Ran strict = run({"check", file, "--strict"});
    CHECK(strict.exit_code == 1);
    CHECK(strict.out ==
          file +
              ":22:3: warning: the date 2022-11-07? of event 'slower-chip' is uncertain [odd-date]; look "
              "for a source that dates it, or waive the rule with the reason\n");
    CHECK(strict.err == file + ": 0 errors, 1 warning\n");
}

TEST_CASE("what is waived is counted, listed in JSON with its reason, and no problem", "[cli][check]") {
    const Folder folder;
    const std::string file = folder.write("odd.json", edited({kOddDate, kWaiver}));
    const Ran text = run({"check", file, "--strict"});
    CHECK(text.exit_code == 0);
    CHECK(text.out.empty());
    CHECK(text.err == file + ": 0 errors, 0 warnings, 1 waived\n");
    const Ran json = run({"check", file, "--strict", "--json"});
    CHECK(json.exit_code == 0);
    CHECK(has(json.out, "  \"errors\": 0,\n  \"warnings\": 0,\n  \"waived\": 1,\n  \"problems\": [\n    {"));
    CHECK(has(json.out, R"("code": "odd-date")"));
    CHECK(has(json.out, R"("waived": true, "reason": "No source dates it."})"));
}

TEST_CASE("a warning of the reader fails a strict check", "[cli][check]") {
    const Folder folder;
    const std::string file =
        folder.write("key.json", edited({{R"("kind": "rule", "date": "2022-10-07"})",
                                          R"("kind": "rule", "date": "2022-10-07", "colour": "red"})"}}));
    CHECK(run({"check", file}).exit_code == 0);
    const Ran strict = run({"check", file, "--strict"});
    CHECK(strict.exit_code == 1);
    CHECK(has(strict.out, "[unknown-key]"));
}

TEST_CASE("a story step whose ids are gone fails every check", "[cli][check]") {
    const Folder folder;
    const Ran filter = run({"check", folder.write("filter.json", edited({{"actor:bis", "actor:bsi"}}))});
    CHECK(filter.exit_code == 1);
    CHECK(has(filter.out,
              ":37:3: error: the filter 'actor:bsi' of step 1 of story 'tale' is not understood: "));
    const Ran selection =
        run({"check", folder.write("select.json", edited({{R"("bis", "a100"])", R"("bsi", "a100"])"}}))});
    CHECK(selection.exit_code == 1);
    CHECK(has(selection.out, "[unknown-node]; did you mean 'bis'?"));
}

TEST_CASE("explain tells what every code means", "[cli][explain]") {
    const Ran all = run({"explain"});
    CHECK(all.exit_code == 0);
    for (const choke::LintRule& rule : choke::lint_rules()) {
        INFO(rule.code);
        CHECK(has(all.out, "  " + std::string(rule.code) + " "));
        const Ran one = run({"explain", std::string(rule.code)});
        CHECK(one.exit_code == 0);
        CHECK(has(one.out, rule.summary));
        CHECK(one.out.size() > rule.summary.size() + rule.explanation.size());
    }
    for (const choke::ReaderCode& row : choke::reader_codes()) {
        INFO(row.code);
        CHECK(has(all.out, "  " + std::string(row.code) + " "));
        CHECK(has(run({"explain", std::string(row.code)}).out, row.summary));
    }
}

TEST_CASE("explain suggests a code for a misspelt one", "[cli][explain]") {
    const Ran ran = run({"explain", "old-date"});
    CHECK(ran.exit_code == 2);
    CHECK(ran.err == "chokepoint explain: there is no code 'old-date'; did you mean 'odd-date'?\n");
}

TEST_CASE("an explanation fits a terminal", "[cli][explain]") {
    for (const choke::LintRule& rule : choke::lint_rules()) {
        const std::string out = run({"explain", std::string(rule.code)}).out;
        size_t begin = 0;
        for (size_t end = out.find('\n'); end != std::string::npos; end = out.find('\n', begin)) {
            INFO(out.substr(begin, end - begin));
            CHECK(end - begin <= 120);
            begin = end + 1;
        }
    }
}

TEST_CASE("diff writes text, page and JSON, and refuses other formats", "[cli][diff]") {
    const Folder folder;
    const std::string before = folder.write("old.json", kCleanData);
    const std::string after = folder.write("new.json", edited({kOddDate}));
    CHECK(run({"diff", before, before}).out == "Clean → Clean\n\n  Nothing has changed.\n");
    CHECK(run({"diff", before, after}).out ==
          "Clean → Clean\n\n  1 event changed.\n\nEvents changed\n\n"
          "  possibly 7 November 2022: Nvidia offers a slower chip to China [slower-chip]\n"
          "      date: \"2022-11-07\" → \"2022-11-07?\"\n");
    CHECK(run({"diff", before, after, "--format", "markdown"}).out ==
          "# Clean → Clean\n\n- 1 event changed.\n\n## Events changed\n\n"
          "- possibly 7 November 2022: Nvidia offers a slower chip to China `slower-chip`\n"
          "  - date: \"2022-11-07\" → \"2022-11-07?\"\n");
    const Ran json = run({"diff", before, after, "--format", "json"});
    CHECK(json.exit_code == 0);
    CHECK(has(json.out, "\"summary\": [\n    \"1 event changed.\"\n  ]"));
    CHECK(has(
        json.out,
        R"({"id": "slower-chip", "label": "Nvidia offers a slower chip to China", "date": "2022-11-07?", )"
        R"("status": "reported", "fields": [{"field": "date", "before": "2022-11-07", "after": "2022-11-07?"}]})"));
    const Ran wrong = run({"diff", before, after, "--format", "html"});
    CHECK(wrong.exit_code == 2);
    CHECK(wrong.err == "chokepoint diff: there is no format 'html'; choose text, json or markdown\n");
    CHECK(run({"diff", before, folder.file("not-there.json")}).exit_code == 2);
    CHECK(run({"diff"}).exit_code == 2);
}

TEST_CASE("nothing in the data becomes a heading or a link on the page of a diff", "[cli][diff]") {
    const Folder folder;
    const std::string before = folder.write("old.json", kCleanData);
    const std::string after = folder.write(
        "new.json",
        edited({{R"("title": "Nvidia offers a slower chip to China")", R"("title": "[x](y) <b> *z*")"}}));
    const std::string page = run({"diff", before, after, "--format", "markdown"}).out;
    CHECK(has(page, "\\[x\\](y) \\<b\\> \\*z\\*"));
}
