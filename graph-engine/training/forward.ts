/** What a model computes without learning: its losses over a set, and values for views. */
import type { Analysis } from '../analysis/types';
import type { HourglassDocument, NodeId } from '../document/types';
import { evaluationProgram, inferenceProgram, type Summary } from '../program/train-step';
import { termProgram } from '../program/term-program';
import { streams } from '../random/counter';
import type { Executor, ParameterStore, RunOptions } from '../runtime/device';
import { explain, NotFiniteError } from './not-finite';
import { ReadyPrograms } from './ready-programs';
import { rowCount, type ItemRows, type SessionData } from './session-data';
import { termMeans } from './term-means';

/** Rows of a tensor, batch first. */
export interface Rows {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}
export interface ForwardOptions {
  readonly document: HourglassDocument;
  readonly analysis: Analysis;
  readonly data: SessionData;
  readonly store: ParameterStore;
  readonly seed: number;
  /** Nodes whose terms do not count. */
  readonly silent: ReadonlySet<NodeId>;
}
const isFinite = (numbers: ArrayLike<number>): boolean => Array.prototype.every.call(numbers, Number.isFinite);

export class Forward {
  private readonly ready = new ReadyPrograms();

  constructor(private readonly model: ForwardOptions) {}

  /** Mean of every term and metric over rows of the tables, weighted by batch size. @throws NotFiniteError */
  evaluate(rows: ItemRows, onBatch: () => void): Promise<Record<string, number>> {
    return termMeans({ count: rowCount(rows), batch: this.model.data.batch, run: (from, length) => this.termsOf(rows, from, length), onBatch });
  }
  /** Whether the weights give finite values for these rows. */
  async isSound(rows: ItemRows): Promise<boolean> {
    try {
      await this.evaluate(rows, () => undefined);
      return true;
    } catch (error) {
      if (error instanceof NotFiniteError) return false;
      throw error;
    }
  }
  private async termsOf(rows: ItemRows, from: number, length: number): Promise<{ readonly summary: Summary; readonly numbers: Float32Array }> {
    const { data, seed } = this.model;
    const { executor, summary } = this.evaluator(length);
    const options = { feeds: data.shaped(data.numbersOf(rows, from, length), length), seed: streams.evaluation(seed), step: from, applyUpdates: false, fetch: [summary.value] };
    const [vector] = executor.run(options);
    const numbers = Float32Array.from(await vector!.data());
    vector!.dispose();
    if (!isFinite(numbers)) throw await this.notFinite(executor, options, length);
    return { summary, numbers };
  }
  private evaluator(batch: number): { readonly executor: Executor; readonly summary: Summary } {
    const { document, analysis, store, silent } = this.model;
    const { executor, summary } = this.ready.get(`evaluate ${batch}`, () => {
      const { program, summary } = evaluationProgram(document, analysis, batch, silent);
      return { executor: store.executor(program), fetch: [summary.value], summary };
    });
    return { executor, summary: summary! };
  }

  /**
   * Values at `taps` for the rows of the feeds. `values` feeds Dataset ids and output ports (`nodeId.port`) with rows.
   * @throws NotFiniteError; `internal:` when a tap depends on something that is not fed.
   */
  async values(taps: readonly string[], values: Readonly<Record<string, Float32Array>>, count: number, mode: 'evaluate' | 'infer', seed = streams.views(this.model.seed)): Promise<Rows[]> {
    const { document, analysis, store, data } = this.model;
    const ports = Object.keys(values).filter((key) => key.includes('.'));
    const key = JSON.stringify([taps, ports, count, mode]);
    const known = this.ready.get(key, () => {
      const { program, fetch } = inferenceProgram(document, analysis, count, taps, ports, mode);
      return { executor: store.executor(program), fetch, summary: null };
    });
    const options = { feeds: data.shaped(values, count), seed, step: 0, applyUpdates: false, fetch: known.fetch };
    const tensors = known.executor.run(options);
    const rows = await Promise.all(
      tensors.map(async (tensor) => {
        const row = { shape: tensor.shape.slice(1), values: Float32Array.from(await tensor.data()) };
        tensor.dispose();
        return row;
      }),
    );
    if (!rows.every((row) => isFinite(row.values))) throw await this.notFinite(known.executor, options, count);
    return rows;
  }
  /**
   * The term of a node by itself, unweighted, mean per item, where `values` of output ports (`nodeId.port`) and Datasets are given in place of what the network gives.
   * Null where the node has none.
   */
  async term(node: NodeId, values: Readonly<Record<string, Float32Array>>, count: number): Promise<number | null> {
    const { document, analysis, store, data, seed } = this.model;
    const ports = Object.keys(values).filter((key) => key.includes('.'));
    const key = JSON.stringify(['term', node, ports, count]);
    const found = this.ready.get(key, () => {
      const made = termProgram(document, analysis, count, node, ports);
      return made && { executor: store.executor(made.program), fetch: made.fetch, summary: null };
    });
    if (!found) return null;
    const [tensor] = found.executor.run({ feeds: data.shaped(values, count), seed: streams.evaluation(seed), step: 0, applyUpdates: false, fetch: found.fetch });
    const value = (await tensor!.data())[0]!;
    tensor!.dispose();
    return value;
  }
  /** What is not finite in a run that only asks for values. */
  private async notFinite(executor: Executor, options: RunOptions, items: number): Promise<NotFiniteError> {
    const found = await executor.findNonFinite(options);
    return new NotFiniteError(explain(this.model.document, found, options.feeds, { kind: 'use', items }), found, options.feeds);
  }
  dispose(): void {
    this.ready.dispose();
  }
}
