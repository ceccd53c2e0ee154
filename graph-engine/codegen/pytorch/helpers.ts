/** Functions that a project calls and PyTorch lacks. Only those that are called are written. */

interface Helper {
  readonly text: string;
  readonly needs?: readonly string[];
}

const draws = (name: 'normal' | 'uniform', help: string, like: string, create: string): Readonly<Record<string, Helper>> => ({
  [`${name}_like`]: {
    needs: [name],
    text: `def ${name}_like(like: Tensor) -> Tensor:
    """${like}"""
    return ${name}(like.shape, like)`,
  },
  [name]: {
    needs: ['processes'],
    text: `def ${name}(shape: Sequence[int], like: Tensor) -> Tensor:
    """${help}

    The first axis counts the items of this process. All processes draw for all items and take
    their own, so that several give what one gives.
    """
    rank, count = processes()
    whole = torch.${create}((count * shape[0], *shape[1:]), device=like.device)
    return whole[rank * shape[0]:(rank + 1) * shape[0]]`,
  },
});

export const helpers: Readonly<Record<string, Helper>> = {
  ramp: {
    text: `def ramp(step: float, first: float, last: float, steps: int, start: int = 0) -> float:
    """A number that goes from \`first\` to \`last\` in \`steps\` equal parts, from step \`start\` on."""
    return first + (last - first) * min(1, max(0, step - start) / steps)`,
  },
  of_all_processes: {
    needs: ['processes'],
    text: `def of_all_processes(x: Tensor) -> Tensor:
    """The rows of all processes in their order, without derivatives: (M, ...) to (M', ...)."""
    count = processes()[1]
    if count == 1:
        return x
    parts = [torch.empty_like(x) for _ in range(count)]
    dist.all_gather(parts, x.contiguous())
    return torch.cat(parts)`,
  },
  alone: {
    text: `@contextmanager
def alone() -> Iterator[None]:
    """Within it, every process computes by itself, as if there were no others."""
    global is_alone
    is_alone = True
    try:
        yield
    finally:
        is_alone = False`,
  },
  processes: {
    needs: ['alone'],
    text: `is_alone = False


def processes() -> tuple[int, int]:
    """The number of this process, counted from 0, and how many there are."""
    if not is_alone and dist.is_available() and dist.is_initialized():
        return dist.get_rank(), dist.get_world_size()
    return 0, 1`,
  },
  ...draws('normal', 'Normal numbers with mean 0 and variance 1.', 'Normal numbers in the shape of `like`, (N, ...).', 'randn'),
  ...draws('uniform', 'Numbers from 0 to 1, all equally likely.', 'Numbers from 0 to 1 in the shape of `like`, (N, ...).', 'rand'),
  mean_of_processes: {
    needs: ['processes'],
    text: `def mean_of_processes(x: Tensor) -> Tensor:
    """The mean of what all processes hold, through which gradients flow to each."""
    count = processes()[1]
    return x if count == 1 else all_reduce(x) / count`,
  },
  slope: {
    text: `def slope(score: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """Derivative of a scalar function at \`x\`, which can itself be derived."""
    with torch.enable_grad():
        x = x.detach().requires_grad_()
        return torch.autograd.grad(score(x), x, create_graph=True)[0]`,
  },
  margins: {
    text: `def margins(size: int, window: int, stride: int, padding: str) -> tuple[int, int]:
    """Zeros before and after an axis: with "same" the odd one comes behind."""
    if padding == "valid":
        return 0, 0
    needed = max(0, (math.ceil(size / stride) - 1) * stride + window - size)
    return needed // 2, needed - needed // 2`,
  },
  convolve: {
    needs: ['margins'],
    text: `def convolve(x: Tensor, kernel: Tensor, strides: tuple[int, int], padding: str) -> Tensor:
    """Convolution of (N, H, W, in) by a kernel (height, width, in, out) to (N, H', W', out)."""
    top, bottom = margins(x.shape[1], kernel.shape[0], strides[0], padding)
    left, right = margins(x.shape[2], kernel.shape[1], strides[1], padding)
    padded = F.pad(x.permute(0, 3, 1, 2), (left, right, top, bottom))
    return F.conv2d(padded, kernel.permute(3, 2, 0, 1), stride=strides).permute(0, 2, 3, 1)`,
  },
  convolve_back: {
    needs: ['margins'],
    text: `def convolve_back(
    y: Tensor, kernel: Tensor, shape: Sequence[int], strides: tuple[int, int], padding: str
) -> Tensor:
    """Transposed convolution of (N, H', W', out) by (height, width, in, out) to \`shape\`."""
    top, _ = margins(shape[1], kernel.shape[0], strides[0], padding)
    left, _ = margins(shape[2], kernel.shape[1], strides[1], padding)
    full = F.conv_transpose2d(y.permute(0, 3, 1, 2), kernel.permute(3, 2, 0, 1), stride=strides)
    bottom, right = shape[1] + top - full.shape[2], shape[2] + left - full.shape[3]
    return F.pad(full, (-left, right, -top, bottom)).permute(0, 2, 3, 1)`,
  },
  filter_gradient: {
    needs: ['convolve'],
    text: `def filter_gradient(
    x: Tensor, dy: Tensor, shape: Sequence[int], strides: tuple[int, int], padding: str
) -> Tensor:
    """Derivative of a convolution of \`x\` with respect to its kernel of \`shape\`, given \`dy\`."""
    with torch.enable_grad():
        kernel = x.new_zeros(tuple(shape), requires_grad=True)
        y = convolve(x.detach(), kernel, strides, padding)
    return torch.autograd.grad(y, kernel, dy)[0]`,
  },
  average_pool: {
    text: `def average_pool(x: Tensor, size: tuple[int, int]) -> Tensor:
    """Means of windows that lie side by side: (N, H, W, C) to (N, H / size, W / size, C)."""
    return F.avg_pool2d(x.permute(0, 3, 1, 2), size).permute(0, 2, 3, 1)`,
  },
  max_pool: {
    text: `def max_pool(x: Tensor, size: tuple[int, int]) -> Tensor:
    """Maxima of windows that lie side by side: (N, H, W, C) to (N, H / size, W / size, C)."""
    return F.max_pool2d(x.permute(0, 3, 1, 2), size).permute(0, 2, 3, 1)`,
  },
  upsample: {
    text: `def upsample(x: Tensor, size: tuple[int, int]) -> Tensor:
    """Repeats rows and columns: (N, H, W, C) to (N, H * size, W * size, C)."""
    return x.repeat_interleave(size[0], dim=1).repeat_interleave(size[1], dim=2)`,
  },
  segment_sum: {
    text: `def segment_sum(rows: Tensor, segments: Tensor, count: int) -> Tensor:
    """Adds up the rows of each of \`count\` segments: (*segments.shape, ...) to (count, ...)."""
    row = rows.shape[segments.dim():]
    return rows.new_zeros((count, *row)).index_add(0, segments.flatten(), rows.reshape(-1, *row))`,
  },
};

/** Names of the helpers that \`texts\` call, with what these need, in the order of the table. */
export function helpersIn(texts: readonly string[]): string[] {
  const called = new Set<string>();
  const take = (name: string): void => {
    if (called.has(name)) return;
    called.add(name);
    helpers[name]!.needs?.forEach(take);
  };
  for (const text of texts) {
    for (const name of Object.keys(helpers)) if (new RegExp(`(?<![\\w.])${name}\\(`).test(text)) take(name);
  }
  return Object.keys(helpers).filter((name) => called.has(name));
}

/** Lines that import what a text mentions, as PyTorch's users write them; names of other files of the project come last. */
export function importsOf(whole: string, own: Readonly<Record<string, readonly string[]>> = {}): string[] {
  // What a sentence or a text mentions is not called.
  const text = whole.replace(/"""[\s\S]*?"""/g, '').replace(/"(?:[^"\\\n]|\\.)*"/g, '""').replace(/#.*$/gm, '');
  const has = (pattern: RegExp): boolean => pattern.test(text);
  const collections = ['Callable', 'Container', 'Iterable', 'Iterator', 'Sequence'].filter((name) => has(new RegExp(`\\b${name}\\[`)));
  const standard = [
    ...(has(/\bmath\./) ? ['import math'] : []),
    ...(collections.length ? [`from collections.abc import ${collections.join(', ')}`] : []),
    ...(has(/@contextmanager/) ? ['from contextlib import contextmanager'] : []),
    ...(has(/\bAny\b/) ? ['from typing import Any'] : []),
    ...(has(/\bNamedTuple\b/) ? ['from typing import NamedTuple'] : []),
  ];
  const torch = [
    ...(has(/\btorch\./) ? ['import torch'] : []),
    ...(has(/\bdist\./) ? ['import torch.distributed as dist'] : []),
    ...(has(/\bF\./) ? ['import torch.nn.functional as F'] : []),
    ...(has(/\bTensor\b/) || has(/\bnn\./) ? [`from torch import ${[...(has(/\bTensor\b/) ? ['Tensor'] : []), ...(has(/\bnn\./) ? ['nn'] : [])].join(', ')}`] : []),
    ...(has(/\ball_reduce\(/) ? ['from torch.distributed.nn.functional import all_reduce'] : []),
  ];
  const project = Object.entries(own).flatMap(([file, names]) => {
    // Words of sentences are no calls.
    const used = names.filter((name) => has(new RegExp(`(?<![\\w."\`])${name}${/^[a-z]/.test(name) ? '\\(' : '\\b(?!`)'}`))).sort();
    if (used.length === 0) return [];
    const line = `from ${file} import ${used.join(', ')}`;
    return line.length <= 100 ? [line] : [`from ${file} import (`, ...used.map((name) => `    ${name},`), ')'];
  });
  const groups = [standard, torch, project].filter((group) => group.length > 0);
  return groups.flatMap((group, i) => (i > 0 ? ['', ...group] : group));
}

/** A file of functions or classes under a sentence. */
export function pythonFile(about: string, bodies: readonly string[], own: Readonly<Record<string, readonly string[]>> = {}): string {
  const text = bodies.join('\n\n\n');
  const imports = importsOf(text, own);
  return [`"""${about}"""`, ...(imports.length ? ['', ...imports] : []), '', '', `${text}\n`].join('\n');
}
