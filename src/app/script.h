// Scripts: commands by name, one a line, run without a window or recorded from one.
//
//   # The first rule and its answer.
//   filter.set kind:rule
//   select.id 2022-10-07-bis-advanced-computing-rule
//   expect-events 12
//
// A line is a name and, behind one space, an argument that reaches to the end of the line. Empty lines and lines that begin
// with # are passed over. Besides the commands of the table there are the words of a script: `size WxH`, `expect-events N`,
// `expect-hash HASH` (docs/documents.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/cameras.h"
#include "app/derived.h"
#include "app/state.h"
#include "base/error.h"
#include "io/reader.h"

namespace choke {

// Runs the lines until one is refused; what was done before stays done. The error has the place in the script; for an
// unknown name it says the nearest one. A script cannot run or record another.
// metrics: where no window draws, `size` builds the scenes of the panes with it, so that the commands that move a camera
// have something to go by. Null in the window, where `size` does nothing.
[[nodiscard]] Result<void> run_script(AppState& state, Derived& derived, const InputFile& script, const TextMetrics* metrics);

// --- recording: session.recording holds the lines ---

// Begins with what leads from a fresh document to what is shown now.
void start_recording(AppState& state, Derived& derived);

// The file's text.
[[nodiscard]] std::string script_text(const std::vector<std::string>& lines);

// What a command may have changed, kept while it runs.
struct BeforeCommand {
    DatasetPtr data;
    Document document;
    std::vector<NodeRef> selected;
    Cameras cameras;  // resting_cameras()
};
[[nodiscard]] BeforeCommand before_command(const AppState& state);

// What a command did, in lines that do the same in another session: its name and argument; where it depends on what only
// this session knows (undo, ways back, the size of the window), the state that it led to. Does nothing when nothing is
// recorded. Lines that say a whole state replace one of their kind just before them: typing in a field is one line.
void record_command(AppState& state, Derived& derived, std::string_view name, std::string_view argument, bool succeeded,
                    const BeforeCommand& before);

// What a pointer gesture did. Called by apply().
void record_effect(AppState& state, std::string_view view_id, const Effect& effect);

}  // namespace choke
