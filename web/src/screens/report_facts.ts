import type { Minor, SessionReport } from '../core/commands';
import { tc } from '../i18n/counter';

interface Fact {
  label: string;
  amount?: Minor;
  count?: number;
}

/** What a report says besides sales and payments, where there is something to say. */
export function reportFacts(report: SessionReport): Fact[] {
  const facts: Fact[] = [
    { label: tc('register.refunds'), amount: report.refunds ?? 0 },
    { label: tc('register.discounts'), amount: report.discounts ?? 0 },
    { label: tc('register.tips'), amount: report.tips ?? 0 },
    { label: tc('register.rounding'), amount: report.rounding ?? 0 },
    { label: tc('register.marked'), count: report.marked ?? 0 },
  ];
  return facts.filter(({ amount, count }) => (amount ?? count) !== 0);
}
