#include "app/open_any.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/document_file.h"
#include "app/figure_file.h"
#include "app/files.h"
#include "app/font_pins.h"
#include "app/link.h"
#include "base/text.h"

namespace choke {
namespace {

Result<void> open_data_path(AppState& state, const std::string& path) {
    auto loaded = path.empty() ? load_built_in() : load_path(path);
    if (!loaded) return tl::unexpected<Error>(loaded.error());
    apply_load(state, std::move(*loaded), path);
    return {};
}

Result<void> open_text_of_link(AppState& state, const std::string& text) {
    const auto link = parse_link(text);
    if (!link)
        return tl::unexpected<Error>(
            Error{.message = fmt::format("the link, column {}: {}", link.error().column, link.error().message), .file = {}, .line = 0, .column = 0});
    if (state.data == nullptr || !is_same_data(link->data, state.path))
        if (auto opened = open_data_path(state, link->data); !opened) return opened;
    const std::string missing = missing_words(apply_link(state, *link));
    if (!missing.empty()) add_toast(state, missing);
    return {};
}

// The view that a picture shows. That the picture was made of other data or with other fonts is said, not refused.
Result<void> open_figure(AppState& state, const std::string& path) {
    const auto bytes = read_file(path);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    const auto figure = figure_file_from(*bytes);
    if (!figure) return fail(fmt::format("{}: {}", path, figure.error().message));
    if (auto opened = open_text_of_link(state, figure->link); !opened) return opened;
    if (figure->data_hash && *figure->data_hash != state.data->content_hash)
        add_toast(state, "The picture was made of other data than the ones that are open now");
    if (const auto fonts = FontSet::open()) {
        const auto changed = changed_fonts(figure->fonts, **fonts);
        if (!changed.empty())
            add_toast(state, fmt::format("The picture was made with another font: '{}'{} not what is installed here", displayable(changed.front()),
                                         changed.size() == 1 ? " is" : fmt::format(" and {} more are", changed.size() - 1)));
    }
    return {};
}

}  // namespace

Result<void> open_any(AppState& state, const std::string& what) {
    if (is_link(what)) return open_text_of_link(state, what);
    if (is_figure_path(what)) return open_figure(state, what);
    const bool backup = is_backup_path(what);
    if (!backup && !is_document_path(what)) return open_data_path(state, what);
    auto opened = read_document(what);
    if (!opened) return tl::unexpected<Error>(opened.error());
    const size_t warnings = opened->problems.warning_count();
    apply_document(state, std::move(*opened), backup ? what.substr(0, what.size() - 1) : what);
    // What stands in the document's own file is something else.
    if (backup) state.session.saved_hash = 0;
    if (warnings > 0) add_toast(state, fmt::format("Document opened, {} problem{}", warnings, warnings == 1 ? "" : "s"));
    return {};
}

bool is_same_data(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return a.empty() && b.empty();
    namespace fs = std::filesystem;
    std::error_code code;
    const auto whole = [&](const std::string& path) {
        std::string text = fs::absolute(path, code).lexically_normal().generic_string();
        if (text.size() > 1 && text.ends_with('/')) text.pop_back();
        return text;
    };
    return whole(a) == whole(b);
}

std::string missing_words(const std::vector<std::string>& names) {
    if (names.empty()) return {};
    return fmt::format("The data have no '{}'{}.", displayable(names.front()),
                       names.size() == 1 ? std::string() : fmt::format(" and {} more", names.size() - 1));
}

}  // namespace choke
