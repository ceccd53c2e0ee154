/** `tokens.py`: cuts texts into tokens and numbers them by the rules of `data/text/tokens`, of which Python's patterns lack the classes of Unicode. */
import type { TokenKind } from '../../data/text/tokens/registry';
import { wrap } from './text';

/** Extended_Pictographic of Unicode 15: pictures, and places that are kept for more. */
const PICTOGRAPHS =
  'a9 ae 203c 2049 2122 2139 2194-2199 21a9-21aa 231a-231b 2328 23cf 23e9-23f3 23f8-23fa 24c2 25aa-25ab 25b6 25c0 25fb-25fe 2600-2604 260e 2611 2614-2615 2618 261d 2620 2622-2623 2626 262a 262e-262f 2638-263a 2640 2642 2648-2653 265f-2660 2663 2665-2666 2668 267b 267e-267f 2692-2697 2699 269b-269c 26a0-26a1 26a7 26aa-26ab 26b0-26b1 26bd-26be 26c4-26c5 26c8 26ce-26cf 26d1 26d3-26d4 26e9-26ea 26f0-26f5 26f7-26fa 26fd 2702 2705 2708-270d 270f 2712 2714 2716 271d 2721 2728 2733-2734 2744 2747 274c 274e 2753-2755 2757 2763-2764 2795-2797 27a1 27b0 27bf 2934-2935 2b05-2b07 2b1b-2b1c 2b50 2b55 3030 303d 3297 3299 1f004 1f02c-1f02f 1f094-1f09f 1f0af-1f0b0 1f0c0 1f0cf-1f0d0 1f0f6-1f0ff 1f170-1f171 1f17e-1f17f 1f18e 1f191-1f19a 1f1ae-1f1e5 1f201-1f20f 1f21a 1f22f 1f232-1f23a 1f23c-1f23f 1f249-1f25f 1f266-1f321 1f324-1f393 1f396-1f397 1f399-1f39b 1f39e-1f3f0 1f3f3-1f3f5 1f3f7-1f3fa 1f400-1f4fd 1f4ff-1f53d 1f549-1f54e 1f550-1f567 1f56f-1f570 1f573-1f57a 1f587 1f58a-1f58d 1f590 1f595-1f596 1f5a4-1f5a5 1f5a8 1f5b1-1f5b2 1f5bc 1f5c2-1f5c4 1f5d1-1f5d3 1f5dc-1f5de 1f5e1 1f5e3 1f5e8 1f5ef 1f5f3 1f5fa-1f64f 1f680-1f6c5 1f6cb-1f6d2 1f6d5-1f6e5 1f6e9 1f6eb-1f6f0 1f6f3-1f6ff 1f7da-1f7ff 1f80c-1f80f 1f848-1f84f 1f85a-1f85f 1f888-1f88f 1f8ae-1f8af 1f8bc-1f8bf 1f8c2-1f8cf 1f8d9-1f8ff 1f90c-1f93a 1f93c-1f945 1f947-1f9ff 1fa58-1fa5f 1fa6e-1faff 1fc00-1fffd';

const classes = `#: Characters that are pictures, by their numbers in Unicode 15 (Extended_Pictographic).
PICTOGRAPHS = """
${wrap(PICTOGRAPHS, 96).join('\n')}
"""


def classes_of_unicode() -> dict[str, str]:
    """What stands in a class of a pattern for L letters, M accents, N numbers, by Unicode."""
    ranges: dict[str, list[str]] = {}
    codes = range(sys.maxunicode + 1)
    for kind, some in groupby(codes, lambda code: unicodedata.category(chr(code))[0]):
        run = list(some)
        ranges.setdefault(kind, []).append(f"{chr(run[0])}-{chr(run[-1])}")
    return {kind: "".join(parts) for kind, parts in ranges.items()}


UNICODE = classes_of_unicode()
PICTURE = "[" + "".join(
    "-".join(chr(int(code, 16)) for code in run.split("-")) for run in PICTOGRAPHS.split()
) + "]"
FLAG = "[\\U0001f1e6-\\U0001f1ff]{2}"
SKIN = "\\U0001f3fb-\\U0001f3ff"`;

const splits: Readonly<Record<TokenKind, string>> = {
  words: `LETTER = f"[{UNICODE['L']}{UNICODE['M']}{UNICODE['N']}_\\u200c\\u200d]"
NUMBER = f"[{UNICODE['N']}]"
#: Blanks of the web, which are not quite those of Python.
BLANKS = "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"
WORD = re.compile("|".join([
    # An apostrophe between letters (don’t), and a point, comma or colon between digits (3.14).
    f"{LETTER}+(?:(?:['’](?=[{UNICODE['L']}])|(?<={NUMBER})[.,:](?={NUMBER})){LETTER}+)*",
    FLAG,
    f"{PICTURE}(?:[{SKIN}]|\\ufe0f|\\u200d{PICTURE})*",
    # Any other mark, and the same again, as in “...” or “--”.
    f"(?P<mark>[^{BLANKS}])(?P=mark){{0,7}}",
]))


def words(text: str) -> list[str]:
    """Words and numbers, with every mark of punctuation a token of its own.

    The studio parts Chinese, Japanese, Thai, Lao, Khmer and Burmese by dictionaries. Here such
    words are parted where there are blanks between them.
    """
    return [found[0] for found in WORD.finditer(text)]`,
  characters: `ON_TOP = f"[{UNICODE['M']}{SKIN}\\u200c\\u200d]*"
#: Consonants of India that a virama, which is behind them, joins to the next.
VIRAMAS = "\\u094d\\u09cd\\u0acd\\u0b4d\\u0c4d\\u0d4d"
CONSONANTS = (
    "\\u0915-\\u0939\\u0958-\\u095f\\u0995-\\u09b9\\u09dc-\\u09df\\u0a95-\\u0ab9\\u0b15-\\u0b39"
    "\\u0b5c-\\u0b5f\\u0c15-\\u0c39\\u0c58-\\u0c5a\\u0d15-\\u0d3a"
)
CHARACTER = re.compile("|".join([
    FLAG,
    f"{PICTURE}{ON_TOP}(?:(?<=\\u200d){PICTURE}{ON_TOP})*",
    f"[{CONSONANTS}]{ON_TOP}(?:(?<=[{VIRAMAS}])[{CONSONANTS}]{ON_TOP})*",
    f".{ON_TOP}",
]), re.DOTALL)


def characters(text: str) -> list[str]:
    """Characters as a reader counts them: with their accents, a flag or a family as one."""
    return [found[0] for found in CHARACTER.finditer(text)]`,
};

export const tokensFile = (kinds: readonly TokenKind[]): string => `"""Cuts texts into tokens and numbers them, as the studio does."""

import re
import sys
import unicodedata
from itertools import groupby

import numpy as np

#: Numbers of no word: nothing, a token that the vocabulary does not hold, a hidden one.
PADDING, UNKNOWN, HIDDEN = range(3)
#: The number of the first token of a vocabulary.
FIRST = 3
${classes}
${kinds.map((kind) => splits[kind]).join('\n\n\n')}


#: By what the document calls its tokens.
SPLITS = {${kinds.map((kind) => `"${kind}": ${kind}`).join(', ')}}


def plain(text: str, lower_case: bool) -> str:
    """Composed letters, so that é is one whoever typed it; in small letters, if asked for."""
    composed = unicodedata.normalize("NFC", text)
    return composed.lower() if lower_case else composed


def numbers_of(items: list[list[str]], vocabulary: list[str], places: int) -> np.ndarray:
    """The numbers of tokens (n, places), padded with 0; longer items lose their ends."""
    numbers = {token: number for number, token in enumerate(vocabulary, FIRST)}
    found = np.full((len(items), places), PADDING, np.int64)
    for row, tokens in zip(found, items):
        known = [numbers.get(token, UNKNOWN) for token in tokens[:places]]
        row[:len(known)] = known
    return found
`;
