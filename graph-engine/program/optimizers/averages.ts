/**
 * Averaged weights (Polyak & Juditsky 1992): the model, under the names that everybody knows, is a moving average of the weights that training goes on with,
 * which lie beside it as a state does. Statistics are averaged with the weights that they belong to. A decay that grows with the number of updates lets the
 * average leave its start behind quickly.
 */
import type { PlayerId } from '../../document/types';
import type { Builder } from '../builder';
import type { Parameter, Program } from '../types';

const RAW = ':raw';
/** The name of what training goes on with, of a parameter that is averaged. */
export const rawOf = (name: string): string => `${name}${RAW}`;
export const isRaw = (name: string): boolean => name.endsWith(RAW);
/** Of the model, by the name of what training goes on with. */
export const averageOf = (raw: string): string => raw.slice(0, -RAW.length);

/** What the average keeps, after so many updates. */
export const decayAt = (decay: number, updates: number): number => Math.min(decay, (1 + updates) / (10 + updates));

/** Appends the averages of `parameters` to their updates; a parameter without an update here has had it before. */
export function writeAverages(b: Builder, parameters: readonly Parameter[], player: PlayerId, decay: number): void {
  const { phase, origin } = b;
  b.phase = 'update';
  b.origin = null;
  const share = b.schedule(`${player} share of an average that is new`, (run) => 1 - decayAt(decay, run));
  for (const { name, value, init, origin: of } of parameters) {
    b.origin = of;
    const index = b.updates.findIndex(({ parameter }) => parameter === name);
    const next = b.values[index < 0 ? value : b.updates[index]!.value]!;
    if (index >= 0) b.updates[index] = { parameter: rawOf(name), value: next.id };
    const average = b.parameter(name, b.values[value]!.shape, init, { player, trainable: false, origin: of });
    b.updates.push({ parameter: name, value: b.add(average, b.mul(b.sub(next, average), share)).id });
  }
  b.phase = phase;
  b.origin = origin;
}

/** The program with what training goes on with in the place of averaged parameters; `names`: of those that are averaged, by whichever program. */
export function withRaw(program: Program, names: ReadonlySet<string>): Program {
  // Of two parameters of one name the first is the one that is learned, and the second its average.
  const [parameters, seen]: [Parameter[], Set<string>] = [[], new Set()];
  const averages = new Set(program.parameters.filter(({ name }, i) => program.parameters.findIndex((one) => one.name === name) < i).map(({ name }) => name));
  const values = [...program.values];
  for (const parameter of program.parameters) {
    const { name } = parameter;
    if (!names.has(name) || seen.has(name)) {
      parameters.push(parameter);
      continue;
    }
    seen.add(name);
    parameters.push({ ...parameter, name: rawOf(name), init: { kind: 'copyOf', parameter: name } });
    if (averages.has(name)) continue;
    // It starts as a copy of the average, which is another program's.
    const { shape, dtype } = values[parameter.value]!;
    values.push({ id: values.length, shape, dtype });
    parameters.push({ ...parameter, value: values.length - 1, trainable: false });
  }
  const updates = program.updates.map((update) => (names.has(update.parameter) && !averages.has(update.parameter) ? { ...update, parameter: rawOf(update.parameter) } : update));
  return { ...program, values, parameters, updates };
}
