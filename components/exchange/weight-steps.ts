/** Taking weights is a step of the history, though the document stays as it is: going back over it puts the weights of before in their place, and going forth again those that were there then. */
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import { reportFault } from '@/components/studio-state/messages';
import { mark } from '@/components/studio-state/studio';
import { studioStore } from '@/components/studio-state/studio-store';
import { presentWeights, putWeights } from './put-weights';

interface WeightStep {
  readonly mark: string;
  readonly document: string;
  applied: boolean;
  before: Checkpoint | null;
  after: Checkpoint | null;
}
/** Weights of more steps would fill the memory. */
const KEPT = 8;
let steps: readonly WeightStep[] = [];
let crossing: Promise<void> = Promise.resolve();
let following = false;

/** Called when the weights are in place. */
export function recordWeights(label: string, before: Checkpoint | null, after: Checkpoint): void {
  const name = mark(label);
  if (name !== null) recordWeightsOf(name, before, after);
}
/** The same where the document changed in that step of the history, which has this name. */
export function recordWeightsOf(name: string, before: Checkpoint | null, after: Checkpoint): void {
  const { open } = studioStore.getState();
  if (!open) return;
  steps = [...steps, { mark: name, document: open.document.id, applied: true, before, after }].slice(-KEPT);
  if (following) return;
  following = true;
  studioStore.subscribe(follow);
}

function follow(): void {
  const { open } = studioStore.getState();
  if (!open) return;
  const applied = new Set(open.history.slice(0, open.historyPosition).flatMap(({ mark: name }) => name ?? []));
  const crossed = steps.filter((step) => step.document === open.document.id && open.history.some(({ mark: name }) => name === step.mark) && step.applied !== applied.has(step.mark));
  const [first] = crossed;
  const last = crossed.at(-1);
  if (!first || !last) return;
  const back = first.applied;
  for (const step of crossed) step.applied = !back;
  crossing = crossing.then(() => cross(back ? last : first, back ? first : last, back)).catch(reportFault);
}

/** `left` is the step that is gone over first, `come` the one that is gone over last. */
async function cross(left: WeightStep, come: WeightStep, back: boolean): Promise<void> {
  const present = await presentWeights();
  if (back) left.after = present;
  else left.before = present;
  await putWeights(back ? come.before : come.after);
}
