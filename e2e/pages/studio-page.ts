/** The studio as a user sees it: what is on the page, and what can be done there. */
import { expect, type Locator, type Page } from '@playwright/test';

export class StudioPage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly loss: Locator;
  readonly problems: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByTestId('canvas');
    this.loss = page.getByTestId('loss');
    this.problems = page.getByRole('button', { name: /\d+ problems?$/ });
  }

  /** Opens the studio and waits until it can be used. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await expect(this.canvas).toBeVisible({ timeout: 60_000 });
  }

  node(id: string): Locator {
    return this.page.getByTestId(`node-${id}`);
  }
  port(node: string, port: string): Locator {
    return this.page.getByTestId(`port-${node}-${port}`);
  }
  get nodes(): Locator {
    return this.page.locator('.react-flow__node [data-testid^="node-"]');
  }
  get wires(): Locator {
    return this.page.locator('.react-flow__edge');
  }

  /** Runs an action by its name, through the palette of commands. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    const search = this.page.getByRole('combobox').last();
    await expect(search).toBeFocused();
    await search.fill(title);
    await this.page.keyboard.press('Enter');
  }

  async openTemplate(id: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+g');
    await this.page.getByTestId(`template-${id}`).click();
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  async train(): Promise<void> {
    await this.page.getByRole('button', { name: 'Train', exact: true }).click();
  }
  async pause(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(this.page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
  }
  /** The loss that the training bar shows. */
  async lossNow(): Promise<number> {
    return Number((await this.loss.innerText()).replace(/[,\s]/g, ''));
  }
  async showView(title: string): Promise<void> {
    await this.page.getByRole('tab', { name: title, exact: true }).click();
  }

  /** Whether a picture is drawn on the canvas element: more than one colour. */
  async isDrawn(canvas: Locator): Promise<boolean> {
    return canvas.evaluate((element) => {
      if (!(element instanceof HTMLCanvasElement)) return false;
      const { width, height } = element;
      if (width === 0 || height === 0) return false;
      const copy = document.createElement('canvas');
      copy.width = width;
      copy.height = height;
      const context = copy.getContext('2d')!;
      context.drawImage(element, 0, 0);
      const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
      return pixels.some((pixel) => pixel !== pixels[0]);
    });
  }
}
