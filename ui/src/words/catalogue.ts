import type { Messages } from '@lingui/core';

/** Loaded messages: compiled by the Vite plugin (ui/vite.ts), plain ICU text in tests. */
export type Catalogue = Messages;
