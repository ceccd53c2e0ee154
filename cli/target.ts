/** What a command works on: a template, a document, a folder that `train` wrote, an exported project (a folder or a zip), or a shared file. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@/graph-engine/catalogue';
import { limits } from '@/graph-engine/document/limits';
import { openBytes } from '@/graph-engine/document/open';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { NOTHING_BROUGHT, type Drawing } from './data';
import type { Weights } from '@/graph-engine/runtime/device';
import type { SavedRun } from '@/graph-engine/exchange/run-files';
import { chosenWeights, keptBeside, type WhichWeights } from '@/graph-engine/training/best-or-last';
import type { FittedScores } from '@/graph-engine/training/anomaly/score-rows';
import { templates } from '@/templates/registry';
import { Failure } from './failure';
import { isArchive, readPath } from './incoming';
import type { Output } from './output';
import { readBytes } from './read-at-most';
import { FILES } from './run-folder';
import { weightsFrom } from './weights-from';

export interface Target extends Drawing {
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
const untrained = (document: HourglassDocument, brought = NOTHING_BROUGHT): Target => ({ document, brought, weights: null, metadata: {}, run: null, scores: null });

/** A file or a folder that a command can work on; another folder of a template's name does not come between. */
const isTarget = (path: string): boolean => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (!stat.isDirectory() || existsSync(join(path, FILES.graph)));
};

/**
 * `template:NAME` is always the template, and a path with a separator always the path. A bare name that is both is the path: there is the user's own work.
 * @throws Failure that names what was looked for.
 */
export async function readTarget(name: string, output: Output): Promise<Target> {
  const wanted = name.startsWith(TEMPLATE) ? name.slice(TEMPLATE.length) : name;
  const template = Object.hasOwn(templates, wanted) ? templates[wanted as keyof typeof templates] : null;
  if (wanted !== name && !isTarget(name)) {
    if (!template) throw new Failure(`There is no template "${wanted}". \`hourglass templates\` lists them.`);
    return untrained(template.create());
  }
  if (template && !isTarget(name)) return untrained(template.create());
  if (!existsSync(name)) throw new Failure(`There is no template, document or folder "${name}". \`hourglass templates\` lists the templates.`);
  if (template) output.note(`"${name}" is a template and also a ${statSync(name).isDirectory() ? 'folder' : 'file'} here: ./${name} is taken. ${TEMPLATE}${name} names the template.`);
  return readPlace(name, output);
}

async function readPlace(name: string, output: Output): Promise<Target> {
  if (!statSync(name).isDirectory() && !(await isArchive(name))) return untrained(openOrFail(name, readBytes(name, limits.text)));
  const { drawing, weights, run, scores, shared } = await readPath(name, output);
  if (!drawing) throw new Failure(`${name} holds weights without a drawing. Name the document, and the file as --weights ${name}.`);
  const brought = shared?.data ?? NOTHING_BROUGHT;
  return weights ? { document: drawing.document, brought, weights: weights.tensors, metadata: weights.metadata, run, scores } : untrained(drawing.document, brought);
}

export interface WeightsOptions {
  /** A file whose weights are taken in place of those that are there, all of them. */
  readonly weights?: string;
  /** Which ones of the run, in place of those that it is opened with. */
  readonly at?: WhichWeights;
}
type Trained = Target & { readonly weights: ReadonlyMap<string, Weights> };

/** What scores were fitted to belongs to the weights that the run is opened with. @throws Failure where they are not kept */
function atBestOrLast(directory: string, { run, ...target }: Trained, which: WhichWeights): Trained {
  const chosen = run && chosenWeights(run.snapshot, which);
  if (chosen) return { ...target, weights: chosen.parameters, run: { ...run, snapshot: { ...run.snapshot, step: chosen.step, parameters: chosen.parameters, stopping: null } }, scores: keptBeside(run.snapshot)?.which === which ? null : target.scores };
  const why = which === 'last' ? 'ended early, with its best weights' : 'has no best weights: nothing was held out, or a schedule moved its loss to the end, or players play against each other, or an earlier version trained it';
  throw new Failure(run ? `The run in ${directory} ${why}. Leave --at out.` : `The weights of ${directory} do not say how they came about, so that none of them is the best. Leave --at out.`);
}

/** What has trained weights, or a Failure that says how to get some. */
export async function readTrained(directory: string, output: Output, { weights: from, at }: WeightsOptions = {}): Promise<Trained> {
  const { weights, ...target } = await readTarget(directory, output);
  if (from !== undefined) return { ...target, ...(await weightsFrom(from, target.document, true, output)), run: null, scores: null };
  if (!weights) throw new Failure(`${directory} has no trained weights. \`hourglass train ${directory} --out DIR\` makes them, and --weights FILE takes those of a file.`);
  return at === undefined ? { ...target, weights } : atBestOrLast(directory, { ...target, weights }, at);
}
