/** The project that the graph becomes, in a language of the user's choice: files, the lines of the chosen node, copy and download. */
'use client';
import { Check, Copy, Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { targets } from '@/graph-engine/codegen/targets';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { notify, reportFault } from '@/components/studio-state/messages';
import { useSelection } from '@/components/studio-state/selection';
import { setUi, useUi } from '@/components/studio-state/ui-store';
import { useDocument } from '@/components/studio-state/use-studio';
import { goToProblem } from '@/components/training/go-to-problem';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Empty } from '@/components/views/view-frame';
import styles from './code-panel.module.css';
import { CodeView } from './code-view';
import { downloadProject } from './download-project';
import { exportWeights, sayWeights, useExportState } from './export-weights';
import { chosenTarget, useProject, type Mark } from './project';

const NO_MARKS: readonly Mark[] = [];

/** The first of the problems that are to be solved before there is code, and the way to it. */
function InTheWay({ problems }: { readonly problems: readonly Diagnostic[] }) {
  const first = problems[0]!;
  const { message, cure } = printDiagnostic(first);
  return (
    <>
      {message} {cure}
      {problems.length > 1 && ` (${problems.length - 1} more)`}{' '}
      <button type="button" className={styles.go} onClick={() => goToProblem(first)}>
        Show it
      </button>
    </>
  );
}

/** The languages that there are, in the order of the list of targets. */
function TargetChoice() {
  const chosen = useUi((ui) => ui.codeTarget);
  return (
    <select aria-label="Language" className={styles.target} value={chosen} title={chosenTarget().help} onChange={(event) => setUi({ codeTarget: event.target.value })}>
      {Object.entries(targets).map(([name, { title }]) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  );
}

export function CodePanel() {
  const { project, problems, refusals } = useProject();
  const [wanted, setWanted] = useState('');
  const [copied, setCopied] = useState(false);
  const [packing, setPacking] = useState(false);
  const tabs = useRef<HTMLDivElement>(null);
  const node = useSelection((selection) => (selection.nodes.length === 1 ? selection.nodes[0]! : null));
  const nodeName = useDocument((document) => (node ? (document.nodes[node]?.name ?? null) : null));
  const edited = useExportState() === 'edited';
  const marks = (node && project?.marks[node]) || NO_MARKS;
  useEffect(() => {
    if (node && marks.length > 0) setWanted((path) => (marks.some((mark) => mark.path === path) ? path : marks[0]!.path));
    // A node that is chosen opens its file; later edits leave the reader where he is.
  }, [node]); // eslint-disable-line react/exhaustive-deps

  useEffect(() => {
    tabs.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [wanted, project]);

  const download = (): void => {
    setPacking(true);
    downloadProject()
      .catch(reportFault)
      .finally(() => setPacking(false));
  };
  if (!project || refusals.length > 0) {
    const [refused] = refusals;
    return (
      <Empty title={refused ? `Nothing to read in ${chosenTarget().title}` : 'No code yet'}>
        {problems.length > 0 ? <InTheWay problems={problems} /> : (refused?.message ?? 'Writing the code…')} <TargetChoice />{' '}
        {/* With the weights there may be something. */}
        {refused && problems.length === 0 && (
          <Button size="small" onClick={download} disabled={packing}>
            <Download aria-hidden /> Download
          </Button>
        )}
      </Empty>
    );
  }
  const file = project.files.find(({ path }) => path === wanted) ?? project.files.find(({ path }) => path === chosenTarget().main) ?? project.files[0]!;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(file.text);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (error) {
      notify('The browser did not allow copying.', { tone: 'bad', description: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <div ref={tabs} className={styles.tabs} role="tablist" aria-label="Files">
          {project.files.map(({ path }) => (
            <button key={path} type="button" role="tab" aria-selected={path === file.path} className={styles.tab} data-marked={marks.some((mark) => mark.path === path) || undefined} onClick={() => setWanted(path)}>
              {path}
            </button>
          ))}
        </div>
        <div className={styles.actions}>
          <TargetChoice />
          <IconButton label={copied ? 'Copied' : `Copy ${file.path}`} size="small" onClick={() => void copy()}>
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          </IconButton>
          <Button size="small" onClick={download} disabled={packing || problems.length > 0}>
            <Download aria-hidden /> Download
          </Button>
        </div>
      </header>
      {problems.length > 0 && (
        <p className={styles.notice}>
          This is the code of the last sound graph. <InTheWay problems={problems} />
        </p>
      )}
      {edited && problems.length === 0 && <p className={styles.notice}>Edited since training. A download goes {sayWeights(exportWeights()).replace('Without', 'without')}</p>}
      <CodeView files={project.files} path={file.path} marks={marks} allMarks={project.marks} />
      <footer className={styles.foot}>{nodeName !== null && marks.length > 0 ? `Marked: ${nodeName}` : 'Choose a node to see its lines; point at a line to see its node.'}</footer>
    </div>
  );
}
