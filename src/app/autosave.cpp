#include "app/autosave.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>
#include <sstream>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "app/document_file.h"
#include "app/files.h"
#include "app/json_tree.h"

namespace choke {
namespace {

namespace fs = std::filesystem;

// When a process began, in ticks since the machine did; 0 where the system does not tell. Together with its number it names
// a process for as long as the machine runs: numbers are given again.
uint64_t start_of(pid_t process) {
    const auto stat = read_file(fmt::format("/proc/{}/stat", process));
    if (!stat) return 0;
    // The second field is a name in parentheses that may hold anything; the start is the 22nd.
    const size_t behind = stat->rfind(')');
    if (behind == std::string::npos) return 0;
    std::istringstream fields(stat->substr(behind + 1));
    std::string field;
    for (int i = 3; i <= 22; ++i) fields >> field;
    uint64_t ticks = 0;
    std::from_chars(field.data(), field.data() + field.size(), ticks);
    return ticks;
}

struct Owner {
    pid_t process = 0;
    uint64_t start = 0;
};

// "4711-123456.chokepoint"
std::optional<Owner> owner_of(std::string_view name) {
    if (!is_document_path(name)) return std::nullopt;
    name.remove_suffix(kDocumentExtension.size());
    const size_t dash = name.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    Owner owner;
    const char* const middle = name.data() + dash;
    const char* const end = name.data() + name.size();
    const auto first = std::from_chars(name.data(), middle, owner.process);
    const auto second = std::from_chars(middle + 1, end, owner.start);
    if (first.ec != std::errc() || first.ptr != middle || second.ec != std::errc() || second.ptr != end || owner.process <= 0)
        return std::nullopt;
    return owner;
}

bool is_running(const Owner& owner) {
    if (kill(owner.process, 0) != 0 && errno == ESRCH) return false;
    const uint64_t start = start_of(owner.process);
    return start == 0 || owner.start == 0 || start == owner.start;
}

// Nanoseconds since 1970; nothing when there is no such file.
std::optional<int64_t> changed_ns(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return std::nullopt;
    return int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

}  // namespace

bool autosave_due(const AppState& state, const Autosave& last, double now_s) {
    if (now_s - last.last_s < kAutosave_s || state.data == nullptr) return false;
    if (state.session.saved_hash == 0 && state.document == Document{} && state.session.selected.empty()) return false;
    const uint64_t hash = document_hash(state);
    return hash != state.session.saved_hash && hash != last.hash;
}

std::string autosave_path(const std::string& folder) {
    return fmt::format("{}/{}-{}{}", folder, getpid(), start_of(getpid()), kDocumentExtension);
}

Result<void> write_autosave(const AppState& state, Derived& derived, const std::string& folder, Autosave& last, double now_s) {
    last.last_s = now_s;
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) return fail(fmt::format("{} cannot be made: {}", folder, code.message()));
    std::string document_path;
    if (!state.session.document_path.empty()) {
        document_path = fs::absolute(state.session.document_path, code).lexically_normal().string();
        if (code) document_path = state.session.document_path;
    }
    const std::string text = document_text(state, cameras_to_keep(state, derived), {}, document_path);
    if (auto written = write_file(autosave_path(folder), text); !written) return written;
    last.hash = document_hash(state);
    return {};
}

Result<void> discard_autosave(const std::string& path) {
    std::error_code code;
    fs::remove(path, code);
    if (code) return fail(fmt::format("{} cannot be removed: {}", path, code.message()));
    return {};
}

std::vector<Recoverable> find_recoverable(const std::string& folder) {
    std::vector<std::pair<int64_t, Recoverable>> found;
    std::error_code code;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        const std::string path = it->path().string();
        const auto owner = owner_of(it->path().filename().string());
        if (!owner || is_running(*owner)) continue;
        const auto bytes = read_file(path);
        const auto changed = changed_ns(path);
        if (!bytes || !changed) continue;
        const auto root = parse_json_tree({path, *bytes});
        if (!root || root->kind != JsonKind::Object) continue;
        const JsonValue* of = find_member(*root, "autosave_of");
        Recoverable row{.path = path, .document_path = of != nullptr ? of->text : std::string(), .written_s = *changed / 1'000'000'000};
        const auto saved = row.document_path.empty() ? std::nullopt : changed_ns(row.document_path);
        if (saved && *saved > *changed) continue;
        found.emplace_back(*changed, std::move(row));
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second.path < b.second.path;
    });
    std::vector<Recoverable> rows;
    for (auto& [when, row] : found) rows.push_back(std::move(row));
    return rows;
}

}  // namespace choke
