/** Files of classes and functions under a sentence, with the imports that their text asks for. */
import type { NodeId } from '../../document/types';
import { Source } from '../program/source';
import { applyUnlessFrozen, helpers, helpersIn } from './helpers';
import { comment, fit } from './text';

/** The text without comments. */
const bare = (text: string): string => text.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/ \/\/ .*$/gm, '');

function importsOf(whole: string, own: Readonly<Record<string, readonly string[]>>): string[] {
  const text = bare(whole);
  const has = (pattern: RegExp): boolean => pattern.test(text);
  const lines = [
    ...(has(/\btf\.[a-z]/) ? ["import * as tf from '@tensorflow/tfjs';"] : has(/\btf\./) ? ["import type * as tf from '@tensorflow/tfjs';"] : []),
    ...(has(/\bops\.[a-z]/) ? ["import * as ops from './ops.ts';"] : has(/\bops\./) ? ["import type * as ops from './ops.ts';"] : []),
    ...Object.entries(own).flatMap(([file, names]) => {
      const used = names.filter((name) => has(new RegExp(`(?<![.\\w])${name}${/^[a-z]/.test(name) ? '\\(' : '\\b'}`)) && !has(new RegExp(`\\b(class|function|type) ${name}\\b`))).toSorted();
      return used.length > 0 ? [fit(`import ${file === './model.ts' ? 'type ' : ''}{ ${used.join(', ')} } from '${file}';`)] : [];
    }),
  ];
  return lines.toSorted((a, b) => (fileOf(a) < fileOf(b) ? -1 : fileOf(a) > fileOf(b) ? 1 : 0));
}
const fileOf = (line: string): string => /from '(.*)'/.exec(line)![1]!.replace('@', ' ');

/** A function or class, and the node whose it is where it is one's alone. */
export interface Declaration {
  readonly text: string;
  readonly node: NodeId | null;
}
const inOrder = (path: string, declarations: readonly Declaration[]): Source => declarations.reduce((source, { text, node }) => source.block(text.trimEnd(), node), new Source(path));

/** A source under its header. `before`: declarations that it calls. */
export function headed(path: string, about: string, body: Source, own: Readonly<Record<string, readonly string[]>>, before: readonly Declaration[] = []): Source {
  const source = new Source(path).add(comment(about));
  const declared = inOrder(path, before);
  for (const line of importsOf(declared.text + body.text, own)) source.add(line);
  if (before.length > 0) source.add('').append(declared);
  return source.add('').append(body);
}
export const moduleFile = (path: string, about: string, declarations: readonly Declaration[]): Source => headed(path, about, inOrder(path, declarations), {});

/** `freezes`: stages freeze stacks that run otherwise while they learn. */
export function opsFile(texts: readonly string[], freezes: boolean): Source {
  const declarations = helpersIn(texts).map((name) => (name === 'apply' && freezes ? applyUnlessFrozen : helpers[name]!.text));
  const source = new Source('src/ops.ts').add('/** Tensor functions that TensorFlow.js lacks. */').add("import * as tf from '@tensorflow/tfjs';");
  if (declarations.some((text) => text.includes('streamSeed('))) source.add("import { streamSeed } from './random.ts';");
  for (const text of declarations) source.block(text);
  return source;
}
