/** How far the project is from the studio: the figure where it can be run here, else the command that finds it. */
'use client';
import { useEffect, useState } from 'react';
import type { ExportTarget } from '@/graph-engine/codegen/program/target';
import { chosenTarget, type ExportedFile, type WrittenProject } from './project';

type Measured = { readonly of: WrittenProject; readonly difference: number } | { readonly of: WrittenProject; readonly fault: string };
type Measure = (files: readonly ExportedFile[], path: string, signal: AbortSignal) => Promise<number>;

/** Ways to run a project here, with how the title of the figure names them. */
const measures = {
  module: { load: async (): Promise<Measure> => (await import('./measure-module')).measureModule, where: 'in a worker of this page' },
  command: { load: async (): Promise<Measure> => (await import('./measure-command')).measureCommand, where: 'by its own check, which ran in a worker of this page with TensorFlow.js in plain JavaScript' },
} satisfies Record<NonNullable<ExportTarget['runsInPage']>['as'], { load(): Promise<Measure>; where: string }>;
/** As near as an exported project promises to be. */
const TOLERANCE = 1e-5;

/** `3e-7` */
export const printDifference = (difference: number): string => (difference === 0 ? '0' : difference.toExponential(0));

export function Proof({ project }: { readonly project: WrittenProject }) {
  const target = chosenTarget();
  const { runsInPage: runs, title, proof } = target;
  const has = (path: string): boolean => project.files.some((file) => file.path === path);
  const hasCheck = has('check.safetensors') && (!runs || has(runs.path));
  const [measured, setMeasured] = useState<Measured | null>(null);
  useEffect(() => {
    if (!runs || !hasCheck) return;
    const leaving = new AbortController();
    const live = (): boolean => !leaving.signal.aborted;
    measures[runs.as]
      .load()
      .then((measure) => measure(project.files, runs.path, leaving.signal))
      .then((difference) => live() && setMeasured({ of: project, difference }))
      .catch((error: unknown) => live() && setMeasured({ of: project, fault: error instanceof Error ? error.message : String(error) }));
    return () => leaving.abort();
  }, [project, runs, hasCheck]);
  if (!hasCheck) return null;
  if (!runs)
    return proof ? (
      <span title="Of all outputs for some stored items.">
        <code>{proof}</code> prints the greatest difference from the studio’s outputs
      </span>
    ) : null;
  const now = measured?.of === project ? measured : null;
  const what = runs.as === 'module' ? 'module' : `${title} project`;
  if (!now) return <span>Measuring the {what}…</span>;
  if ('fault' in now) return <span role="alert">The {what} does not run here: {now.fault}</span>;
  const isNear = now.difference <= TOLERANCE;
  return (
    <span role={isNear ? undefined : 'alert'} title={`Of all outputs for some stored items, relative to the greatest value above 1; measured ${measures[runs.as].where}.${proof ? ` ${proof} prints it too.` : ''}`}>
      Greatest difference {printDifference(now.difference)} from the studio’s outputs, measured here{isNear ? '' : `: more than ${printDifference(TOLERANCE)}`}
    </span>
  );
}
