/** Every template as a module for the web: what it gives is what the studio gives, for one item and for more than are computed at once. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templates, type TemplateId } from '@/templates/registry';
import { chooseBackend } from '../../runtime/backends/choose';
import { exportFolder, runNode, tablesFor, writeFiles } from '../../testing/export-project';
import { trainForInference } from '../../testing/train-for-inference';
import { generateWeb, refusals } from '.';

const folder = exportFolder();
beforeAll(() => chooseBackend('wasm'));
afterAll(() => folder.remove());

/** Without the weights; `model.js` and `kernels.wasm`. */
const MOST_BYTES = 60_000;

describe.each(Object.keys(templates) as TemplateId[])('%s', (id) => {
  const path = `${folder.path}/${id}`;
  it('gives what the studio gives, in few bytes', async () => {
    const document = templates[id].create();
    const { files, session } = await trainForInference({ generate: generateWeb, refusals }, document, await tablesFor(document, 400));
    for (const items of [1, 70]) {
      const written = await files(items);
      writeFiles(path, written);
      const { status, output } = await runNode(process.execPath, path, 'verify.js');
      expect(output.match(/greatest difference \d/g)?.length, output).toBeGreaterThanOrEqual(6);
      expect(status, output).toBe(0);
      const bytes = ['model.js', 'kernels.wasm'].reduce((sum, name) => sum + readFileSync(join(path, name)).length, 0);
      expect(bytes).toBeLessThan(MOST_BYTES);
    }
    session.dispose();
  });
  it('runs as the README says', async () => {
    const [, code] = /```js\n([^]*?)```/.exec(readFileSync(join(path, 'README.md'), 'utf8'))!;
    writeFileSync(join(path, 'readme.js'), code!);
    const { status, output } = await runNode(process.execPath, path, 'readme.js');
    expect(status, output).toBe(0);
    expect(output).toContain('Float32Array');
  });
});
