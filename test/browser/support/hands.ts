import type { Locator, Page } from 'playwright-core';

const MOST_TABS = 150;

/** How a person works a page. */
export interface Hands {
  press(target: Locator): Promise<void>;
  fill(target: Locator, text: string): Promise<void>;
  /** Sets a checkbox or a radio. */
  check(target: Locator): Promise<void>;
  /** Clears a checkbox or turns a switch off. */
  uncheck(target: Locator): Promise<void>;
  /** Picks an option of a searchable select. */
  pick(target: Locator, option: string): Promise<void>;
}

/** With a mouse, or a finger. */
export class Mouse implements Hands {
  constructor(private readonly page: Page) {}

  press(target: Locator): Promise<void> {
    return target.click();
  }

  fill(target: Locator, text: string): Promise<void> {
    return target.fill(text);
  }

  check(target: Locator): Promise<void> {
    return target.check();
  }

  uncheck(target: Locator): Promise<void> {
    return target.uncheck();
  }

  async pick(target: Locator, option: string): Promise<void> {
    await target.click();
    await target.fill(option);
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }
}

/** With Tab, arrows, Space and Enter alone, as long as the focus can be seen. */
export class Keyboard implements Hands {
  constructor(private readonly page: Page) {}

  async press(target: Locator): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press('Enter');
  }

  async fill(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }

  async uncheck(target: Locator): Promise<void> {
    if (!(await target.isChecked())) return;
    await this.reach(target);
    await this.page.keyboard.press('Space');
  }

  async check(target: Locator): Promise<void> {
    if (await target.isChecked()) return;
    if ((await target.getAttribute('type')) === 'radio') await this.turnTo(target);
    else {
      await this.reach(target);
      await this.page.keyboard.press('Space');
    }
  }

  async pick(target: Locator, option: string): Promise<void> {
    await this.fill(target, option);
    await this.page.getByRole('option', { name: option, exact: true }).waitFor();
    await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
  }

  /** Tab goes to the chosen one of a group of radios; arrows choose another. */
  private async turnTo(target: Locator): Promise<void> {
    const name = await target.getAttribute('name');
    await this.reach(this.page.locator(`input[type=radio][name="${name}"]:checked`));
    for (let turn = 0; turn < 10; turn += 1) {
      if (await target.isChecked()) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`arrows do not reach ${target}`);
  }

  private async reach(target: Locator): Promise<void> {
    await target.waitFor();
    for (let step = 0; step < MOST_TABS; step += 1) {
      const seen = await target.evaluate((element) => {
        if (element !== document.activeElement) return null;
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && Number.parseInt(style.outlineWidth, 10) >= 2;
      });
      if (seen === true) return;
      if (seen === false) throw new Error(`the focus on ${target} cannot be seen`);
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${target}`);
  }
}
