/** The built studio, served on a port of its own, and a Chromium to look at it with. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';

const scripts = fileURLToPath(new URL('../../scripts/', import.meta.url));
const quiet = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** How the page is drawn: in software, as on a server; or by an emulated graphics processor, which draws slower by far, and has the interfaces of a real one. */
export const drawing = {
  software: ['--disable-gpu'],
  emulated: [
    '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--enable-features=Vulkan', '--use-vulkan=swiftshader', '--ignore-gpu-blocklist',
  ],
} as const;

export interface Served {
  readonly address: string;
  stop(): Promise<void>;
}
export async function serveStudio(port: string): Promise<Served> {
  const child = spawn(process.execPath, [`${scripts}start.mjs`, '--no-open', '--port', port], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /https?:\/\/\S+/.exec(line)?.[0];
    if (!address) continue;
    return {
      address,
      async stop() {
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    };
  }
  throw new Error('The studio could not be started.');
}

const launch = (how: keyof typeof drawing): { readonly executablePath: string; readonly args: string[] } => ({
  executablePath: execFileSync(process.execPath, [`${scripts}find-browser.mjs`], { encoding: 'utf8' }).trim(),
  args: [...quiet, ...drawing[how]],
});
/** Its windows are private ones. */
export const openBrowser = (how: keyof typeof drawing): Promise<Browser> => chromium.launch(launch(how));
/** As a user has it: what its pages keep is on the disk, in the folder `profile`. */
export const openProfile = (how: keyof typeof drawing, profile: string): Promise<BrowserContext> => chromium.launchPersistentContext(profile, launch(how));
