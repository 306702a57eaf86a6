#include "base/error.h"

#include "base/diagnostics.h"

namespace choke {

std::string to_string(const Error& error) {
    const std::string where = place_words(error.file, error.line, error.column);
    return where.empty() ? error.message : where + ": " + error.message;
}

}  // namespace choke
