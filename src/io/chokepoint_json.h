// The own format, docs/data-format.md: a folder of JSON files, or one file with the same lists.
#pragma once

#include "io/reader.h"

namespace choke {

extern const Reader kChokepointJson;

}  // namespace choke
