// Names what a file is when it is nothing that this version reads, so that the message can say so.
#pragma once

#include <string_view>

#include "io/reader.h"

namespace choke {

// "GraphML", "a PDF document", …; empty when it may be the own format, or nothing that is known. Looks at the first
// 64 KiB and, for text without any mark of its own, at the extension.
[[nodiscard]] std::string_view foreign_format(const InputFile& file);

// "UTF-16" or "UTF-32", or empty.
[[nodiscard]] std::string_view foreign_encoding(std::string_view bytes);

// Lower-case, without the dot.
[[nodiscard]] std::string extension_of(std::string_view name);
[[nodiscard]] std::string_view base_name(std::string_view name);

}  // namespace choke
