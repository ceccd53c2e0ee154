/** A code that a Discriminator holds to a Prior: a two-sample test of the codes of held-out items against draws of that Prior. */
import { plain } from '../../document/units';
import { sizeOf } from '../../document/shape';
import { nodeOf } from '../../nodes/registry';
import { energyDistance } from '../energy-distance';
import type { Model, Objective, ObjectiveContext, ObjectiveSubject } from './definition';

/** Points of each sample: all pairs are compared. */
const POINTS = 2000;

/** The Prior's port: what a node that also gets the code compares it with. */
function priorOf({ document, roles }: ObjectiveSubject): string | null {
  const wires = Object.values(document.wires);
  const critics = wires.filter(({ from, to }) => from.node === roles.code?.node && nodeOf(document.nodes[to.node]!.kind)?.traits.opponent !== undefined).map(({ to }) => to.node);
  const prior = wires.find(({ from, to }) => critics.includes(to.node) && nodeOf(document.nodes[from.node]!.kind)?.traits.isPrior);
  return prior ? `${prior.from.node}.${prior.from.port}` : null;
}

export const priorMatch: Objective = {
  name: 'distance of the codes from the prior',
  sentence:
    'Energy distance (Székely & Rizzo 2013) between the codes of held-out items and as many draws of the Prior: a two-sample test, 0 for equal distributions. Beside it that of the model before its first step, and that of two samples of the Prior, below which nothing can be told apart.',
  unit: plain,
  better: 'lower',
  fits: (subject) => subject.roles.code !== null && subject.held.count > 1 && priorOf(subject) !== null,
  async measure(context: ObjectiveContext) {
    const code = context.roles.code!;
    const size = sizeOf(code.type.shape);
    const count = Math.min(POINTS, context.held.count);
    const [prior, other] = [await context.model.draws(priorOf(context)!, count, 1), await context.model.draws(priorOf(context)!, count, 2)];
    const distance = async (model: Model): Promise<number> => energyDistance((await model.taps([code.tap], context.held, 'evaluate'))[0]!.subarray(0, count * size), prior, size);
    return {
      value: await distance(context.model),
      baselines: { 'at the start': await context.untrained(distance), 'two samples of the Prior': energyDistance(other, prior, size) },
    };
  },
};
