/** The generated project of the document that is open: made again after every edit that leaves the graph sound. */
import { useEffect, useState } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { useAnalysis, useDocument } from '@/components/studio-state/use-studio';

export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}
export interface Mark {
  readonly path: string;
  /** From 1, both included. */
  readonly fromLine: number;
  readonly toLine: number;
}
export interface Project {
  readonly files: readonly ProjectFile[];
  /** Lines that a node became. */
  readonly marks: Readonly<Record<string, readonly Mark[]>>;
}
const WAIT_MS = 250;

/** The last project that could be made, and whether it is that of the graph as drawn now. */
export function useProject(): { readonly project: Project | null; readonly current: boolean; readonly problems: number } {
  const document = useDocument((document) => document);
  const analysis = useAnalysis((analysis) => analysis);
  const [made, setMade] = useState<{ readonly project: Project; readonly of: typeof document } | null>(null);
  useEffect(() => {
    if (!analysis.sound) return;
    let live = true;
    const timer = setTimeout(() => {
      import('./pending')
        .then(({ generateTypeScript }) => {
          if (live) setMade({ project: generateTypeScript(document, analysis), of: document });
        })
        .catch(reportFault);
    }, WAIT_MS);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [document, analysis]);
  const own = made?.of.id === document.id ? made : null;
  return { project: own?.project ?? null, current: analysis.sound, problems: analysis.diagnostics.filter(({ severity }) => severity === 'error').length };
}
