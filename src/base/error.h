// Error: why an operation as a whole could not be done. One sentence for the user, with its place in a file when
// there is one. A bad row in a file that otherwise loads is a Diagnostic (diagnostics.h), not an Error.
#pragma once

#include <string>

#include <tl/expected.hpp>

namespace choke {

struct Error {
    std::string message;  // one sentence, no final newline: what was found, and what to do
    std::string file;     // empty when no file is concerned
    int line = 0;         // 1-based; 0 when unknown
    int column = 0;       // 1-based, in code points; 0 when unknown
};

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string message) {
    return tl::unexpected<Error>(Error{.message = std::move(message), .file = {}, .line = 0, .column = 0});
}

// "file:line:column: message", leaving out what is unknown.
[[nodiscard]] std::string to_string(const Error& error);

}  // namespace choke
