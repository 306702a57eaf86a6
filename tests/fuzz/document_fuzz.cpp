// Any text is a document of the built-in history or an error with its place; any line is a link or an error with a column.
// What is taken reads back from its own canonical text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "app/document_file.h"
#include "app/link.h"
#include "io/reader.h"

namespace {

choke::AppState fresh() {
    static const auto loaded = choke::load_built_in();
    choke::AppState state;
    choke::apply_load(state, {loaded->data, {}}, "");
    return state;
}

void try_link(std::string_view text) {
    const auto link = choke::parse_link(text);
    if (!link) {
        const auto column = static_cast<size_t>(link.error().column);
        if (column < 1 || column > text.size() + 1 || link.error().message.empty()) std::abort();
        return;
    }
    choke::AppState state = fresh();
    static_cast<void>(choke::apply_link(state, *link));
    const std::string canonical = choke::link_text(state, choke::resting_cameras(state));
    choke::AppState again = fresh();
    const auto read = choke::parse_link(canonical);
    if (!read) std::abort();
    static_cast<void>(choke::apply_link(again, *read));
    if (!(again.document == state.document) || choke::link_text(again, choke::resting_cameras(again)) != canonical) std::abort();
}

void try_document(std::string_view text) {
    const choke::AppState base = fresh();
    auto opened = choke::read_document_text({"fuzz", text}, {base.data, {}});
    if (!opened) {
        if (opened.error().message.empty() || opened.error().line < 1) std::abort();
        return;
    }
    choke::AppState state;
    choke::apply_document(state, std::move(*opened), "");
    const std::string canonical = choke::document_text(state);
    auto read = choke::read_document_text({"again", canonical}, {base.data, {}});
    if (!read) std::abort();
    choke::AppState again;
    choke::apply_document(again, std::move(*read), "");
    if (!(again.document == state.document) || choke::document_text(again) != canonical) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.starts_with('{')) {
        try_document(text);
    } else {
        try_link(text);
        try_link("chokepoint:?" + std::string(text));
    }
    return 0;
}
