"""Figures of anomaly detection by scikit-learn, to check our baselines against (graph-engine/inspect/anomaly/baselines/published.test.ts).

Rows 0, 2, 4, ... of the normal ones train, all others are judged; columns are standardised by the training rows.
Usage, from the repository: python3 bench/lib/anomaly_reference.py ../shared/data   (figures saved: scikit-learn 1.2.1, NumPy 1.24.2)
"""
import csv
import sys

import numpy as np
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.neighbors import NearestNeighbors

TABLES = {
    "wdbc": ("wdbc/data.csv", "diagnosis", "M"),
    "cardio": ("odds/cardio.csv", "label", "1"),
    "ionosphere": ("odds/ionosphere.csv", "label", "1"),
}


def read(path, label, odd):
    with open(path) as file:
        head, *rows = list(csv.reader(file))
    at = head.index(label)
    columns = [i for i, name in enumerate(head) if name not in ("", "id", label)]
    return np.array([[float(row[i]) for i in columns] for row in rows]), np.array([row[at] == odd for row in rows])


for name, (path, label, odd) in TABLES.items():
    values, is_anomaly = read(f"{sys.argv[1]}/{path}", label, odd)
    training = np.flatnonzero(~is_anomaly)[::2]
    rest = np.setdiff1d(np.arange(len(values)), training)
    mean, deviation = values[training].mean(0), values[training].std(0)
    deviation[deviation == 0] = 1
    rows = ((values - mean) / deviation).astype(np.float32).astype(np.float64)
    fitted, judged = rows[training], rows[rest]

    def areas(scores):
        return [round(area(is_anomaly[rest], scores), 4) for area in (roc_auc_score, average_precision_score)]

    print(f"{name}: {fitted.shape} fitted, {judged.shape} judged, {is_anomaly.sum()} anomalous; [AUC, average precision]")
    print("  none", areas((judged**2).sum(1)))
    for components in (2, 8):
        pca = PCA(components, svd_solver="full").fit(fitted)
        print(f"  pca {components}", areas(((judged - pca.inverse_transform(pca.transform(judged))) ** 2).sum(1)))
    neighbours = NearestNeighbors(n_neighbors=5, algorithm="brute").fit(fitted)
    print("  knn", areas(neighbours.kneighbors(judged)[0][:, -1]))
    forests = [IsolationForest(n_estimators=100, max_samples=min(256, len(fitted)), random_state=seed).fit(fitted) for seed in range(20)]
    found = np.array([areas(-forest.score_samples(judged)) for forest in forests])
    print("  isolationForest, 20 seeds: mean", found.mean(0).round(4), "deviation", found.std(0).round(4))
