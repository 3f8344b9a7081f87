/** Why a printer of this device did not print; `print_failure.<code>` in texts.ts says it to people. */
export type FailureCode =
  'not_chosen' | 'not_there' | 'refused' | 'taken' | 'no_channel' | 'interrupted' | 'unsupported';

export class PrintFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'PrintFailure';
    this.code = code;
  }
}

/** What the browsers' device interfaces throw, in our words. */
export function failureOf(thrown: unknown): PrintFailure {
  if (thrown instanceof PrintFailure) return thrown;
  const name = thrown instanceof DOMException ? thrown.name : '';
  switch (name) {
    case 'NotFoundError':
      return new PrintFailure('not_chosen', thrown);
    case 'SecurityError':
    case 'NotAllowedError':
      return new PrintFailure('refused', thrown);
    case 'InvalidStateError':
      return new PrintFailure('taken', thrown);
    default:
      return new PrintFailure('interrupted', thrown);
  }
}
