/** The folder of this origin in which the browser keeps files of rows (the origin private file system); no user sees it, and nothing leaves it. */

export const FOLDER = 'hourglass-rows';
/** Held by the page that uses the file of that name. */
export const lockOf = (name: string): string => `${FOLDER}/${name}`;

/** Null in a browser, or on a page, that has none; where it is not there and shall not be made, too: a page that has no room left cannot make it, and yet must be able to look and to remove. */
export async function rowsFolder(create = false): Promise<FileSystemDirectoryHandle | null> {
  // Pages that are not from https or localhost have neither.
  if (!navigator.locks || !navigator.storage?.getDirectory) return null;
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create });
  } catch (error) {
    if (!create && error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}
const isOpen = (error: unknown): boolean => error instanceof DOMException && error.name === 'NoModificationAllowedError';
/** Does nothing where there is none. A worker that was ended may hold it for a moment. */
export async function removeRows(name: string): Promise<void> {
  const folder = await rowsFolder();
  for (let tries = 0; ; tries++) {
    try {
      return await folder?.removeEntry(name);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return;
      if (tries === 20 || !isOpen(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

export interface KeptRows {
  readonly name: string;
  readonly bytes: number;
  /** A page that is open uses it. */
  readonly inUse: boolean;
}
/** What there is, of all pages. */
export async function keptRows(): Promise<readonly KeptRows[]> {
  const folder = await rowsFolder();
  if (!folder) return [];
  const { held = [] } = await navigator.locks.query();
  const locks = new Set(held.map(({ name }) => name));
  const found: KeptRows[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind !== 'file') continue;
    // One that is being written cannot be looked at in every browser.
    const bytes = await (handle as FileSystemFileHandle).getFile().then(({ size }) => size, () => 0);
    found.push({ name, bytes, inUse: locks.has(lockOf(name)) });
  }
  return found;
}
/** What pages left that ended before they could; not what a worker still has open. */
export async function removeLeftovers(): Promise<void> {
  for (const { name, inUse } of await keptRows()) {
    if (inUse) continue;
    await removeRows(name).catch((error: unknown) => {
      if (!isOpen(error)) throw error;
    });
  }
}
