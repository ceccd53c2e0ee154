/** `data.ts`: the items of each Dataset from their files, prepared, and dealt out in batches. */
import type { Project } from '../project';
import { Source } from '../../program/source';
import { tablesOf } from './data/tables';
import { addBatches } from './data/batches';
import { fittedOf, labelledOf } from './data/kinds';
import { addLoading } from './data/loading';
import { addPreparation } from './data/preparing';
import { isIdx, textsOf } from './data/texts';
import { addTold, tellsSome } from './data/told';
import { turns } from './layout';

/** `learnsLabelsAlone`: the run, or a stage of it, has nothing else to learn. */
export function dataFile(project: Project, learnsLabelsAlone: boolean): Source {
  const source = new Source('src/data.ts');
  const tables = tablesOf(project);
  const rounds = tellsSome(project) && learnsLabelsAlone;
  source.add(`/** Reads the items of each Dataset, prepares them, and deals them out in batches. */
import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';`);
  if (tables.length > 0) source.add("import { columns } from './columns.ts';");
  if (project.datasets.some(isIdx)) source.add("import { readIdx } from './idx.ts';");
  if (labelledOf(project).length > 0) source.add("import { readLabels } from './labels.ts';");
  if (turns(project)) source.add("import { fittingLayout, turn, turnedSizes, type Layout } from './layout.ts';");
  source.add("import type { Batch } from './model.ts';");
  if (tables.length > 0) {
    const fits = tables.some((node) => Object.keys(fittedOf(node).shapes).length > 0);
    const masks = tables.some(({ beside }) => beside.some(({ aside }) => aside === 'mask'));
    source.add(`import { ${[...(fits ? ['fitTable'] : []), ...(masks ? ['maskOf'] : []), 'prepareTable'].join(', ')} } from './prepare.ts';`);
    const codes = tables.some(({ beside }) => beside.some(({ column }) => column !== null));
    source.add(`import { ${codes ? 'codesOf, ' : ''}readTable, type Table } from './table.ts';`);
  }
  if (textsOf(project).length > 0) source.add("import { readTokens, texts } from './tokens.ts';");
  if (rounds) source.add("import { shuffled } from './random.ts';");
  addLoading(source, project);
  addPreparation(source, project);
  addBatches(source, project);
  if (tellsSome(project)) addTold(source, project, rounds);
  return source;
}
