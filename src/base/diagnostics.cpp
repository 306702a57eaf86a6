#include "base/diagnostics.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace choke {

void Diagnostics::report(Diagnostic diagnostic) {
    (diagnostic.severity == Severity::Error ? error_count_ : warning_count_)++;
    if (all_.size() < kMaxReports) all_.push_back(std::move(diagnostic));
}

void Diagnostics::sort() {
    std::stable_sort(all_.begin(), all_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
}

std::string place_words(const std::string& file, int line, int column) {
    std::string words = file;
    if (line > 0) {
        if (!words.empty()) words += ':';
        words += std::to_string(line);
        if (column > 0) words += ':' + std::to_string(column);
    }
    return words;
}

std::string to_string(const Diagnostic& diagnostic) {
    std::string words = place_words(diagnostic.file, diagnostic.line, diagnostic.column);
    if (!words.empty()) words += ": ";
    words += diagnostic.severity == Severity::Error ? "error: " : "warning: ";
    words += diagnostic.message + " [" + diagnostic.code + "]";
    if (!diagnostic.hint.empty()) words += "; " + diagnostic.hint;
    return words;
}

}  // namespace choke
