/** Stock tfjs in Chromium as a side of the comparison, where a browser is found. Without a GPU both backends run on SwiftShader. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { build } from 'esbuild';
import type { StepAnswer } from './step-side';
import type { StepSide } from './step-sides';

const flags = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--enable-features=Vulkan', '--use-vulkan=swiftshader', '--ignore-gpu-blocklist',
];
let browser: Promise<Browser> | null = null;
let script: Promise<string> | null = null;
let open = 0;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./step-page-entry.ts', import.meta.url))],
    bundle: true, write: false, format: 'iife', globalName: 'side', platform: 'browser', target: 'es2022', logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

export async function startPage(backend: 'webgl' | 'webgpu'): Promise<StepSide | null> {
  const executablePath = spawnSync(process.execPath, [fileURLToPath(new URL('../../scripts/find-browser.mjs', import.meta.url))], { encoding: 'utf8' }).stdout.trim();
  if (!executablePath) return null;
  browser ??= chromium.launch({ executablePath, args: flags });
  const page = await (await browser).newPage();
  // A secure origin, which WebGPU asks for.
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: await (script ??= bundle()) });
  if (!(await page.evaluate(`side.start('${backend}')`))) return null;
  open++;
  return {
    name: `tf.layers, ${backend}`,
    turn: (model, batch, milliseconds) => page.evaluate<StepAnswer>(`side.turn(${JSON.stringify({ model, batch, milliseconds })})`),
    async close() {
      await page.close();
      if (--open === 0) await (await browser!).close();
    },
  };
}
