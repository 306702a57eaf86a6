// Autosave: while there is something unsaved, the document is also written into a folder of the program, one file a running
// program, which goes when the program ends well. What a program left behind is offered at the next start. The caller says
// which folder, what time it is, and asks now and then; nothing here runs by itself. The document file that a person saves is
// never touched.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/cameras.h"
#include "app/state.h"
#include "base/error.h"

namespace choke {

inline constexpr double kAutosave_s = 20;  // at least this long between two of them

// What the window remembers of its autosaves.
struct Autosave {
    double last_s = -1e9;  // by the window's clock: when the last one was written, or tried
    uint64_t hash = 0;     // document_hash() of it; 0: none is there
};

// The document differs from what is saved and from the last autosave, and that was long enough ago. Costs little before the
// time has come, and a hash of the document after it. A document that nobody has touched is not worth one.
[[nodiscard]] bool autosave_due(const AppState& state, const Autosave& last, double now_s);

// Writes it; makes the folder when it is not there. Also after an error the next try is kAutosave_s later.
[[nodiscard]] Result<void> write_autosave(const AppState& state, Derived& derived, const std::string& folder, Autosave& last,
                                          double now_s);

// This program's own file in the folder: "PROCESS-START.chokepoint".
[[nodiscard]] std::string autosave_path(const std::string& folder);

// When the program ends well, or after a save: there is nothing to recover any more. No such file is no error.
[[nodiscard]] Result<void> discard_autosave(const std::string& path);

struct Recoverable {
    std::string path;           // of the autosave
    std::string document_path;  // of the document that it belongs to; empty: it was never saved
    int64_t written_s = 0;      // since 1970-01-01T00:00:00Z
};

// Autosaves of programs that are no longer running, the newest first. Left out: what is older than its document, and what
// cannot be opened as a document.
[[nodiscard]] std::vector<Recoverable> find_recoverable(const std::string& folder);

}  // namespace choke
