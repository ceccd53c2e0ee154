/** What a project prints of a run, against the units that the studio tells the same figures in. */
import { analyse } from '../analysis/analyse';
import { mainPlayer, playersOf, totalName } from '../document/players';
import type { HourglassDocument } from '../document/types';
import { figuresOf } from '../program/figures-of';

/** Figures of the output, parted by two blanks, that stand without their unit or with another, and how many stand with it. */
export function printedUnits(document: HourglassDocument, output: string): { readonly right: number; readonly wrong: readonly string[] } {
  const { training } = document;
  const units = new Map(figuresOf(document, analyse(document)).map(({ name, unit }) => [name, unit]));
  for (const { id } of playersOf(training)) units.set(`${id} loss`, units.get(totalName(training, id)) ?? '');
  units.set('held out', units.get(totalName(training, mainPlayer(training).id)) ?? '');
  const parts = output.split('\n').flatMap((line) => line.trim().split('  '));
  const figures = parts.flatMap((part) => {
    const [, name, unit = ''] = /^(.+?) -?\d[\d.e+-]*(?: (.*))?$/.exec(part.trim()) ?? [];
    return name !== undefined && units.has(name) ? [{ part, isRight: units.get(name) === unit }] : [];
  });
  return { right: figures.filter(({ isRight }) => isRight).length, wrong: figures.filter(({ isRight }) => !isRight).map(({ part }) => part) };
}
