/** Derived gradients of a whole training step against finite differences of its loss. */
import { derive } from '../program/backward';
import { lower } from '../program/lower';
import { learners, totalLoss } from '../program/train-step';
import { Random } from '../random/counter';
import { currentDevice, type Feeds, type ParameterStore, type Weights } from '../runtime/device';
import type { Session } from '../training/session';
import { interpreter, type Given } from './float64/interpret';

/** Derivative of a player's loss along a direction in one parameter: derived on the program and computed by the device in use, and by central differences in double precision. */
export interface GradientDirection {
  readonly parameter: string;
  readonly derived: number;
  readonly measured: number;
}
/** Small against weights of about 0.05, and against how far a kink of ReLU mostly is; large against the rounding of a loss in the hundreds. */
const DISTANCE = 1e-7;

const lengthOf = (values: Float32Array): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));

/** Mostly along the derived gradient, where the difference is largest, with as much of a random direction again. */
function directionOf(gradient: Float32Array, random: Random): Float32Array {
  const norm = lengthOf(gradient);
  const spread = (norm || 1) / Math.sqrt(gradient.length);
  const mixed = gradient.map((x) => x + spread * random.normal());
  const length = lengthOf(mixed);
  return mixed.map((x) => x / length);
}

/** The derived gradient of every parameter that a loss trains by name, at weights `start`, on the kernels of `store`; randomness as in `checkGradients`. */
export async function derivedGradients({ document, analysis, batch }: Session, start: ReadonlyMap<string, Weights>, feeds: Feeds, store: ParameterStore): Promise<Map<string, Float32Array>> {
  const found = new Map<string, Float32Array>();
  for (const [name, weights] of start) store.write(name, weights);
  for (const { id: player } of learners(document, lower(document, analysis, { batch, mode: 'train' }))) {
    const b = lower(document, analysis, { batch, mode: 'train' });
    const trained = b.parameters.filter((parameter) => parameter.trainable && parameter.player === player);
    const loss = totalLoss(b, player);
    if (!loss) continue;
    const gradients = derive(b, loss, trained.map(({ value }) => b.values[value]!));
    const executor = store.executor(b.finish());
    const results = executor.run({ feeds, seed: 1, step: 0, applyUpdates: false, fetch: gradients.map(({ id }) => id) });
    for (const [i, result] of results.entries()) {
      found.set(trained[i]!.name, (await result.data()) as Float32Array);
      result.dispose();
    }
    executor.dispose();
  }
  return found;
}

/**
 * One direction in each trained parameter, at the session's present weights, on the batch of its present step. Randomness is fixed by (seed, step), so
 * that the loss is a function of the parameters alone. The estimators of discrete codes are no derivatives: with those, `among` keeps to the
 * parameters behind the code.
 */
export async function checkGradients(session: Session, feeds: Feeds, among: (parameter: string) => boolean = () => true): Promise<GradientDirection[]> {
  const { document, analysis, batch } = session;
  const { parameters: start } = await session.snapshot();
  const random = new Random(7, 1);
  const results: GradientDirection[] = [];
  for (const { id: player } of learners(document, lower(document, analysis, { batch, mode: 'train' }))) {
    const b = lower(document, analysis, { batch, mode: 'train' });
    const loss = totalLoss(b, player);
    if (!loss) continue;
    const trained = b.parameters.filter((parameter) => parameter.trainable && parameter.player === player && among(parameter.name));
    const gradients = derive(b, loss, trained.map(({ value }) => b.values[value]!));
    const store = await currentDevice().createStore();
    for (const [name, weights] of start) store.write(name, weights);
    const executor = store.executor(b.finish());
    const run = { feeds, seed: 1, step: 0, applyUpdates: false };
    const given: Given = {
      ...Object.fromEntries(b.parameters.map(({ name, value }) => [value, start.get(name)!.data])),
      ...Object.fromEntries(b.inputs.map((input) => [input.value, input.kind === 'scalar' ? [input.at(run.step)] : feeds[input.name]!.data])),
    };
    const lossOf = interpreter(b, given, [loss.id], run);
    const tensors = executor.run({ ...run, fetch: gradients.map(({ id }) => id) });
    for (const [i, { name, value }] of trained.entries()) {
      const gradient = (await tensors[i]!.data()) as Float32Array;
      const direction = directionOf(gradient, random);
      const lossAt = (distance: number): number => {
        const moved = Float64Array.from(start.get(name)!.data);
        for (let j = 0; j < moved.length; j++) moved[j]! += distance * direction[j]!;
        return lossOf({ [value]: moved })[0]![0]!;
      };
      const measured = (lossAt(DISTANCE) - lossAt(-DISTANCE)) / (2 * DISTANCE);
      results.push({ parameter: name, derived: gradient.reduce((sum, x, j) => sum + x * direction[j]!, 0), measured });
      tensors[i]!.dispose();
    }
    executor.dispose();
    store.dispose();
  }
  return results;
}
