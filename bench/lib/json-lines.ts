/** A program in Python that answers a line of JSON with another, where a python3 has what it imports. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Answering<Hello> {
  /** What it said first. */
  readonly hello: Hello;
  /** @throws when the program ended. */
  ask<Answer>(request: object): Promise<Answer>;
  close(): void;
}

async function start<Hello>(python: string, script: string, args: readonly string[]): Promise<Answering<Hello> | null> {
  const child = spawn(python, [script, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T | null> => {
    const { value, done } = await lines.next();
    return done ? null : (JSON.parse(value) as T);
  };
  const hello = await next<Hello>();
  if (!hello) return null;
  return {
    hello,
    async ask<Answer>(request: object) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const answer = await next<Answer>();
      if (!answer) throw new Error(`${script} ended.`);
      return answer;
    },
    close: () => void child.kill(),
  };
}
/** With the first python3 that it says its first line with, or null. */
export async function startAnswering<Hello>(script: string, args: readonly string[]): Promise<Answering<Hello> | null> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const found = await start<Hello>(python, script, args);
    if (found) return found;
  }
  return null;
}
