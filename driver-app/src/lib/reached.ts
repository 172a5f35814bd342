/** How the focus came to where it is: by keys it shows what Enter presses, by finger it is only left behind. */
let isByKeys = false;
addEventListener('keydown', ({ key }) => (isByKeys ||= key === 'Tab'), true);
addEventListener('pointerdown', () => (isByKeys = false), true);

/** @param target  of a key press */
export const isReachedByKeys = (target: EventTarget | null): boolean => isByKeys && target instanceof HTMLElement && target !== document.body;
