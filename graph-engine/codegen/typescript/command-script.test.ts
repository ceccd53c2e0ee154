/** The project's own check as one script: what it finds, and what it says of texts that were changed. */
import { beforeAll, describe, expect, it } from 'vitest';
import { tablesFor } from '../../testing/export-project';
import { runCommand } from '../../testing/run-command';
import { useCpu } from '../../testing/run-program';
import { smallAutoencoder } from '../../testing/small-autoencoder';
import { trainForInference } from '../../testing/train-for-inference';
import type { ExportedFile } from '../program/target';
import { generateTypeScript } from '.';
import { commandScript } from './command-script';

const main = 'src/verify.ts';
const run = (files: readonly ExportedFile[]) => runCommand(files, main);
const changed = (files: readonly ExportedFile[], path: string, change: (text: string) => string): readonly ExportedFile[] =>
  files.map((file) => {
    if (file.path !== path || !('text' in file)) return file;
    const text = change(file.text);
    expect(text).not.toBe(file.text);
    return { path, text };
  });

describe('the check of a project as one script', () => {
  let files: readonly ExportedFile[] = [];
  beforeAll(async () => {
    await useCpu();
    const document = smallAutoencoder();
    const { session, files: write } = await trainForInference({ generate: generateTypeScript, refusals: () => [] }, document, await tablesFor(document, 64));
    files = await write(8);
    session.dispose();
  });

  it('finds the model as near as the command does', async () => {
    const { lines, faults } = await run(files);
    expect(faults).toEqual([]);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(Number(/greatest difference (\S+)$/.exec(line)![1])).toBeLessThanOrEqual(1e-5);
  });
  it('runs the text: a model that computes something else is far off', async () => {
    const { lines, faults } = await run(changed(files, 'src/model.ts', (text) => text.replace("activation: 'tanh'", "activation: 'relu'")));
    expect(Math.max(...lines.map((line) => Number(/\S+$/.exec(line)![0])))).toBeGreaterThan(1e-3);
    expect(faults).toEqual(['This is above 1e-5']);
  });
  it('tells which weight does not fit', async () => {
    const { faults } = await run(changed(files, 'src/model.ts', (text) => text.replace('units: 8', 'units: 7')));
    expect(faults).toEqual([expect.stringMatching(/^weights\.safetensors: \S+ is \[9,8\], expected \[9,7\]$/)]);
  });
  it('tells the file and the line of a text that is no TypeScript, and an import that is not there', async () => {
    expect(() => commandScript(changed(files, 'src/model.ts', (text) => `${text}\nconst = 1;`), main)).toThrow(/src\/model\.ts.*\(\d+:\d+\)/);
    const importing = (from: string) => changed(files, 'src/model.ts', (text) => `import { x } from '${from}';\nconsole.log(x);\n${text}`);
    expect(() => commandScript(importing('./x.ts'), main)).toThrow('src/model.ts asks for src/x.ts, which is not in the project');
    await expect(run(importing('node:net'))).rejects.toThrow('The project needs node:net, which is not there in a page');
  });
});
