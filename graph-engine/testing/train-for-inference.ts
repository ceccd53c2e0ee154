/** Trains a document for some steps and exports what it infers with, beside what the studio computes for so many items. */
import type { ExportedFile, Generate, Refusal } from '../codegen/program/target';
import type { DataTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { writeSafetensors } from '../runtime/safetensors';
import { checkValues } from '../training/check-values';
import { plainWeights } from '../training/plain-weights';
import { Session } from '../training/session';

export interface InferenceExport {
  readonly session: Session;
  readonly refused: readonly Refusal[];
  /** With what the studio computes for so many items. */
  files(items: number): Promise<readonly ExportedFile[]>;
}
export interface InferenceTarget {
  readonly generate: Generate;
  readonly refusals: (...given: Parameters<Generate>) => readonly Refusal[];
}
export async function trainForInference({ generate, refusals }: InferenceTarget, document: HourglassDocument, data: Record<string, DataTable>, steps = 4): Promise<InferenceExport> {
  const session = await Session.open({ document, data });
  for (let step = 0; step < steps; step++) session.stepBlind();
  const { parameters } = await session.snapshot();
  const weights = writeSafetensors(plainWeights(parameters));
  return {
    session,
    refused: refusals(document, session.analysis, { weights, data }),
    files: async (items) => generate(document, session.analysis, { weights, data, check: await checkValues(session, items) }).files,
  };
}
