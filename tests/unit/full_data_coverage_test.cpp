// The data files as a whole: every content line of the four seed articles is cited, and the files hold to their schemas.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "io/reader.h"

using namespace choke;

namespace {

std::set<std::pair<std::string, std::string>> cited_places(const Dataset& data) {
    std::set<std::pair<std::string, std::string>> places;
    for (const Claim& claim : data.claims)
        places.emplace(data.text(data.sources.id[index(claim.source)]), data.text(claim.locator));
    return places;
}

std::string output_of(const std::string& command, int& exit_code) {
    std::string out;
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char buffer[4096];
    for (size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
    exit_code = pclose(pipe);
    return out;
}

}  // namespace

TEST_CASE("every content line of the four seed articles is cited by a claim", "[data]") {
    const auto loaded = load_built_in();
    REQUIRE(loaded);
    const auto places = cited_places(*loaded->data);
    std::ifstream lines(CHOKE_SOURCE_DIR "/tests/data/seed_lines.tsv");
    REQUIRE(lines);
    std::string row;
    std::getline(lines, row);
    REQUIRE(row == "source\tline\tclass");
    size_t content = 0;
    std::string uncited;
    while (std::getline(lines, row)) {
        std::istringstream cells(row);
        std::string source;
        std::string line;
        std::string kind;
        cells >> source >> line >> kind;
        if (kind != "content") continue;
        ++content;
        if (!places.contains({source, "L" + line})) uncited += source + " L" + line + "\n";
    }
    CHECK(content > 100);
    CHECK(uncited == "");
}

TEST_CASE("every data file of the repository holds to its JSON Schema by an outside validator", "[data]") {
    if (std::system("/usr/bin/python3 -c 'import jsonschema' >/dev/null 2>&1") != 0) SKIP("python3-jsonschema is not installed");
    int exit_code = -1;
    const std::string said = output_of("/usr/bin/python3 " CHOKE_SOURCE_DIR "/tests/tools/validate_schema.py " CHOKE_SOURCE_DIR
                                       "/data/schema " CHOKE_SOURCE_DIR "/data/export-controls " CHOKE_SOURCE_DIR
                                       "/data/aftermath 2>/dev/null",
                                       exit_code);
    INFO(said);
    CHECK(exit_code == 0);
    CHECK(said.find("0 faults") != std::string::npos);
}
