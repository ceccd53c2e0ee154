/** What is computed inside the modules of a project, between their ports. */
import type { NodeId } from '../../document/types';
import type { ValueId } from '../../program/types';
import type { United } from './modes';
import type { Draft } from './variables';
import { definitionsOf, inputsOfCall } from './write-region';

/** Values that are computed inside modules, and which of them depend on weights or chance. */
export class Inside {
  readonly closure = new Map<ValueId, NodeId>();
  private readonly depths = new Map<ValueId, boolean>();
  private readonly known = new Set<ValueId>();

  constructor(
    private readonly united: United,
    drafts: readonly Draft[],
  ) {
    for (const draft of drafts) for (const id of [...Object.values(draft.ids), ...draft.seen]) this.known.add(id);
    for (const draft of drafts) for (const id of Object.values(draft.ids)) for (const input of this.inputs(id)) this.enter(input, draft.node);
  }

  inputs(id: ValueId): readonly ValueId[] {
    const definitions = definitionsOf(this.united);
    const call = definitions.calls.get(id)?.call;
    if (call?.kind === 'head') return [call.input, call.kernel];
    if (call) return call.kind === 'gradient' ? [...call.wrt, call.loss] : inputsOfCall(call);
    return definitions.ops.get(id)?.inputs ?? [];
  }
  private enter(id: ValueId, node: NodeId): void {
    if (this.known.has(id) || this.closure.has(id)) return;
    if (!definitionsOf(this.united).ops.has(id)) return;
    this.closure.set(id, node);
    for (const input of this.inputs(id)) this.enter(input, node);
  }
  /** Whether it has to be computed where the weights are. */
  isDeep(id: ValueId): boolean {
    const before = this.depths.get(id);
    if (before !== undefined) return before;
    const definitions = definitionsOf(this.united);
    const { call } = definitions.calls.get(id) ?? {};
    const deep =
      definitions.parameters.has(id) ||
      call?.kind === 'stack' ||
      call?.kind === 'head' ||
      definitions.ops.get(id)?.kind.startsWith('random') === true ||
      this.inputs(id).some((input) => !this.known.has(input) && this.isDeep(input));
    this.depths.set(id, deep);
    return deep;
  }
  /** The values inside modules that `id` is computed from. */
  needed(id: ValueId, found: Set<ValueId>, ports: Set<ValueId>): void {
    if (this.known.has(id)) return void ports.add(id);
    if (found.has(id)) return;
    if (this.closure.has(id) && this.isDeep(id) && definitionsOf(this.united).ops.has(id)) return void found.add(id);
    for (const input of this.inputs(id)) this.needed(input, found, ports);
  }
}
