/** Settings of many columns of one kind, for sets with known columns. */
import type { ColumnSettings } from '../columns/settings';

const words = (names: string): readonly string[] => names.trim().split(/\s+/);

/** Columns of numbers, their names with blanks between them; the usual preparation where none is given. */
export const numbers = (names: string, preparation?: 'log' | 'as-is'): ColumnSettings[] => words(names).map((name) => ({ name, kind: 'number', ...(preparation && { preparation }) }));

/** One category; its names with blanks between them. */
export const category = (name: string, names: string): ColumnSettings => ({ name, kind: 'category', names: words(names) });
