/** What a project knows of its Datasets: where their samples lie, what is fitted to them, and which labels they need. */
import { fittedName } from '../../../../data/fitted-names';
import { itemPreparation } from '../../../../data/item-preparation';
import { preparations } from '../../../../data/preparations/registry';
import { namesIn } from '../../../../data/splits/deal-out';
import { dataSettingsOf, splitSettingsOf } from '../../../../nodes/data-settings';
import { kebab } from '../../../program/names';
import type { CodeNode, Project } from '../../project';
import { columnsOf, isTable } from './tables';
import { isIdx, isText } from './texts';
import { dealingOf } from './dealing';

/** Where the sample of a Dataset lies in the project. */
export const samplePath = (node: CodeNode): string => `data/${kebab(node.name)}${isTable(node) ? '.csv' : isText(node) ? '.txt' : '-idx-ubyte.gz'}`;
/** Where that of its labels lies, which a table has among its columns. */
export const labelsPath = (node: CodeNode): string => `data/${kebab(node.name)}-labels-idx-ubyte.gz`;

/** What the data of a Dataset are prepared with: what their names among the weights begin with, and the shape of each. */
export function fittedOf(node: CodeNode): { readonly prefix: string; readonly shapes: Readonly<Record<string, readonly number[]>> } {
  const preparation = itemPreparation(dataSettingsOf(node.node));
  return { prefix: fittedName(node.id, preparation), shapes: preparation.fits(node.types['data']!.shape) };
}

export const fitOf = (node: CodeNode, several: boolean): string => {
  const { scaling, limits } = dataSettingsOf(node.node);
  const training = several ? `training.${node.name}` : 'training';
  if (isTable(node)) return `fitTable(data.${node.name}, columns.${node.name}, ${training})`;
  return preparations[scaling].typescript.fit(`data.${node.name}`, training, limits);
};
/** What `fitData` takes: nothing to fit, the data alone, or also which of them are trained on. */
export function howToFit({ datasets }: Pick<Project, 'datasets'>): 'nothing' | 'data' | 'training' {
  const fits = datasets.filter((node) => Object.keys(fittedOf(node).shapes).length > 0).map((node) => fitOf(node, false));
  if (fits.length === 0) return 'nothing';
  return fits.some((text) => /\btraining\b/.test(text)) ? 'training' : 'data';
}

/** Labels of the items that are trained on: their names in a table, else their numbers; null for all, or where nobody knows their numbers. */
export function normalOf(node: CodeNode): readonly (string | number)[] | null {
  const wanted = namesIn(splitSettingsOf(node.node).normal);
  if (wanted.length === 0 || isText(node)) return null;
  const known = columnsOf(node).find(({ kind }) => kind === 'label')?.names ?? node.labelNames;
  const placeOf = (one: string): number => (known ?? []).findIndex((other) => other === one || other.toLowerCase() === one.toLowerCase());
  if (isTable(node)) return wanted.map((one) => known?.[placeOf(one)] ?? one);
  const codes = wanted.map((one) => (known ? placeOf(one) : /^\d+$/.test(one) ? Number(one) : -1));
  return codes.includes(-1) ? null : codes;
}
export const hasNormal = ({ datasets }: Project): boolean => datasets.some((node) => normalOf(node) !== null);
/** The share of a Dataset that is neither trained on nor held out. */
export const testShareOf = (node: CodeNode): number => splitSettingsOf(node.node).test;

/** Datasets whose labels come from a file of their own, and are needed. */
export const labelledOf = ({ datasets }: Project): CodeNode[] => datasets.filter((node) => isIdx(node) && (normalOf(node) !== null || dealingOf(node)?.kind === 'stratified' || node.beside.some(({ aside }) => aside === 'label')));
/** Whether what files hold has another form than what is prepared of it. */
export const differsLoaded = (project: Project): boolean => project.datasets.some((node) => isTable(node) || node.beside.length > 0) || labelledOf(project).length > 0;
/** What items have beside tables that others have from their files. */
export const imageFields = ({ datasets }: Project): string => (!datasets.some(isIdx) ? '' : ', isBytes: false, limits: null');
