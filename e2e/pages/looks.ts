/** The screens that everything is looked at on: a desk, a small laptop, the desk at a zoom of 150 %, a phone; light and dark. Pictures of them go to the folder HOURGLASS_SCREENS, if one is given. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type CDPSession, type Page } from '@playwright/test';
import { screenFaults, type Asked } from './screen-faults';

export interface Size {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Pixels of the device to one of the window. */
  readonly scale: number;
}
export const sizes: readonly Size[] = [
  { title: '1440', width: 1440, height: 900, scale: 1 },
  { title: '1280', width: 1280, height: 720, scale: 1 },
  { title: '150-percent', width: 960, height: 600, scale: 1.5 },
  { title: 'phone', width: 390, height: 844, scale: 2 },
];
export const themes = ['light', 'dark'] as const;

/** Where pictures go; without it they are not taken, and trainings are short. */
export const folder = process.env.HOURGLASS_SCREENS ?? '';
export const isPhone = ({ width }: Size): boolean => width < 720;

/** Kept as long as the page: with the session goes what it asked for, and the window has the browser's own height again. */
const sessions = new WeakMap<Page, CDPSession>();

/** The window gets this size; the caller waits for what has to come to rest. */
export async function resize(page: Page, { width, height, scale }: Size): Promise<void> {
  await page.setViewportSize({ width, height });
  if (!folder) return;
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false });
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

/** Finds no fault on the screen as it is now, in the themes asked for. */
export async function lookAt(page: Page, scene: string, size: Size, { asked = {}, in: wanted = themes }: { readonly asked?: Asked; readonly in?: readonly (typeof themes)[number][] } = {}): Promise<void> {
  for (const colorScheme of wanted) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const place = `${scene}, ${size.title}, ${colorScheme}`;
    let faults: readonly string[] = [];
    expect(await page.evaluate(() => [innerWidth, innerHeight]), place).toEqual([size.width, size.height]);
    // Panels and pictures take their places, then the view.
    await expect(async () => {
      faults = await screenFaults(page, asked);
      expect(faults).toEqual([]);
    })
      .toPass({ timeout: 4_000, intervals: [300] })
      .catch(() => undefined);
    if (folder) {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${place.replaceAll(', ', '-').replaceAll(' ', '-')}.png`) });
      if (faults.length > 0) appendFileSync(join(folder, 'faults.txt'), `${place}\n  ${faults.join('\n  ')}\n`);
    }
    expect.soft(faults, place).toEqual([]);
  }
}
