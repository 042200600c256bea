import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually';
import { type Hands, Mouse } from './hands';

/** Chooses in a menu: with a finger by touching, with keys by arrows. */
export async function choose(page: Page, hands: Hands, button: Locator, name: string): Promise<void> {
  await hands.press(button);
  const item = page.getByRole('menuitem', { name });
  await item.waitFor();
  if (hands instanceof Mouse) return item.click();
  await eventually(async () => {
    if (await item.evaluate((element) => element === document.activeElement)) return true;
    await page.keyboard.press('ArrowDown');
    throw new Error(`arrows do not reach ${name}`);
  });
  await page.keyboard.press('Enter');
}

/** The same in a list that opens under a field and cannot be typed into. */
export async function chooseIn(page: Page, hands: Hands, field: Locator, name: string): Promise<void> {
  await hands.press(field);
  const option = page.getByRole('option', { name, exact: true });
  await option.waitFor();
  if (hands instanceof Mouse) return option.click();
  await eventually(async () => {
    if ((await option.getAttribute('data-combobox-selected')) === 'true') return true;
    await page.keyboard.press('ArrowDown');
    throw new Error(`arrows do not reach ${name}`);
  });
  await page.keyboard.press('Enter');
}
