import type { Page } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Core, type Client } from '../support/core';
import { expect, test, type Device } from '../support/test';
import { Till } from '../support/till';

const TAKEOVER_MS = 1000;
const ROUNDS = 6;
const LONGEST_BEFORE_MS = 400;

/** Ends the process of one tab, and so its worker, in the middle of whatever it does. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {}); // nobody is left to answer
  await crashed;
  await page.close();
}

async function openTab({ context }: Device, url: string): Promise<Till> {
  const page = await context.newPage();
  await page.goto(url);
  const till = new Till(page, false);
  await till.tiles.first().waitFor();
  return till;
}

/** From now on this tab, which leads, does what it is asked, but the others never hear of it. */
async function loseAnswers(page: Page): Promise<void> {
  await page.workers()[0]!.evaluate(() => {
    const post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function (message: { type: string }) {
      if (message.type !== 'answer') post.call(this, message);
    };
  });
}

test('a product that was added by a tab which then crashed is added once', async ({
  hub,
  device,
  till: leader,
}) => {
  await leader.begin(hub);
  const follower = await openTab(device, hub.url);
  await loseAnswers(leader.page);
  await follower.addProducts(0);
  await expect(leader.page.locator('.cart-line')).toHaveCount(1); // done, but the answer is lost
  await crash(leader.page);
  const quantity = follower.page.locator('.cart-line__quantity');
  await expect(quantity).toHaveText('1', { timeout: TAKEOVER_MS });
  await follower.addProducts(0);
  await expect(quantity).toHaveText('2');
});

test('a sale that was paid in a tab which then crashed is paid once', async ({
  hub,
  device,
  till: leader,
}) => {
  await leader.begin(hub);
  const follower = await openTab(device, hub.url);
  await follower.addProducts(0, 1);
  await expect(follower.page.locator('.cart-line')).toHaveCount(2);
  await leader.go('Recibos');
  await loseAnswers(leader.page);
  await follower.tap(follower.exactCash);
  await expect(leader.page.getByRole('gridcell')).toHaveCount(1);
  await expect(follower.paid).toBeHidden();
  await crash(leader.page);
  await expect(follower.paid).toBeVisible({ timeout: TAKEOVER_MS });
  await follower.go('Recibos');
  await expect(follower.page.getByRole('gridcell')).toHaveCount(1);
});

interface Progress {
  numbers: string[];
  /** The longest time that one command took. */
  longest_ms: number;
  stop: boolean;
}

/** Runs in the page: sells without a pause, and checks that each tap counts once. */
async function sell(client: Client, product: string): Promise<Progress> {
  const progress: Progress = { numbers: [], longest_ms: 0, stop: false };
  Object.assign(window, { progress });
  const timed = async <T>(command: Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await command;
    progress.longest_ms = Math.max(progress.longest_ms, performance.now() - began);
    return answer;
  };
  while (!progress.stop) {
    let cart = await timed(client.call('cart.view', {}));
    for (const taps of ['1', '2', '3']) {
      cart = await timed(client.call('cart.add', { product, commandId: crypto.randomUUID() }));
      if (cart.count !== taps) throw new Error(`${cart.count} in the cart after ${taps} taps`);
    }
    const tenders = [{ method: 'cash' as const, amount: null }];
    const { receipt } = await timed(client.call('sales.checkout', { cart: cart.id, tenders }));
    progress.numbers.push(receipt.number);
  }
  return progress;
}

declare const progress: Progress;

test('whenever the leading tab crashes, another one goes on within a second, and nothing is lost or doubled', async ({
  hub,
  device,
  till,
}) => {
  await till.begin(hub);
  const first = await Core.of(till.page);
  const { products } = await first.call('catalog.products', { offset: 0, limit: 1 });
  const numbers: string[] = [];
  const takeovers_ms: number[] = [];
  let leader = till;
  for (let round = 0; round < ROUNDS; round++) {
    const follower = await openTab(device, hub.url);
    const core = await Core.of(follower.page);
    const selling = core.client.evaluate(sell, products[0]!.id);
    await sleep(Math.random() * LONGEST_BEFORE_MS);
    const sold = await follower.page.evaluate(() => progress.numbers.length);
    await crash(leader.page);
    await follower.page.waitForFunction((least) => progress.numbers.length > least, sold + 3);
    await follower.page.evaluate(() => (progress.stop = true));
    const done = await selling;
    numbers.push(...done.numbers);
    takeovers_ms.push(Math.round(done.longest_ms));
    leader = follower;
  }
  console.log(`  ${numbers.length} sales; commands in flight took ${takeovers_ms.join(', ')} ms`);
  expect(Math.max(...takeovers_ms)).toBeLessThan(TAKEOVER_MS);
  expect(numbers.map((number) => Number(number.split('-').at(-1)))).toEqual(
    numbers.map((_, index) => index + 1),
  );
  const core = await Core.of(leader.page);
  expect((await core.call('cash.report', {})).receipts).toBe(numbers.length);
  expect((await core.call('audit.verify', {})).ok).toBe(true);
});
