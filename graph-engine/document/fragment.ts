/** A part of a document that can be copied and pasted, also as text through the system clipboard. */
import * as z from 'zod/mini';
import { documentProblems, type Problem } from './integrity';
import { migrate } from './migrations';
import { isJsonRecord } from './migrations/definition';
import { findHostile, parseJson, schemaProblems } from './read-json';
import { graphShape } from './schema';
import { stableJson } from './save';
import type { HourglassDocument } from './types';
import { currentVersion } from './version';

export const fragmentSchema = z.strictObject({
  format: z.literal('hourglass-fragment', { error: 'expected “hourglass-fragment”' }),
  version: z.literal(currentVersion, { error: `expected a version up to ${currentVersion}, which this Hourglass reads` }),
  ...graphShape,
});
export type Fragment = Pick<HourglassDocument, 'nodes' | 'wires' | 'frames' | 'notes'> & {
  readonly format: 'hourglass-fragment';
  readonly version: typeof currentVersion;
};

/** The nodes, frames and notes of these ids, with the wires between the nodes. */
export function copyFragment(document: HourglassDocument, ids: Iterable<string>): Fragment {
  const chosen = new Set(ids);
  const pick = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => chosen.has(id)));
  const nodes = pick(document.nodes);
  const inside = Object.entries(document.wires).filter(([, wire]) => Object.hasOwn(nodes, wire.from.node) && Object.hasOwn(nodes, wire.to.node));
  return {
    format: 'hourglass-fragment',
    version: currentVersion,
    nodes,
    wires: Object.fromEntries(inside),
    frames: pick(document.frames),
    notes: pick(document.notes),
  };
}

export const printFragment = (fragment: Fragment): string => stableJson(fragment);

/** A fragment that an older version wrote, as this one writes it. */
function upgraded(value: unknown): unknown {
  const version = isJsonRecord(value) ? value['version'] : null;
  if (!isJsonRecord(value) || typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version >= currentVersion) return value;
  const { training: _none, ...fragment } = migrate(value, version).value;
  return fragment;
}

/** Reads what `printFragment` wrote; null where the text is something else entirely (a paste of plain text, say). */
export function readFragment(text: string): { readonly ok: true; readonly fragment: Fragment } | { readonly ok: false; readonly problems: readonly Problem[] } | null {
  if (!text.includes('hourglass-fragment')) return null;
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const hostile = findHostile(parsed.value);
  if (hostile) return { ok: false, problems: [hostile] };
  const value = upgraded(parsed.value);
  const result = fragmentSchema.safeParse(value);
  if (!result.success) return { ok: false, problems: schemaProblems(result.error, value) };
  const problems = documentProblems(result.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, fragment: result.data };
}
