/** What a command works on: a template, a document, or a folder that `train` wrote. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@/graph-engine/catalogue';
import { limits } from '@/graph-engine/document/limits';
import { openBytes } from '@/graph-engine/document/open';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { readSafetensors } from '@/graph-engine/runtime/safetensors';
import type { Weights } from '@/graph-engine/runtime/device';
import { templates } from '@/templates/registry';
import { Failure } from './failure';
import { readAtMost } from './read-at-most';

export const FILES = { graph: 'graph.hourglass.json', weights: 'weights.safetensors', metrics: 'metrics.json' } as const;

/** Bytes: more than the parameters of a document and two moments of each. */
const LARGEST_WEIGHTS = 2 ** 31;

export interface Target {
  readonly document: HourglassDocument;
  readonly weights: ReadonlyMap<string, Weights> | null;
  /** What stands beside the weights in their file. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** @throws Failure for what cannot be read, or is larger than `limit`. */
function readBytes(path: string, limit: number): Uint8Array {
  let read;
  try {
    read = readAtMost(path, limit);
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}.`);
  }
  if ('size' in read) throw new Failure(`${path} is too large: expected at most ${limit.toLocaleString('en')} bytes, and found ${read.size.toLocaleString('en')}.`);
  return read.bytes;
}
function readDocument(path: string): HourglassDocument {
  const opened = openBytes(readBytes(path, limits.text), catalogue);
  if (!opened.ok) throw new Failure([`${path} cannot be opened:`, ...opened.problems.map(({ place, message }) => `  ${place}: ${message}`)].join('\n'));
  return opened.document;
}

/** @throws Failure that names what was looked for. */
export function readTarget(name: string): Target {
  const template = Object.hasOwn(templates, name) ? templates[name as keyof typeof templates] : null;
  if (template) return { document: template.create(), weights: null, metadata: {} };
  if (!existsSync(name)) throw new Failure(`There is no template, document or folder "${name}". \`hourglass templates\` lists the templates.`);
  return readPath(name);
}

function readPath(name: string): Target {
  if (!statSync(name).isDirectory()) return { document: readDocument(name), weights: null, metadata: {} };
  const graph = join(name, FILES.graph);
  if (!existsSync(graph)) throw new Failure(`${name} holds no ${FILES.graph}; it is not a folder that \`hourglass train\` wrote.`);
  const weights = join(name, FILES.weights);
  if (!existsSync(weights)) return { document: readDocument(graph), weights: null, metadata: {} };
  const read = readSafetensors(readBytes(weights, LARGEST_WEIGHTS));
  if ('problem' in read) throw new Failure(`${weights}: ${read.problem}`);
  return { document: readDocument(graph), weights: read.tensors, metadata: read.metadata };
}

/** A folder with trained weights, which may be called as a template is, or a Failure that says how to get one. */
export function readTrained(directory: string): Target & { readonly weights: ReadonlyMap<string, Weights> } {
  const { document, weights, metadata } = existsSync(directory) ? readPath(directory) : readTarget(directory);
  if (!weights) throw new Failure(`${directory} has no trained weights. \`hourglass train ${directory} --out DIR\` makes them.`);
  return { document, weights, metadata };
}
