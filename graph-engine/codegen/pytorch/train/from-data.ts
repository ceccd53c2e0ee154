/** First values in `train.py` that come from data: the entries of a codebook, and statistics that copy another weight. */
import type { Modules } from '../../program/modules';
import type { ModelText } from '../model';
import { variableName } from '../module';
import { fit, quote } from '../text';

export interface FromData {
  /** Functions, the last of which is `start_from_data`; null where nothing starts from data. */
  readonly text: string | null;
  readonly clusters: boolean;
}

export function fromData(modules: Modules, model: ModelText): FromData {
  const lines = startLines(modules, model);
  const clusters = lines.some((line) => line.includes('k_means('));
  if (lines.length === 0) return { text: null, clusters };
  const call = `model(**batch${model.usesSample ? ', sample=False' : ''}${model.usesStep ? ', step=0' : ''})`;
  const seen = `    rows = [some[:512] for some in data.training]
    count = min(len(some) for some in rows)
    batch = data.items[[some[:count] for some in rows]]
    model.eval()
    values = ${call}
`;
  const start = `@torch.no_grad()
def start_from_data(model: Model${clusters ? ', data: Data' : ''}) -> None:
    """Gives first values to what ${clusters ? 'starts from data' : 'starts as a copy'}."""
${clusters ? seen : ''}    tensors = tensors_of(model)
${lines.join('\n')}`;
  return { text: clusters ? `${kMeans}\n\n\n${start}` : start, clusters };
}

function startLines(modules: Modules, model: ModelText): string[] {
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

const kMeans = `def k_means(features: Tensor, clusters: int, rounds: int = 10) -> Tensor:
    """Centres of clusters of the vectors along the last axis (Lloyd 1982): (..., D) to (K, D)."""
    points = features.reshape(-1, features.shape[-1])
    centres = points[torch.linspace(0, len(points) - 1, clusters).long()]
    for _ in range(rounds):
        nearest = torch.cdist(points, centres).argmin(1)
        chosen = F.one_hot(nearest, clusters).to(points.dtype)
        sizes = chosen.sum(0).unsqueeze(1)
        centres = torch.where(sizes > 0, chosen.T @ points / sizes.clamp(min=1), centres)
    return centres`;
