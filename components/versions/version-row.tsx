/** One version: its picture, when it was and what it was called, what tells it from now, and what can be done with it. */
import { Copy, Star, Trash2 } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { counted } from '@/graph-engine/diagnostics/counted';
import { limits } from '@/graph-engine/document/limits';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { tellDifference } from '@/graph-engine/inspect/tell-difference';
import { sizeText } from '@/components/data/size-text';
import { reportStore } from '@/components/persistence/report-store';
import { nameVersion, removeVersion, starVersion, type VersionInfo } from '@/components/persistence/version-storage';
import { GraphPicture } from '@/components/pictures/graph-picture';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { NameField } from '@/components/ui/name-field';
import { goBack, openAsCopy } from './go-back';
import { useVersion } from './use-version';
import { calledOf, dateOf, isForGood } from './version-words';
import kept from '@/components/ui/kept-list.module.css';
import styles from './versions.module.css';

/** A version that was removed, with the way back. */
export interface Removed {
  readonly name: string;
  bringBack(): Promise<void>;
}
interface VersionRowProps {
  readonly version: VersionInfo;
  readonly isCurrent: boolean;
  /** Of the document that is open. */
  readonly isOpen: boolean;
  /** What it is compared with; null until that is read. */
  readonly present: HourglassDocument | null;
  onDamaged(version: number): void;
  onRemoved(removed: Removed): void;
  onClose(): void;
}

const does = (work: Promise<unknown>): void => void work.catch(reportStore);

export function VersionRow({ version, isCurrent, isOpen, present, onDamaged, onRemoved, onClose }: VersionRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const held = useVersion(version, row, onDamaged);
  const { label, starred = false, edit, before, bytes } = version;
  const name = calledOf(version);
  const difference = useMemo(() => (held && present && !isCurrent ? tellDifference(held, present) : ''), [held, present, isCurrent]);
  const leave = (work: Promise<unknown>): void => {
    onClose();
    does(work);
  };
  const remove = async (): Promise<void> => {
    const bringBack = await removeVersion(version);
    if (bringBack) onRemoved({ name: `${name[0]!.toUpperCase()}${name.slice(1)}`, bringBack });
  };
  return (
    <li ref={row} className={`${kept.row} ${styles.version}`} data-current={isCurrent || undefined} data-good={isForGood(version) || undefined}>
      <Picture document={held} />
      <div className={kept.what}>
        <NameField label={`Name of ${name}`} name={label ?? ''} placeholder="Name it to keep it for good" maxLength={limits.name} onKeep={(text) => does(nameVersion(version, text))} />
        <span className={kept.fine}>
          {isCurrent && <b>now · </b>}
          <time dateTime={new Date(version.at).toISOString()}>{dateOf(version)}</time>
          {edit !== undefined && ` · ${edit}`} · {sizeText(bytes)}
        </span>
        {difference !== '' && <span className={styles.difference}>{difference}</span>}
        {before !== undefined && <span className={kept.fine}>The last state before “{before}”.</span>}
      </div>
      <div className={kept.acts}>
        {isOpen && !isCurrent && (
          <Button size="small" onClick={() => leave(goBack(version))} aria-label={`Go back to ${name}`}>
            Go back to this
          </Button>
        )}
        <IconButton label={`Open a copy of ${name}`} size="small" onClick={() => leave(openAsCopy(version))}>
          <Copy aria-hidden />
        </IconButton>
        <IconButton label={starred ? `Take the star off ${name}` : `Star ${name}: it stays for good`} pressed={starred} size="small" onClick={() => does(starVersion(version, !starred))}>
          <Star aria-hidden fill={starred ? 'currentColor' : 'none'} />
        </IconButton>
        <IconButton label={`Remove ${name}`} size="small" disabled={isCurrent} onClick={() => does(remove())}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
    </li>
  );
}

/** Of more nodes nobody would see one. */
const DRAWN = 200;
function Picture({ document }: { readonly document: HourglassDocument | null }) {
  const nodes = document ? Object.keys(document.nodes).length : 0;
  return (
    <span className={styles.picture} data-testid="version-picture">
      {document && (nodes > 0 && nodes <= DRAWN ? <GraphPicture document={document} className={styles.graph} /> : <small>{counted(nodes, 'node')}</small>)}
    </span>
  );
}
