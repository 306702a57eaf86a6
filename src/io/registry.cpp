#include <array>

#include "io/chokepoint_json.h"
#include "io/reader.h"

namespace choke {
namespace {

// A new format is one file and one row here.
const std::array kReaders = {kChokepointJson};

}  // namespace

std::span<const Reader> readers() { return kReaders; }

}  // namespace choke
