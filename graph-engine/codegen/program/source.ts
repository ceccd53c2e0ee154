/** A file in the making, which remembers which node each line belongs to. */
import type { NodeId } from '../../document/types';
import type { Mark } from '../program/target';

export class Source {
  private readonly lines: { readonly text: string; readonly node: NodeId | null }[] = [];

  constructor(readonly path: string) {}

  /** Adds text of one or more lines. */
  add(text: string, node: NodeId | null = null): this {
    for (const line of text.split('\n')) this.lines.push({ text: line, node });
    return this;
  }
  /** Adds text after an empty line. */
  block(text: string, node: NodeId | null = null): this {
    if (this.lines.length > 0) this.add('');
    return this.add(text, node);
  }
  /** Adds the lines of another source. */
  append(other: Source): this {
    this.lines.push(...other.lines);
    return this;
  }

  get text(): string {
    return `${this.lines.map(({ text }) => text).join('\n')}\n`;
  }
  /** Lines count from 1; lines of one node that follow each other are one mark. */
  marks(): (Mark & { readonly node: NodeId })[] {
    const marks: { node: NodeId; path: string; fromLine: number; toLine: number }[] = [];
    this.lines.forEach(({ node }, i) => {
      const last = marks.at(-1);
      if (node === null) return;
      if (last && last.node === node && last.toLine === i) last.toLine = i + 1;
      else marks.push({ node, path: this.path, fromLine: i + 1, toLine: i + 1 });
    });
    return marks;
  }
}
