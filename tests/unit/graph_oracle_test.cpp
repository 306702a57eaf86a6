// The measures against python-igraph's (tests/tools/graph_oracle.py).
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "graph/measures.h"

using namespace choke;

namespace {

struct OracleGraph {
    std::string name;
    bool directed = false;
    uint32_t node_count = 0;
    std::vector<GraphEdge> edges;
    std::vector<double> weights;
    std::map<std::string, std::vector<double>> values;
};

std::vector<OracleGraph> oracle() {
    std::ifstream file(std::string(CHOKE_SOURCE_DIR) + "/tests/data/graph_oracle.tsv");
    std::vector<OracleGraph> graphs;
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string kind;
        words >> kind;
        if (kind == "graph") {
            OracleGraph graph;
            words >> graph.name >> graph.directed >> graph.node_count;
            graphs.push_back(graph);
        } else if (kind == "edge") {
            GraphEdge edge;
            double weight = 0;
            words >> edge.from >> edge.to >> weight;
            graphs.back().edges.push_back(edge);
            graphs.back().weights.push_back(weight);
        } else if (kind == "value") {
            std::string measure;
            uint32_t node = 0;
            double value = 0;
            words >> measure >> node >> value;
            graphs.back().values[measure].push_back(value);
        }
    }
    return graphs;
}

std::vector<double> numbers(const std::vector<uint32_t>& values) { return {values.begin(), values.end()}; }

using Measure = std::function<std::vector<double>(const Graph&, const OracleGraph&)>;

Direction direction_of(const OracleGraph& of) { return of.directed ? Direction::Out : Direction::Both; }

PathMeasureOptions path_options(const OracleGraph& of, Normalise normalise, bool lengths = false) {
    PathMeasureOptions options{.direction = direction_of(of), .normalise = normalise};
    if (lengths) {
        options.lengths = of.weights;
    }
    return options;
}

std::map<std::string, Measure> measures() {
    return {
        {"degree", [](const Graph& graph, const OracleGraph&) { return degrees(graph); }},
        {"strength", [](const Graph& graph, const OracleGraph& of) { return strengths(graph, of.weights); }},
        {"betweenness",
         [](const Graph& graph, const OracleGraph& of) {
             return betweenness(graph, path_options(of, Normalise::No));
         }},
        {"betweenness-normalised",
         [](const Graph& graph, const OracleGraph& of) {
             return betweenness(graph, path_options(of, Normalise::Yes));
         }},
        {"betweenness-lengths",
         [](const Graph& graph, const OracleGraph& of) {
             return betweenness(graph, path_options(of, Normalise::No, true));
         }},
        {"closeness",
         [](const Graph& graph, const OracleGraph& of) {
             return closeness(graph, path_options(of, Normalise::Yes));
         }},
        {"closeness-sum",
         [](const Graph& graph, const OracleGraph& of) {
             return closeness(graph, path_options(of, Normalise::No));
         }},
        {"closeness-lengths",
         [](const Graph& graph, const OracleGraph& of) {
             return closeness(graph, path_options(of, Normalise::Yes, true));
         }},
        {"pagerank", [](const Graph& graph,
                        const OracleGraph& of) { return page_rank(graph, {.direction = direction_of(of)}); }},
        {"pagerank-weights",
         [](const Graph& graph, const OracleGraph& of) {
             return page_rank(graph, {.direction = direction_of(of), .weights = of.weights});
         }},
        {"core",
         [](const Graph& graph, const OracleGraph&) { return numbers(core_numbers(Neighbours(graph))); }},
    };
}

}  // namespace

TEST_CASE("measures agree with igraph to nine digits", "[graph][measures]") {
    const std::vector<OracleGraph> graphs = oracle();
    REQUIRE(graphs.size() == 7);
    for (const OracleGraph& of : graphs) {
        const Graph graph(of.node_count, of.edges);
        REQUIRE(of.values.size() == measures().size());
        for (const auto& [name, measure] : measures()) {
            INFO(of.name << ": " << name);
            const std::vector<double> ours = measure(graph, of);
            const std::vector<double>& theirs = of.values.at(name);
            REQUIRE(ours.size() == theirs.size());
            double worst = 0;
            for (size_t node = 0; node < ours.size(); ++node) {
                worst = std::max(worst,
                                 std::abs(ours[node] - theirs[node]) / std::max(1.0, std::abs(theirs[node])));
            }
            CHECK(worst < 1e-9);
        }
    }
}
