#include "ui/panels.h"

#include "app/annotations.h"
#include "app/presenting.h"
#include "app/stories.h"

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
    const auto shown = shown_step(ui.state);
    const bool has_step = shown && shown->count > 0;
    const StepWords words = has_step ? step_words(ui.state, shown->story, shown->step) : StepWords{};
    const Annotation* annotation = find_annotation(*ui.state.document.annotations, ui.state.session.annotation);
    ui.local.answer = asked->name == "file.export-figure" || asked->name == "file.export-public" ? "figure.svg"
                      : asked->name == "annotate.edit" && annotation != nullptr ? on_one_line(annotation->words)
                      : asked->name == "file.save-as"     ? ui.state.session.document_path.empty() ? "untitled.chokepoint"
                                                                                                    : ui.state.session.document_path
                      : asked->name == "script.stop"      ? "session.script"
                      : asked->name == "timeline.compare" ? ui.state.document.compare.value_or("")
                      : asked->name == "story.set-headline" ? std::string(words.headline)
                      : asked->name == "story.set-caption"  ? on_one_line(words.caption)
                      : asked->name == "story.set-notes"    ? on_one_line(words.notes)
                      : asked->name == "story.set-title" && shown    ? std::string(story_title(ui.state, shown->story))
                      : asked->name == "story.set-question" && shown ? std::string(story_question(ui.state, shown->story))
                                                          : "";
}

}  // namespace choke
