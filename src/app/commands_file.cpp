#include "app/commands_internal.h"

#include <utility>

#include <fmt/format.h>

#include "app/document_file.h"
#include "app/figure_file.h"
#include "app/open_any.h"

namespace choke::command {

std::string open_data(Context& context) {
    const std::string path(context.argument);
    if (is_document_path(path)) return open_document(context);
    if (is_backup_path(path)) return open_backup(context);
    if (is_figure_path(path)) {
        const auto opened = open_any(context.state, path);
        return opened ? std::string() : to_string(opened.error());
    }
    if (context.state.session.reads_behind) {
        context.state.session.load_request = path;
        return {};
    }
    auto loaded = path.empty() ? load_built_in() : load_path(path);
    if (!loaded) return to_string(loaded.error());
    apply_load(context.state, std::move(*loaded), path);
    add_toast(context.state, loaded_words(context.state));
    return {};
}
std::string reload(Context& context) {
    const std::string path = context.state.path;
    Context again{context.state, context.derived, path};
    return open_data(again);
}
std::string cancel_load(Context& context) {
    context.state.session.cancel_load = true;
    return {};
}
std::string export_figure(Context& context) {
    context.state.session.export_public = false;
    context.state.session.export_path = context.argument.empty() ? "figure.svg" : std::string(context.argument);
    return {};
}
std::string export_public_figure(Context& context) {
    export_figure(context);
    context.state.session.export_public = true;
    return {};
}
std::string open_link(Context& context) {
    if (!context.argument.starts_with("https://") && !context.argument.starts_with("http://"))
        return "Only web addresses are opened.";
    context.state.session.open_url = context.argument;
    return {};
}
std::string quit(Context& context) {
    context.state.session.quit = true;
    return {};
}

}  // namespace choke::command
