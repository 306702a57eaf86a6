// The table view as text for other programs: all its rows in their order (not only those in sight) and all the columns that
// are chosen (also those for which the window has no room).
#pragma once

#include <string>

#include "views/view.h"

namespace choke {

// RFC 4180 (2005): UTF-8, a header row, lines end with CR LF. Dates are EDTF, so that "2022-10" stays a month; several
// actors, things, stories or tags stand in one cell with "; " between. A cell that a spreadsheet would take for a formula
// (beginning with = + - @, a tab or a carriage return) gets an apostrophe in front (OWASP, "CSV Injection").
[[nodiscard]] std::string table_csv(const ViewInput& input);

// A table as GitHub reads it, with the dates as they are shown. Pipes, and signs that mean something in Markdown or HTML,
// are escaped; line ends become spaces. Counts stand at the right.
[[nodiscard]] std::string table_markdown(const ViewInput& input);

}  // namespace choke
