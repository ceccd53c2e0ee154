/** GRU in PyTorch: `nn.GRU` knows no padding in the middle, and reads packed sequences where there is some. */
import { defineSpelling } from './definition';

const cellSource = `class GruCell(nn.Module):
    """One place of a GRU (Cho et al. 2014), with the reset gate behind the product."""

    def __init__(self, channels: int, units: int) -> None:
        super().__init__()
        self.kernel = nn.Parameter(torch.zeros(channels, 3 * units))
        self.bias = nn.Parameter(torch.zeros(3 * units))
        self.recurrent_kernel = nn.Parameter(torch.zeros(units, 3 * units))
        self.recurrent_bias = nn.Parameter(torch.zeros(units))

    def forward(self, x: Tensor, memory: Tensor) -> Tensor:
        """\`x\` (N, channels) and \`memory\` (N, units) to the next memory."""
        given = (x @ self.kernel + self.bias).chunk(3, -1)
        recalled = (memory @ self.recurrent_kernel).chunk(3, -1)
        reset = (given[0] + recalled[0]).sigmoid()
        kept = (given[1] + recalled[1]).sigmoid()
        proposed = (given[2] + reset * (recalled[2] + self.recurrent_bias)).tanh()
        return proposed + kept * (memory - proposed)`;

const source = `class Gru(Masked):
    """Reads a sequence place by place and carries a memory along: (N, places, channels)."""

    def __init__(self, channels: int, units: int, directions: tuple[str, ...], last: bool) -> None:
        super().__init__()
        self.units = units
        self.last = last
        # A module has a method of the name forward already.
        names = [f"{name}_cell" for name in directions]
        self.cells = nn.ModuleDict({name: GruCell(channels, units) for name in names})

    def forward(self, x: Tensor, mask: "Tensor | None" = None) -> Tensor:
        results = []
        for name, cell in self.cells.items():
            places = range(x.shape[1])
            memory = x.new_zeros(len(x), self.units)
            memories = [memory] * len(places)
            for place in places if name == "forward_cell" else reversed(places):
                following = cell(x[:, place], memory)
                # Nothing is read in padded places.
                is_there = None if mask is None else mask[:, place:place + 1] > 0
                memory = following if is_there is None else following.where(is_there, memory)
                memories[place] = memory
            results.append(memory if self.last else torch.stack(memories, 1))
        return torch.cat(results, -1)`;

interface Params {
  readonly units: number;
  readonly direction: 'forward' | 'backward' | 'both';
  readonly gives: 'places' | 'last';
}
const parts = { Kernel: 'kernel', Bias: 'bias', RecurrentKernel: 'recurrent_kernel', RecurrentBias: 'recurrent_bias' };

export const gru = defineSpelling(({ units, direction, gives }: Params, [, channels]) => {
  const directions = direction === 'both' ? ['forward', 'backward'] : [direction];
  const named = `(${directions.map((one) => `"${one}"`).join(', ')}${directions.length === 1 ? ',' : ''})`;
  return {
    modules: [`Gru(${channels}, ${units}, ${named}, last=${gives === 'last' ? 'True' : 'False'})`],
    channels: 'last',
    weights: Object.fromEntries(directions.flatMap((one) => Object.entries(parts).map(([ours, theirs]) => [`${one}${ours}`, { module: 0, name: `cells.${one}_cell.${theirs}` }]))),
    classes: { GruCell: cellSource, Gru: source },
    told: true,
  };
});
