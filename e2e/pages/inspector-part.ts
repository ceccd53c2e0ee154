/** The room at the right: the form of what is selected, its layers and its messages. */
import { expect, type Locator, type Page } from '@playwright/test';

export class InspectorPart {
  readonly root: Locator;
  readonly layers: Locator;
  readonly problems: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByTestId('inspector');
    this.layers = this.root.getByRole('list', { name: /^Layers/ }).locator('> li');
    this.problems = this.root.locator('[data-code]');
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }
  async fill(label: string, value: string): Promise<void> {
    await this.field(label).fill(value);
    await this.field(label).press('Enter');
  }
  /** Adds a layer by the search of the button below the stack. */
  async addLayer(title: string): Promise<void> {
    const add = this.root.getByRole('button', { name: 'Add layer' });
    // The stack is fetched when a node is chosen.
    await expect(add).toBeVisible();
    const before = await this.layers.count();
    await add.click();
    await this.page.getByPlaceholder('Search layers…').fill(title);
    await this.page.getByRole('option', { name: new RegExp(`^${title}`) }).first().click();
    await expect(this.layers).toHaveCount(before + 1);
  }
}
