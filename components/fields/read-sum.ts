/**
 * Reads a number or a sum, such as `28*28`, `1e-3/2` or `2^(3+4)`: the four operations, powers and brackets. A decimal comma counts as a point.
 * Written out, since a text that a user types is never run as code.
 */
const operators: Readonly<Record<string, string>> = { '×': '*', '·': '*', '÷': '/', '−': '-', '**': '^' };

/** Numbers and signs; null where the text holds anything else. */
function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  const pattern = /\s*(?:((?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?)|(\*\*|[-+*/^()×·÷−]))\s*/giy;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found) return null;
    tokens.push(found[1] ?? operators[found[2]!] ?? found[2]!);
  }
  return tokens;
}

/** Brackets and signs that one text may nest. */
const deepest = 64;

/** Undefined where the text is no sum, or its value no finite number. */
export function readSum(text: string): number | undefined {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return undefined;
  let place = 0;
  let depth = 0;
  const take = (...wanted: readonly string[]): string | undefined => (wanted.includes(tokens[place] ?? '') ? tokens[place++] : undefined);
  function value(): number {
    const sign = take('-', '+');
    if (sign) {
      const of = power();
      return sign === '-' ? -of : of;
    }
    if (take('(')) {
      const inner = sum();
      return take(')') ? inner : NaN;
    }
    const token = tokens![place++];
    return token !== undefined && /[\d]/.test(token) ? Number(token.replace(',', '.')) : NaN;
  }
  /** Binds to the right: 2^3^2 is 2^9, and −2^2 is −4. */
  function power(): number {
    if (depth >= deepest) return NaN;
    depth++;
    const base = value();
    const result = take('^') ? base ** power() : base;
    depth--;
    return result;
  }
  function product(): number {
    let result = power();
    for (let sign = take('*', '/'); sign; sign = take('*', '/')) result = sign === '*' ? result * power() : result / power();
    return result;
  }
  function sum(): number {
    let result = product();
    for (let sign = take('+', '-'); sign; sign = take('+', '-')) result = sign === '+' ? result + product() : result - product();
    return result;
  }
  const result = sum();
  // What is meant by 0.1 + 0.2 is 0.3.
  return place === tokens.length && Number.isFinite(result) ? (tokens.length === 1 ? result : Number(result.toPrecision(15))) : undefined;
}
