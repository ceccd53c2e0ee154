"""Products of matrices in PyTorch on one thread. Reads requests as JSON lines, and answers each with the least time of one product."""
import json
import os
import sys
import time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
import torch  # noqa: E402  (the threads are read when it is loaded)

torch.set_num_threads(1)
print(json.dumps({"version": torch.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    matrices, m, n, k = (request[name] for name in ("matrices", "m", "n", "k"))
    left = torch.rand(matrices, k, m).transpose(1, 2) if request["transposed"] == "left" else torch.rand(matrices, m, k)
    right = torch.rand(matrices, n, k).transpose(1, 2) if request["transposed"] == "right" else torch.rand(matrices, k, n)
    if matrices == 1:
        left, right = left[0], right[0]
    least = float("inf")
    until = time.perf_counter() + request["milliseconds"] / 1000
    with torch.no_grad():
        while time.perf_counter() < until:
            start = time.perf_counter()
            for _ in range(request["times"]):
                torch.matmul(left, right)
            least = min(least, (time.perf_counter() - start) * 1000 / request["times"])
    print(json.dumps({"wall": least}), flush=True)
