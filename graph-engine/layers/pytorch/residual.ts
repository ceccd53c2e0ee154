/** A residual block in PyTorch. */
import type { ActivationName } from '../activations';
import { defineSpelling } from './definition';
import { activationModules, kernelAxes } from './words';

const pytorchSource = `class Residual(nn.Module):
    """Adds what two layers give to their input (He et al. 2016, fig. 2). The shape stays."""

    def __init__(self, first: nn.Module, activation: nn.Module, second: nn.Module) -> None:
        super().__init__()
        self.first = first
        self.activation = activation
        self.second = second

    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.activation(self.first(x))) + x`;

export const residual = defineSpelling(({ activation }: { readonly activation: ActivationName }, input) => {
  const size = input.at(-1)!;
  const [layer, axes] = input.length < 3 ? [`nn.Linear(${size}, ${size})`, [1, 0]] : [`nn.Conv2d(${size}, ${size}, 3, padding=1)`, kernelAxes];
  const part = (name: string) => ({ module: 0, name });
  return {
    modules: [`Residual(${layer}, ${activationModules(activation)[0] ?? 'nn.Identity()'}, ${layer})`],
    channels: input.length < 3 ? 'last' : 'first',
    weights: { kernel1: { ...part('first.weight'), axes }, bias1: part('first.bias'), kernel2: { ...part('second.weight'), axes }, bias2: part('second.bias') },
    classes: { Residual: pytorchSource },
  };
});
