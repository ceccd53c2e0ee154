/** The records of `reading.py`: where the items of a Dataset come from, and what was read. */
import { when, type Reads } from './reads';

const column = `@dataclass
class Column:
    """A column of a table: number, category, embedded (a category at a port), label or beside."""

    name: str
    kind: str
    preparation: str = "as-is"
    names: list[str] = field(default_factory=list)
    #: What a missing number becomes: mean, median, or the mean with an indicator in the row.
    missing: str = "mean"


`;

export const recordsText = ({ arrays, tables, texts, windows, apart, layouts, unsigned, byType, ends, arrayLabels, told, normal, splits }: Reads): string => `${when(tables, column)}@dataclass
class Source:
    """Where the items of a Dataset come from, and what the model gets of them."""

    file: str
    #: What the names of fitted tensors among the weights begin with.
    prefix: str
    #: Arguments of the model, and the ports that they are.
    ports: dict[str, str]
${when(tables, `    columns: list[Column] = field(default_factory=list)
    delimiter: str = ","
    decimal_comma: bool = False
    header: bool = True
`)}${when(apart, `    #: Ports of categories and groups, and their columns.
    apart: dict[str, str] = field(default_factory=dict)
`)}${when(texts, `    #: The tokens of a text from number 3 on, and how many places an item has for them.
    vocabulary: list[str] = field(default_factory=list)
    places: int = 0
    tokens: str = "words"
    lower_case: bool = False
`)}${when(windows, `    #: Tokens of an item, where it is no line.
    window: int = 0
`)}${when(arrays, `    shape: tuple[int, ...] = ()
    preparation: str = "as-is"
`)}${when(layouts, `    layout: str = "channels-last"
`)}${when(unsigned, `    #: Signed integers of the file are unsigned ones of the same bits.
    unsigned: bool = False
`)}${when(byType, `    #: Black and white are what the type of the file can hold, not what the items hold.
    by_type: bool = False
`)}${when(arrayLabels, `    labels: str = ""
    names: list[str] = field(default_factory=list)
`)}${when(told, `    #: Of so many items that are trained on the label is told; 0: of all.
    labelled: int = 0
`)}${when(normal, `    #: Labels of the items that are trained on; all, where there are none.
    normal: list[str] = field(default_factory=list)
`)}    test: float = 0
${when(splits, `    split: str = "shuffled"
    split_by: str = ""
`)}

@dataclass
class Read:
    """What a file holds: numbers (n, ...)${when(tables, ", and texts of a table's columns by name")}."""

    values: np.ndarray
${when(tables, `    texts: dict[str, list[str]]
`)}    labels: list[str] | None
${when(byType, `    #: Least and greatest number that the type of the file can hold; bytes count from 0 to 1.
    ends: tuple[float, float] = (0, 1)
`)}${when(ends, `    is_bytes: bool = False
`)}`;
