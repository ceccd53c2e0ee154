/** The head of a node: what it is, what it is called, how it is. */
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { ChevronDown, ChevronRight, Flame, Link2, RefreshCw, Snowflake } from 'lucide-react';
import { dispatch, useAnalysis, useDocument } from '@/components/studio-state';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import { kindOf, summaryOf } from '@/components/canvas-state/kinds';
import { useFault } from '@/components/training/use-fault';
import { InlineText } from './inline-text';
import { KindTile } from './kind-tile';
import { nodeLabel } from './node-label';
import { feedsData } from '@/components/data/data-source';
import { DataProblemBadge } from './data-problem-badge';
import { NodeStates } from './node-states';
import { PlayerDot } from './player-dot';
import { ProblemBadge } from './problem-badge';
import styles from './node-card.module.css';

/** A longer name takes the room of the summary too. */
const longName = 16;
/** Of a longer line the kind is left out, which the picture tells. */
const longSummary = 22;
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const exact = new Intl.NumberFormat('en');

export function NodeHeader({ id }: { readonly id: string }) {
  const node = useDocument(({ nodes }) => nodes[id]);
  const owner = useDocument(({ nodes }) => (nodes[id]?.sharesWith ? (nodes[nodes[id].sharesWith]?.name ?? 'a node that is gone') : null));
  const analysis = useAnalysis(({ nodes }) => nodes[id]);
  const editing = useCanvas(({ editing }) => editing === id);
  const stopped = useFault();
  const fault = stopped?.at.node === id ? stopped : null;
  const notFinite = fault && printDiagnostic(fault).message;
  if (!node) return null;
  const title = kindOf(node.kind)?.title ?? node.kind;
  const summary = summaryOf(node);
  const objective = nodeOf(node.kind)?.traits.objective ?? false;
  const parameters = analysis?.parameters ?? 0;
  const whole = [node.name === title ? '' : title, summary].filter(Boolean).join(' · ');
  const told = whole.length > longSummary ? summary : whole;
  const isLong = node.name.length > longName && !editing;
  const trains = parameters > 0 && !node.frozen;
  return (
    <header className={styles.header}>
      <span id={`label-${id}`} className="visually-hidden">
        {nodeLabel(node, title, analysis)}
      </span>
      <KindTile kind={node.kind} className={styles.icon} />
      <div className={styles.naming}>
        <InlineText
          value={node.name}
          label={`Name of ${node.name}`}
          editing={editing}
          className={isLong ? `${styles.name} ${styles.long}` : styles.name!}
          onStart={() => setCanvas({ editing: id })}
          onEnd={(name) => {
            setCanvas({ editing: null });
            if (name !== null && name.trim() !== node.name) dispatch('renameNode', { node: id, name });
          }}
        />
        {!isLong && (
          <p className={styles.summary} title={[whole, parameters > 0 && `${exact.format(parameters)} parameters`].filter(Boolean).join(' · ') || undefined}>
            {told || (parameters > 0 ? `${short.format(parameters)} params` : title)}
          </p>
        )}
      </div>
      <div className={styles.badges}>
        {(trains || analysis?.stack || objective) && <PlayerDot id={id} />}
        {notFinite && (
          <span className={styles.badge} data-tone="error" role="img" aria-label={`Went wrong: ${notFinite}`} title={notFinite}>
            <Flame size={13} aria-hidden />
          </span>
        )}
        {trains && (
          <span className={`${styles.badge} ${styles.outdated}`} data-tone="warning" role="img" aria-label="Needs training again" title="The graph was changed since it was trained">
            <RefreshCw size={12} aria-hidden />
          </span>
        )}
        {trains && <span className={styles.pulse} role="img" aria-label="Training" />}
        {node.frozen && (
          <span className={styles.badge} data-tone="info" role="img" aria-label="Frozen" title="Frozen: its parameters are not trained">
            <Snowflake size={13} aria-hidden />
          </span>
        )}
        <NodeStates id={id} />
        {owner !== null && (
          <span className={styles.badge} data-tone="info" role="img" aria-label={`Shares the weights of ${owner}`} title={`Shares the weights of ${owner}`}>
            <Link2 size={13} aria-hidden />
          </span>
        )}
        {feedsData(node) ? <DataProblemBadge id={id} fault={fault} /> : <ProblemBadge diagnostics={fault ? [fault, ...(analysis?.diagnostics ?? [])] : (analysis?.diagnostics ?? [])} />}
        <button
          type="button"
          tabIndex={-1}
          className={`${styles.fold} nodrag`}
          aria-label={node.collapsed ? `Unfold ${node.name}` : `Fold ${node.name}`}
          aria-expanded={!node.collapsed}
          onClick={(event) => {
            event.stopPropagation();
            dispatch('setCollapsed', { nodes: [id], collapsed: !node.collapsed });
          }}
        >
          {node.collapsed ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
        </button>
      </div>
    </header>
  );
}
