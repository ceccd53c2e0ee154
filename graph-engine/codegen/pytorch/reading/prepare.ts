/** How `reading.py` prepares items, and what that is fitted to. */
import { when, type Reads } from './reads';

const indented = (text: string): string => text.split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
/** Statements for arrays and for tables, each where there are such. */
const either = ({ arrays, tables }: Reads, ofArrays: string, ofTables: string): string => (!tables ? ofArrays : !arrays ? ofTables : `    if not source.columns:\n${indented(ofArrays)}\n${ofTables}`);

const fitArrays = ({ ends, byType }: Reads): string => {
  if (!ends) return '    return PREPARATIONS[source.preparation].fit(found.values[training])';
  return `    values = found.values[training]
    fitted_ends = PREPARATIONS[source.preparation].fit(values)
    if set(fitted_ends) != {"low", "high"}:
        return fitted_ends
    low, high = values.min(), values.max()
    # Bytes that use less than half of what a byte can hold are stretched.
    dark = found.is_bytes and low < high <= 127.5 / 255
${byType ? `    first, last = found.ends if source.by_type else (low, high)
    ends = {"low": np.array([first]), "high": np.array([last])}
    return ends if source.by_type or dark else fitted_ends` : '    return {"low": np.array([low]), "high": np.array([high])} if dark else fitted_ends'}`;
};
const fitTables = `    fitted: dict[str, list[float]] = {}
    numbers = [column for column in source.columns if column.kind == "number"]
    for place, column in enumerate(numbers):
        present = found.values[training, place]
        present = present[~np.isnan(present)]
        present = present if len(present) else np.zeros(1)
        fill = np.median(present) if column.missing == "median" else present.mean()
        fitted.setdefault("fill", []).append(float(fill))
        for name, value in PREPARATIONS[column.preparation].fit(present[:, None]).items():
            fitted.setdefault(name, []).append(float(value[0]))
    return {name: np.array(values) for name, values in fitted.items()}`;

const fitText = (reads: Reads): string => `def fit(source: Source, found: Read, training: np.ndarray) -> Fitted:
    """What the numbers are prepared with, fitted on the training rows."""
${when(reads.texts, '    if source.vocabulary:\n        return {}\n')}${either(reads, fitArrays(reads), fitTables)}`;

const oneHot = `def one_hot(texts: list[str], names: list[str], other: bool) -> np.ndarray:
    """A 1 at the place of each name; with \`other\`, behind them that of any other."""
    places = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(texts), len(names) + other))
    for row, text in enumerate(texts):
        place = places.get(text, len(names))
        if place < rows.shape[1]:
            rows[row, place] = 1
    return rows`;

const rows = `def rows_of(source: Source, found: Read, fitted: Fitted) -> tuple[np.ndarray, np.ndarray]:
    """Prepared rows of a table, and where they were measured."""
    parts, masks, taken, number = [], [], {}, 0
    for column in source.columns:
        if column.kind == "category":
            part = one_hot(found.texts[column.name], column.names, other=True)
            parts.append(part)
            masks.append(np.ones_like(part))
        if column.kind != "number":
            continue
        values = found.values[:, number:number + 1]
        number += 1
        missing = np.isnan(values)
        own = {}
        for name in ("fill", *PREPARATIONS[column.preparation].fit(np.zeros((1, 1)))):
            own[name] = fitted[name][taken.setdefault(name, 0)]
            taken[name] += 1
        filled = np.where(missing, own["fill"], values)
        part = PREPARATIONS[column.preparation].apply(filled, own)
        if column.missing == "indicator":
            part = np.concatenate([part, missing], 1)
        parts.append(part)
        masks.append(np.broadcast_to(~missing, part.shape))
    return np.concatenate(parts, 1), np.concatenate(masks, 1)`;

const prepareText = (reads: Reads): string => `def prepare(source: Source, found: Read, fitted: Fitted) -> dict[str, Tensor]:
    """What the model gets of each item, by the names of its arguments."""
${when(reads.texts, '    if source.vocabulary:\n        return {name: torch.from_numpy(found.values) for name in source.ports}\n')}${!reads.tables ? '    ports = {"data": PREPARATIONS[source.preparation].apply(found.values, fitted)}\n' : !reads.arrays ? '    ports = {}\n    ports["data"], ports["mask"] = rows_of(source, found, fitted)\n' : `    ports = {}
    if source.columns:
        ports["data"], ports["mask"] = rows_of(source, found, fitted)
    else:
        ports["data"] = PREPARATIONS[source.preparation].apply(found.values, fitted)
`}${when(reads.labels, labelsText(reads))}${when(reads.apart, `    for port, name in source.apart.items():
        column = next(column for column in source.columns if column.name == name)
        ports[port] = one_hot(found.texts[name], column.names, other=False)
`)}${when(reads.labels || reads.apart, `    missing = [port for port in source.ports.values() if port not in ports]
    if missing:
        raise ValueError(f"{source.file} needs {', '.join(missing)}; give the labels as well")
`)}    return {
        name: torch.tensor(ports[port], dtype=torch.float32)
        for name, port in source.ports.items()
    }`;
const labelsText = ({ tables, arrayLabels }: Reads): string => (!tables ? `    if found.labels is not None:
        ports["label"] = one_hot(found.labels, source.names, other=False)
` : `    if found.labels is not None:
        names = [column.names for column in source.columns if column.kind == "label"]
        ports["label"] = one_hot(found.labels, names[0]${when(arrayLabels, ' if names else source.names')}, other=False)
`);

const undoText = (reads: Reads): string => `def undo(source: Source, rows: np.ndarray, fitted: Fitted) -> np.ndarray:
    """Prepared items, or reconstructions of them, in the units of the file."""
${either(reads, '    return PREPARATIONS[source.preparation].undo(rows, fitted)', undoTables)}`;
const undoTables = `    parts, at, taken = [], 0, {}
    for column in source.columns:
        if column.kind == "category":
            width = len(column.names) + 1
            parts.append(rows[:, at:at + width].argmax(1)[:, None])
            at += width
        elif column.kind == "number":
            own = {}
            for name in ("fill", *PREPARATIONS[column.preparation].fit(np.zeros((1, 1)))):
                own[name] = fitted[name][taken.setdefault(name, 0)]
                taken[name] += 1
            parts.append(PREPARATIONS[column.preparation].undo(rows[:, at:at + 1], own))
            at += 2 if column.missing == "indicator" else 1
    return np.concatenate(parts, 1)`;

/** Where there is nothing but texts: numbers of tokens are taken as they are. */
const tokensAlone = `def fit(source: Source, found: Read, training: np.ndarray) -> Fitted:
    """Nothing: the vocabulary is known."""
    return {}


def prepare(source: Source, found: Read, fitted: Fitted) -> dict[str, Tensor]:
    """What the model gets of each item, by the names of its arguments."""
    return {name: torch.from_numpy(found.values) for name in source.ports}`;

export const preparingText = (reads: Reads): string =>
  !reads.arrays && !reads.tables ? tokensAlone : [fitText(reads), ...(reads.tables || reads.labels || reads.apart ? [oneHot] : []), ...(reads.tables ? [rows] : []), prepareText(reads), undoText(reads)].join('\n\n\n');
