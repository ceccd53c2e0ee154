import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkCircles, checkSource, importsOf, layerOf } from './lib/layer-check.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const refused = (file, source) => checkSource(file, source).length > 0;

describe('the layers', () => {
  test('the project keeps them', () => {
    const run = spawnSync(process.execPath, [here('check-layers.mjs')], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  test('a folder with one import that goes up fails, and the message names file, line and rule', () => {
    const run = spawnSync(process.execPath, [here('check-layers.mjs'), here('fixtures/layers')], { encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain('graph-engine/document/upward.ts:1 imports graph-engine/program/lower');
  });

  test('the longest prefix is the row', () => {
    expect(layerOf('graph-engine/layers/dense.ts')).toBe('graph-engine/layers');
    expect(layerOf('graph-engine/nowhere/x.ts')).toBeNull();
  });

  test('types are free inside the engine, values are not', () => {
    const file = 'graph-engine/layers/dense.ts';
    expect(refused(file, `import type { Builder } from '../program/builder';`)).toBe(false);
    expect(refused(file, `import { Builder } from '../program/builder';`)).toBe(true);
    expect(refused(file, `export { Builder } from '../program/builder';`)).toBe(true);
    expect(refused(file, `export * from '@/graph-engine/program/builder';`)).toBe(true);
    expect(refused(file, `const load = () => import('../program/builder');`)).toBe(true);
  });

  test('tfjs is imported by the runtime alone', () => {
    const source = `import * as tf from '@tensorflow/tfjs-core';`;
    expect(refused('graph-engine/runtime/plan.ts', source)).toBe(false);
    expect(refused('graph-engine/program/ops/unary.ts', source)).toBe(true);
    expect(refused('components/training/bar.tsx', source)).toBe(true);
    expect(refused('graph-engine/program/ops/unary.ts', source.replace('import *', 'import type *'))).toBe(false);
  });

  test('the engine knows no React, not even its types, and no page', () => {
    expect(refused('graph-engine/analysis/check.ts', `import type { FC } from 'react';`)).toBe(true);
    expect(refused('graph-engine/analysis/check.test.ts', `import { act } from 'react';`)).toBe(true);
    expect(refused('graph-engine/analysis/check.ts', `import type { S } from '@/components/studio/studio';`)).toBe(true);
    expect(refused('components/studio/studio.tsx', `import { useState } from 'react';`)).toBe(false);
  });

  test('the page reaches the runtime through training', () => {
    expect(refused('components/training/bar.tsx', `import { run } from '@/graph-engine/runtime/run';`)).toBe(true);
    expect(refused('components/training/train.worker.ts', `import { run } from '@/graph-engine/runtime/run';`)).toBe(false);
    expect(refused('components/training/bar.tsx', `import { client } from '@/graph-engine/training/client';`)).toBe(false);
  });

  test('folders of components import from lower floors alone, types too', () => {
    const source = `import { reveal } from '@/components/canvas-state/canvas-view';`;
    expect(refused('components/canvas/wire.tsx', source)).toBe(false);
    expect(refused('components/data/wizard/sample-table.tsx', `import { ImageGrid } from '@/components/pictures/image-grid';`)).toBe(false);
    expect(checkSource('components/training/controller.ts', `import { viewTabs } from '@/components/views/view-tabs';`)).toEqual([
      'components/training/controller.ts:1 imports components/views/view-tabs; components/views is on no lower floor than components/training (floors in scripts/lib/layers.mjs)',
    ]);
    expect(refused('components/training/controller.ts', `import type { ViewTab } from '@/components/views/view-tabs';`)).toBe(true);
    expect(refused('components/training/controller.ts', `const tabs = () => import('@/components/views/view-tabs');`)).toBe(true);
    expect(refused('components/pictures/image-grid.tsx', `import { kindOf } from '@/components/canvas-state/kinds';`)).toBe(true);
    expect(refused('components/training/controller.test.ts', `import { viewTabs } from '@/components/views/view-tabs';`)).toBe(false);
    expect(refused('components/attic/trunk.tsx', '')).toBe(true);
  });

  test('files whose values need each other are refused, by however long a way; types are free', () => {
    const circles = (files) => checkCircles(new Map(Object.entries(files)));
    const way = { 'cli/a.ts': `import { b } from './b';`, 'cli/b.ts': `export { c } from '@/cli/c';`, 'cli/c.ts': `export const c = () => import('./a');` };
    expect(circles(way)).toEqual([expect.stringContaining('cli/a.ts:1 is in a circle of imports, cli/a.ts → cli/b.ts → cli/c.ts → cli/a.ts')]);
    expect(circles({ ...way, 'cli/c.ts': `import type { A } from './a';` })).toEqual([]);
    expect(circles({ 'cli/a.ts': `import { b } from './b';\nimport { c } from './c';`, 'cli/b.ts': `import { c } from './c';`, 'cli/c.ts': '' })).toEqual([]);
    expect(circles({ 'cli/d.ts': `import { me } from './d';` })).toHaveLength(1);
    expect(circles({ 'cli/e/index.ts': `import { x } from './x';`, 'cli/e/x.ts': `import { e } from '../e';`, ...way })).toHaveLength(2);
  });

  test('Node stays in the command line, in tests and in files named for it', () => {
    const source = `import { readFileSync } from 'node:fs';`;
    expect(refused('graph-engine/data/sources/idx.ts', source)).toBe(true);
    expect(refused('graph-engine/data/sources/idx.test.ts', source)).toBe(false);
    expect(refused('graph-engine/runtime/wasm.node.ts', source)).toBe(false);
    expect(refused('cli/main.ts', source)).toBe(false);
  });

  test('imports inside strings and comments are no imports', () => {
    expect(importsOf('a.ts', `const s = "import x from 'y'"; // import z from 'w'\n/* import('v') */`)).toEqual([]);
  });
});
