/** Parts of `train.py`: optimisers, schedules, stages, first values from data, and the command. */
import type { Player, TrainingSettings } from '../../document/types';
import type { Modules } from '../program/modules';
import type { ModelText } from './model';
import type { Manner } from './trainer-options';
import { variableName } from './module';
import { fit, number, quote } from './text';

export const schedules: { readonly [K in TrainingSettings['schedule']['kind']]: (warmup: number) => string } = {
  constant: () => `def rate(step: int, steps: int) -> float:
    """The learning rate stays as it is."""
    return 1.0`,
  cosine: () => `def rate(step: int, steps: int) -> float:
    """The learning rate falls to 0 along half a cosine (Loshchilov & Hutter 2017, eq. 5)."""
    return (1 + math.cos(math.pi * min(step / max(steps, 1), 1))) / 2`,
  'warmup-cosine': (warmup) => `def rate(step: int, steps: int) -> float:
    """The learning rate rises for ${warmup} steps, then falls to 0 along half a cosine."""
    if step < ${warmup}:
        return (step + 1) / ${warmup + 1}
    share = min((step - ${warmup}) / max(steps - ${warmup}, 1), 1)
    return (1 + math.cos(math.pi * share)) / 2`,
};

export function playerLines(player: Player, optimizer: string): string[] {
  return [`    ${quote(player.id)}: Player(`, fit(`lambda weights: ${optimizer},`, 8), `        clip_norm=${number(player.clipNorm)},`, `        updates=${player.updates},`, '    ),'];
}

/** What starts from data: the entries of a codebook, and statistics that copy another weight. */
export function startLines(modules: Modules, model: ModelText): string[] {
  const pathOf = (name: string): string | null => model.places.find((place) => place.name === name)?.path ?? null;
  const lines: string[] = [];
  for (const { name, init } of modules.united.builder.parameters) {
    const path = pathOf(name);
    if (!path || init.kind !== 'kmeans') continue;
    const [node, port] = init.tap.split('<') as [string, string];
    const source = modules.part(node).inputs.find((input) => input.port.id === port)!.variables[0]!;
    lines.push(`    entries = tensors[${quote(path)}]`, fit(`entries.copy_(k_means(values.${variableName(source)}, len(entries)))`, 4));
  }
  for (const { name, init } of modules.united.builder.parameters) {
    const path = pathOf(name);
    const other = init.kind === 'copyOf' ? pathOf(init.parameter) : null;
    if (path && other) lines.push(fit(`tensors[${quote(path)}].copy_(tensors[${quote(other)}])`, 4));
  }
  return lines;
}
export const kMeans = `def k_means(features: Tensor, clusters: int, rounds: int = 10) -> Tensor:
    """Centres of clusters of the vectors along the last axis (Lloyd 1982): (..., D) to (K, D)."""
    points = features.reshape(-1, features.shape[-1])
    centres = points[torch.linspace(0, len(points) - 1, clusters).long()]
    for _ in range(rounds):
        nearest = torch.cdist(points, centres).argmin(1)
        chosen = F.one_hot(nearest, clusters).to(points.dtype)
        sizes = chosen.sum(0).unsqueeze(1)
        centres = torch.where(sizes > 0, chosen.T @ points / sizes.clamp(min=1), centres)
    return centres`;

/** Options, and the processes that there are. */
export const mainText = (hasWeights: boolean, when: (text: string, otherwise?: string) => string): string => `def main() -> None:
    """Reads the options, joins the other processes where there are some, and trains."""
    parser = argparse.ArgumentParser(description="Train the model.")
    parser.add_argument("--data", nargs="+", help="a file for each Dataset, instead of data/")
    parser.add_argument("--labels", nargs="+", help="the labels of --data, where they are needed")
${when('    parser.add_argument("--epochs", type=int, help="of each stage, instead of its length")\n', `    parser.add_argument(
        "--epochs", type=int, help="passes over the items, instead of EPOCHS and MIN_STEPS"
    )
`)}${when(`    parser.add_argument("--stage", choices=[one.name for one in STAGES], help="trains it alone")
`)}    parser.add_argument("--steps", type=int, help="ends the run early")
    parser.add_argument("--batch", type=int, default=BATCH, help="items of a step")
    parser.add_argument("--device", help="cuda, cpu, ...; by default a GPU if there is one")
    parser.add_argument("--amp", action="store_true", help="computes in bfloat16 where it can")
    parser.add_argument("--weights", help="weights to go on from, instead of random ones")
    parser.add_argument("--checkpoint", default=str(FOLDER / "checkpoint.pt"))
    parser.add_argument("--resume", action="store_true", help="goes on from the checkpoint")
    parser.add_argument("--out", default=str(FOLDER / ${quote(hasWeights ? 'trained.safetensors' : 'weights.safetensors')}))
    parser.add_argument("--metrics", help="writes the figures of each epoch as lines of JSON")
    options = parser.parse_args()
    device = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
    with contextlib.ExitStack() as stack:
        if int(os.environ.get("WORLD_SIZE", "1")) > 1:
            dist.init_process_group("nccl" if device.startswith("cuda") else "gloo")
            stack.callback(dist.destroy_process_group)
            if device == "cuda":
                device = f"cuda:{os.environ['LOCAL_RANK']}"
                torch.cuda.set_device(device)
        train(options, device)

`;

export const figuresText = `def figures(told: dict[str, Tensor]) -> dict[str, float]:
    """Numbers of this step, as means over the processes."""
    _, count = processes()
    numbers = torch.stack([value.float() for value in told.values()])
    if count > 1:
        dist.all_reduce(numbers)
    return {name: float(value) / count for name, value in zip(told, numbers)}


def line(row: dict[str, float], judged: str) -> str:
    """Figures with their units; \`judged\` is the player whose loss held-out items are judged by."""
    units = {**UNITS, "held out": UNITS.get(f"{judged} loss", "")}
    figures = [(name, value) for name, value in row.items() if name != "step"]
    texts = (f"{name} {value:.6g} {units.get(name, '')}".rstrip() for name, value in figures)
    return "  ".join(texts)`;

/** A pass through model and losses. `call`: the model at a step, sampled or not. */
export const objectiveText = (call: (step: string, sample: string) => string, { staged, pulls }: Manner): string => `class Objective(nn.Module):
    """Model and losses in one pass, so that DistributedDataParallel sees all of it."""

    def __init__(self, model: Model, amp: bool${staged ? ', stage: Stage' : ''}) -> None:
        super().__init__()
        self.model = model
        self.amp = amp
${staged ? '        self.stage = stage\n' : ''}
    def forward(
        self, batch: dict[str, Tensor], player: str, step: float
    ) -> tuple[Tensor, dict[str, Tensor], Values]:
        """The loss of a player, with its terms and all values for those who only look."""
        model = self.model
        device = next(iter(batch.values())).device.type
        with torch.autocast(device, torch.bfloat16, enabled=self.amp):
            values = ${call('step', 'True')}
        # Losses and statistics are made in full precision.
        values = Values(*(x.float() if x.is_floating_point() else x for x in values))
        terms = LOSSES[player](model, values, step)
${staged ? '        terms = self.stage.counted(terms)\n' : ''}${pulls ? `        weighted = [term.weight * term.value for term in terms.values()]
        total = torch.stack(weighted).sum() if weighted else torch.zeros((), device=device)
` : '        total = torch.stack([term.weight * term.value for term in terms.values()]).sum()\n'}        told = {name: term.value.detach() for name, term in terms.items()}
        return total, told, Values(*(value.detach() for value in values))`;
