/** The files of a project as rows of a tree: folders before the files beside them, in the order in which the project names them. */
export interface TreeRow {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly isFolder: boolean;
}

/** `closed`: folders whose files are hidden. */
export function treeOf(paths: readonly string[], closed: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (folder: string, depth: number): void => {
    const inside = paths.filter((path) => path.startsWith(folder));
    const names = [...new Set(inside.map((path) => path.slice(folder.length).split('/')[0]!))];
    const isFolder = (name: string): boolean => inside.some((path) => path.startsWith(`${folder}${name}/`));
    for (const name of [...names.filter(isFolder), ...names.filter((one) => !isFolder(one))]) {
      const path = `${folder}${name}`;
      rows.push({ path, name, depth, isFolder: isFolder(name) });
      if (isFolder(name) && !closed.has(path)) walk(`${path}/`, depth + 1);
    }
  };
  walk('', 0);
  return rows;
}

/** Where a key leads from row `at`: to another row, or to a folder that opens or closes. */
export function treeKey(rows: readonly TreeRow[], at: number, key: string, closed: ReadonlySet<string>): { readonly to: number } | { readonly toggle: string } | null {
  const row = rows[at];
  if (!row) return null;
  const isClosed = closed.has(row.path);
  if (key === 'ArrowDown') return { to: Math.min(at + 1, rows.length - 1) };
  if (key === 'ArrowUp') return { to: Math.max(at - 1, 0) };
  if (key === 'Home') return { to: 0 };
  if (key === 'End') return { to: rows.length - 1 };
  if (key === 'ArrowRight' && row.isFolder) return isClosed ? { toggle: row.path } : { to: Math.min(at + 1, rows.length - 1) };
  if (key === 'ArrowLeft' && row.isFolder && !isClosed) return { toggle: row.path };
  if (key === 'ArrowLeft') return { to: Math.max(0, rows.slice(0, at).findLastIndex(({ depth }) => depth < row.depth)) };
  return null;
}
