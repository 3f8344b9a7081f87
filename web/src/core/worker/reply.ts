import { CoreError, type ErrorBody } from '../errors';

type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorBody };

/** The value in one of the core's JSON replies; throws its error as a CoreError. */
export function unwrap(json: string): unknown {
  const reply = JSON.parse(json) as Reply;
  if (!reply.ok) throw new CoreError(reply.error);
  return reply.value;
}
