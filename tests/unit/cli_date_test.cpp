#include <catch2/catch_test_macros.hpp>

#include "cli_run.h"

namespace {

using cli_test::Ran;
using cli_test::run;

struct Row {
    std::string_view edtf;
    int exit_code;
    std::string_view text;
    std::string_view json;
};

constexpr Row kRows[] = {
    {"2022-10", 0, "2022-10: October 2022 (2022-10-01 to 2022-10-31, precision month, level 0)\n",
     R"({"input": "2022-10", "valid": true, "level": 0, "earliest": "2022-10-01", "latest": "2022-10-31", "precision": "month", "words": "October 2022"})"
     "\n"},
    {"../2020", 0, "../2020: up to 2020 (open to 2020-12-31, precision year, level 1)\n",
     R"({"input": "../2020", "valid": true, "level": 1, "earliest": null, "latest": "2020-12-31", "precision": "year", "words": "up to 2020"})"
     "\n"},
    {"-0043-03-15", 0, "-0043-03-15: 15 March 44 BC (-0043-03-15 to -0043-03-15, precision day, level 1)\n",
     R"({"input": "-0043-03-15", "valid": true, "level": 1, "earliest": "-0043-03-15", "latest": "-0043-03-15", "precision": "day", "words": "15 March 44 BC"})"
     "\n"},
    {"[1667,1668]", 0, "[1667,1668]: 1667 or 1668 (1667-01-01 to 1668-12-31, precision year, level 2)\n",
     R"({"input": "[1667,1668]", "valid": true, "level": 2, "earliest": "1667-01-01", "latest": "1668-12-31", "precision": "year", "words": "1667 or 1668"})"
     "\n"},
    {"2023-02-30", 1, "2023-02-30: invalid at column 9: February 2023 has 28 days\n",
     R"({"input": "2023-02-30", "valid": false, "error": "February 2023 has 28 days", "column": 9})"
     "\n"},
    {"", 1, ": invalid at column 1: the date is empty\n",
     R"({"input": "", "valid": false, "error": "the date is empty", "column": 1})"
     "\n"},
};

}  // namespace

TEST_CASE("date says a line for each date, as text and as JSON", "[cli][date]") {
    for (const Row& row : kRows) {
        INFO(row.edtf);
        const Ran text = run({"date", std::string(row.edtf)});
        CHECK(text.out == row.text);
        CHECK(text.exit_code == row.exit_code);
        CHECK(text.err.empty());
        CHECK(run({"date", "--json", std::string(row.edtf)}).out == row.json);
    }
}

TEST_CASE("date keeps the order and fails when any of the dates is invalid", "[cli][date]") {
    const Ran ran = run({"date", "2020", "never", "2021"});
    CHECK(ran.exit_code == 1);
    CHECK(ran.out.find("2020:") < ran.out.find("never:"));
    CHECK(ran.out.find("never:") < ran.out.find("2021:"));
}

TEST_CASE("date takes what begins with a hyphen and a letter only behind a double hyphen", "[cli][date]") {
    CHECK(run({"date", "-x"}).exit_code == 2);
    CHECK(run({"date", "--jsn", "2020"}).exit_code == 2);
    CHECK(run({"date", "--", "-x"}).out == "-x: invalid at column 2: an unspecified digit is a capital X\n");
}

TEST_CASE("date shows control characters as harmless signs", "[cli][date]") {
    CHECK(run({"date", "\x1b[31m"}).out.find('\x1b') == std::string::npos);
    CHECK(run({"date", "--json", "\x1b[31m"}).out.find("\"\\u001b[31m\"") != std::string::npos);
}
