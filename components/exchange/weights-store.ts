/** What the dialog of weights is about. */
import { createStore } from 'zustand/vanilla';
import type { Incoming } from '@/graph-engine/exchange/incoming/definition';
import { guess, type Mapping } from '@/graph-engine/exchange/mapping/match';
import { pytorchNames } from '@/graph-engine/exchange/mapping/pytorch-names';
import { wantedOf, type Wanted } from '@/graph-engine/exchange/mapping/wanted';
import type { ReadTensors } from '@/graph-engine/exchange/read-tensors';
import { openDialog } from '@/components/studio-state/ui-store';
import { getStudio } from '@/components/studio-state/use-studio';

export interface WeightsQuestion {
  readonly incoming: Incoming;
  readonly weights: ReadTensors;
  readonly wanted: readonly Wanted[];
  readonly mapping: Mapping;
  readonly document: string;
}
export const weightsStore = createStore<{ readonly question: WeightsQuestion | null }>(() => ({ question: null }));

export function questionOf(incoming: Incoming, weights: ReadTensors): WeightsQuestion {
  const { document, analysis } = getStudio();
  const wanted = wantedOf(document, analysis);
  return { incoming, weights, wanted, mapping: guess(wanted, weights, pytorchNames(document, analysis)), document: document.id };
}
export function askAboutWeights(question: WeightsQuestion): void {
  weightsStore.setState({ question });
  openDialog('weights');
}
