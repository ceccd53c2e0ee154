/** The studio as a user sees it: what is on the page, and what can be done there. */
import { expect, type Locator, type Page } from '@playwright/test';

export class StudioPage {
  readonly page: Page;
  readonly canvas: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.locator('.react-flow');
  }

  /** Opens the studio and waits until it can be used. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.locator('main').first()).toBeVisible();
  }
}
