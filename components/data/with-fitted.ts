/** Edits of a Dataset and what the networks need to fit its data then: one step of the history. */
import { fitToData } from '@/graph-engine/analysis/fit-to-data';
import { analyse } from '@/graph-engine/analysis/analyse';
import { catalogue } from '@/graph-engine/catalogue';
import { isRefusal, runCommands, type Edit } from '@/graph-engine/document/run-commands';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { batch, dispatch } from '@/components/studio-state/studio';

export interface WithFitted {
  readonly edits: readonly Edit[];
  readonly document: HourglassDocument;
  /** What was done to the networks, in words. */
  readonly fitted: readonly string[];
}

/** A text where the document takes no such edits. */
export function withFitted(edits: readonly Edit[], document: HourglassDocument, node: string): WithFitted | string {
  const result = runCommands(document, edits, catalogue);
  if (isRefusal(result)) return result.reason;
  // What was wrong with the drawing before is not mended in passing.
  const others = analyse(document).diagnostics.some(({ severity, at }) => severity === 'error' && at.node !== node);
  const { document: fitted, done } = others ? { document: result.document, done: [] } : fitToData(result.document);
  return { edits, document: fitted, fitted: done.map(({ label }) => label) };
}

/** Cures may have made layers, which have the names that they were given when they were tried. */
export const dispatchFitted = ({ edits, document, fitted }: WithFitted, label: string, options: { readonly quiet?: boolean } = {}) => (fitted.length > 0 ? dispatch('replaceDocument', { document, label }, options) : batch(label, edits, options));
