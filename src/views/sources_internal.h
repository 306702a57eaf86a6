// Events against sources: a row an event, a column a source or a publisher, in the cell the stance of its claims, and its
// own date or figure where another source or the event has it otherwise. Rows (on a filter) -> columns (on those) -> frame
// (on a resize) -> conflicts of the rows in sight -> drawing.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/memo.h"
#include "query/conflicts.h"
#include "views/row_window.h"

namespace choke {

struct SourceRowsKey {
    const Dataset* data = nullptr;
    uint64_t visible_revision = 0;
    bool only_selected = false;
    std::vector<NodeRef> selected;  // empty unless only they are shown
    friend bool operator==(const SourceRowsKey&, const SourceRowsKey&) = default;
};

struct SourceColumnsKey {
    size_t rows_build = 0;
    bool by_publisher = true;
    friend bool operator==(const SourceColumnsKey&, const SourceColumnsKey&) = default;
};
struct SourceColumn {
    std::string label;          // publisher, or publisher and date of a single source
    SourceId first = kNone<SourceId>;
    uint32_t events = 0;        // rows with a claim of it that is shown
};
struct SourceColumns {
    std::vector<SourceColumn> columns;       // most cited first, then by the number of the source
    std::vector<uint32_t> column_of_source;  // by SourceId; of the columns above
    std::vector<bool> stances;               // by Stance: in use
};

struct ConflictsKey {
    size_t rows_build = 0;
    size_t first = 0;
    size_t end = 0;
    friend bool operator==(const ConflictsKey&, const ConflictsKey&) = default;
};

// Where things stand; scene px.
struct SourcesFrame {
    Rect key;       // above the events: which symbol is which stance; empty without room
    Rect names;     // of the sources, one on a line, each with a line down to its column
    Rect events;    // left: date and title
    Rect others;    // right: the claims of sources without a column; empty without room
    double first_x = 0;   // middle of the first column
    double column_px = 0;
    size_t columns = 0;   // that find room
    [[nodiscard]] double column_x(size_t column) const { return first_x + static_cast<double>(column) * column_px; }
};

struct SourcesCache final : ViewCache {
    Memo<SourceRowsKey, std::vector<EventId>> rows;
    Memo<SourceColumnsKey, SourceColumns> columns;
    Memo<ConflictsKey, std::vector<std::vector<ClaimConflict>>> conflicts;  // by row in sight
    SourcesFrame frame;  // of the last build, as all below
    RowWindow window;
    bool by_publisher = true;
};

inline constexpr double kSourceRow_px = 28;
inline constexpr double kSourceLine_px = 16;   // of the names
inline constexpr double kSourceColumn_px = 88;
inline constexpr double kSourceHead_px = 22;   // the lowest line of the header: what the columns are

void prepare_sources(const ViewInput& input, SourcesCache& cache);
void draw_sources(const ViewInput& input, const SourcesCache& cache, Scene& scene);

// Whether the claim is drawn: known by the day, or to come when what is not yet known is shown as well.
[[nodiscard]] bool shows_claim(const ViewInput& input, const Claim& claim);
// "593 billion USD"
[[nodiscard]] std::string value_words(const Dataset& data, const Figure& figure);
// What a claim gives otherwise than the others, in few words: "3 Dec 2024, 593 billion USD"; empty: nothing.
[[nodiscard]] std::string own_values(const Dataset& data, const ClaimConflict& conflict);
// "Reuters, 2 Dec 2024, alleges: …", and what it gives otherwise.
[[nodiscard]] std::string describe_claim(const ViewInput& input, EventId event, uint32_t claim);

void build_sources(const ViewInput& input, ViewCache& cache, Scene& scene);
void interact_sources(const ViewInput& input, const ViewCache& cache, const Gesture& gesture, std::vector<Effect>& effects);
[[nodiscard]] Camera frame_sources(const ViewInput& input, const ViewCache& cache, std::span<const NodeRef> nodes);
[[nodiscard]] Camera whole_sources(const ViewInput& input, const ViewCache& cache);
[[nodiscard]] std::string describe_sources(const ViewInput& input, const ViewCache& cache, Pick pick);

extern const std::span<const ViewParam> kSourcesParams;

}  // namespace choke
