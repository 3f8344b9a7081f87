/** To the worker: the file that somebody chose. */
export interface ToList {
  file: File;
}

/** From the worker: the list as CSV, in pieces, or why it cannot be read. */
export type FromList = { pieces: string[] } | { failed: 'unreadable' | 'empty' | 'large' };
