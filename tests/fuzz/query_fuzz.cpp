// Any text is a filter of the built-in history or a message whose column stands in the text. A filter selects, is said in
// words, parses again from its own text, survives the facets and says what its parts take away.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "io/reader.h"
#include "query/completion.h"
#include "query/facets.h"
#include "query/removal.h"
#include "query/selection.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
    using namespace choke;
    static const auto loaded = load_built_in();
    static const EventIndex index(loaded->data);
    const Dataset& data = *loaded->data;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const size_t cursor = size == 0 ? 0 : bytes[0] % (size + 1);
    for (const Completion& offer : complete(text, cursor, index, kEverKnown)) {
        require(offer.replace_begin <= offer.replace_end && offer.replace_end <= size);
    }
    const auto query = parse_query(text, data);
    if (!query) {
        require(query.error().column >= 1);
        // A byte that is no UTF-8 counts as one character there and here.
        require(static_cast<size_t>(query.error().column) <= code_point_count(text) + 1);
        return 0;
    }
    const EventSet found = index.select(*query, kEverKnown);
    require(!query->words(data).empty());
    const auto again = parse_query(query->text(), data);
    require(again.has_value() && again->text() == query->text() && index.select(*again, kEverKnown) == found);
    const FacetClicks clicks = clicks_from_filter(text, data);
    const std::string clicked = filter_from_clicks(clicks, data);
    const auto after = parse_query(clicked, data);
    require(after.has_value() && index.select(*after, kEverKnown) == found);
    require(clicks_from_filter(clicked, data) == clicks);
    for (const Removal& row : removals(text, index)) {
        const auto without = parse_query(row.filter, data);
        require(without.has_value() && index.select(*without, kEverKnown).size() == row.event_count);
    }
    return 0;
}
