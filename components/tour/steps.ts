/** The steps of the tour: what each points at in the studio as it is now, found by what parts do, not by their names. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';
import { nodeOf } from '@/graph-engine/nodes/registry';
import type { PhoneTab } from '@/components/studio-state/ui-store';

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** What is pointed at; null where the graph has nothing of the kind. */
  target(document: HourglassDocument): Target | null;
}
export interface Target {
  readonly selector: string;
  /** Of a node, which can lie out of sight. */
  readonly node?: string;
  /** Where it is in a narrow window, which shows one room at a time. */
  readonly room: PhoneTab;
}

const nodeThat = (test: (definition: NodeDefinition) => boolean) => (document: HourglassDocument): Target | null => {
  const node = Object.values(document.nodes).find(({ kind }) => {
    const definition = nodeOf(kind);
    return definition !== null && test(definition);
  });
  return node ? { selector: `[data-testid="node-${node.id}"]`, node: node.id, room: 'graph' } : null;
};

export const tourSteps: readonly TourStep[] = [
  { title: 'Data go in here', text: 'A Dataset gives the items. Give it a file of yours, and the graph learns from that instead.', target: nodeThat(({ traits }) => traits.feedsData === true) },
  { title: 'The waist', text: 'The Encoder squeezes each item into a few numbers, its code. Whatever does not fit through here is lost, so it learns what matters.', target: nodeThat(({ category }) => category === 'code') },
  { title: 'And back', text: 'The Decoder has nothing but the code to draw the item from. Its pictures get better while it trains.', target: nodeThat(({ traits }) => traits.preview === 'reconstructions') },
  { title: 'What is made small', text: 'A Loss compares the two. Every node can be changed: choose it, and its settings open.', target: nodeThat(({ category, traits }) => category === 'objective' && traits.objective) },
  { title: 'Train, pause, go on', text: 'Training runs in this page, on your machine. Change something and go on; undo brings the trained model back.', target: () => ({ selector: '[role="toolbar"][aria-label="Training"]', room: 'train' }) },
  { title: 'Look inside', text: 'Curves, reconstructions, the map of codes, samples: each tab asks the model as it is now. Help has this tour again.', target: () => ({ selector: '[role="tablist"][aria-label="Views of the model"]', room: 'look' }) },
];
