/** Stacks of layers on sequences of which some are shorter: what is told of padding, and what is not. */

export const maskedSource = `class Masked(nn.Module):
    """A layer that is told which places hold something, (N, places) of 1 and 0."""

    def mask_after(self, mask: Tensor) -> Tensor:
        """The mask of what it gives."""
        return mask`;

export const maskedClasses: Readonly<Record<string, string>> = {
  Masked: maskedSource,
  MaskedSequential: `class MaskedSequential(nn.Sequential):
    """Layers in a row, of which some are told which places hold something."""

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        for layer in self:
            x = layer(x, mask) if isinstance(layer, Masked) else layer(x)
            mask = layer.mask_after(mask) if isinstance(layer, Masked) else mask
        return x`,
  LeaveOutPadding: `class LeaveOutPadding(Masked):
    """Zeros in places that hold nothing."""

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return x * mask.reshape(*mask.shape, *[1] * (x.dim() - 2))`,
};
