"""Writes tests/data/graph_oracle.tsv: small graphs and what python-igraph (0.10) says about their nodes.

The graphs are made here by seeded generators of our own, so that no data set is copied. Run it with the
output's path; the file says by itself which version made it. Rows:

    graph   name  directed(0/1)  nodes
    edge    from  to  weight            of the graph above, in the order of the edge numbers
    value   measure  node  number       17 digits; measures as named in graph_oracle_test.cpp
"""
import math
import random
import sys

import igraph


def preferential(n, seed):
    rng = random.Random(seed)
    edges, ends = [(0, 1), (1, 2), (0, 2)], [0, 1, 1, 2, 0, 2]
    for v in range(3, n):
        for u in sorted({ends[rng.randrange(len(ends))] for _ in range(3)}):
            edges.append((u, v))
            ends += [u, v]
    return edges


def blocks(n, block, count, seed):
    rng = random.Random(seed)
    edges = set()
    while len(edges) < count:
        u = rng.randrange(n)
        v = u // block * block + rng.randrange(block) if rng.random() < 0.85 else rng.randrange(n)
        if u != v:
            edges.add((min(u, v), max(u, v)))
    return sorted(edges)


def weighted(edges, seed):
    rng = random.Random(seed)
    return [(a, b, rng.randrange(1, 9)) for a, b in edges]


pieces = [(0, 1), (1, 2), (2, 0), (2, 3), (5, 6), (6, 7), (7, 8), (8, 5), (5, 7), (10, 11)]
GRAPHS = [
    ("preferential", 0, 80, weighted(preferential(80, 1), 2)),
    ("blocks", 0, 120, weighted(blocks(120, 20, 300, 3), 4)),
    ("pieces", 0, 13, weighted(pieces, 5)),
    ("grid", 0, 36, weighted([(i, i + 1) for i in range(36) if i % 6 < 5] + [(i, i + 6) for i in range(30)], 6)),
    ("parallel", 0, 6, weighted([(0, 1)] * 3 + [(1, 2), (2, 3), (3, 0), (3, 4), (3, 4), (4, 5)], 7)),
    ("directed", 1, 60, weighted(blocks(60, 15, 170, 8), 9)),
    ("star", 0, 20, [(0, i, 1) for i in range(1, 20)]),
]


def rows():
    yield f"# made by tests/tools/graph_oracle.py with igraph {igraph.__version__}"
    for name, directed, n, edges in GRAPHS:
        yield f"graph\t{name}\t{directed}\t{n}"
        for a, b, w in edges:
            yield f"edge\t{a}\t{b}\t{w}"
        g = igraph.Graph(n=n, edges=[(a, b) for a, b, _ in edges], directed=bool(directed))
        w = [float(x) for *_, x in edges]
        pairs = (n - 1) * (n - 2) / (1 if directed else 2)
        measures = {
            "degree": g.degree(),
            "strength": g.strength(weights=w),
            "betweenness": g.betweenness(directed=bool(directed)),
            "betweenness-normalised": [b / pairs for b in g.betweenness(directed=bool(directed))],
            "betweenness-lengths": g.betweenness(directed=bool(directed), weights=w),
            "closeness": g.closeness(mode="out" if directed else "all", normalized=True),
            "closeness-sum": g.closeness(mode="out" if directed else "all", normalized=False),
            "closeness-lengths": g.closeness(mode="out" if directed else "all", weights=w, normalized=True),
            "pagerank": g.pagerank(directed=bool(directed), damping=0.85),
            "pagerank-weights": g.pagerank(directed=bool(directed), damping=0.85, weights=w),
            "core": g.simplify().coreness(mode="all") if not directed else g.as_undirected().simplify().coreness(),
        }
        for measure, values in measures.items():
            for node, value in enumerate(values):
                # igraph has no closeness for a node that reaches none; we say 0.
                yield f"value\t{measure}\t{node}\t{0 if math.isnan(value) else value:.17g}"


with open(sys.argv[1], "w", encoding="utf-8") as out:
    out.write("\n".join(rows()) + "\n")
