/** Texts that are the same in all languages. */

/** At most 12 digits, and never `-0`. */
export function number(value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(12));
  const [plain, exponent] = [String(rounded), rounded.toExponential()];
  return Object.is(value, -0) ? '0' : !Number.isInteger(rounded) && exponent.length < plain.length ? exponent : plain;
}

/** Words in lines that fit, for comments and docstrings. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** `gaussian-dropout` → GaussianDropout */
export const pascal = (kebab: string): string => kebab.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/** Whether code reads a variable of that name (or `this.name`), and not a property that is called so. */
export const mentions = (code: string, name: string): boolean => new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}(?!\\w)`).test(code);
