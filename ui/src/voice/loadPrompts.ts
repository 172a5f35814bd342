/** The console's list of recordings, in a chunk of its own that no rider's page loads. */
export const loadPrompts = () => import('./missing.ts');
