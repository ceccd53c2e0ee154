"""Sides of the comparison on a GPU: PyTorch on CUDA, operation by operation, or as a recorded graph. Reads requests as JSON lines, and answers each with the time of a step, losses read, of a batch that lies on the GPU."""
import json
import sys
import time

import torch

from torch_models import MODELS, build

DEVICE = sys.argv[1] if len(sys.argv) > 1 else "cuda"
if DEVICE == "cuda" and not torch.cuda.is_available():
    sys.exit("no CUDA")
# float32 throughout, as everybody else here.
torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False
# Before a graph is recorded, on a stream of their own: libraries choose their algorithms, and the optimiser makes its state.
WARM_UP = 5


def in_place(model, step):
    """A step whose buffers stay where they are: a graph reads and writes the memory that it was recorded with."""
    buffers = dict(model.named_buffers())

    def run(data):
        losses = step(data)
        for name, buffer in buffers.items():
            if getattr(model, name) is not buffer:
                buffer.copy_(getattr(model, name))
                setattr(model, name, buffer)
        return losses

    return run


def trying(name, batch, **options):
    """Model, step and data, with Adam as one kernel where it takes these parameters: it refuses some whose gradients are laid out otherwise."""
    for fused in (True, False) if DEVICE == "cuda" else (False,):
        model, step, shape = build(name, batch, DEVICE, fused=fused, **options)
        data = torch.rand(*shape, device=DEVICE)
        try:
            step(data)
        except RuntimeError:
            if not fused:
                raise
        else:
            return model, step, data


def eager(name, batch):
    _, step, data = trying(name, batch)
    return lambda: step(data)


def recorded(name, batch):
    model, step, data = trying(name, batch, capturable=True)
    step = in_place(model, step)
    aside = torch.cuda.Stream()
    aside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(aside):
        for _ in range(WARM_UP):
            step(data)
    torch.cuda.current_stream().wait_stream(aside)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        losses = step(data)

    def replay():
        graph.replay()
        return losses

    return replay


KINDS = {"eager": eager, "graph": recorded}
ready = {}
print(json.dumps({"models": list(MODELS), "version": torch.__version__, "device": torch.cuda.get_device_name() if DEVICE == "cuda" else DEVICE}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    name, batch, kind = request["model"], request["batch"], request["kind"]
    try:
        if any(key[:2] != (name, batch) for key in ready):
            ready.clear()
        if (name, batch, kind) not in ready:
            ready[name, batch, kind] = KINDS[kind](name, batch)
        step = ready[name, batch, kind]
        start = now = time.perf_counter()
        steps = 0
        while steps == 0 or (now - start) * 1000 < request["milliseconds"]:
            for loss in step():
                loss.item()
            steps += 1
            now = time.perf_counter()
        answer = {"wall": (now - start) * 1000 / steps}
    except Exception as error:  # One side that fails is told; the others go on.
        answer = {"fault": f"{type(error).__name__}: {error}"[:200]}
    print(json.dumps(answer), flush=True)
