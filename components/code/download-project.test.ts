import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { folderName, zipProject } from './download-project';

test('the zip holds every file in one folder, and the weights byte for byte', async () => {
  const weights = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
  const files = unzipSync(await zipProject([{ path: 'src/model.ts', text: 'export const café = 1;\n' }, { path: 'README.md', text: '# A' }], 'my-vae', weights));
  expect(Object.keys(files).sort()).toEqual(['my-vae/README.md', 'my-vae/src/model.ts', 'my-vae/weights.safetensors']);
  expect(strFromU8(files['my-vae/src/model.ts']!)).toBe('export const café = 1;\n');
  expect(files['my-vae/weights.safetensors']).toEqual(weights);
});
test('an untrained model comes without weights', async () => {
  expect(Object.keys(unzipSync(await zipProject([{ path: 'a.ts', text: '' }], 'm', null)))).toEqual(['m/a.ts']);
});
test.each([
  ['My VAE, β = 4', 'my-vae-4'],
  ['../../etc', 'etc'],
  ['模型', 'model'],
])('%s becomes the folder %s', (name, folder) => expect(folderName(name)).toBe(folder));
