/** The generated project of the document that is open: made again after every edit that leaves the graph sound. */
import { useEffect, useState } from 'react';
import type { ExportedFile, ExportOptions, ExportTarget, Mark, Refusal } from '@/graph-engine/codegen/program/target';
import { targetOf, targets } from '@/graph-engine/codegen/targets';
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { getUi, useUi } from '@/components/studio-state/ui-store';
import { getStudio, useAnalysis, useDocument } from '@/components/studio-state/use-studio';
import { reportFault } from '@/components/studio-state/messages';
import { useExportOptions } from './use-export-options';

export type { ExportedFile, Mark };
export interface WrittenProject {
  /** Sources before the files around them; sample data come with the download. */
  readonly files: readonly ExportedFile[];
  /** Lines that a node became. */
  readonly marks: Readonly<Record<string, readonly Mark[]>>;
}
const WAIT_MS = 250;

/** Bytes that are text all the same. */
const readAsText = (file: ExportedFile): ExportedFile => ('bytes' in file && /\.(json|csv|md|txt)$/.test(file.path) ? { path: file.path, text: new TextDecoder().decode(file.bytes) } : file);
/** Sources before texts around them, and those before what is no text. */
const inOrder = (files: readonly ExportedFile[], { extension }: ExportTarget): readonly ExportedFile[] => {
  const rank = (file: ExportedFile): number => ('bytes' in file ? 2 : file.path.endsWith(extension) ? 0 : 1);
  return files.map(readAsText).toSorted((a, b) => rank(a) - rank(b));
};

/** The language that the project is written in. */
export const chosenTarget = (): ExportTarget => targetOf(getUi().codeTarget) ?? targets.typescript;

/** All files of the drawn graph, with what goes into a download, or why there are none. */
export async function exportProject(options: ExportOptions): Promise<readonly ExportedFile[] | { readonly refused: string }> {
  const { document, analysis } = getStudio();
  const target = chosenTarget();
  const [refusal] = (await target.refusals?.(document, analysis, options)) ?? [];
  if (refusal) return { refused: refusal.message };
  const generate = await target.load();
  return generate(document, analysis, options).files;
}

/** The files that are read, or why there are none. */
async function write(target: ExportTarget, document: HourglassDocument, analysis: Analysis, options: ExportOptions): Promise<{ readonly project: WrittenProject | null; readonly refusals: readonly Refusal[] }> {
  const refusals = (await target.refusals?.(document, analysis, options)) ?? [];
  if (refusals.length > 0) return { project: null, refusals };
  const generate = await target.load();
  const { files, marks } = generate(document, analysis, options);
  return { project: { files: inOrder(files, target), marks }, refusals };
}

/** The last project that could be made, and what keeps it from being that of the graph as drawn now. */
export function useProject(): { readonly project: WrittenProject | null; readonly problems: readonly Diagnostic[]; readonly refusals: readonly Refusal[] } {
  const document = useDocument((document) => document);
  const analysis = useAnalysis((analysis) => analysis);
  const target = useUi((ui) => ui.codeTarget);
  const options = useExportOptions();
  const [made, setMade] = useState<{ readonly project: WrittenProject; readonly of: string; readonly target: string } | null>(null);
  const [refused, setRefused] = useState<{ readonly refusals: readonly Refusal[]; readonly of: string; readonly target: string } | null>(null);
  useEffect(() => {
    if (!analysis.sound) return;
    let live = true;
    const timer = setTimeout(() => {
      write(chosenTarget(), document, analysis, options)
        .then(({ project, refusals }) => {
          if (!live) return;
          setRefused({ refusals, of: document.id, target });
          if (project) setMade({ project, of: document.id, target });
        })
        .catch(reportFault);
    }, WAIT_MS);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [document, analysis, target, options]);
  return {
    project: made?.of === document.id && made.target === target ? made.project : null,
    problems: analysis.diagnostics.filter(({ severity }) => severity === 'error'),
    refusals: refused?.of === document.id && refused.target === target ? refused.refusals : [],
  };
}
