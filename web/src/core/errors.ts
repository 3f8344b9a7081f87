/** What the core answers when a command is refused: a stable code, never a sentence for people. */
export interface ErrorBody {
  code: string;
  parameters: Record<string, string>;
  detail: string;
}

/** A refused command. The shell makes the message for people from `code` and `parameters`. */
export class CoreError extends Error {
  readonly code: string;
  readonly parameters: Record<string, string>;
  readonly detail: string;

  constructor(body: ErrorBody) {
    super(body.detail ? `${body.code}: ${body.detail}` : body.code);
    this.name = 'CoreError';
    this.code = body.code;
    this.parameters = body.parameters;
    this.detail = body.detail;
  }

  body(): ErrorBody {
    return { code: this.code, parameters: this.parameters, detail: this.detail };
  }
}

/** A CoreError without parameters. */
export function coreError(code: string, detail = ''): CoreError {
  return new CoreError({ code, parameters: {}, detail });
}

/** Whatever was thrown, as data that can be posted to another thread; a CoreError keeps its code. */
export function errorBody(thrown: unknown, code = 'core.internal'): ErrorBody {
  if (thrown instanceof CoreError) return thrown.body();
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return { code, parameters: {}, detail };
}
