/// <reference types="@webgpu/types" />
/** Tells one machine from another as far as speed goes: by its processors, its graphics card and the program that runs here. */
import { rendererName } from './webgl';

const WAIT_MS = 2000;

interface Surroundings {
  readonly navigator?: { readonly gpu?: GPU; readonly hardwareConcurrency?: number; readonly userAgent?: string };
}
async function adapterName(gpu: GPU | undefined): Promise<string> {
  const info = (await gpu?.requestAdapter())?.info;
  return info ? [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ') || 'GPU' : '';
}

/** A line of text; never throws, and waits two seconds at most. */
export async function machineFingerprint(): Promise<string> {
  const { gpu, hardwareConcurrency = 0, userAgent = '' } = (globalThis as Surroundings).navigator ?? {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => (timer = setTimeout(() => resolve(''), WAIT_MS)));
  const card = await Promise.race([adapterName(gpu).catch(() => ''), late]);
  clearTimeout(timer);
  return [hardwareConcurrency, card || (rendererName() ?? 'no GPU'), userAgent].join('; ');
}
