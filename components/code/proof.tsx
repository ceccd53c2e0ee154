/** How far the project is from the studio: the figure where it can be run here, else the command that finds it. */
'use client';
import { useEffect, useState } from 'react';
import { measureModule } from './measure-module';
import { chosenTarget, type WrittenProject } from './project';

type Measured = { readonly of: WrittenProject; readonly difference: number } | { readonly of: WrittenProject; readonly fault: string };

/** `3e-7` */
export const printDifference = (difference: number): string => (difference === 0 ? '0' : difference.toExponential(0));

export function Proof({ project }: { readonly project: WrittenProject }) {
  const target = chosenTarget();
  const hasCheck = project.files.some(({ path }) => path === 'check.safetensors');
  const runs = hasCheck && target.runsInPage === true;
  const [measured, setMeasured] = useState<Measured | null>(null);
  useEffect(() => {
    if (!runs) return;
    let live = true;
    measureModule(project.files, target.main)
      .then((difference) => live && setMeasured({ of: project, difference }))
      .catch((error: unknown) => live && setMeasured({ of: project, fault: error instanceof Error ? error.message : String(error) }));
    return () => {
      live = false;
    };
  }, [project, runs, target]);
  if (!hasCheck) return null;
  const now = measured?.of === project ? measured : null;
  if (runs && !now) return <span>Measuring the module…</span>;
  if (now && 'fault' in now) return <span role="alert">The module does not run here: {now.fault}</span>;
  if (now) return <span title="Of all outputs for some stored items, relative to the greatest value above 1; measured in a worker of this page.">Greatest difference {printDifference(now.difference)} from the studio’s outputs, measured here</span>;
  return target.proof ? (
    <span title="Of all outputs for some stored items.">
      <code>{target.proof}</code> prints the greatest difference from the studio’s outputs
    </span>
  ) : null;
}
