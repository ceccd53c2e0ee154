/**
 * The law of every layer: what `infer` says is what running it gives, for many parameters and inputs; where it refuses, there is nothing to run. It is asked
 * of whatever stands in the registry, so that no layer can be left out of it.
 */
import { readParams } from '../document/fields';
import { sideMost, sizeOf, type Shape } from '../document/shape';
import { isProblem, type LayerDefinition, type Mode } from '../layers/definition';
import { verify } from '../program/verify';
import type { Random } from '../random/random';
import { paramSamples } from './param-samples';
import { runProgram } from './run-program';
import { buildLayer } from './test-layer';

/** Vectors, sequences and pictures: of one number, of odd and even sides, wide and tall. */
const inputs: readonly Shape[] = [
  [1], [5], [6], [12], [2, 3], [5, 4], [4, 4], [7, 2], [1, 4], [6, 12], [9, 8], [1, 1, 1], [2, 2, 3], [3, 3, 1], [4, 4, 2], [5, 7, 1], [7, 4, 2], [8, 6, 1], [9, 9, 1], [1, 6, 2], [11, 3, 1],
];
const modes: readonly Mode[] = ['train', 'evaluate', 'infer'];
const batches = [1, 3];

export interface LayerCheck {
  readonly faults: readonly string[];
  /** How often it was run. */
  readonly runs: number;
}

const attempt = <T>(work: () => T): T | string => {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** What is wrong with running a layer where it gave `output`, or null. */
function faultOf(layer: LayerDefinition, params: Parameters<typeof buildLayer>[1], input: Shape, output: Shape, mode: Mode, batch: number): string | null {
  if (output.length === 0 || !output.every((side) => Number.isInteger(side) && side >= 1)) return `infers [${output}], which is no shape`;
  const result = attempt(() => {
    const built = buildLayer(layer, params, input, mode, batch);
    verify(built.b.finish());
    const { shape, dtype } = built.y;
    if (dtype !== 'float32') return `gives ${dtype}`;
    if (shape.join() !== [batch, ...output].join()) return `infers [batch, ${output.join(', ')}], and gives [${shape.join(', ')}]`;
    // What an execution gives is compared with what every operation says, one by one.
    const [numbers] = runProgram(built.b, built.given, [built.y.id]);
    if (numbers!.length !== batch * sizeOf(output)) return `gives ${numbers!.length} numbers`;
    if (!numbers!.every(Number.isFinite)) return 'gives what is not finite';
    for (const [name, value] of Object.entries(built.updates)) {
      const kept = built.weights[name];
      if (kept?.shape.join() !== value.shape.join()) return `updates ${name}, [${kept?.shape.join(', ')}], with [${value.shape.join(', ')}]`;
    }
    return null;
  });
  return result;
}

/** Whether an input that was refused could not have been run, or would have grown beyond all bounds. */
function cannotRun(layer: LayerDefinition, params: Parameters<typeof buildLayer>[1], input: Shape): boolean {
  const shape = attempt(() => {
    const built = buildLayer(layer, params, input, 'infer', 2);
    return built.y.shape;
  });
  return typeof shape === 'string' || !shape.every((side) => Number.isInteger(side) && side >= 1 && side <= sideMost);
}

/**
 * Runs `layer` on every input with its defaults and with `draws` random choices of its parameters. An input that could be run is refused rightly where all of its number
 * of axes are: normalising over places makes no sense of a vector, though it can be computed.
 */
export function checkLayer(layer: LayerDefinition, random: Random, draws: number): LayerCheck {
  const faults: string[] = [];
  const accepted = new Set<number>();
  const refused: { readonly axes: number; readonly where: string }[] = [];
  let runs = 0;
  for (const input of inputs) {
    for (const given of paramSamples(layer.fields, random, draws)) {
      const params = readParams(layer.fields, given);
      const output = layer.infer(params, input);
      const where = `${layer.kind} ${JSON.stringify(given)} on [${input}]`;
      if (isProblem(output)) {
        if (!cannotRun(layer, given, input)) refused.push({ axes: input.length, where });
        continue;
      }
      runs++;
      accepted.add(input.length);
      const fault = faultOf(layer, given, input, output, modes[runs % 3]!, batches[runs % 2]!);
      if (fault) faults.push(`${where}: ${fault}`);
    }
  }
  for (const { axes, where } of refused) if (accepted.has(axes)) faults.push(`${where}: refuses what it can run`);
  return { faults, runs };
}
