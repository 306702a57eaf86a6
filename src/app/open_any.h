// What a person gives to the program to open: data, a document, the backup of one, a link, or a figure.
#pragma once

#include <string>

#include "app/state.h"
#include "base/error.h"

namespace choke {

// Empty: the built-in history. Ends in .chokepoint: a document; in .chokepoint~: the backup of one, which has to be saved
// anew; in .svg or .png: a figure, whose view is shown live again; begins with chokepoint: a link, whose data are read, because whoever gives it here has said so. Anything else: a
// folder or file of data. Error: why it cannot be opened; then nothing has changed. A link's error has the column.
[[nodiscard]] Result<void> open_any(AppState& state, const std::string& what);

// Whether two paths of data mean the same place; empty is the built-in history.
[[nodiscard]] bool is_same_data(const std::string& a, const std::string& b);

// "The data have no 'actor:nobody' and 2 more."; empty when nothing is missing.
[[nodiscard]] std::string missing_words(const std::vector<std::string>& names);

}  // namespace choke
