package io.omskit.finance.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Things that belong together because they share something: union-find over the numbers 0 to n-1. */
final class Clusters {
    private final int[] parent;

    Clusters(int size) {
        parent = new int[size];
        for (int i = 0; i < size; i++) {
            parent[i] = i;
        }
    }

    void join(int one, int other) {
        parent[root(one)] = root(other);
    }

    private int root(int of) {
        int at = of;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The clusters, each in ascending order, by their smallest member. */
    List<List<Integer>> all() {
        Map<Integer, List<Integer>> byRoot = new TreeMap<>();
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < parent.length; i++) {
            List<Integer> cluster = byRoot.get(root(i));
            if (cluster == null) {
                cluster = new ArrayList<>();
                byRoot.put(root(i), cluster);
                clusters.add(cluster);
            }
            cluster.add(i);
        }
        return clusters;
    }
}
