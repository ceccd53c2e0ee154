/** The text of a model: a function for each node, and one for each part, which calls them. */
import { nodeOf } from '../../nodes/registry';
import { readParams } from '../../document/fields';
import type { NodeId } from '../../document/types';
import { freeName } from '../program/free-name';
import type { Names } from '../program/names';
import { nameNodes } from '../program/names';
import type { ValueId } from '../../program/types';
import { weightOwner } from '../../program/lower';
import { portName } from '../program/variables';
import type { Grown } from '../program/growth';
import type { Drawing, PartName } from '../program/inference/parts';
import type { Signature } from '../program/inference/signature';
import { Source } from '../program/source';
import { Functions, type WrittenFunction } from '../program/write-functions';
import { writeRegion, type Region } from '../program/write-region';
import { javascript, PRECISE } from './ops';
import { reserved, unspeakable } from './reserved';
import { comment, fit, printShape, WIDTH } from './text';
import { layerNames, placeOf } from './weights';

/** What users call a part. */
export const methodNames: Readonly<Record<PartName, string>> = { encoder: 'encode', decoder: 'decode', model: 'reconstruct', score: 'score', guess: 'guess' };

interface Line {
  readonly text: string;
  readonly node: NodeId | null;
}
interface WrittenNode {
  readonly name: string;
  readonly text: string;
  readonly node: NodeId | null;
}
export interface Model {
  readonly source: Source;
  readonly names: ReadonlyMap<NodeId, Names>;
  /** Parameters that are read. */
  readonly weights: ReadonlyMap<string, readonly number[]>;
}

const mentions = (text: string, name: string): boolean => new RegExp(`(?<![\\w.'])${name}(?!\\w)`).test(text);
const textOf = ({ statements, results }: Region): string => [...statements.map(({ expression }) => expression.text), ...results.map(({ text }) => text)].join('\n');
const identifier = (name: string): string => name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');

/** `const x = …; // [N, 64]`, and what is returned: one value, or several as an object. */
function bodyLines({ statements, results }: Region, names: readonly string[], indent = 2): string[] {
  const last = statements.at(-1);
  const folds = results.length === 1 && last?.name === results[0]!.text;
  const kept = folds ? statements.slice(0, -1) : statements;
  const returned = results.length === 1 ? (folds ? last.expression.text : results[0]!.text) : `{ ${results.map(({ text }, i) => (text === names[i] ? text : `${names[i]!}: ${text}`)).join(', ')} }`;
  return [
    ...kept.map(({ name, expression, shape }) => {
      const line = fit(`const ${name} = ${expression.text};`, indent);
      const shapes = shape.length > 0 ? ` // ${printShape(shape)}` : '';
      const end = line.slice(line.lastIndexOf('\n') + 1).length;
      return end + shapes.length <= WIDTH ? line + shapes : line;
    }),
    fit(`return ${returned};`, indent),
  ];
}

/** Operations whose results go on in double precision say so. */
function marked(grown: Grown, precise: ReadonlySet<ValueId>): Grown {
  if (precise.size === 0) return grown;
  return { ...grown, ops: grown.ops.map((op) => (precise.has(op.output) ? { ...op, attrs: { ...op.attrs, [PRECISE]: true } } : op)) };
}

/** Whether a value of node `id` is read by others, or given. */
const isAskedFor = ({ part, ops, needed }: Signature, id: NodeId, value: ValueId): boolean => needed.has(value) && (Object.values(part.results).includes(value) || ops.some((op) => op.inputs.includes(value) && op.origin?.node !== id));

/** The ports that some part asks for. */
function wantedPorts(signatures: readonly Signature[]): ReadonlySet<string> {
  return new Set(signatures.flatMap((signature) => Object.entries(signature.part.grown.builder.taps).flatMap(([tap, value]) => (isAskedFor(signature, tap.split('.')[0]!, value) ? [tap] : []))));
}

class Writer {
  readonly weights = new Map<string, readonly number[]>();
  readonly nodes: WrittenNode[] = [];
  readonly functions: Functions;
  private readonly taken: ReadonlySet<string>;

  constructor(
    private readonly drawing: Drawing,
    private readonly names: ReadonlyMap<NodeId, Names>,
    called: ReadonlySet<string>,
    /** Ports that some part asks for, by value of its program: functions of nodes give the same in all parts. */
    private readonly wanted: ReadonlySet<string>,
  ) {
    const values = [...names.values()].map(({ value }) => value);
    this.functions = new Functions(javascript, new Set([...reserved, ...values]));
    this.taken = new Set([...unspeakable, ...values, ...called, 'restore', 'compare']);
  }

  /** How the weights that a text may read are written: those of `owner` are `w`, of others `weights.other`. */
  private weightTexts(grown: Grown, owner: NodeId | null): Map<ValueId, string> {
    return new Map(
      grown.builder.parameters.map(({ name, value }) => {
        const { node, path } = placeOf(this.drawing, name);
        const root = node === null ? 'weights' : node === owner ? 'w' : `weights.${this.names.get(node)!.value}`;
        return [value, [root, ...path].join('.')];
      }),
    );
  }
  private note(grown: Grown, texts: ReadonlyMap<ValueId, string>, text: string): void {
    for (const { name, value } of grown.builder.parameters) if (mentions(text, texts.get(value)!.replaceAll('.', '\\.'))) this.weights.set(name, grown.values[value]!.shape as readonly number[]);
  }

  region(grown: Grown, known: ReadonlyMap<ValueId, string>, results: readonly ValueId[], owner: NodeId | null, node: NodeId | null): Region {
    const texts = this.weightTexts(grown, owner);
    const layers = new Map<ValueId, string>();
    for (const call of grown.builder.calls) {
      if (call.kind !== 'layer' || call.node !== node) continue;
      layers.set(call.result, layerNames(this.drawing, call.owner).get(call.layer)!);
    }
    const region = writeRegion({
      grown,
      language: javascript,
      callers: this.functions.callers,
      known: new Map([...texts, ...known]),
      results,
      taken: this.taken,
      nameOf: (value) => layers.get(value) ?? null,
      kept: new Set([...layers.keys()].filter((value) => !results.includes(value) || results.length > 1)),
    });
    this.note(grown, texts, textOf(region));
    return region;
  }

  /** A function of its inputs, and how it is called; one that reads the same is there once. */
  define(stem: string, about: string, region: Region, inputs: readonly { readonly name: string; readonly argument: string }[], outputs: readonly string[], node: NodeId | null, owner: NodeId | null): string {
    const text = textOf(region);
    const args = inputs.filter(({ name }) => mentions(text, name));
    const [own, all] = [mentions(text, 'w'), mentions(text, 'weights')];
    const parameters = [...args.map(({ name }) => name), ...(own ? ['w'] : []), ...(all ? ['weights'] : [])];
    const written = (name: string): string => [...comment(about), `function ${name}(${parameters.join(', ')}) {`, ...bodyLines(region, outputs), '}'].join('\n');
    const known = (name: string): string | undefined => this.nodes.find((one) => one.name === name)?.text;
    const name = freeName(stem, (one) => (known(one) ?? written(one)) !== written(one));
    if (known(name) === undefined) this.nodes.push({ name, text: written(name), node });
    return `${name}(${[...args.map(({ argument }) => argument), ...(own ? [`weights.${this.names.get(owner!)!.value}`] : []), ...(all ? ['weights'] : [])].join(', ')})`;
  }

  aboutNode(id: NodeId, inputs: readonly string[], outputs: readonly string[]): string {
    const node = this.drawing.document.nodes[id]!;
    const definition = nodeOf(node.kind)!;
    const summary = definition.summary(readParams(definition.fields, node.params));
    const title = node.name.trim() || definition.title;
    return `${title === definition.title ? '' : `${title}: `}${definition.title}${summary ? ` (${summary})` : ''}: ${inputs.join(', ')} to ${outputs.join(', ')}.`;
  }

  part(signature: Signature): Line[] {
    const { part, inputs, outputs } = signature;
    const { document, analysis, roles } = this.drawing;
    const grown = marked(part.grown, part.precise);
    const { taps } = part.grown.builder;
    const { instead } = part.prepared;
    const lines: Line[] = [];
    const known = new Map<ValueId, string>();
    const used = new Set<string>(this.taken);
    const local = (wanted: string, node: NodeId): string => {
      const whole = `${this.names.get(node)!.value}${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`;
      const name = used.has(wanted) ? freeName(whole, (one) => used.has(one)) : wanted;
      used.add(name);
      return name;
    };
    const shapeOf = (id: ValueId): string => printShape(grown.values[id]!.shape);

    const given = inputs.map((input) => {
      const name = local(identifier(input.name), input.tap.slice(0, input.tap.indexOf('.')));
      if (!input.fill) known.set(input.values[0], name);
      return { ...input, local: name };
    });
    // What is fed and not prepared is what comes in.
    for (const [fed, prepared] of instead) if (known.has(prepared)) known.set(fed, known.get(prepared)!);

    for (const id of analysis.order) {
      const ports = analysis.nodes[id]!.outputs.flatMap((port) => [{ tap: `${id}.${port.id}`, port }, { tap: `${id}.${port.id}.logVariance`, port }, { tap: `${id}.${port.id}.mask`, port }]);
      const results: { readonly seen: ValueId; readonly value: ValueId; readonly name: string }[] = [];
      for (const { tap, port } of ports) {
        const seen = taps[tap];
        if (seen === undefined || !this.wanted.has(tap) || known.has(seen) || results.some((one) => one.seen === seen)) continue;
        const isOutput = tap === roles.output.tap && port.id === 'out';
        const plain = tap.endsWith('.logVariance') ? 'logVariance' : tap.endsWith('.mask') ? 'mask' : isOutput ? (roles.output.type.tag === 'logits' ? 'logits' : 'output') : instead.has(seen) && port.id === 'data' ? 'prepared' : portName(port.id, port.label);
        results.push({ seen, value: instead.get(seen) ?? seen, name: local(plain, id) });
      }
      const here = results.filter(({ seen }) => isAskedFor(signature, id, seen));
      if (here.length === 0) continue;
      const owner = weightOwner(document, id).id;
      // Inside of a Dataset, the raw rows have names of their own.
      const rows = given.find((input) => input.fill && input.tap.startsWith(`${id}.`));
      const inside = new Map([...known, ...(rows ? [[rows.values[0], 'rows'], [rows.values[1]!, 'missing']] as const : [])]);
      const region = this.region(grown, inside, results.map(({ value }) => value), owner, id);
      const simple = region.statements.length === 0 && results.length === 1 && !mentions(textOf(region), 'w') && !mentions(textOf(region), 'weights') && !rows;
      if (simple) lines.push({ text: `const ${results[0]!.name} = ${region.results[0]!.text}; // ${shapeOf(results[0]!.value)}`, node: id });
      else {
        const read = [...new Set(known.values())].filter((name) => mentions(textOf(region), name)).map((name) => ({ name, argument: name }));
        const args = [...read, ...(rows ? [{ name: 'rows', argument: `${rows.local}.rows` }, { name: 'missing', argument: `${rows.local}.missing` }] : [])];
        const takes = [...known].filter(([, name], i, all) => read.some((arg) => arg.name === name) && all.findIndex(([, other]) => other === name) === i).map(([value]) => shapeOf(value));
        const about = this.aboutNode(id, rows ? [printShape([{ times: 1, plus: 0 }, ...rows.shape])] : takes, results.map(({ value }) => shapeOf(value)));
        const call = this.define(this.names.get(id)!.value, about, region, args, results.map(({ name }) => name), id, owner);
        const target = results.length === 1 ? results[0]!.name : `{ ${here.map(({ name }) => name).join(', ')} }`;
        lines.push({ text: `const ${target} = ${call};`, node: id });
      }
      for (const { seen, value, name } of here) known.set(seen, name).set(value, name);
    }

    const dataset = roles.data.node;
    const tail: Readonly<Record<string, { readonly name: string; readonly about: string; readonly owner: NodeId | null }>> = {
      restored: { name: 'restore', about: 'A reconstruction in the units of the file', owner: dataset },
      errors: { name: 'compare', about: 'How far each column of an item is from its reconstruction', owner: null },
    };
    for (const { name, value } of [...outputs].sort((a, b) => a.value - b.value)) {
      if (known.has(value)) continue;
      const own = tail[name];
      const plain = this.region(grown, known, [value], null, null);
      const target = local(identifier(name), dataset);
      if (own && plain.statements.length > 0) {
        const region = this.region(grown, known, [value], own.owner, null);
        const args = [...new Set(known.values())].map((one) => ({ name: one, argument: one }));
        lines.push({ text: `const ${target} = ${this.define(own.name, `${own.about}: to ${shapeOf(value)}.`, region, args, [target], name === 'restored' ? dataset : null, own.owner)};`, node: name === 'restored' ? dataset : null });
      } else {
        for (const statement of plain.statements) {
          used.add(statement.name);
          lines.push({ text: `const ${statement.name} = ${statement.expression.text};`, node: null });
        }
        const text = plain.results[0]!.text;
        if (plain.statements.some((statement) => statement.name === text)) known.set(value, text);
        else lines.push({ text: `const ${target} = ${text}; // ${shapeOf(value)}`, node: null });
      }
      if (!known.has(value)) known.set(value, target);
    }
    const parameters = given.map(({ name, local: own }) => (name === own ? name : `${/^\w+$/.test(name) ? name : `'${name}'`}: ${own}`));
    const returned = outputs.map(({ name, value }) => (known.get(value) === name ? name : `${name}: ${known.get(value)!}`));
    const usesWeights = lines.some(({ text }) => mentions(text, 'weights'));
    return [
      ...comment(`${part.help.charAt(0).toUpperCase()}${part.help.slice(1)}.`).map((text) => ({ text, node: null })),
      { text: `function ${methodNames[part.name]}({ ${parameters.join(', ')} }${usesWeights ? ', weights' : ''}) {`, node: null },
      ...lines.map(({ text, node }) => {
        const [code, shape] = text.split(/ (?=\/\/ \[)/) as [string, string?];
        const line = fit(code, 2);
        return { text: shape && line.length + shape.length < WIDTH ? `${line} ${shape}` : line, node };
      }),
      { text: `  return { ${returned.join(', ')} };`, node: null },
      { text: '}', node: null },
    ];
  }
}

function functionLines({ name, function: named, args, body }: WrittenFunction): string[] {
  return [...comment(`${named.help.replace(/\.$/, '')}${named.source ? ` (${named.source})` : ''}.`), `function ${name}(${args.map((arg) => arg.name).join(', ')}) {`, ...bodyLines(body, []), '}'];
}

export function writeModel(drawing: Drawing, signatures: readonly Signature[]): Model {
  const { document, analysis } = drawing;
  const nodes = analysis.order.filter((id) => analysis.nodes[id]!.outputs.length > 0).map((id) => document.nodes[id]!);
  const names = nameNodes(nodes, reserved);
  const called = new Set(signatures.flatMap(({ part }) => part.grown.builder.calls.flatMap((call) => (call.kind === 'function' ? [call.function.name] : []))));
  const writer = new Writer(drawing, names, called, wantedPorts(signatures));
  const parts = signatures.map((signature) => writer.part(signature));
  const source = new Source('model.js').add('');
  for (const written of writer.functions.list) source.add(functionLines(written).join('\n')).add('');
  for (const { text, node } of writer.nodes) source.add(text, node).add('');
  parts.forEach((lines, i) => {
    if (i > 0) source.add('');
    for (const { text, node } of lines) source.add(text, node);
  });
  return { source, names, weights: writer.weights };
}
