import { signal } from '@preact/signals';
import { CoreError } from '../core/client';
import type { Approval } from '../core/commands';

/** What waits for a supervisor: why, and how it goes on with or without one. */
export interface Asked {
  permission: string;
  /** Tries again as the supervisor allows it. Rejects with the core's refusal of the PIN. */
  approve(approval: Approval): Promise<void>;
  cancel(): void;
}

export const asked = signal<Asked | null>(null);

/**
 * Runs what may need a supervisor on the spot: first as the person at the counter; when the core asks for more, a
 * dialog asks for a name and a PIN. Without one it is refused as the core said.
 */
export async function withApproval<T>(run: (approval?: Approval) => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'staff.approval_needed') throw error;
    return new Promise((resolve, reject) => {
      asked.value = {
        permission: error.parameters['permission'] ?? '',
        cancel: () => end(() => reject(error)),
        approve: async (approval) => {
          try {
            const done = await run(approval);
            end(() => resolve(done));
          } catch (refused) {
            const again = refused instanceof CoreError && refused.code.startsWith('staff.');
            if (again) throw refused;
            end(() => reject(refused));
          }
        },
      };
    });
  }
}

function end(then: () => void): void {
  asked.value = null;
  then();
}
