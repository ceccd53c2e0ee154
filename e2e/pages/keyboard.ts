/** The studio by keys alone: finding things by Tab and arrows, as someone without a pointer does. */
import { expect, type Locator, type Page } from '@playwright/test';

export class Keyboard {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }
  /** Presses Tab (or Shift+Tab) until the target has the focus. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let times = 0; times < 150; times++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${String(target)} is not reached by ${key}.`);
  }
  /** Moves down a list that holds the focus until the option is the active one, and takes it. */
  async choose(list: Locator, option: RegExp): Promise<void> {
    await expect(list).toBeFocused();
    const count = await list.getByRole('option').count();
    for (let times = 0; times <= count; times++) {
      const active = await list.locator('[role="option"][aria-selected="true"]').innerText();
      if (option.test(active.replaceAll('\n', ' '))) return this.press('Enter');
      await this.press('ArrowDown');
    }
    throw new Error(`${option} is not in the list.`);
  }
}
