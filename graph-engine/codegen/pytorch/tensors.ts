/** `tensors.py`: tensor functions that a project calls and PyTorch lacks. Only those that are called are written. */

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
  processes: {
    text: `def processes() -> tuple[int, int]:
    """The number of this process, counted from 0, and how many there are."""
    if dist.is_available() and dist.is_initialized():
        return dist.get_rank(), dist.get_world_size()
    return 0, 1`,
  },
  ...draws('normal', 'Normal numbers with mean 0 and variance 1.', 'Normal numbers in the shape of `like`, (N, ...).', 'randn'),
  ...draws('uniform', 'Numbers from 0 to 1, all equally likely.', 'Numbers from 0 to 1 in the shape of `like`, (N, ...).', 'rand'),
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
    """Adds up the rows of each of \`count\` segments: (M, ...) to (count, ...)."""
    return rows.new_zeros((count, *rows.shape[1:])).index_add(0, segments, rows)`,
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

/** The functions themselves, with the imports that they need. */
export function tensorsFile(names: readonly string[]): string {
  const bodies = names.map((name) => helpers[name]!.text);
  const text = bodies.join('\n\n\n');
  const imports = [
    ...(text.includes('math.') ? ['import math'] : []),
    ...(text.includes('Sequence[') ? ['from collections.abc import Sequence'] : []),
    ...(text.includes('math.') || text.includes('Sequence[') ? [''] : []),
    ...(text.includes('torch.') ? ['import torch'] : []),
    ...(text.includes('dist.') ? ['import torch.distributed as dist'] : []),
    ...(text.includes('F.') ? ['import torch.nn.functional as F'] : []),
    ...(text.includes('Tensor') ? ['from torch import Tensor'] : []),
  ];
  return `"""Tensor functions that PyTorch lacks."""\n\n${imports.join('\n')}\n\n\n${bodies.join('\n\n\n')}\n`;
}
