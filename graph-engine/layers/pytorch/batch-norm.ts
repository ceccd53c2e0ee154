/** BatchNorm in PyTorch. */
import { defineSpelling } from './definition';

/** That of PyTorch follows at `momentum` from the first step, by unbiased variances, and at every pass. */
const pytorchSource = `class BatchNorm(nn.Module):
    """Brings each channel, the last axis, to mean 0 and variance 1 over the batch while training.

    Otherwise it takes the moving statistics, which follow those of the batch when \`follow\` is
    called after a step: at once at first, and at \`momentum\` in the end (Ioffe & Szegedy 2015).
    """

    def __init__(self, channels: int, momentum: float, eps: float) -> None:
        super().__init__()
        self.momentum = momentum
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("moving_mean", torch.zeros(channels))
        self.register_buffer("moving_variance", torch.ones(channels))
        self.register_buffer("steps", torch.zeros(()))
        self.seen: tuple[Tensor, Tensor] | None = None

    def forward(self, x: Tensor) -> Tensor:
        mean, variance = self.moving_mean, self.moving_variance
        if self.training:
            axes = tuple(range(x.dim() - 1))
            mean = mean_of_processes(x.mean(axes))
            variance = mean_of_processes((x - mean).square().mean(axes))
            self.seen = mean.detach(), variance.detach()
        return (x - mean) / (variance + self.eps).sqrt() * self.weight + self.bias

    @torch.no_grad()
    def follow(self) -> None:
        """Moves the statistics towards those of the last batch."""
        if self.seen is None:
            return
        kept = torch.clamp(self.steps / (self.steps + 9), max=self.momentum)
        for moving, now in zip((self.moving_mean, self.moving_variance), self.seen):
            moving.copy_(moving * kept + now * (1 - kept))
        self.steps += 1`;

export const batchNorm = defineSpelling(({ momentum, epsilon }: { readonly momentum: number; readonly epsilon: number }, input) => ({
  modules: [`BatchNorm(${input.at(-1)}, momentum=${momentum}, eps=${epsilon})`],
  channels: 'last',
  weights: {
    gamma: { module: 0, name: 'weight' },
    beta: { module: 0, name: 'bias' },
    movingMean: { module: 0, name: 'moving_mean' },
    movingVariance: { module: 0, name: 'moving_variance' },
  },
  classes: { BatchNorm: pytorchSource },
}));
