/** What an item of a text may be. A new kind is a new file and a line here. */
import type { ItemDefinition } from './definition';
import { lines } from './lines';
import { sentences } from './sentences';
import { windows } from './windows';

export const textItems = { lines, sentences, windows } as const satisfies Record<string, ItemDefinition>;
export type TextItem = keyof typeof textItems;
export const textItemIds = Object.keys(textItems) as TextItem[];
