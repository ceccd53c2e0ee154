/** How `reading.py` reads files: arrays of IDX and NumPy, tables of CSV. */
import { when, type Reads } from './reads';
import { textReader } from './texts';

const array = `def read_array(path: Path) -> np.ndarray:
    """Numbers of an IDX file, packed or not, or of a NumPy file."""
    if path.suffix == ".npy":
        return np.load(path)
    data = path.read_bytes()
    if data[:2] == b"\\x1f\\x8b":
        data = gzip.decompress(data)
    sides = data[3]
    shape = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(sides)]
    return np.frombuffer(data, IDX_TYPES[data[2]], offset=4 + 4 * sides).reshape(shape)`;

const table = `def read_table(source: Source, path: Path) -> Read:
    """The columns of a CSV file; a missing number is not a number."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=source.delimiter))
    header = rows[0] if source.header else [str(place) for place in range(len(rows[0]))]
    rows = rows[1:] if source.header else rows
    texts = {}
    for column in source.columns:
        if column.name not in header:
            raise ValueError(f"{path} has no column {column.name}; it has {', '.join(header)}")
        place = header.index(column.name)
        texts[column.name] = [row[place].strip() for row in rows]
    labels = next((texts[column.name] for column in source.columns if column.kind == "label"), None)
    features = [column for column in source.columns if column.kind == "number"]
    values = np.full((len(rows), len(features)), np.nan)
    for place, column in enumerate(features):
        for row, text in enumerate(texts[column.name]):
            if text.lower() not in MISSING:
                text = text.replace(",", ".") if source.decimal_comma else text
                values[row, place] = float(text)
    return Read(values, texts, labels)`;

/** Of arrays, by way of their options; of tables, where there are some. */
const oneText = ({ tables, texts, layouts, unsigned, byType, ends, arrayLabels }: Reads): string => {
  const fields = ['values', ...(tables ? ['{}'] : []), arrayLabels ? 'codes' : 'None', ...(byType ? ['ends'] : []), ...(ends ? ['is_bytes'] : [])];
  return `def read(source: Source, path: Path, labels: Path | None) -> Read:
    """The items of a file, as the document says that it is read."""
${when(tables, `    if source.columns:
        return read_table(source, path)
`)}${when(texts, `    if source.vocabulary:
        return read_text(source, path)
`)}    array = read_array(path)
${when(unsigned, `    if source.unsigned and array.dtype.kind == "i":
        array = array.astype(array.dtype.newbyteorder("=")).view(f"u{array.dtype.itemsize}")
`)}${when(layouts, `    if source.layout != "channels-last" and array.ndim == 4:
        array = array.transpose(LAYOUTS[source.layout])
`)}    # Bytes are shades from 0 to 1, unless they are nothing but 0 and 1.
    is_bytes = array.dtype == np.uint8 and array.max(initial=0) > 1
    values = array.reshape(len(array), *source.shape).astype(np.float64) / (255 if is_bytes else 1)
${when(arrayLabels, `    codes = None
    if labels is not None and labels.exists():
        numbers = read_array(labels).astype(int)
        codes = [source.names[code] if source.names else str(code) for code in numbers]
`)}${when(byType, `    integer = array.dtype.kind in "iu" and not is_bytes
    limits = np.iinfo(array.dtype) if integer else None
    ends = (float(limits.min), float(limits.max)) if limits else (0.0, 1.0)
`)}    return Read(${fields.join(', ')})`;
};
/** Where there are no arrays. */
const withoutArrays = ({ tables, texts }: Reads): string => `def read(source: Source, path: Path, labels: Path | None) -> Read:
    """The items of a file, as the document says that it is read."""
    return ${!tables ? 'read_text(source, path)' : `read_table(source, path)${texts ? ' if source.columns else read_text(source, path)' : ''}`}`;

export const filesText = (reads: Reads): string => [...(reads.arrays ? [array] : []), ...(reads.tables ? [table] : []), ...(reads.texts ? [textReader(reads)] : []), reads.arrays ? oneText(reads) : withoutArrays(reads)].join('\n\n\n');
