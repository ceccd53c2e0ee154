"""A template trained in PyTorch as the command line trains it: the first images of MNIST, figures of the others. Prints one JSON object.

Arguments: model, epochs, seed, path of train-images-idx3-ubyte.gz, number of images to train on, threads.
"""
import gzip
import json
import os
import sys
import time

name, epochs, seed, path, seen, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5]), int(sys.argv[6])
# As in steps_torch.py.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
import torch  # noqa: E402

from torch_models import Quantised, build  # noqa: E402

torch.set_num_threads(threads)
torch.manual_seed(seed)
with gzip.open(path) as file:
    images = torch.frombuffer(bytearray(file.read()[16:]), dtype=torch.uint8).reshape(-1, 1, 28, 28)
training, unseen = images[:seen].float() / 255, images[seen:].float() / 255
model, step, (batch, *_) = build(name)
if isinstance(model, Quantised):
    model.start(training[:512])

steps, losses = 0, []
start = time.perf_counter()
for _ in range(epochs):
    order = torch.randperm(seen)
    for first in range(0, seen - batch + 1, batch):
        losses.append(step(training[order[first : first + batch]])[-1].item())
        steps += 1
seconds = time.perf_counter() - start

with torch.no_grad():
    found = {"seconds": seconds, "steps": steps, "losses": losses, "loss": 0.0}
    used = torch.zeros(model.codes) if isinstance(model, Quantised) else None
    for part in unseen.split(500):
        share = len(part) / len(unseen)
        if used is not None:
            used += torch.bincount(model.indices(model.vectors(part)), minlength=model.codes)
            continue
        found["loss"] += model.loss(part, steps).item() * share
    if used is not None:
        share = used / used.sum()
        found.update(used=int((used > 0).sum()), perplexity=torch.exp(-(share * (share + 1e-10).log()).sum()).item())
print(json.dumps(found))
