// To a printer that this device or the hub reaches itself, without the system's dialog.

import type { Paper } from '../core/commands';
import { CoreError } from '../core/errors';
import { errorText } from '../i18n';
import { notify, report } from '../state/messages';
import { paper as width } from '../state/preferences';
import { bluetoothDriver } from './drivers/bluetooth';
import type { Driver } from './drivers/driver';
import { hubDriver } from './drivers/hub';
import { serialDriver } from './drivers/serial';
import { usbDriver } from './drivers/usb';
import { failureOf, PrintFailure } from './failure';
import { escpos } from './papers';
import { setup, type Connection } from './setup';
import { sharePdf } from './share';
import { p } from './texts';

export const drivers: Record<Exclude<Connection, 'system'>, Driver> = {
  serial: serialDriver,
  usb: usbDriver,
  bluetooth: bluetoothDriver,
  hub: hubDriver,
};

/** Prints, one job after the other; says in plain words when it did not work. */
export async function send(papers: Paper[]): Promise<boolean> {
  const job = queue.then(() => sendNow(papers));
  queue = job.catch(() => {});
  try {
    await job;
    return true;
  } catch (thrown) {
    tell(thrown, papers);
    return false;
  }
}

let queue: Promise<unknown> = Promise.resolve();

async function sendNow(papers: Paper[]): Promise<void> {
  const { connection, printer } = setup.value;
  if (connection === 'system') throw new PrintFailure('unsupported');
  const driver = drivers[connection];
  if (!driver.supported()) throw new PrintFailure('unsupported');
  const bytes = await escpos(papers, printer);
  await driver.send(bytes, setup.value);
}

/** Why it did not print; what should have been on paper is offered as a PDF. */
export function tell(thrown: unknown, papers: Paper[] = []): void {
  const readable = papers.some(({ name }) => name !== ''); // the drawer alone is no paper
  const asPdf = () => void sharePdf(papers, width.value).catch(report);
  const way = readable ? { label: p('as_pdf'), run: asPdf } : null;
  console.error(thrown);
  if (thrown instanceof CoreError) return notify(errorText(thrown), 'danger', way);
  notify(p(`failure.${failureOf(thrown).code}`), 'danger', way);
}
