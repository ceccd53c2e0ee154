/** A model is trained and taken home as a module for the web: its page, and a worker, give what the studio gave. */
import { serveFiles } from '../fixtures/serve-folder';
import { expect, test } from '../fixtures/studio';

/** Runs the stored inputs through a module, where that is `model`; the greatest difference relative to the greatest value above 1. */
const compare = `
const bytes = new Uint8Array(await (await fetch('check.safetensors')).arrayBuffer());
const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
const stored = (name) => new Float32Array(bytes.slice(start + header[name].data_offsets[0], start + header[name].data_offsets[1]).buffer);
const wanted = stored('model/out/reconstruction');
const found = model.reconstruct(stored('model/in/data')).reconstruction.values;
const difference = found.length === wanted.length ? Math.max(...wanted.map((x, i) => Math.abs(x - found[i]))) : Infinity;
`;

for (const template of ['autoencoder', 'vq-vae']) {
  test(`${template} runs on a page and in a worker`, async ({ studio, context }) => {
    test.setTimeout(240_000);
    await studio.open();
    await studio.openTemplate(template);
    await studio.training.ready();
    await studio.training.button('One step').click();
    await studio.training.at(1);
    const { code } = studio;
    await code.open();
    await code.choose('Web module');
    await expect(code.file('model.js')).toBeVisible({ timeout: 30_000 });
    // The studio ran it itself.
    await expect(code.measured).toBeVisible({ timeout: 60_000 });
    const { files } = await code.download();
    const own = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), bytes]));
    expect(Object.keys(own)).toEqual(expect.arrayContaining(['model.js', 'model.d.ts', 'kernels.wasm', 'weights.safetensors', 'check.safetensors', 'index.html', 'verify.js']));
    const served = await serveFiles({
      ...own,
      'worker.js': `import { load } from './model.js';\nconst model = await load();\n${compare}\npostMessage(difference);`,
    });
    try {
      const home = await context.newPage();
      const faults: string[] = [];
      home.on('pageerror', (error) => faults.push(error.message));
      await home.goto(served.url);
      // The picture of a random code: it has more than one shade.
      await expect.poll(() => home.evaluate(() => {
        const canvas = document.querySelector('canvas')!;
        return new Set(canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data).size;
      })).toBeGreaterThan(10);
      await home.addScriptTag({ type: 'module', content: `import { load } from './model.js';\nconst model = await load();\n${compare}\ndocument.title = String(difference);` });
      await expect.poll(async () => Number(await home.title())).toBeLessThanOrEqual(1e-5);
      const inWorker = await home.evaluate(
        () =>
          new Promise<number>((resolve, reject) => {
            const worker = new Worker('worker.js', { type: 'module' });
            worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
          }),
      );
      expect(inWorker).toBeLessThanOrEqual(1e-5);
      expect(faults).toEqual([]);
    } finally {
      await served.close();
    }
  });
}
