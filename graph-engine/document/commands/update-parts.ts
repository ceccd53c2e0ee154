/** Writes the given parts into a draft, leaf by leaf, so that equal values leave no trace. */
type Tree = { [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

export function updateParts(target: object, parts: object): void {
  const into = target as Tree;
  for (const [key, value] of Object.entries(parts)) {
    const old = into[key];
    if (value === undefined) continue;
    if (isTree(value) && isTree(old)) updateParts(old, value);
    else if (JSON.stringify(old) !== JSON.stringify(value)) into[key] = value;
  }
}
