// A data set that the linter finds nothing in, and ways to spoil one thing in it.
#pragma once

#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "audit/lint.h"
#include "io/reader.h"

namespace audit_test {

using namespace choke;

// An old rule, a chip made to fit it, and a newer rule that closes the door; a story of six steps.
inline constexpr std::string_view kCleanData = R"({
"dataset": {"format": "chokepoint/1", "id": "clean", "title": "Clean", "range": "2022-08/2024-12"},
"sources": [
  {"id": "gazette", "title": "Gazette", "kind": "rule", "date": "2022-10-07"},
  {"id": "wire", "title": "Wire", "kind": "article", "date": "2022-11-08"},
  {"id": "paper", "title": "Paper", "kind": "article", "date": "2023-10-18"}
],
"actors": [
  {"id": "bis", "name": "Bureau of Industry and Security", "kind": "agency", "side": "US", "summary": "It makes the rules."},
  {"id": "nvidia", "name": "Nvidia", "kind": "company", "side": "US", "summary": "It makes chips."}
],
"things": [
  {"id": "a100", "name": "Nvidia A100", "kind": "chip", "maker": "nvidia", "date": "2020-05/..", "summary": "A chip.",
   "specs": [{"name": "Bandwidth", "value": 600, "unit": "GB/s"}]},
  {"id": "a800", "name": "Nvidia A800", "kind": "chip", "maker": "nvidia", "date": "2022-11/..", "summary": "A slower chip."}
],
"events": [
  {"id": "first-rule", "title": "BIS limits advanced chips", "date": "2022-10-07", "kind": "rule", "summary": "A rule.",
   "actors": [{"actor": "bis", "role": "issuer"}], "things": ["a100"],
   "figures": [{"name": "Limit", "value": 600, "unit": "GB/s"}],
   "claims": [{"source": "gazette", "stance": "establishes", "confidence": "high"}]},
  {"id": "slower-chip", "title": "Nvidia offers a slower chip to China", "date": "2022-11-07", "kind": "company", "summary": "A chip.",
   "actors": [{"actor": "nvidia", "role": "maker"}], "things": ["a800"],
   "claims": [{"source": "wire", "stance": "reports", "confidence": "medium"},
              {"source": "paper", "stance": "reports", "confidence": "medium"}]},
  {"id": "second-rule", "title": "The door for slower chips is shut", "date": "2023-10-17", "kind": "rule", "summary": "A rule.",
   "actors": [{"actor": "bis", "role": "issuer"}], "things": ["a800"],
   "claims": [{"source": "paper", "stance": "establishes"}]}
],
"relations": [
  {"id": "r-around", "from": "slower-chip", "to": "first-rule", "kind": "works-around", "basis": "Made for it.", "strength": "direct",
   "claims": [{"source": "wire", "stance": "reports"}]},
  {"id": "r-leads", "from": "first-rule", "to": "slower-chip", "kind": "leads-to", "basis": "Made for it.", "strength": "topical",
   "claims": [{"source": "wire", "stance": "reports"}]}
],
"stories": [{"id": "tale", "title": "A tale", "steps": [
  {"event": "first-rule", "headline": "One", "caption": "One.", "view": "timeline", "filter": "actor:bis", "range": "2022-09/2022-12", "select": ["first-rule", "bis", "a100"]},
  {"event": "slower-chip", "headline": "Two", "caption": "Two."},
  {"event": "second-rule", "headline": "Three", "caption": "Three."},
  {"event": "first-rule", "headline": "Four", "caption": "Four."},
  {"event": "slower-chip", "headline": "Five", "caption": "Five."},
  {"event": "second-rule", "headline": "Six", "caption": "Six."}
]}]
})";

struct Edit {
    std::string_view from;  // must stand in the data; its first occurrence is replaced
    std::string_view to;
};

// The clean data with edits.
inline std::string edited(std::initializer_list<Edit> edits, std::string_view data = kCleanData) {
    std::string text(data);
    for (const Edit& edit : edits) {
        const size_t at = text.find(edit.from);
        if (at == std::string::npos)
            throw std::invalid_argument("not in the data: " + std::string(edit.from));
        text.replace(at, edit.from.size(), edit.to);
    }
    return text;
}

inline Loaded load_text(std::string_view json) {
    const InputFile file{"data.json", json};
    auto loaded = load_files({&file, 1});
    if (!loaded) throw std::invalid_argument(to_string(loaded.error()));
    return std::move(*loaded);
}

// Each finding as "line code", waived ones with "waived: reason"; the reader's diagnostics come first.
inline std::string findings(std::string_view json, LintScope scope = LintScope::Everything) {
    const Loaded loaded = load_text(json);
    std::string text;
    for (const Diagnostic& diagnostic : loaded.diagnostics.all())
        text += "reader: " + to_string(diagnostic) + "\n";
    for (const LintFinding& finding : lint(loaded.data, scope).findings) {
        text += std::to_string(finding.diagnostic.line) + " " + finding.diagnostic.code;
        if (finding.waived) text += " waived: " + finding.reason;
        text += "\n";
    }
    return text;
}

inline std::string findings_after(std::initializer_list<Edit> edits) { return findings(edited(edits)); }

}  // namespace audit_test
