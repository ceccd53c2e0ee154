/** Reads a part of a document that was copied as text, by this version or an older one. */
import { fragmentSchema, type Fragment } from './fragment';
import { documentProblems, type Problem } from './integrity';
import { migrate } from './migrations';
import { isJsonRecord } from './migrations/definition';
import { findHostile, parseJson, schemaProblems } from './read-json';
import { currentVersion } from './version';

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
