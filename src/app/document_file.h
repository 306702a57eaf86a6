// The whole document as a file: name.chokepoint. JSON in UTF-8, described in docs/documents.md: which data it is about (by
// path, with their hash), the look, the named views, and of the session what makes the picture: cameras, selection, active
// view, theme. The same document always gives the same bytes, with one item a line, so that two versions can be compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cameras.h"
#include "app/state.h"
#include "base/diagnostics.h"
#include "base/error.h"
#include "io/reader.h"

namespace choke {

inline constexpr std::string_view kDocumentExtension = ".chokepoint";

[[nodiscard]] bool is_document_path(std::string_view path);  // ends in .chokepoint
[[nodiscard]] bool is_backup_path(std::string_view path);    // ends in .chokepoint~
[[nodiscard]] std::string backup_path(std::string_view document_path);

// A document that has been read, with its data: everything that applying it needs.
struct OpenedDocument {
    Loaded loaded;          // the data with their own problems
    std::string data_path;  // empty: the built-in history
    Document document;
    Cameras cameras;
    std::vector<NodeRef> selected;
    std::string active_view;
    ThemeId theme = ThemeId::Dark;
    std::vector<UnknownMember> unknown_members;
    std::string autosave_of;  // of an autosave: the document that it belongs to; may be empty
    // What is left out or in doubt, each with its place in the file: unknown keys, ids that the data no longer have, other
    // data than the document was made with, a filter or a date that does not parse.
    Diagnostics problems;
};

// Reads a file and the data that it names. Error, with the place where there is one: not readable, not JSON, no document, a
// newer format, a value of the wrong kind or out of range, data that cannot be read. Of a damaged file the message says
// whether the backup is sound.
[[nodiscard]] Result<OpenedDocument> read_document(const std::string& path);

// The same from memory, on data that have been loaded. What stands in "data" is only compared.
[[nodiscard]] Result<OpenedDocument> read_document_text(const InputFile& file, Loaded loaded);

// Puts an opened document in place: undo and the ways back start anew, playback is paused. The document's problems are
// added to those of the data. `document_path` may be empty: then it has yet to be given a name.
void apply_document(AppState& state, OpenedDocument opened, std::string document_path);

// The file's text. A data path is written relative to the folder of `document_path` where both lie under one folder;
// absolute otherwise, and when `document_path` is empty. `autosave_of`: only in an autosave.
[[nodiscard]] std::string document_text(const AppState& state, const Cameras& cameras, std::string_view document_path,
                                        std::optional<std::string_view> autosave_of = std::nullopt);
// The same with the cameras as they are and session.document_path.
[[nodiscard]] std::string document_text(const AppState& state);

// A story as it stands in the file, without its comma, and the opposite: read on the data of the state. Error: a value of the
// wrong kind or out of range.
[[nodiscard]] std::string story_text(const AppState& state, const KeptStory& story);
[[nodiscard]] Result<KeptStory> story_from_text(const InputFile& file, const Dataset& data);

// Tells whether there is something to save, and whether two ways have led to the same document: a hash of the canonical
// text of the look, the named views, the stories, the selection and the hash of the data. The cameras are left out because looking around
// is no change that anybody wants to be asked about, the theme because it is the reader's taste, and the panels, the size
// and the panes' borders because they are the window's.
[[nodiscard]] uint64_t document_hash(const AppState& state);

// Writes the document and remembers it as saved. The file that was there becomes the backup when it is a sound document;
// otherwise it is moved aside to NAME.chokepoint.damaged (-2, -3 …) and an older backup stays. Error: nothing has changed.
[[nodiscard]] Result<void> save_document(AppState& state, Derived& derived, const std::string& path);

}  // namespace choke
