/** What can be done with the code: language, comparison, search, copy, place, download. */
'use client';
import { Check, Copy, Download, FolderTree, GitCompareArrows, PanelRightDashed, PanelRightOpen, Search } from 'lucide-react';
import { useState } from 'react';
import { targets } from '@/graph-engine/codegen/targets';
import { notify } from '@/components/studio-state/messages';
import { setUi, useUi } from '@/components/studio-state/ui-store';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import styles from './code-panel.module.css';
import { setCode, useCode } from './code-store';
import { chosenTarget, type ExportedFile } from './project';

/** The languages that there are, in the order of the list of targets. */
export function TargetChoice() {
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

interface CodeToolsProps {
  readonly file: ExportedFile;
  /** How many files differ from what they are compared with. */
  readonly changes: number;
  readonly downloads: boolean;
  onFind(): void;
  onDownload(): void;
}

export function CodeTools({ file, changes, downloads, onFind, onDownload }: CodeToolsProps) {
  const comparing = useCode((code) => code.comparing);
  const [phone, place, tree] = [useUi((ui) => ui.phone), useUi((ui) => ui.codePlace), useUi((ui) => ui.codeTree)];
  const [copied, setCopied] = useState(false);
  const text = 'text' in file ? file.text : null;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text ?? '');
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (error) {
      notify('The browser did not allow copying.', { tone: 'bad', description: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <header className={styles.head}>
      <IconButton label={tree ? 'Files as a list' : 'Files as a tree'} size="small" pressed={tree} className={styles.treeChoice} onClick={() => setUi({ codeTree: !tree })}>
        <FolderTree aria-hidden />
      </IconButton>
      <TargetChoice />
      <span className={styles.path} title={file.path}>
        {file.path}
      </span>
      <div className={styles.actions}>
        <IconButton label={comparing ? 'Show the code' : 'What changes if a node is edited'} size="small" pressed={comparing} onClick={() => setCode({ comparing: !comparing })}>
          <GitCompareArrows aria-hidden />
        </IconButton>
        {changes > 0 && !comparing && <span className={styles.count} title={`${changes} ${changes === 1 ? 'file differs' : 'files differ'} from when the panel was opened`}>{changes}</span>}
        <IconButton label="Search in this file" shortcut="Ctrl+F" size="small" disabled={text === null || comparing} onClick={onFind}>
          <Search aria-hidden />
        </IconButton>
        <IconButton label={copied ? 'Copied' : `Copy ${file.path}`} size="small" disabled={text === null} onClick={() => void copy()}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        </IconButton>
        {!phone && (
          <IconButton label={place === 'over' ? 'Beside the canvas' : 'Over the canvas'} size="small" onClick={() => setUi({ codePlace: place === 'over' ? 'beside' : 'over' })}>
            {place === 'over' ? <PanelRightOpen aria-hidden /> : <PanelRightDashed aria-hidden />}
          </IconButton>
        )}
        <Button size="small" onClick={onDownload} disabled={!downloads}>
          <Download aria-hidden /> Download
        </Button>
      </div>
    </header>
  );
}
