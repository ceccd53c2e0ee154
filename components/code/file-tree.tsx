/** The files of a project as a tree: one stop of the tab key, moved through by arrows. */
'use client';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import styles from './file-tree.module.css';
import { treeKey, treeOf } from './tree-of';

interface FileTreeProps {
  readonly paths: readonly string[];
  readonly chosen: string;
  /** Files with lines of the chosen node. */
  readonly marked: ReadonlySet<string>;
  /** Files that differ from what they are compared with. */
  readonly changed: ReadonlySet<string>;
  onChoose(path: string): void;
}

export function FileTree({ paths, chosen, marked, changed, onChoose }: FileTreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState(chosen);
  const box = useRef<HTMLDivElement>(null);
  const rows = treeOf(paths, closed);
  useEffect(() => {
    setFocused(chosen);
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const toggle = (path: string): void => setClosed((before) => (before.has(path) ? new Set([...before].filter((one) => one !== path)) : new Set([...before, path])));
  const at = Math.max(0, rows.findIndex(({ path }) => path === focused));
  const press = (event: KeyboardEvent): void => {
    const led = treeKey(rows, at, event.key, closed);
    if (!led) return;
    event.preventDefault();
    if ('toggle' in led) return toggle(led.toggle);
    const { path } = rows[led.to]!;
    box.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
  };
  return (
    <div ref={box} className={styles.tree} role="tree" aria-label="Files" onKeyDown={press}>
      {rows.map(({ path, name, depth, isFolder }, i) => (
        <button
          key={path}
          type="button"
          role="treeitem"
          data-path={path}
          aria-level={depth + 1}
          aria-selected={path === chosen}
          aria-expanded={isFolder ? !closed.has(path) : undefined}
          tabIndex={i === at ? 0 : -1}
          className={styles.row}
          style={{ paddingLeft: 8 + 12 * depth }}
          data-marked={marked.has(path) || undefined}
          data-changed={changed.has(path) || undefined}
          onFocus={() => setFocused(path)}
          onClick={() => (isFolder ? toggle(path) : onChoose(path))}
        >
          {isFolder && (closed.has(path) ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />)}
          <span className={styles.name} title={name}>
            {name}
          </span>
          {changed.has(path) && <span className={styles.changed}>changed</span>}
        </button>
      ))}
    </div>
  );
}
