// The linter: what a careful editor would object to in data that reads well. Each rule is a row of a table
// with a code that stays, and looks at an immutable Dataset. A record can waive a rule, with a reason; the
// finding is then kept and marked. What cannot be read at all is the business of the reader and of
// DatasetBuilder, not of the linter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "model/dataset.h"

namespace choke {

class LintContext;  // lint_internal.h

enum class LintScope : uint8_t {
    References,  // only what points at nothing: part of every check
    Everything,  // a strict check
};

struct LintRule {
    std::string_view code;         // stable, kebab-case
    std::string_view summary;      // one line, no full stop
    std::string_view explanation;  // two or three sentences: what for, an example, how to mend it
    Severity severity = Severity::Warning;
    LintScope scope = LintScope::Everything;  // the narrowest one that it is part of
    void (*check)(LintContext& context) = nullptr;
};

// In the order of the manual. `unused-waiver` is the last: it looks at what the others have done.
[[nodiscard]] std::span<const LintRule> lint_rules();
[[nodiscard]] const LintRule* find_lint_rule(std::string_view code);  // null when there is none

// Further findings of a rule are counted and not kept: they mostly have one cause.
inline constexpr size_t kMostOfRule = 1000;

struct LintFinding {
    Diagnostic diagnostic;
    RecordRef record;  // whose waiver counts
    bool waived = false;
    std::string reason;  // of the waiver
};

struct LintReport {
    std::vector<LintFinding> findings;  // by file, line, column; at most kMostOfRule of each rule
    size_t error_count = 0;             // not waived, kept or not
    size_t warning_count = 0;           // not waived, kept or not
    size_t waived_count = 0;
};

[[nodiscard]] LintReport lint(const DatasetPtr& data, LintScope scope);

}  // namespace choke
