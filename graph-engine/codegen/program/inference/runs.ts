/** Neighbouring columns that are prepared alike, which are computed at once. */
import { isNumber, preparationOf, type Place } from '../../../data/columns/layout';
import { preparations } from '../../../data/preparations/registry';
import type { Builder, Tensor } from '../../../program/builder';

export type Run = readonly [Place, ...Place[]];

export function runsOf(places: readonly Place[]): readonly Run[] {
  const runs: [Place, ...Place[]][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const joins = before && isNumber(place) && isNumber(before) && before.indicator === null && place.indicator === null && place.column === before.column + 1 && preparationOf(place) === preparationOf(before);
    if (joins) run!.push(place);
    else runs.push([place]);
  }
  return runs;
}

/** What the numbers of a run were fitted to: all numbers of one name lie together, in the order of the columns that have one. */
export function fittedOfRun(b: Builder, places: readonly Place[], run: Run, fitted: ReadonlyMap<string, Tensor>): Readonly<Record<string, Tensor>> {
  const namesOf = (place: Place): readonly string[] => Object.keys(preparations[preparationOf(place)].fits([1]));
  const before = (name: string): number => places.filter((place) => place.column < run[0].column && isNumber(place) && namesOf(place).includes(name)).length;
  return Object.fromEntries(namesOf(run[0]).map((name) => [name, b.slice(fitted.get(name)!, [before(name)], [run.length])]));
}
