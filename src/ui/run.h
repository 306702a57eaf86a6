// The window: opens it on a data set and runs until it is closed.
#pragma once

#include <string>

namespace choke {

// path: empty for the built-in history. Returns the exit code: 0; 2 when no window could be opened or the data could not
// be read, with the reason on standard error.
int run_window(const std::string& path);

}  // namespace choke
