import type { Charge } from '../core/commands';
import type { Outcome, Terminal } from './terminal';

const ANSWER_MS = 1200;
const PATIENCE_MS = 3000;

const after = <T>(ms: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));
const reference = (charge: Charge) => `SIM-${charge.id.slice(-6).toUpperCase()}`;
const approved = (charge: Charge): Outcome => ({ state: 'approved', reference: reference(charge) });
const declined: Outcome = { state: 'declined', reference: '' };
const unknown: Outcome = { state: 'unknown', reference: '' };

/**
 * A terminal that is only played. One that times out never charged, one whose answer got lost did: nobody at the
 * counter can tell them apart until its journal is asked.
 */
export function simulated(behaviour: string): Terminal {
  const charged = behaviour === 'approves' || behaviour === 'loses_answer';
  const answers = behaviour === 'approves' || behaviour === 'declines';
  const truth = (charge: Charge) => (charged ? approved(charge) : declined);
  return {
    charge: (charge) => (answers ? after(ANSWER_MS, truth(charge)) : after(PATIENCE_MS, unknown)),
    lookUp: (charge) => after(ANSWER_MS, truth(charge)),
  };
}
