"""One side of the comparison: PyTorch on the number of threads that the first argument says. Reads requests as JSON lines, and answers each with the time of a step."""
import json
import os
import sys
import time

THREADS = int(sys.argv[1])
# Of the library below, which would start as many again within each thread of PyTorch: with one there, several threads are fastest.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
import torch  # noqa: E402  (the threads are read when it is loaded)

from torch_models import MODELS, build  # noqa: E402

torch.set_num_threads(THREADS)
# Truly one thread.
if THREADS == 1 and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})
ready = {}


def stepper(name):
    if name not in ready:
        model, step, shape = build(name)
        ready.clear()
        ready[name] = (step, torch.rand(*shape), sum(parameter.numel() for parameter in model.parameters()))
    return ready[name]


print(json.dumps({"models": list(MODELS), "version": torch.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    step, data, parameters = stepper(request["model"])
    start = now = time.perf_counter()
    steps = 0
    while steps == 0 or (now - start) * 1000 < request["milliseconds"]:
        for loss in step(data):
            loss.item()
        steps += 1
        now = time.perf_counter()
    print(json.dumps({"wall": (now - start) * 1000 / steps, "parameters": parameters}), flush=True)
