/** Every kind of column, in the order of the list that one is chosen from. A new one is a file and a line here. */
import { category } from './category';
import { date } from './date';
import type { ColumnDefinition } from './definition';
import { group } from './group';
import { identifier } from './identifier';
import { ignored } from './ignored';
import { label } from './label';
import { number } from './number';

export const columnKinds = { number, category, label, group, identifier, date, ignored } as const satisfies Record<string, ColumnDefinition>;

export type ColumnKind = keyof typeof columnKinds;
export const columnKindIds = Object.keys(columnKinds) as readonly ColumnKind[];
export const columnKindOf = (kind: ColumnKind): ColumnDefinition => columnKinds[kind];
