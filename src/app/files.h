// Whole files, in and out.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace choke {

[[nodiscard]] Result<std::string> read_file(const std::string& path);

// Writes beside the target (PATH.PROCESS.part), brings that to the disk, then renames: a reader sees the old file or the new
// one, never half of one, and so it is after a crash or a power cut. The permissions of a file that is replaced are kept; a
// symbolic link is followed. Error: the target is as it was, and nothing is left beside it.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

// The same; what was there before is called `keep_as` then. `path` itself is whole at every moment in between.
[[nodiscard]] Result<void> write_file_keeping(const std::string& path, std::string_view bytes, const std::string& keep_as);

}  // namespace choke
