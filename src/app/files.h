// Whole files, in and out.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace choke {

[[nodiscard]] Result<std::string> read_file(const std::string& path);

// Writes beside the target, then renames: a reader sees the old file or the new one, never half of one.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace choke
