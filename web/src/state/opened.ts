import { client } from '../core/client';
import type { Id, Recognised } from '../core/commands';
import { coreError } from '../core/errors';
import { day, money } from '../format';
import { t } from '../i18n';
import { tc } from '../i18n/counter';
import { cart, justPaid, setCustomer } from './cart';
import { askedTable, plan } from './floor';
import { asCoreError, notify, report } from './messages';
import { loadTabs, openTab, tabs } from './orders';
import { go, route } from './route';

// What our own codes open that are not met at every sale; loaded with the first of them.

type Opening = 'voucher' | 'customer' | 'table';

/** Answers with what was opened, in words. Rejects with a CoreError. */
export function openCode(kind: Opening, code: string, id: Id | null): Promise<string> {
  if (kind === 'voucher') return openVoucher(code);
  return kind === 'customer' ? openCustomer(id!) : openTable(id!);
}

/** A voucher that was shown before there was something to pay with it; "" when there is none. */
let offered = '';

export function takeVoucher(): string {
  const code = offered;
  offered = '';
  return code;
}

async function openVoucher(code: string): Promise<string> {
  const { balance, expiresAt, expired } = await client.call('sales.voucher', { code });
  if (expired) throw coreError('sales.voucher_expired');
  offered = code;
  if (!justPaid.value && (cart.value?.lines.length ?? 0) > 0) go('sell', 'pay');
  return tc('scan.voucher', { code, amount: money(balance), date: day(expiresAt) });
}

async function openCustomer(id: Id): Promise<string> {
  const { customer } = await client.call('customers.get', { id });
  if (!customer) throw coreError('customers.not_found');
  if (route.value.area === 'customers') go('customers', id);
  else await setCustomer(id);
  return customer.name;
}

/** Its order, or a new one; of several a person picks one. */
async function openTable(id: Id): Promise<string> {
  const table = plan.value?.tables.find((each) => each.id === id);
  if (!table) throw coreError('floor.table_not_found');
  await loadTabs();
  const here = (tabs.value ?? []).filter((tab) => tab.table === id);
  if (here.length === 1) go('floor', here[0]!.id);
  else if (here.length === 0) await openTab('dine_in', { table: id });
  else {
    askedTable.value = table;
    go('floor');
  }
  return t('nav.floor') + ' · ' + (table.name ?? '');
}

/** What a code means while a sale is paid: the voucher's code, or null. A customer's card says whom it is for. */
export async function readAtPayment(text: string): Promise<string | null> {
  try {
    const { kind, code, id }: Recognised = await client.call('scan.recognise', { text });
    if (kind === 'voucher') return code;
    if (kind === 'customer') await setCustomer(id);
    else notify(t('pay.no_scan'), 'danger');
  } catch (thrown) {
    report(asCoreError(thrown));
  }
  return null;
}
