// Diagnostics: the list of problems found while reading data. Reading goes on after each of them.
// Every problem has a stable code, a place, what was found, and a hint on what to do.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace choke {

enum class Severity { Warning, Error };

struct Diagnostic {
    Severity severity = Severity::Error;
    std::string file;     // as the user named it
    int line = 0;         // 1-based; 0: the file as a whole
    int column = 0;       // 1-based, in code points
    std::string code;     // stable, kebab-case: "unknown-actor"
    std::string message;  // what was found and what was expected
    std::string hint;     // what to do; may be empty
};

// At most kMaxReports problems are kept; further ones are counted. A file with a million bad rows must not
// cost a gigabyte of messages.
class Diagnostics {
public:
    static constexpr size_t kMaxReports = 10'000;

    void report(Diagnostic diagnostic);

    [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
    [[nodiscard]] size_t error_count() const { return error_count_; }      // kept or not
    [[nodiscard]] size_t warning_count() const { return warning_count_; }  // kept or not

    // By file, line, column: readers report in several passes, people read from top to bottom.
    void sort();

private:
    std::vector<Diagnostic> all_;
    size_t error_count_ = 0;
    size_t warning_count_ = 0;
};

// "file:line:column", leaving out what is unknown.
[[nodiscard]] std::string place_words(const std::string& file, int line, int column);

// "events.json:12:5: error: unknown actor 'nvdia' [unknown-actor]; did you mean 'nvidia'?"
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

}  // namespace choke
