/** The text of a document's file: keys in a fixed order and records by id, so that two saves of one document are the same text. */
import type { HourglassDocument } from './types';

const keyOrder = [
  'format', 'version', 'id', 'kind', 'name', 'title', 'text', 'color', 'order', 'position', 'x', 'y', 'width', 'height', 'from', 'to', 'node', 'port',
  'player', 'frozen', 'sharesWith', 'collapsed', 'pinned', 'mode', 'params', 'layers', 'nodes', 'wires', 'frames', 'notes', 'training',
];
const rank = new Map(keyOrder.map((key, index) => [key, index]));
const records = new Set(['params', 'layers', 'nodes', 'wires', 'frames', 'notes', 'players', 'stages']);
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byRank = (a: string, b: string): number => (rank.get(a) ?? keyOrder.length) - (rank.get(b) ?? keyOrder.length) || byText(a, b);

function ordered(value: unknown, isRecord: boolean): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const object = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(object).sort(isRecord ? byText : byRank);
  return Object.fromEntries(keys.map((key) => [key, ordered(object[key], !isRecord && records.has(key))]));
}

/** Any JSON value made of document parts, with stable keys. */
export const stableJson = (value: object): string => `${JSON.stringify(ordered(value, false), null, 2)}\n`;

export const saveDocument = (document: HourglassDocument): string => stableJson(document);
