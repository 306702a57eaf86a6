// The rows of `list`: one function a kind of thing that can be listed.
#pragma once

#include <span>
#include <string_view>

#include "cli/sheet.h"
#include "model/dataset.h"
#include "query/selection.h"

namespace choke {

struct ListRequest {
    const EventIndex& index;
    const EventSet& events;  // what filter and known-on leave
    Instant known_by_s = kEverKnown;
    // Without a filter and a day everything is listed, also what belongs to no event.
    bool narrowed = false;

    [[nodiscard]] const Dataset& data() const { return index.data(); }
};

struct ListKind {
    std::string_view name;  // "events"
    Sheet (*rows)(const ListRequest& request);
};

[[nodiscard]] std::span<const ListKind> list_kinds();

}  // namespace choke
