/** Rows of a CSV file (RFC 4180). */
type Value = string | number;

/** What a spreadsheet would take for a formula is text. */
const cell = (value: Value): string => {
  const text = typeof value === 'number' ? String(value) : /^[=+\-@\t]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
export const csvRow = (values: readonly Value[]): string => values.map(cell).join(',');
