/** Parts of \`reading.py\`: texts as the numbers of their tokens. */
import type { Reads } from './reads';

export const textReader = ({ windows, tables }: Reads): string => `def read_text(source: Source, path: Path) -> Read:
    """The numbers of the tokens of each item (n, places), padded with 0.

    ${windows ? 'Items are lines, or windows of so many tokens one behind the other.' : 'Each line is an item.'} What holds no token is left out.
    """
    text = plain(path.read_text("utf-8-sig"), source.lower_case)
    split = SPLITS[source.tokens]
${windows ? `    if source.window:
        tokens = split(text)
        items = [tokens[i:i + source.window] for i in range(0, len(tokens), source.window)]
    else:
        items = [split(line) for line in text.split("\\n")]
` : '    items = [split(line) for line in text.split("\\n")]\n'}    items = [tokens for tokens in items if tokens]
    if not items:
        raise ValueError(f"{path} holds no {source.tokens}")
    return Read(numbers_of(items, source.vocabulary, source.places), ${tables ? '{}, ' : ''}None)`;
