/** From text to plain values: within limits, with line and column of a fault, and no key that could reach a prototype. */
import type { z } from 'zod/mini';
import type { Problem } from './integrity';
import { locate } from './json-faults';
import { limits } from './limits';
import { scanJson } from './scan-json';

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem };

const mebibytes = (size: number): string => `${(size / 1024 / 1024).toFixed(1)} MB`;
/** Of a file of that many bytes or characters; it need not be read for that. */
export const tooLarge = (size: number): string => `the file has ${mebibytes(size)}; a document has at most ${mebibytes(limits.text)}.`;

export function parseJson(source: string): Parsed {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  if (text.length > limits.text) return { ok: false, problem: { place: 'file', message: tooLarge(text.length) } };
  if (!/\S/.test(text)) return { ok: false, problem: { place: 'line 1, column 1', message: 'the file is empty.' } };
  const fault = scanJson(text, limits);
  if (fault) return { ok: false, problem: { place: locate(text, fault.position), message: fault.message } };
  return { ok: true, value: JSON.parse(text) as unknown };
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** The first key that could reach a prototype, or nesting that no document has. */
export function findHostile(root: unknown): Problem | null {
  const open: { value: unknown; place: string; depth: number }[] = [{ value: root, place: '', depth: 0 }];
  for (let item = open.pop(); item; item = open.pop()) {
    if (typeof item.value !== 'object' || item.value === null) continue;
    if (item.depth >= limits.depth) return { place: item.place.slice(0, 200), message: `nested more than ${limits.depth} levels deep.` };
    for (const [key, value] of Object.entries(item.value)) {
      const place = item.place === '' ? key : `${item.place}.${key}`;
      if (forbidden.has(key)) return { place, message: `the key “${key}” is not allowed in a document.` };
      if (typeof value === 'object' && value !== null) open.push({ value, place, depth: item.depth + 1 });
    }
  }
  return null;
}

/** `a list of 3`, `the text “abc”`, `nothing`. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty object' : `an object with ${keys.slice(0, 5).map((key) => `“${key.slice(0, 40)}”`).join(', ')}${keys.length > 5 ? ', …' : ''}`;
  }
  return typeof value === 'string' ? `the text “${value.slice(0, 60)}${value.length > 60 ? '…' : ''}”` : String(value);
}

const shown = 20;
const expectedNames: Readonly<Record<string, string>> = { object: 'an object', record: 'an object', string: 'a text', boolean: 'true or false', array: 'a list', number: 'a finite number' };

/** What the schema found, each with its place; at most twenty, and the number of the rest. */
export function schemaProblems(error: z.core.$ZodError, root: unknown): readonly Problem[] {
  const at = (path: readonly PropertyKey[]): unknown =>
    path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined), root);
  const problems = error.issues.slice(0, shown).map((issue): Problem => {
    const place = issue.path.map(String).join('.').slice(0, 300) || 'file';
    const found = describe(at(issue.path));
    switch (issue.code) {
      case 'unrecognized_keys':
        return { place, message: `this version does not know ${issue.keys.slice(0, 5).map((key) => `“${key.slice(0, 60)}”`).join(', ')} here.` };
      case 'invalid_key':
        return { place, message: `“${String(issue.path.at(-1)).slice(0, 80)}” is no valid id: ${issue.issues[0]?.message ?? ''}.` };
      case 'too_big':
        return { place, message: `expected at most ${String(issue.maximum)}${issue.origin === 'string' ? ' characters' : ''}, and found ${found}.` };
      case 'too_small':
        return { place, message: `expected at least ${String(issue.minimum)}${issue.origin === 'string' ? ' characters' : ''}, and found ${found}.` };
      case 'invalid_type':
        return { place, message: `expected ${expectedNames[issue.expected] ?? issue.expected}, and found ${found}.` };
      default:
        return { place, message: `${issue.message}, and found ${found}.` };
    }
  });
  const rest = error.issues.length - problems.length;
  return rest > 0 ? [...problems, { place: 'file', message: `${rest} more problems of this sort.` }] : problems;
}
