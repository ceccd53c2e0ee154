"""One side of the comparison: PyTorch, truly on one thread. Reads requests as JSON lines, and answers each with the time of a step."""
import json
import os
import sys
import time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
import torch  # noqa: E402  (the threads are read when it is loaded)
from torch import nn  # noqa: E402

torch.set_num_threads(1)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})


def dense(size, hidden, code):
    return nn.Sequential(nn.Linear(size, hidden), nn.ReLU(), nn.Linear(hidden, code), nn.Linear(code, hidden), nn.ReLU(), nn.Linear(hidden, size), nn.Sigmoid())


def conv():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU(), nn.Flatten(), nn.Linear(1568, 16),
        nn.Linear(16, 1568), nn.ReLU(), nn.Unflatten(1, (32, 7, 7)),
        nn.ConvTranspose2d(32, 16, 3, 2, 1, 1), nn.ReLU(), nn.ConvTranspose2d(16, 1, 3, 2, 1, 1), nn.Sigmoid(),
    )


MODELS = {
    "mlp": (lambda: dense(784, 256, 16), (128, 784)),
    "small": (lambda: dense(64, 32, 2), (32, 64)),
    "conv": (conv, (128, 1, 28, 28)),
}
ready = {}


def stepper(name):
    if name not in ready:
        build, shape = MODELS[name]
        model = build()
        data = torch.rand(*shape)
        optimizer = torch.optim.Adam(model.parameters(), 1e-3)

        def step():
            loss = ((model(data) - data) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            return loss.item()

        ready.clear()
        ready[name] = step
    return ready[name]


print(json.dumps({"models": list(MODELS), "version": torch.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    step = stepper(request["model"])
    start = now = time.perf_counter()
    steps = 0
    while steps == 0 or (now - start) * 1000 < request["milliseconds"]:
        step()
        steps += 1
        now = time.perf_counter()
    print(json.dumps({"wall": (now - start) * 1000 / steps}), flush=True)
