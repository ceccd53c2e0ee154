/** The drawer below the canvas: curves and pictures of the model. */
import { expect, type Locator, type Page } from '@playwright/test';
import { resting } from './resting';

export class DrawerPart {
  readonly root: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Training drawer' });
  }

  /** It is closed until the first training step, which may come while it is opened by hand. */
  async open(): Promise<void> {
    const tabs = this.root.getByRole('tablist');
    await expect(async () => {
      if (!(await this.root.isVisible())) await this.page.getByRole('button', { name: 'Drawer', exact: true }).click();
      await expect(tabs).toBeVisible({ timeout: 3_000 });
    }).toPass();
  }
  async show(title: string): Promise<Locator> {
    await this.open();
    await this.root.getByRole('tab', { name: title, exact: true }).click();
    return this.root.getByRole('tabpanel', { name: title, exact: true });
  }
  picture(name: string | RegExp): Locator {
    return this.root.getByRole('img', { name });
  }
}

/** How many colours a canvas element shows, to tell a picture from an empty place. */
export async function coloursOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement) || element.width === 0 || element.height === 0) return 0;
    const copy = document.createElement('canvas');
    copy.width = element.width;
    copy.height = element.height;
    const context = copy.getContext('2d');
    if (!context) return 0;
    context.drawImage(element, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
  });
}

/** A picture with grey levels or colours, not a blank or a frame. */
export async function expectPicture(canvas: Locator): Promise<void> {
  await expect(canvas).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => coloursOf(canvas), { timeout: 60_000 }).toBeGreaterThan(8);
}

/** Equal for equal pictures. */
export async function picturePrint(canvas: Locator): Promise<string> {
  return canvas.evaluate((element) => (element instanceof HTMLCanvasElement ? element.toDataURL() : ''));
}
/** The same of a picture that stays as it is: views draw once more when a run has come to rest. */
export function restingPrint(canvas: Locator): Promise<string> {
  return resting(() => picturePrint(canvas));
}
