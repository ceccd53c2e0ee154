/** Whether a text is rows of a spreadsheet: at least two, of as many cells, at least two, parted by tabs. */
export function isTable(text: string): boolean {
  const rows = text.replace(/\r?\n$/, '').split('\n');
  const cells = rows[0]!.split('\t').length;
  return cells >= 2 && rows.length >= 2 && rows.slice(0, 20).every((row) => row.split('\t').length === cells || row.includes('"'));
}
