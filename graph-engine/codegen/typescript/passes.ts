/** Passes through the graph as statements: the whole of it, or from the data to the code, or from the code to the output. */
import type { NodeId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import type { Helper, Pass, Site } from '../../nodes/typescript/emit';
import { fit } from '../../nodes/typescript/text';
import type { CodeNode, Project, Wired } from './project';

export interface Statement {
  readonly node: NodeId;
  readonly name: string;
  readonly expression: string;
}
export interface Written {
  readonly statements: readonly Statement[];
  /** What the pass used beyond its arguments. */
  readonly usesStep: boolean;
  readonly usesBatchSize: boolean;
  at(wired: Wired): string;
}

/** Whether code reads a variable of that name, not a property. */
export const mentions = (code: string, name: string): boolean => new RegExp(`(?<![.\\w])${name}\\b`).test(code);

export const tapOf = (tap: string): Wired => {
  const dot = tap.indexOf('.');
  return { node: tap.slice(0, dot), port: tap.slice(dot + 1) };
};

/** The nodes that `goal` needs, when the ports of `given` are known already. */
export const ancestors = (project: Project, goal: Wired, given: ReadonlySet<string>): Set<NodeId> => ancestorsOfAll(project, [goal], given);

export function ancestorsOfAll(project: Project, goals: readonly Wired[], given: ReadonlySet<string>): Set<NodeId> {
  const found = new Set<NodeId>();
  const open = [...goals];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, port } = next;
    if (given.has(`${node}.${port}`) || found.has(node)) continue;
    found.add(node);
    open.push(...wiresInto(project.document, node).map(({ from }) => from).filter((from) => project.byId.has(from.node)));
  }
  return found;
}

/** Calls of helpers of another file go through its name space. */
export const callOf = (project: Project, file: Helper['file'] | 'model') => (helper: Helper): string => {
  project.use(helper);
  return helper.file === file ? helper.name : `${helper.file}.${helper.name}`;
};

/**
 * Writes the nodes of `only` (all of them when left out). `given` maps ports to expressions; `mode` is an expression.
 */
export function writePass(project: Project, mode: string, given: ReadonlyMap<string, string>, only?: ReadonlySet<NodeId>): Written {
  const values = new Map(given);
  let [usesStep, usesBatchSize] = [false, false];
  const at = ({ node, port }: Wired): string => {
    const known = values.get(`${node}.${port}`);
    if (known === undefined) throw new Error(`internal: ${node}.${port} was not written`);
    return known;
  };
  const statements: Statement[] = [];
  for (const node of project.nodes) {
    if (only && !only.has(node.id)) continue;
    const pass: Pass = {
      mode,
      infer: mode === "'infer'",
      self: node.name,
      input: (port) => at(node.sources(port)[0]!),
      inputs: (port) => node.sources(port).map(at),
      use: callOf(project, 'model'),
      step: () => ((usesStep = true), 'step'),
      batchSize: () => ((usesBatchSize = true), 'batchSize'),
    };
    const value = node.isDataset && given.has(`${node.id}.data`) ? null : node.code.value(pass);
    if (value === null) continue;
    const same = typeof value === 'object' ? pass.input(value.same) : null;
    if (typeof value === 'string') statements.push({ node: node.id, name: node.name, expression: value });
    for (const port of Object.keys(node.types)) {
      const key = `${node.id}.${port}`;
      if (!values.has(key)) values.set(key, same ?? `${node.name}${node.code.ports?.[port] ?? ''}`);
    }
  }
  return { statements, usesStep, usesBatchSize, at };
}

/** Statements of a method body; the last is returned where it is what `result` asks for. */
export function body(statements: readonly Statement[], result: string): { readonly text: string; readonly node: NodeId | null }[] {
  const lines: { text: string; node: NodeId | null }[] = statements.map(({ node, name, expression }) => ({ text: fit(`const ${name} = ${expression};`, 4), node }));
  const last = statements.at(-1);
  const rest = last && result.startsWith(last.name) ? result.slice(last.name.length) : null;
  if (last && rest !== null && !/^\w/.test(rest)) {
    lines.pop();
    lines.push({ text: fit(`return ${last.expression}${rest};`, 4), node: last.node });
  } else lines.push({ text: fit(`return ${result};`, 4), node: null });
  return lines;
}

/** Where terms and metrics find the values of a finished pass. */
export function siteOf(project: Project, node: CodeNode, forward: Written, used: { step: boolean }): Site {
  const value = (expression: string): string => `values.${expression}`;
  return {
    self: value(node.name),
    input: (port) => value(forward.at(node.sources(port)[0]!)),
    inputs: (port) => node.sources(port).map((source) => value(forward.at(source))),
    use: callOf(project, 'losses'),
    step: () => ((used.step = true), 'step'),
  };
}
