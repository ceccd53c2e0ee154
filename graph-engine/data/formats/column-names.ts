/** Names of columns as a file has them, made fit to tell columns apart. */

/** `x`, `x (2)`; a column without a name is called by its place, counted from 1. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const given = new Set(names.map((name) => name.trim()));
  // Where the next number of a name is looked for: a file may have one name fifty thousand times.
  const next = new Map<string, number>();
  return names.map((written, place) => {
    const plain = written.trim() || `column ${place + 1}`;
    const isTaken = (name: string): boolean => taken.has(name) || (name !== written.trim() && given.has(name));
    let name = plain;
    let number = next.get(plain) ?? 2;
    while (isTaken(name)) name = `${plain} (${number++})`;
    next.set(plain, number);
    taken.add(name);
    return name;
  });
}
