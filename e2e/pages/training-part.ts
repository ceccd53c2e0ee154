/** The training bar: its buttons, what it says, and the loss it shows. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A software renderer on a busy machine takes its time. */
const slow = 120_000;

export class TrainingPart {
  readonly bar: Locator;
  readonly backend: Locator;
  readonly loss: Locator;
  readonly validationLoss: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.bar = page.getByRole('toolbar', { name: 'Training' });
    this.backend = this.bar.getByTestId('backend');
    this.loss = this.bar.getByTestId('loss');
    this.validationLoss = this.bar.getByTestId('validation-loss');
  }

  button(name: string): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }
  /** The model is compiled and its data is there. */
  async ready(): Promise<void> {
    await expect(this.bar).toContainText(/Ready to train|Restored|step/, { timeout: slow });
    await expect(this.button('One step')).toBeEnabled({ timeout: slow });
  }
  /** The loss that is shown. */
  async lossNow(): Promise<number> {
    return Number((await this.loss.innerText()).replace(/[,\s]/g, ''));
  }
  /** Takes one step by the button and gives the loss it began with. */
  async firstLoss(): Promise<number> {
    await this.ready();
    await this.button('One step').click();
    await expect(this.loss).toBeVisible({ timeout: slow });
    return this.lossNow();
  }
  async train(): Promise<void> {
    await this.bar.getByRole('button', { name: /^(Train|Resume|Train on)$/ }).click();
  }
  async pause(): Promise<void> {
    await this.button('Pause').click();
    await expect(this.button('Resume')).toBeVisible();
  }
  async lossBelow(bound: number): Promise<void> {
    await expect.poll(() => this.lossNow(), { timeout: slow, intervals: [200] }).toBeLessThan(bound);
  }
  /** The step that the bar tells; a narrow bar has no room to show it. */
  async step(): Promise<number> {
    return Number(/step ([\d,]+)/.exec((await this.bar.textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? Number.NaN);
  }
  /** The run stands at that step. */
  async at(step: number): Promise<void> {
    await expect.poll(() => this.step(), { timeout: slow }).toBe(step);
  }
  /** The run has gone further than that step. */
  async past(step: number): Promise<void> {
    await expect.poll(() => this.step(), { timeout: slow, intervals: [100] }).toBeGreaterThan(step);
  }
  /** Sets a field of the training form, by way of the button of the bar. */
  async set(label: string, value: string): Promise<void> {
    await this.button('Training settings').click();
    const field = this.page.getByTestId('inspector').getByLabel(label, { exact: true });
    await field.fill(value);
    await field.press('Enter');
  }
  async chooseBackend(title: string): Promise<void> {
    await this.backend.click();
    await this.page.getByRole('menuitemradio', { name: new RegExp(`^${title}`) }).click();
  }

  /** All that the bar shows from now on, however shortly. */
  async watch(): Promise<() => Promise<readonly string[]>> {
    const shown = await this.bar.evaluateHandle((bar) => {
      const texts: string[] = [];
      new MutationObserver(() => texts.push(bar.textContent ?? '')).observe(bar, { subtree: true, childList: true, characterData: true });
      return texts;
    });
    return () => shown.jsonValue();
  }
}
