/** Names of columns as a file has them, made fit to tell columns apart. */

/** `x`, `x (2)`; a column without a name is called by its place, counted from 1. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const given = new Set(names.map((name) => name.trim()));
  return names.map((written, place) => {
    const plain = written.trim() || `column ${place + 1}`;
    const isTaken = (name: string): boolean => taken.has(name) || (name !== written.trim() && given.has(name));
    let name = plain;
    for (let i = 2; isTaken(name); i++) name = `${plain} (${i})`;
    taken.add(name);
    return name;
  });
}
