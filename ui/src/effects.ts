/**
 * Effects run right after the screen was worked out, not after it was painted: the next digit of somebody who types fast finds the
 * listener of the screen as it is now.
 */
import { options } from 'preact';

options.requestAnimationFrame = (run) => queueMicrotask(run);
