/** What a command works on: a template, a document, or a folder that `train` wrote. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@/graph-engine/catalogue';
import { limits } from '@/graph-engine/document/limits';
import { openBytes } from '@/graph-engine/document/open';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Weights } from '@/graph-engine/runtime/device';
import type { FittedScores } from '@/graph-engine/training/anomaly/score-rows';
import { templates } from '@/templates/registry';
import { Failure } from './failure';
import type { Output } from './output';
import { readBytes } from './read-at-most';
import { FILES, readRun, type SavedRun } from './run-folder';

export interface Target {
  readonly document: HourglassDocument;
  readonly weights: ReadonlyMap<string, Weights> | null;
  /** What stands beside the weights in their file. */
  readonly metadata: Readonly<Record<string, string>>;
  /** How the weights came about; null where they do not say their step. */
  readonly run: SavedRun | null;
  /** What scores were fitted to. */
  readonly scores: FittedScores | null;
}

const TEMPLATE = 'template:';

function openOrFail(path: string, bytes: Uint8Array): HourglassDocument {
  const opened = openBytes(bytes, catalogue);
  if (!opened.ok) throw new Failure([`${path} cannot be opened:`, ...opened.problems.map(({ place, message }) => `  ${place}: ${message}`)].join('\n'));
  return opened.document;
}
const untrained = (document: HourglassDocument): Target => ({ document, weights: null, metadata: {}, run: null, scores: null });

/** A file or a folder that a command can work on; another folder of a template's name does not come between. */
const isTarget = (path: string): boolean => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (!stat.isDirectory() || existsSync(join(path, FILES.graph)));
};

/**
 * `template:NAME` is always the template, and a path with a separator always the path. A bare name that is both is the path: there is the user's own work.
 * @throws Failure that names what was looked for.
 */
export function readTarget(name: string, output: Output): Target {
  const wanted = name.startsWith(TEMPLATE) ? name.slice(TEMPLATE.length) : name;
  const template = Object.hasOwn(templates, wanted) ? templates[wanted as keyof typeof templates] : null;
  if (wanted !== name && !isTarget(name)) {
    if (!template) throw new Failure(`There is no template "${wanted}". \`hourglass templates\` lists them.`);
    return untrained(template.create());
  }
  if (template && !isTarget(name)) return untrained(template.create());
  if (!existsSync(name)) throw new Failure(`There is no template, document or folder "${name}". \`hourglass templates\` lists the templates.`);
  if (template) output.note(`"${name}" is a template and also a ${statSync(name).isDirectory() ? 'folder' : 'file'} here: ./${name} is taken. ${TEMPLATE}${name} names the template.`);
  return readPath(name);
}

function readPath(name: string): Target {
  if (!statSync(name).isDirectory()) return untrained(openOrFail(name, readBytes(name, limits.text)));
  const found = readRun(name);
  if (!found) throw new Failure(`${name} holds no ${FILES.graph}; it is not a folder that \`hourglass train\` wrote.`);
  const document = openOrFail(join(name, FILES.graph), found.graph);
  return found.weights ? { document, weights: found.weights.tensors, metadata: found.weights.metadata, run: found.run, scores: found.scores } : untrained(document);
}

/** A folder with trained weights, or a Failure that says how to get one. */
export function readTrained(directory: string, output: Output): Target & { readonly weights: ReadonlyMap<string, Weights> } {
  const { weights, ...target } = readTarget(directory, output);
  if (!weights) throw new Failure(`${directory} has no trained weights. \`hourglass train ${directory} --out DIR\` makes them.`);
  return { ...target, weights };
}
