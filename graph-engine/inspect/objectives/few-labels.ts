/** A Classifier that is told few labels: how many held-out items it tells, beside what the same labels are worth without a network. */
import { plain } from '../../document/units';
import { classifiersOf, type FoundClassifier } from '../classifiers';
import { fitLinearProbe } from '../linear-probe';
import { wiresInto } from '../../document/wires-into';
import { labelledOf } from '../../nodes/data-settings';
import { nodeOf } from '../../nodes/registry';
import type { ItemSet, Objective, ObjectiveSubject } from './definition';
import { cleanOf, fittedBaselines, itemSize } from './support';

/** Of the Dataset that is reconstructed, with fewer labels than items. */
const classifierOf = ({ document, analysis, roles }: ObjectiveSubject): FoundClassifier | null =>
  classifiersOf(document, analysis).find(({ label }) => label.node === roles.data?.node && labelledOf(document.nodes[label.node]!) > 0) ?? null;
/** What the Classifier tells the label from. */
function codeOf({ document }: ObjectiveSubject, { node }: FoundClassifier): string {
  const ports = nodeOf(document.nodes[node]!.kind)!.traits.classifies!;
  const { from } = wiresInto(document, node).find(({ to }) => to.port !== ports.label)!;
  return `${from.node}.${from.port}`;
}
/** Those whose label is told. */
function toldItems(items: ItemSet): ItemSet {
  const rows = [...items.isLabelled!.keys()].filter((row) => items.isLabelled![row] === 1);
  const numbers = Object.entries(items.numbers).map(([id, values]) => {
    const size = values.length / items.count;
    const some = new Float32Array(rows.length * size);
    rows.forEach((row, at) => some.set(values.subarray(row * size, (row + 1) * size), at * size));
    return [id, some] as const;
  });
  return { ...items, count: rows.length, numbers: Object.fromEntries(numbers), labels: Uint16Array.from(rows, (row) => items.labels![row]!) };
}
const share = (found: ArrayLike<number>, labels: ArrayLike<number>): number => Array.from(found).filter((label, row) => label === labels[row]).length / found.length;
const widthOf = (values: Float32Array, { count }: ItemSet): number => values.length / count;
const greatest = (values: Float32Array, classes: number): number[] =>
  Array.from({ length: values.length / classes }, (_, row) => {
    const logits = values.subarray(row * classes, (row + 1) * classes);
    return logits.indexOf(logits.reduce((a, b) => Math.max(a, b), -Infinity));
  });

export const fewLabels: Objective = {
  name: 'accuracy with few labels',
  sentence: 'The share of held-out items whose label the Classifier tells. Beside it logistic regression on the items themselves, and on what the Classifier gets, with the same labels.',
  unit: plain,
  better: 'higher',
  fits: (subject) => subject.held.labels !== null && subject.folds.some(({ fit }) => fit.isLabelled?.includes(1) === true) && classifierOf(subject) !== null,
  async measure(context) {
    const classifier = classifierOf(context)!;
    const { model, held } = context;
    const [logits] = await model.taps([classifier.logits], held, 'infer');
    const tap = codeOf(context, classifier);
    return {
      value: share(greatest(logits!, classifier.classes), held.labels!),
      baselines: await fittedBaselines(context, {
        'logistic regression on the items': ({ fit, held: unseen }) => {
          const told = toldItems(fit);
          const rows = { count: told.count, width: itemSize(context), values: cleanOf(context, told), labels: told.labels! };
          return share(fitLinearProbe(rows, classifier.classes).classify(cleanOf(context, unseen)), unseen.labels!);
        },
        'logistic regression on the code': async ({ fit, held: unseen }) => {
          const told = toldItems(fit);
          const [[codes], [others]] = [await model.taps([tap], told, 'infer'), await model.taps([tap], unseen, 'infer')];
          const rows = { count: told.count, width: widthOf(codes!, told), values: codes!, labels: told.labels! };
          return share(fitLinearProbe(rows, classifier.classes).classify(others!), unseen.labels!);
        },
      }),
    };
  },
};
