/** Every way to deal items out, in the order of the form. A new one is a file and a line here. */
import { column } from './column';
import type { SplitDefinition } from './definition';
import { group } from './group';
import { shuffled } from './shuffled';
import { stratified } from './stratified';
import { time } from './time';

export const splits = { shuffled, stratified, group, time, column } as const satisfies Record<string, SplitDefinition>;

export type SplitKind = keyof typeof splits;
export const splitKinds = Object.keys(splits) as readonly SplitKind[];
