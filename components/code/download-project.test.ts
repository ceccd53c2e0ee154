import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { folderName, zipProject } from './download-project';

test('the zip holds every file in one folder, texts as UTF-8 and weights byte for byte', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
  const files = unzipSync(await zipProject([{ path: 'src/model.ts', text: 'export const café = 1;\n' }, { path: 'weights.safetensors', bytes }], 'my-vae'));
  expect(Object.keys(files).sort()).toEqual(['my-vae/src/model.ts', 'my-vae/weights.safetensors']);
  expect(strFromU8(files['my-vae/src/model.ts']!)).toBe('export const café = 1;\n');
  expect(files['my-vae/weights.safetensors']).toEqual(bytes);
});
test.each([
  ['My VAE, β = 4', 'my-vae-4'],
  ['../../etc', 'etc'],
  ['模型', 'model'],
])('%s becomes the folder %s', (name, folder) => expect(folderName(name)).toBe(folder));
