/** How `reading.py` deals items out into those that are trained on, held out, and left for the test. */
import { roundsText } from './batches';
import type { Reads } from './reads';

const cut = `def cut(rows: np.ndarray, held_out: float, test: float) -> tuple[np.ndarray, ...]:
    """Training, held-out and test rows: first what is held out, then the test, then the rest."""
    def many(share: float, most: int) -> int:
        return min(0 if share == 0 else max(1, round(len(rows) * share)), max(0, most))

    held = many(held_out, len(rows) - 1)
    judged = many(test, len(rows) - held - 1)
    return rows[held + judged:], rows[:held], rows[held:held + judged]`;

const shuffled = `def deal_out(
    source: Source, found: Read, held_out: float, random: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Rows that are trained on, held out, and left for the test."""
    return cut(random.permutation(len(found.values)), held_out, source.test)`;

const normalAlone = `def deal_out(
    source: Source, found: Read, held_out: float, random: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Rows that are trained on, held out, and left for the test, as all are that are not normal."""
    rows = np.arange(len(found.values))
    rest = rows[:0]
    if source.normal and found.labels is not None:
        wanted = {name.lower() for name in source.normal}
        normal = np.array([label.lower() in wanted for label in found.labels])
        rows, rest = rows[normal], rows[~normal]
    training, validation, test = cut(random.permutation(rows), held_out, source.test)
    return training, validation, np.concatenate([test, rest]).astype(int)`;

/** In any of the ways. */
const byKind = ({ tables, normal }: Reads): string => `def deal_out(
    source: Source, found: Read, held_out: float, random: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Rows that are trained on, held out, and left for the test."""
    rows = np.arange(len(found.values))
    rest = rows[:0]
${normal ? `    if source.normal and found.labels is not None:
        wanted = {name.lower() for name in source.normal}
        normal = np.array([label.lower() in wanted for label in found.labels])
        rows, rest = rows[normal], rows[~normal]
` : ''}    keys = found.labels${tables ? ' if source.split == "stratified" else found.texts.get(source.split_by)' : ''}
    if source.split == "shuffled" or keys is None:
        parts = cut(random.permutation(rows), held_out, source.test)
    elif source.split == "time":
        order = np.array(sorted(rows, key=lambda row: keys[row]), dtype=int)[::-1]
        train, test, validation = cut(order, source.test, held_out)
        parts = train[::-1], validation[::-1], test[::-1]
    elif source.split == "column":
        place = np.array([PARTS.get(keys[row].lower(), 2) for row in rows])
        parts = tuple(rows[place == part] for part in range(3))
    else:
        groups: dict[str, list[int]] = {}
        for row in rows:
            groups.setdefault(keys[row], []).append(int(row))
        if source.split == "group":
            names = cut(random.permutation(sorted(groups)), held_out, source.test)
            parts = tuple(
                np.array([row for name in part for row in groups[name]], int) for part in names
            )
        else:
            cuts = [
                cut(random.permutation(groups[name]), held_out, source.test)
                for name in sorted(groups)
            ]
            parts = tuple(np.concatenate(part) for part in zip(*cuts))
    return parts[0], parts[1], np.concatenate([parts[2], rest]).astype(int)`;

const dealText = (reads: Reads): string => (reads.splits ? byKind(reads) : reads.normal ? normalAlone : shuffled);

export const partsText = (reads: Reads): string => [cut, dealText(reads), ...roundsText(reads.told)].join('\n\n\n');
