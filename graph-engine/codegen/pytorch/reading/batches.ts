/** Parts of `reading.py`: which labels are told, as `labelledItems` has it, and how items become batches. */
const told = `def told(labels: list[str], rows: np.ndarray, count: int) -> np.ndarray:
    """\`count\` of these rows, as many of each label as can be."""
    rounds: list[list[int]] = []
    seen: dict[str, int] = {}
    for row in rows:
        place = seen.get(labels[row], 0)
        seen[labels[row]] = place + 1
        if place == len(rounds):
            rounds.append([])
        rounds[place].append(int(row))
    return np.array([row for some in rounds for row in some][:count], int)`;

const inRounds = `def in_rounds(rows: np.ndarray, count: int, random: np.random.Generator) -> np.ndarray:
    """\`count\` of these rows in a random order, all of them before one comes again."""
    rounds = [random.permutation(rows) for _ in range(-(-count // len(rows)))]
    return np.concatenate(rounds)[:count]`;

/** `some`: labels of some items alone are told. */
export const roundsText = (some: boolean): readonly string[] => [...(some ? [told] : []), inRounds];

export const batchesText = `class Items(Dataset):
    """Prepared items of all sources; a batch is asked for by the rows of each."""

    def __init__(self, tensors: list[dict[str, Tensor]]) -> None:
        self.tensors = tensors

    def __getitem__(self, rows: list[np.ndarray]) -> dict[str, Tensor]:
        return {
            name: tensor[torch.from_numpy(some)]
            for some, tensors in zip(rows, self.tensors)
            for name, tensor in tensors.items()
        }

    def __len__(self) -> int:
        return min(len(tensor) for tensors in self.tensors for tensor in tensors.values())


class Batches(Sampler):
    """Rows of each batch of an epoch in a random order, of which a process takes its share."""

    def __init__(
        self, rows: list[np.ndarray], counts: list[int], size: int, seed: int, epoch: int
    ) -> None:
        self.orders = [
            in_rounds(some, count, np.random.default_rng((seed, place, epoch)))
            for place, (some, count) in enumerate(zip(rows, counts))
        ]
        self.size = size

    def __len__(self) -> int:
        return min(len(order) for order in self.orders) // self.size

    def __iter__(self) -> Iterator[list[np.ndarray]]:
        rank, count = processes()
        share = self.size // count
        for batch in range(len(self)):
            first = batch * self.size + rank * share
            yield [order[first:first + share] for order in self.orders]`;
