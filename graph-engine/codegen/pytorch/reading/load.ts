/** What `reading.py` gives: the items of all Datasets, prepared, with their parts. */
import { batchesText } from './batches';
import { when, type Reads } from './reads';

const dataText = (told: boolean): string => `@dataclass
class Data:
    """Items with their parts, and what they were prepared with."""

    items: Items
    training: list[np.ndarray]
    validation: list[np.ndarray]
    test: list[np.ndarray]
    #: By source.
    fitted: list[Fitted]
${when(told, `    #: Of what is trained on, the items whose label is told.
    labelled: list[np.ndarray]
    #: Batches are made of these alone, as where nothing is learned but labels.
    alone: bool = False
`)}
    def batches(self, size: int, seed: int, epoch: int) -> DataLoader:
        """The batches of an epoch; the last, incomplete one is left out."""
        counts = [len(some) for some in self.training]
${when(told, '        rows = self.labelled if self.alone else self.training\n')}        sampler = Batches(${told ? 'rows' : 'self.training'}, counts, size, seed, epoch)
        # With a generator of its own it draws nothing from that of the model.
        own = torch.Generator()
        return DataLoader(self.items, batch_size=None, sampler=sampler, generator=own)

    def named(self, sources: list[Source]) -> dict[str, Tensor]:
        """What was fitted, under the names that it has among the weights."""
        return {
            f"{source.prefix}/{name}": torch.tensor(value, dtype=torch.float32)
            for source, fitted in zip(sources, self.fitted)
            for name, value in fitted.items()
        }`;

export const loadText = ({ arrayLabels, told }: Reads): string => `${batchesText}


${dataText(told)}


def load(
    sources: list[Source],
    held_out: float,
    seed: int,
    known: dict[str, Tensor],
    files: list[str] | None = None,
    labels: list[str] | None = None,
) -> Data:
    """Reads all sources; what \`known\` weights brought is not fitted again."""
    folder = Path(__file__).parent
    tensors, parts, all_fitted${when(told, ', labelled')} = [], [], []${when(told, ', []')}
    for place, source in enumerate(sources):
        path = Path(files[place]) if files else folder / source.file
        if not path.exists():
            raise SystemExit(f"There is no {path}: give the file of these items with --data")
${arrayLabels ? `        beside = folder / source.labels if source.labels and not files else None
        found = read(source, path, Path(labels[place]) if labels else beside)
` : '        found = read(source, path, Path(labels[place]) if labels else None)\n'}        random = np.random.default_rng((seed, place))
        dealt = deal_out(source, found, held_out, random)
        prefix = f"{source.prefix}/"
        fitted = {
            name[len(prefix):]: value.double().numpy()
            for name, value in known.items()
            if name.startswith(prefix)
        }
        fitted = fitted or fit(source, found, dealt[0])
        tensors.append(prepare(source, found, fitted))
${when(told, `        labelled.append(dealt[0])
        if source.labelled and found.labels is not None:
            labelled[-1] = told(found.labels, dealt[0], source.labelled)
            name = next(name for name, port in source.ports.items() if port == "label")
            # A row without a 1 is no label.
            tensors[-1][name][np.setdiff1d(dealt[0], labelled[-1])] = 0
`)}        parts.append(dealt)
        all_fitted.append(fitted)
    training, validation, test = ([part[i] for part in parts] for i in range(3))
    return Data(Items(tensors), training, validation, test, all_fitted${when(told, ', labelled')})
`;
