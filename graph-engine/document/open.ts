/** Opens the text of a file. A file that is damaged, foreign, too new, too large or hostile is refused with the place of the fault. */
import { freeze } from 'immer';
import type { Diagnostic } from '../diagnostics/types';
import type { KindCatalogue } from './catalogue';
import { decodeText } from './decode-text';
import { keptValue } from './fields';
import { foreignValue } from './foreign';
import { documentProblems, type Problem } from './integrity';
import { limits } from './limits';
import { migrate } from './migrations';
import { openWarnings } from './open-warnings';
import { own } from './own';
import { describe, findHostile, parseJson, schemaProblems, tooLarge } from './read-json';
import { documentSchema } from './schema';
import type { HourglassDocument } from './types';
import { currentVersion } from './version';

export type Opened =
  | { readonly ok: true; readonly document: HourglassDocument; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const refuse = (place: string, message: string): Opened => ({ ok: false, problems: [{ place, message }] });
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Older documents kept the whole path of a file; what lies before its name stays on the machine where it was written. */
function withBaseNames(document: HourglassDocument, catalogue: KindCatalogue): HourglassDocument {
  const nodes = Object.values(document.nodes).flatMap((node) => {
    const changed = Object.entries(catalogue.node(node.kind)?.fields ?? {}).flatMap(([name, field]) => {
      const value = own(node.params, name);
      return value === undefined || keptValue(field, value) === value ? [] : [[name, keptValue(field, value)]];
    });
    return changed.length === 0 ? [] : [[node.id, { ...node, params: { ...node.params, ...Object.fromEntries(changed) } }]];
  });
  return nodes.length === 0 ? document : { ...document, nodes: { ...document.nodes, ...Object.fromEntries(nodes) } };
}

/** Opens a value that was parsed already (from the browser's storage, say). */
export function openValue(value: unknown, catalogue: KindCatalogue): Opened {
  const hostile = findHostile(value);
  if (hostile) return { ok: false, problems: [hostile] };
  if (!isRecord(value) || value['format'] !== 'hourglass') return refuse('file', `this is no Hourglass document; found ${foreignValue(value)}.`);
  const version = value['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse('version', `expected a whole number from 1 to ${currentVersion}, and found ${describe(version)}.`);
  }
  if (version > currentVersion) {
    return refuse('version', `the file has version ${version}, and this Hourglass reads up to ${currentVersion}; open it in a newer one.`);
  }
  const current = migrate(value, version).value;
  const result = documentSchema.safeParse(current);
  if (!result.success) return { ok: false, problems: schemaProblems(result.error, current) };
  const problems = documentProblems(result.data);
  if (problems.length > 0) return { ok: false, problems };
  const document: HourglassDocument = freeze(withBaseNames(result.data, catalogue), true);
  return { ok: true, document, warnings: openWarnings(document, catalogue) };
}

/** Opens a file as it lies on the disk. */
export function openBytes(bytes: Uint8Array, catalogue: KindCatalogue): Opened {
  if (bytes.length > limits.text) return refuse('file', tooLarge(bytes.length));
  const decoded = decodeText(bytes);
  return decoded.ok ? openDocument(decoded.text, catalogue) : { ok: false, problems: [decoded.problem] };
}

export function openDocument(text: string, catalogue: KindCatalogue): Opened {
  const parsed = parseJson(text);
  return parsed.ok ? openValue(parsed.value, catalogue) : { ok: false, problems: [parsed.problem] };
}
