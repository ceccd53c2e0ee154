/**
 * From raw items to what the network gets: the preparation of each Dataset, with what was fitted for it, as a part of the program. Rows of a table come in
 * double precision, as data frames hold them: large numbers keep their digits until they are near 0.
 */
import { isFeature, isNumber, placesOf, preparationOf, type Place } from '../../../data/columns/layout';
import { columnPorts } from '../../../data/columns/ports';
import { splitFitted } from '../../../data/columns/prepare';
import { numberOf } from '../../../data/preparations/definition';
import { preparations } from '../../../data/preparations/registry';
import type { Analysis } from '../../../analysis/types';
import type { Shape } from '../../../document/shape';
import { defineFunction } from '../../../functions/define-function';
import type { GraphNode, HourglassDocument, NodeId } from '../../../document/types';
import { dataSettingsOf } from '../../../nodes/data-settings';
import type { Builder, Tensor } from '../../../program/builder';
import type { ValueId } from '../../../program/types';
import type { Weights } from '../../../runtime/device';
import { fittedOf, fittedTensors } from './fitted';
import { fittedOfRun, runsOf, type Run } from './runs';

/** What a part takes. */
export interface PartInput {
  /** `dataset.data`, `dataset.label`, or the port that is fed instead of computed. */
  readonly tap: string;
  /** Of an item. */
  readonly shape: Shape;
  /** Values of the program that it is; of rows of a table what was measured, filled up, and 1 where nothing was. */
  readonly values: readonly [ValueId] | readonly [filled: ValueId, missing: ValueId];
  /** Of rows of a table, which come in double precision with NaN where nothing was measured: what stands there, by column. */
  readonly fill: Float64Array | null;
}
export interface Prepared {
  readonly inputs: readonly PartInput[];
  /** What the program is fed, and what is computed in its place. */
  readonly instead: ReadonlyMap<ValueId, ValueId>;
}

const placeOf = defineFunction(
  { name: 'placeOf', help: 'The place of a category among those that have a name, or `last` for any other value' },
  ['code', 'last'],
  (b, code: Tensor, last: Tensor | number) => b.select(b.name('isNamed', b.mul(b.sub(1, b.step(b.neg(code))), b.step(b.sub(last, code)))), code, last),
);

/** `weights`: with what was fitted. */
export function prepare(b: Builder, document: HourglassDocument, analysis: Analysis, weights: ReadonlyMap<string, Weights>): Prepared {
  const inputs: PartInput[] = [];
  const instead = new Map<ValueId, ValueId>();
  const rows = new Map<NodeId, Rows>();
  for (const { kind, name, value } of [...b.inputs]) {
    if (kind !== 'data') continue;
    const [node, port = 'data'] = name.split(/[:.]/) as [NodeId, string?];
    const drawn = document.nodes[node]!;
    const { shape } = analysis.nodes[node]!.types[port]!;
    const settings = dataSettingsOf(drawn);
    const isDataset = !name.includes('.');
    const isInTable = settings.columns.length > 0 && (port === 'data' || port === 'mask' || columnPorts(settings.columns).some(({ id, column }) => id === port && isFeature(column)));
    if (isDataset && isInTable) {
      const known = rows.get(node) ?? new Rows(b, drawn, weights);
      if (!rows.has(node)) inputs.push(known.input);
      rows.set(node, known);
      instead.set(value, known.port(port).id);
    } else if (isDataset && port === 'data') {
      const raw = b.data(`raw:${node}`, [b.values[value]!.shape[0]!, ...shape]);
      inputs.push({ tap: `${node}.${port}`, shape, values: [raw.id], fill: null });
      instead.set(value, alike(b, drawn, raw, weights).id);
    } else {
      inputs.push({ tap: `${node}.${port}`, shape, values: [value], fill: null });
    }
  }
  return { inputs, instead };
}

/** One preparation for every number of an item. */
function alike(b: Builder, node: GraphNode, raw: Tensor, weights: ReadonlyMap<string, Weights>): Tensor {
  const { scaling } = dataSettingsOf(node);
  const fitted = fittedOf(node, raw.shape.slice(1), weights);
  if (preparations[scaling].leaves(fitted)) return raw;
  b.origin = { node: node.id };
  return preparations[scaling].write(b, raw, Object.fromEntries(fittedTensors(b, node, fitted)));
}

/** Rows of a table: NaN where nothing was measured. */
class Rows {
  readonly input: PartInput;
  private readonly places: readonly Place[];
  private readonly filled: Tensor;
  /** 1 where nothing was measured. */
  private readonly missing: Tensor;
  private readonly fitted: ReadonlyMap<string, Tensor>;

  constructor(
    private readonly b: Builder,
    private readonly node: GraphNode,
    weights: ReadonlyMap<string, Weights>,
  ) {
    const { columns } = dataSettingsOf(node);
    const features = columns.filter(isFeature);
    this.places = placesOf(columns);
    const fitted = fittedOf(node, [], weights);
    const batch = b.values[b.inputs[0]!.value]!.shape[0]!;
    this.filled = b.data(`filled:${node.id}`, [batch, features.length]);
    this.missing = b.data(`missing:${node.id}`, [batch, features.length]);
    this.fitted = fittedTensors(b, node, fitted);
    // What is missing of a category is another value than those that have a name.
    const fill = Float64Array.from(features, ({ names = [] }) => names.length);
    splitFitted(this.places, fitted).forEach((own, i) => {
      if (isNumber(this.places[i]!)) fill[this.places[i]!.column] = numberOf(own, 'fill');
    });
    this.input = { tap: `${node.id}.data`, shape: [features.length], values: [this.filled.id, this.missing.id], fill };
  }

  private column(of: Tensor, from: number, count = 1): Tensor {
    return this.b.slice(of, [0, from], [of.shape[0]!, count]);
  }
  /** A category as a 1 at the place of its code; the last place is that of any other value. */
  private oneHot(column: number, width: number): Tensor {
    const { b } = this;
    const code = this.column(this.filled, column);
    const place = placeOf(b, code, width - 1);
    return b.oneHot(b.toInt(b.reshape(place, [place.shape[0]!])), width);
  }

  port(port: string): Tensor {
    this.b.origin = { node: this.node.id };
    const { columns } = dataSettingsOf(this.node);
    if (port === 'data') return this.b.concat(runsOf(this.places).flatMap((run) => this.write(run)), 1);
    if (port === 'mask') return this.b.concat(this.places.map(({ column, width, indicator }) => this.b.broadcastTo(this.b.sub(1, this.column(this.missing, column)), [this.missing.shape[0]!, width + (indicator === null ? 0 : 1)])), 1);
    const { column, classes } = columnPorts(columns).find(({ id }) => id === port)!;
    return this.column(this.oneHot(columns.filter(isFeature).indexOf(column), classes + 1), 0, classes);
  }

  private write(run: Run): readonly Tensor[] {
    const [place] = run;
    if (!isNumber(place)) return [this.oneHot(place.column, place.width)];
    const values = preparations[preparationOf(place)].write(this.b, this.column(this.filled, place.column, run.length), fittedOfRun(this.b, this.places, run, this.fitted));
    return place.indicator === null ? [values] : [values, this.column(this.missing, place.column)];
  }
}
