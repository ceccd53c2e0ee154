/** The project that the graph becomes, in a language of the user's choice: its files, the lines of the chosen node, and what an edit changes. */
'use client';
import { Download } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { reportFault } from '@/components/studio-state/messages';
import { useSelection } from '@/components/studio-state/selection';
import { useUi } from '@/components/studio-state/ui-store';
import { useDocument } from '@/components/studio-state/use-studio';
import { goToProblem } from '@/components/diagnostics/go-to';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/views/view-frame';
import { BinaryPreview } from './binary-preview';
import styles from './code-panel.module.css';
import { changedFiles, setCode, textsOf, useCode } from './code-store';
import { CodeTools, TargetChoice } from './code-tools';
import { CodeView, type CodeCommands } from './code-view';
import { DiffView } from './diff-view';
import { downloadProject } from './download-project';
import { exportWeights, sayWeights, useExportState } from './export-weights';
import { FileTree } from './file-tree';
import { MarkSteps } from './mark-steps';
import { chosenTarget, useProject, type Mark, type WrittenProject } from './project';
import { Proof } from './proof';

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

/** What the present code is compared with: that of when the panel first showed this document in this language, or of when the user said so. */
function useBaseline(project: WrittenProject | null): { readonly changed: readonly string[]; readonly before: ReadonlyMap<string, string> } {
  const of = `${useDocument((document) => document.id)} ${useUi((ui) => ui.codeTarget)}`;
  const baseline = useCode((code) => code.baseline);
  useEffect(() => {
    if (project && baseline?.of !== of) setCode({ baseline: { of, texts: textsOf(project) } });
  }, [project, baseline, of]);
  const mine = baseline?.of === of ? baseline : null;
  return { changed: useMemo(() => (project ? changedFiles(mine, project) : []), [mine, project]), before: mine?.texts ?? new Map<string, string>() };
}

export function CodePanel() {
  const { project, problems, refusals } = useProject();
  const wanted = useCode((code) => code.path);
  const comparing = useCode((code) => code.comparing);
  const tree = useUi((ui) => ui.codeTree);
  const { changed, before } = useBaseline(project);
  const [packing, setPacking] = useState(false);
  const [shown, setShown] = useState<Mark | null>(null);
  const commands = useRef<CodeCommands | null>(null);
  const node = useSelection((selection) => (selection.nodes.length === 1 ? selection.nodes[0]! : null));
  const nodeName = useDocument((document) => (node ? (document.nodes[node]?.name ?? null) : null));
  const edited = useExportState() === 'edited';
  const marks = (node && project?.marks[node]) || NO_MARKS;
  const show = (mark: Mark): void => {
    setCode({ path: mark.path });
    setShown({ ...mark });
  };
  useEffect(() => {
    const [first] = marks;
    if (!node || !first) return;
    show(marks.find(({ path }) => path === wanted) ?? first);
    // A node that is chosen opens its file; later edits leave the reader where he is.
  }, [node, project !== null]); // eslint-disable-line react/exhaustive-deps
  const files = useMemo(() => project?.files ?? [], [project]);
  const file = files.find(({ path }) => path === wanted) ?? files.find(({ path }) => path === chosenTarget().main) ?? files[0];
  const [firstChange] = changed;
  useEffect(() => {
    // An edit that changes other files than the one in view shows itself.
    if (comparing && firstChange && file && !changed.includes(file.path)) setCode({ path: firstChange });
  }, [comparing, changed]); // eslint-disable-line react/exhaustive-deps

  const download = (): void => {
    setPacking(true);
    downloadProject()
      .catch(reportFault)
      .finally(() => setPacking(false));
  };
  const texts = useMemo(() => files.filter((one) => 'text' in one), [files]);
  if (!project || !file || refusals.length > 0) {
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
  const isText = 'text' in file;
  const press = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !isText || comparing) return;
    event.preventDefault();
    commands.current?.find();
  };
  const paths = files.map(({ path }) => path);
  return (
    <div className={styles.panel} onKeyDown={press}>
      <CodeTools file={file} changes={changed.length} onFind={() => commands.current?.find()} onDownload={download} downloads={!packing && problems.length === 0} />
      {problems.length > 0 && (
        <p className={styles.notice}>
          This is the code of the last sound graph. <InTheWay problems={problems} />
        </p>
      )}
      {edited && problems.length === 0 && <p className={styles.notice}>Edited since training. A download goes {sayWeights(exportWeights()).replace('Without', 'without')}</p>}
      {comparing && (
        <p className={styles.compared}>
          {changed.length === 0 ? 'Nothing has changed yet. Edit a node, and what changes in the code is shown here.' : `${changed.length} ${changed.length === 1 ? 'file differs' : 'files differ'} from before.`}{' '}
          <button type="button" className={styles.go} onClick={() => setCode({ baseline: null })}>
            Compare from here
          </button>
        </p>
      )}
      <div className={styles.body} data-tree={tree}>
        {tree && <FileTree paths={paths} chosen={file.path} marked={new Set(marks.map(({ path }) => path))} changed={new Set(changed)} onChoose={(path) => setCode({ path })} />}
        <label className={styles.fileChoice}>
          File{' '}
          <select aria-label="File" value={file.path} onChange={(event) => setCode({ path: event.target.value })}>
            {paths.map((path) => (
              <option key={path} value={path}>
                {path}
                {changed.includes(path) ? ' (changed)' : ''}
              </option>
            ))}
          </select>
        </label>
        {!isText && <BinaryPreview path={file.path} bytes={file.bytes} node={node} />}
        {isText && comparing && <DiffView path={file.path} before={before.get(file.path) ?? ''} now={file.text} />}
        {isText && !comparing && <CodeView commands={commands} files={texts} path={file.path} marks={marks} allMarks={project.marks} shown={shown} />}
      </div>
      <footer className={styles.foot}>
        {nodeName !== null && marks.length > 0 ? <MarkSteps name={nodeName} marks={marks} path={file.path} shown={shown} onShow={show} /> : <span>Choose a node to see its lines; point at a line to see its node.</span>}
        <Proof project={project} />
      </footer>
    </div>
  );
}
