/** Finds circles of files: those that need each other's values to say what they are, by however long a way. */

/**
 * `imports`: for each file, those that it imports. Gives each circle once, as the files on the shortest way around from the first of them by
 * name (`['a.ts', 'b.ts', 'a.ts']`). Tarjan (1972) finds who belong together.
 */
export function circlesOf(imports) {
  return together(imports)
    .map((files) => shortestWayAround([...files].toSorted()[0], new Set(files), imports))
    .toSorted((a, b) => a[0].localeCompare(b[0]));
}

function together(imports) {
  const number = new Map();
  const lowest = new Map();
  const open = [];
  const found = [];
  const visit = (file) => {
    const mine = number.size;
    number.set(file, mine);
    lowest.set(file, mine);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!number.has(next)) visit(next);
      if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file), lowest.get(next)));
    }
    if (lowest.get(file) !== mine) return;
    const files = open.splice(open.indexOf(file));
    if (files.length > 1 || (imports.get(file) ?? []).includes(file)) found.push(files);
  };
  for (const file of imports.keys()) if (!number.has(file)) visit(file);
  return found;
}

function shortestWayAround(start, inside, imports) {
  const ways = [[start]];
  const seen = new Set();
  for (const way of ways) {
    for (const next of imports.get(way.at(-1)) ?? []) {
      if (next === start) return [...way, start];
      if (!inside.has(next) || seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  throw new Error(`internal: ${start} is on no circle`);
}
