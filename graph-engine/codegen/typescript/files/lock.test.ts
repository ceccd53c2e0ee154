import { expect, it } from 'vitest';
import { packageLock } from './lock';
import { versions, type ProjectPackage } from './package';

const lockOf = (...dependencies: (keyof typeof versions)[]) => {
  const pack: ProjectPackage = {
    name: 'small',
    version: '1.0.0',
    private: true,
    type: 'module',
    engines: { node: '>=20' },
    scripts: { train: '', infer: '', typecheck: '' },
    dependencies: Object.fromEntries(dependencies.map((name) => [name, versions[name]])),
    devDependencies: { tsx: versions.tsx },
  };
  return JSON.parse(packageLock(pack)) as { packages: Record<string, { version: string; integrity?: string; optional?: boolean; dev?: boolean; resolved?: string; dependencies?: Record<string, string> }> };
};

it('holds what a project needs and nothing else, each with its checksum', () => {
  const { packages } = lockOf('@tensorflow/tfjs');
  expect(packages['']!.dependencies).toEqual({ '@tensorflow/tfjs': versions['@tensorflow/tfjs'] });
  expect(packages['node_modules/@tensorflow/tfjs']).toMatchObject({ version: versions['@tensorflow/tfjs'] });
  expect(packages['node_modules/@tensorflow/tfjs']!.dev).toBeUndefined();
  expect(packages['node_modules/tsx']).toMatchObject({ version: versions.tsx, dev: true });
  expect(packages['node_modules/@tensorflow/tfjs-backend-wasm']).toBeUndefined();
  expect(packages['node_modules/typescript']).toBeUndefined();
  for (const [place, entry] of Object.entries(packages)) {
    if (place === '') continue;
    expect(entry.resolved, place).toBeUndefined();
    if (!entry.optional) expect(entry.integrity, place).toMatch(/^sha512-/);
  }
  expect(lockOf('@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm').packages['node_modules/@tensorflow/tfjs-backend-wasm']).toBeDefined();
});
