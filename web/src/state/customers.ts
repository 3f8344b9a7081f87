import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Customer } from '../core/commands';
import { report } from './messages';
import { customersChanged } from './start';

const PAGE = 200;

export function blankCustomer(name = ''): Customer {
  return {
    id: crypto.randomUUID(),
    name,
    documentKind: '',
    document: '',
    email: '',
    phone: '',
    address: '',
    consentAt: 0,
    active: true,
  };
}

/** Reads the pages of the list that are in view; what is searched, the core finds. */
export function useCustomers(active: boolean, text: string) {
  const [pages, setPages] = useState<ReadonlyMap<number, Customer[]>>(new Map());
  const [total, setTotal] = useState<number | null>(null);
  const asked = useRef(new Set<number>());
  const wanted = useRef('');
  const query = `${active} ${text} ${customersChanged.value}`;
  wanted.current = query;

  const read = (number: number) => {
    if (asked.current.has(number)) return;
    asked.current.add(number);
    client
      .call('customers.list', { text, active, offset: number * PAGE, limit: PAGE })
      .then((answer) => {
        if (wanted.current !== query) return;
        setTotal(answer.total);
        setPages((known) => new Map(known).set(number, answer.customers));
      }, report);
  };
  useEffect(() => {
    const again = [...asked.current];
    asked.current = new Set();
    // After a change elsewhere the same pages are read again, where they stand.
    for (const number of again.length > 0 ? again : [0]) read(number);
  }, [query]);

  return {
    total,
    at: (index: number) => pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    ensure: (from: number, to: number) => {
      if (total === null) return;
      for (let number = Math.floor(from / PAGE); number * PAGE < Math.min(to, total); number++)
        read(number);
    },
  };
}

/** Which identity documents people of this country show; read once. */
let known: Promise<string[]> | null = null;

export function useDocumentKinds(): string[] {
  const [kinds, setKinds] = useState<string[]>([]);
  useEffect(() => {
    known ??= client.call('customers.kinds', {}).then((answer) => answer.kinds);
    known.then(setKinds, (thrown) => {
      known = null;
      report(thrown);
    });
  }, []);
  return kinds;
}
