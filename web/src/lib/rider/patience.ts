/** Milliseconds: no answer after this is no answer. */
export const PATIENCE_MS = 12_000;
