import { computed, signal } from '@preact/signals';
import { client } from '../core/client';
import type { Id, TicketRule, TicketView } from '../core/commands';
import { report } from './messages';

export const ticketRules = signal<TicketRule[]>([]);
/** Whether this shop hands anything over against tickets. */
export const yieldsTickets = computed(() => ticketRules.value.some(({ active }) => active));
/** Counts changes, so that the screen in view reads again. */
export const ticketsChanged = signal(0);
/** What the sale that was just paid owes elsewhere. */
export const soldTickets = signal<TicketView[]>([]);
/** What was scanned at another screen, to be shown at the bar's. */
export const presented = signal<string | null>(null);

export async function loadTicketRules(): Promise<void> {
  ticketsChanged.value++;
  ticketRules.value = (await client.call('tickets.rules', {})).rules;
}

export async function ticketsOf(receipt: Id): Promise<TicketView[]> {
  return (await client.call('tickets.of_receipt', { receipt })).tickets;
}

/** Shows the tickets of a sale; `certain` is what the sale itself said of them. */
export async function showSoldTickets(receipt: Id, certain: boolean | null): Promise<void> {
  soldTickets.value = [];
  if (certain === false) return;
  soldTickets.value = await ticketsOf(receipt).catch((error) => {
    report(error);
    return [];
  });
}
