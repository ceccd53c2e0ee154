/** What a drop holds, which has to be asked for while its event lasts: the page fetches nothing for it. */

/** Null for what the browser knows as a file alone. */
export const entriesOf = (items: DataTransferItemList | undefined): readonly (FileSystemEntry | null)[] =>
  Array.from(items ?? []).flatMap((item) => (item.kind === 'file' ? [item.webkitGetAsEntry?.() ?? null] : []));
