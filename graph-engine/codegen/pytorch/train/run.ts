/** `Run` in `train.py`: how far a run is; and how its figures are told. */
import type { Needs } from './needs';

export const figuresText = ({ alone }: Needs): string => `def figures(told: dict[str, Tensor]) -> dict[str, float]:
    """Numbers of this step, as means over the processes."""
    _, count = processes()
    numbers = torch.stack([value.float() for value in told.values()])
    if count > 1:
        dist.all_reduce(numbers)
    return {name: float(value) / count for name, value in zip(told, numbers)}


${alone ? `def line(row: dict[str, float]) -> str:
    """Figures with their units."""
    figures = [(name, value) for name, value in row.items() if name != "step"]
    texts = (f"{name} {value:.6g} {UNITS.get(name, '')}".rstrip() for name, value in figures)
    return "  ".join(texts)` : `def line(row: dict[str, float], judged: str) -> str:
    """Figures with their units; \`judged\` is the player whose loss held-out items are judged by."""
    units = {**UNITS, "held out": UNITS.get(f"{judged} loss", "")}
    figures = [(name, value) for name, value in row.items() if name != "step"]
    texts = (f"{name} {value:.6g} {units.get(name, '')}".rstrip() for name, value in figures)
    return "  ".join(texts)`}`;

export const runText = ({ staged, stops }: Needs): string => `@dataclass
class Run:
    """How far a run is${stops ? ', and its best held-out loss with the weights of then' : ', and its figures'}."""

    step: int = 0
${stops ? `    best: float = float("inf")
    weights: dict[str, Tensor] | None = None
    #: Checks since the best one, and the step of the last.
    since: int = 0
    checked: int = 0
` : ''}    log: list[dict[str, float]] = field(default_factory=list)
${staged ? `    #: The present stage, and the step that it began with.
    stage: int = 0
    start: int = 0
` : ''}`.trimEnd();
