/** The generated project of the document that is open: made again after every edit that leaves the graph sound. */
import { useEffect, useState } from 'react';
import { unsaid } from '@/graph-engine/codegen/program/refusals';
import type { ExportedFile, ExportOptions, Mark } from '@/graph-engine/codegen/program/target';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { getStudio, useAnalysis, useDocument } from '@/components/studio-state/use-studio';
import { reportFault } from '@/components/studio-state/messages';

export type { ExportedFile, Mark };
export interface TextFile {
  readonly path: string;
  readonly text: string;
}
export interface Project {
  /** Those that are read; weights and sample data come with the download. */
  readonly files: readonly TextFile[];
  /** Lines that a node became. */
  readonly marks: Readonly<Record<string, readonly Mark[]>>;
}
const WAIT_MS = 250;

/** Sources before the files around them. */
const readable = (files: readonly ExportedFile[]): readonly TextFile[] => {
  const isSource = ({ path }: TextFile): boolean => path.endsWith('.ts');
  return files.filter((file) => 'text' in file).toSorted((a, b) => Number(isSource(b)) - Number(isSource(a)));
};

const generator = () => import('@/graph-engine/codegen/typescript');

/** All files of the drawn graph, with what goes into a download. */
export async function exportProject(options: ExportOptions): Promise<readonly ExportedFile[]> {
  const { document, analysis } = getStudio();
  const { generateTypeScript } = await generator();
  return generateTypeScript(document, analysis, options).files;
}

/** The last project that could be made, and what keeps it from being that of the graph as drawn now. */
export function useProject(): { readonly project: Project | null; readonly problems: readonly Diagnostic[] } {
  const document = useDocument((document) => document);
  const analysis = useAnalysis((analysis) => analysis);
  const [made, setMade] = useState<{ readonly project: Project; readonly of: string } | null>(null);
  useEffect(() => {
    if (!analysis.sound || unsaid('TypeScript', document).length > 0) return;
    let live = true;
    const timer = setTimeout(() => {
      generator()
        .then(({ generateTypeScript }) => {
          if (!live) return;
          const { files, marks } = generateTypeScript(document, analysis);
          setMade({ project: { files: readable(files), marks }, of: document.id });
        })
        .catch(reportFault);
    }, WAIT_MS);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [document, analysis]);
  return {
    project: made?.of === document.id ? made.project : null,
    problems: [...analysis.diagnostics.filter(({ severity }) => severity === 'error'), ...unsaid('TypeScript', document)],
  };
}
