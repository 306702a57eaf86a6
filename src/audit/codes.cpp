#include "audit/codes.h"

#include <algorithm>
#include <array>

namespace choke {
namespace {

constexpr auto kReaderCodes = std::to_array<ReaderCode>({
    {"bad-confidence", "The confidence of a claim is neither high nor medium; it is ignored"},
    {"bad-date",
     "A text is no EDTF date; a row that needs the date is left out, otherwise the date is ignored"},
    {"bad-id", "An id is not kebab-case; the row is left out"},
    {"bad-kind", "The kind of a marker is none that there is; it is ignored"},
    {"bad-known",
     "The `known` of an event or claim is no EDTF date; the claim or the source decides instead"},
    {"bad-known-on", "The known_on of a story step is no date with an end; it is ignored"},
    {"bad-param", "A parameter of a story step is not NAME=VALUE; it is ignored"},
    {"bad-range",
     "The range of a story step or of the data set is no interval with both ends given; it is ignored"},
    {"bad-side", "The side of an actor is not US, China or other; other is taken"},
    {"bad-stance", "The stance of a claim is not in the list; the claim is left out"},
    {"bad-strength", "The strength of a relation is neither direct nor topical; it is ignored"},
    {"bad-subject", "A row of states is about no actor or thing; it is left out"},
    {"bad-view", "The view of a story step is not in the list; it is ignored"},
    {"control-characters",
     "A text holds control characters or direction marks; they are made visible on the screen"},
    {"date-out-of-range", "A date lies beyond the years that the program can handle"},
    {"duplicate-id", "An id is used twice; the second row is left out"},
    {"duplicate-key", "An object has the same key twice; the last one counts"},
    {"duplicate-relation", "The same ends, kind and date stand in two relations; put their claims into one"},
    {"half-character", "A text holds half of a surrogate pair; U+FFFD stands in for it"},
    {"invalid-figure",
     "The value of a figure is no number, text or pair of numbers, or its bounds are the wrong way round"},
    {"missing-key", "A row lacks something that it cannot do without; it is left out"},
    {"no-claims", "An event or relation has no claim that can be used; it is left out"},
    {"no-known",
     "Neither a claim nor its source says when it became known; the date of what it is about is taken"},
    {"no-spans", "A row of states has no span that can be used; it is left out"},
    {"no-steps", "A story has no step that can be used; it is left out"},
    {"overlapping-states", "Two spans of one subject certainly hold at the same time"},
    {"part-of-cycle", "Something is a part of itself, or an actor stands above itself"},
    {"self-relation", "A relation leads from something to itself; it is left out"},
    {"too-long", "A headline has more than 70 characters or a caption more than 280"},
    {"unknown-actor", "An actor is named that is not there"},
    {"unknown-event", "An event is named that is not there"},
    {"unknown-file", "The folder holds a JSON file that is no part of a data set; it is not read"},
    {"unknown-key", "A key is in no list; it is ignored"},
    {"unknown-kind", "A kind looks like a misspelling of a known one; it is kept as it is"},
    {"unknown-node", "A relation or story step names something that is no event, actor or thing"},
    {"unknown-relation-kind", "A relation kind looks like a misspelling of a known one; it is kept as it is"},
    {"unknown-role", "A role looks like a misspelling of a known one; it is kept as it is"},
    {"unknown-source", "A claim names a source that is not there; the claim is left out"},
    {"unknown-thing", "A thing is named that is not there"},
    {"unreadable", "Nothing could be read at all: no such file, no JSON, or another format"},
    {"wrong-type", "A number, list or object stands where something else was expected"},
});

}  // namespace

std::span<const ReaderCode> reader_codes() { return kReaderCodes; }

const ReaderCode* find_reader_code(std::string_view code) {
    const auto it = std::find_if(kReaderCodes.begin(), kReaderCodes.end(),
                                 [&](const ReaderCode& row) { return row.code == code; });
    return it == kReaderCodes.end() ? nullptr : &*it;
}

}  // namespace choke
