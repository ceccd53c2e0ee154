/** Draws and removes wires without a pointer: choose a port, then choose its other end. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PortTag } from '@/graph-engine/document/port-type';
import { dispatch, getStudio, useAnalysis, useDocument } from '@/components/studio-state';
import { PortForm } from '@/components/node/port-form';
import { describeType } from '@/components/node/port';
import { Modal } from '@/components/ui/modal';
import { useTypedAhead } from '@/components/ui/type-ahead';
import { setCanvas, type PortEnd, type Side } from '@/components/canvas-state/canvas-state';
import { focusOnCanvas } from '@/components/canvas-state/canvas-view';
import { OptionList, type Option } from './option-list';
import { portKey } from '@/components/canvas-state/port-key';
import { candidatesFor, drawWire } from '@/components/canvas-state/wiring';
import { wiresOf } from '@/components/canvas-state/wire-index';
import styles from './connect.module.css';

interface PortOption extends Option {
  readonly end: PortEnd;
  /** The wire that joins it to the chosen port already. */
  readonly wire?: string;
}

export function Connect({ node }: { readonly node: string | null }) {
  const document = useDocument((all) => all);
  const analysis = useAnalysis((all) => all);
  const [fromKey, setFromKey] = useState<string | null>(null);
  const [step, setStep] = useState<'from' | 'to'>('from');
  const startList = useRef<HTMLUListElement>(null);
  const targetList = useRef<HTMLUListElement>(null);

  const portsOf = (id: string, side: Side): readonly PortOption[] => {
    const info = analysis.nodes[id];
    const ports: readonly { id: string; label: string; tags: readonly PortTag[] }[] =
      side === 'output'
        ? (info?.outputs ?? []).map((port) => ({ ...port, tags: port.gives }))
        : (info?.inputs ?? []).map((port) => ({ ...port, tags: port.accepts }));
    return ports.map((port) => {
      const end: PortEnd = { node: id, port: port.id, side };
      const type = side === 'output' ? info?.types[port.id] : undefined;
      const wired = wiresOf(document, id)[side === 'output' ? 'outputs' : 'inputs'][port.id]?.length ?? 0;
      return {
        key: portKey(end),
        end,
        mark: <PortForm tag={type?.tag ?? port.tags[0] ?? 'features'} filled={wired > 0} />,
        title: `${document.nodes[id]?.name ?? id} · ${port.label}`,
        detail: `${side}, ${type ? describeType(type) : port.tags.join(' or ')}${wired > 0 ? ', wired' : ''}`,
      };
    });
  };
  const ids = node === null ? Object.keys(document.nodes) : [node];
  const starts = ids.flatMap((id) => (node === null ? portsOf(id, 'output') : [...portsOf(id, 'output'), ...portsOf(id, 'input')]));
  const from = starts.find(({ key }) => key === fromKey)?.end ?? starts[0]?.end ?? null;

  const ends = useMemo((): readonly PortOption[] => {
    if (!from) return [];
    const wires = Object.values(document.wires);
    const options = candidatesFor(document, from).map(({ end, label, reason }): PortOption => {
      const [source, target] = from.side === 'output' ? [from, end] : [end, from];
      const wire = wires.find((one) => one.from.node === source.node && one.from.port === source.port && one.to.node === target.node && one.to.port === target.port);
      const info = analysis.nodes[end.node];
      const tags = end.side === 'input' ? info?.inputs.find(({ id }) => id === end.port)?.accepts : info?.outputs.find(({ id }) => id === end.port)?.gives;
      return {
        key: portKey(end),
        end,
        wire: wire?.id,
        mark: <PortForm tag={tags?.[0] ?? 'features'} filled={Boolean(wire)} />,
        title: `${document.nodes[end.node]?.name ?? ''} · ${label}`,
        detail: wire ? 'wired; Enter deletes the wire' : (reason ?? 'fits'),
        disabled: !wire && reason !== null,
      };
    });
    return [...options.filter((option) => !option.disabled), ...options.filter((option) => option.disabled && option.end.node !== from.node)];
  }, [document, analysis, from]);

  useEffect(() => {
    // After the dialog has taken the focus for itself.
    const timer = setTimeout(() => (step === 'to' ? targetList : startList).current?.focus(), 0);
    return () => clearTimeout(timer);
  }, [step]);
  useTypedAhead();
  const close = (): void => {
    setCanvas({ connecting: null });
    focusOnCanvas(node);
  };
  const choose = (option: PortOption): void => {
    if (!from) return;
    const done = option.wire === undefined ? drawWire(from, option.end) : dispatch('disconnect', { wires: [option.wire] }).ok;
    if (done) close();
  };
  const name = node === null ? null : getStudio().document.nodes[node]?.name;
  return (
    <Modal title={name ? `Wires of ${name}` : 'Draw a wire'} purpose="Choose a port with the arrow keys, Enter, then its other end and Enter again." onClose={close}>
      <div className={styles.columns}>
        <OptionList
          ref={startList}
          label="Port"
          options={starts}
          active={from ? portKey(from) : null}
          onActive={(option) => setFromKey(option.key)}
          onChoose={() => setStep('to')}
          empty="This node has no ports."
          onForward={() => setStep('to')}
        />
        <OptionList
          ref={targetList}
          label="Other end"
          options={ends}
          onChoose={choose}
          empty="There is no other port to wire it to."
          onBack={() => setStep('from')}
        />
      </div>
    </Modal>
  );
}
