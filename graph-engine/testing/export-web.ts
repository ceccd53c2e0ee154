/** Trains a document for some steps and exports it as a module for the web, with what the studio computes for so many items. */
import { generateWeb, refusals } from '../codegen/web';
import type { ExportedFile, Refusal } from '../codegen/program/target';
import type { DataTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { writeSafetensors } from '../runtime/safetensors';
import { checkValues } from '../training/check-values';
import { Session } from '../training/session';

export interface WebExport {
  readonly session: Session;
  readonly refused: readonly Refusal[];
  files(items: number): Promise<readonly ExportedFile[]>;
}
export async function trainForWeb(document: HourglassDocument, data: Record<string, DataTable>, steps = 4): Promise<WebExport> {
  const session = await Session.open({ document, data });
  for (let step = 0; step < steps; step++) session.stepBlind();
  const { parameters } = await session.snapshot();
  const weights = writeSafetensors(new Map([...parameters].filter(([name]) => !name.includes(':'))));
  return {
    session,
    refused: refusals(document, session.analysis, { weights, data }),
    files: async (items) => generateWeb(document, session.analysis, { weights, data, check: await checkValues(session, items) }).files,
  };
}
