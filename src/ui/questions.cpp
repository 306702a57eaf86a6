#include "ui/panels.h"

namespace choke {

void run_or_ask(const PanelContext& ui, const Command& command) {
    // What was saved once is saved there again.
    const bool first_save = command.name == "file.save" && ui.state.session.document_path.empty();
    const Command* asked = first_save ? find_command("file.save-as") : &command;
    if (!asks(*asked)) {
        ui.run(command.name);
        return;
    }
    ui.local.asked = asked;
    ui.local.answer = asked->name == "file.export-figure" ? "figure.svg"
                      : asked->name == "file.save-as"     ? ui.state.session.document_path.empty() ? "untitled.chokepoint"
                                                                                                    : ui.state.session.document_path
                      : asked->name == "script.stop"      ? "session.script"
                      : asked->name == "timeline.compare" ? ui.state.document.compare.value_or("")
                                                          : "";
}

}  // namespace choke
