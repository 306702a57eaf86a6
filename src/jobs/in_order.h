// Makes the pieces of something on several threads and takes them on the calling thread, in their order: a file read in
// parts, say. What comes out is the same however many threads there are and however fast each of them is.
#pragma once

#include <cstddef>
#include <functional>

namespace choke {

struct InOrder {
    size_t piece_count = 0;
    size_t helper_count = 0;  // threads beside the calling one, which makes pieces as well; 0: all of it happens there
    size_t slot_count = 1;    // how many pieces may be made or waiting at a time, at least 1
    // On any thread, several at a time, never two with the same slot (< slot_count). A piece has its slot until take().
    std::function<void(size_t piece, size_t slot)> make;
    // On the calling thread. False: that was enough, and the pieces behind it are not taken.
    std::function<bool(size_t piece, size_t slot)> take;
};

// Returns when no helper runs any more. What make() throws is thrown here, in place of taking that piece.
void run_in_order(const InOrder& work);

// Helpers that make sense on this machine: a thread a core, of which the calling one is the first.
[[nodiscard]] size_t helpers_of_machine();

}  // namespace choke
