/** The ports of a node in two columns. Wires to ports that are gone keep a place to end, so that they can be seen and moved. */
import { useMemo } from 'react';
import type { InputPort, OutputPort } from '@/graph-engine/nodes/definition';
import { useAnalysis, useDocument, getStudio } from '@/components/studio-state';
import { wiresKey, wiresOf } from '@/components/canvas-state/wire-index';
import { BarePort, Port } from './port';
import { useMovedPorts } from './use-moved-ports';
import styles from './node-card.module.css';

const lostPort = (id: string): Omit<InputPort, 'accepts'> => ({ id, label: `${id} (gone)`, help: 'This port is no longer there. Move the wire, or delete it.' });

/** `bare`: their places alone. */
export function NodePorts({ id, collapsed, bare = false }: { readonly id: string; readonly collapsed: boolean; readonly bare?: boolean }) {
  const analysis = useAnalysis(({ nodes }) => nodes[id]);
  const wireTypes = useAnalysis(({ wires }) => wires);
  const key = useDocument((document) => wiresKey(document, id));
  // The key stands for the wires, which are read once it has changed.
  const wires = useMemo(() => (key === '' ? null : wiresOf(getStudio().document, id)), [key, id]);
  const failing = new Set((analysis?.diagnostics ?? []).filter(({ severity }) => severity === 'error').map(({ at }) => at.port));

  const known = { inputs: analysis?.inputs ?? [], outputs: analysis?.outputs ?? [] };
  const inputs: readonly InputPort[] = [
    ...known.inputs,
    ...Object.keys(wires?.inputs ?? {}).filter((port) => !known.inputs.some((input) => input.id === port)).map((port) => ({ ...lostPort(port), accepts: [] })),
  ];
  const outputs: readonly OutputPort[] = [
    ...known.outputs,
    ...Object.keys(wires?.outputs ?? {}).filter((port) => !known.outputs.some((output) => output.id === port)).map((port) => ({ ...lostPort(port), gives: [] })),
  ];
  const shape = `${inputs.map((port) => port.id).join()}|${outputs.map((port) => port.id).join()}|${collapsed}|${bare}`;
  useMovedPorts(id, shape);

  return (
    <div className={collapsed ? styles.portsFolded : styles.ports}>
      <div className={styles.portColumn}>
        {inputs.map((port) => {
          const ending = wires?.inputs[port.id] ?? [];
          const type = ending.map((wire) => wireTypes[wire.id] ?? null).find(Boolean) ?? null;
          if (bare) return <BarePort key={port.id} side="input" port={port.id} />;
          return <Port key={port.id} node={id} side="input" port={port} type={type} wired={ending.length > 0} failing={failing.has(port.id)} />;
        })}
      </div>
      <div className={styles.portColumn}>
        {outputs.map((port) => {
          if (bare) return <BarePort key={port.id} side="output" port={port.id} />;
          return <Port key={port.id} node={id} side="output" port={port} type={analysis?.types[port.id] ?? null} wired={(wires?.outputs[port.id] ?? []).length > 0} failing={failing.has(port.id)} />;
        })}
      </div>
    </div>
  );
}
