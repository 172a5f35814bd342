import type { Choices, RideCard } from '@passaggio/contracts';
import { Confirm } from '../book/Confirm.tsx';
import type { Wish } from '../book/wish.ts';
import { useRider } from './useRider.ts';

/** Something else that would work, for somebody who waits. */
export interface Instead {
  /** Whose place on the list is given up for a seat, and kept where there is none. */
  readonly ride: RideCard['ride'];
  readonly wish: Wish;
}

interface TakeInsteadProps extends Instead {
  readonly choices: Choices;
  readonly change: (wish: Wish) => void;
  readonly done: () => void;
}

/** Looked at once more before the place on the list is given up. */
export function TakeInstead({ ride, wish, choices, change, done }: TakeInsteadProps) {
  const { store } = useRider();
  const ask = (): void => {
    store.ask({ ...wish, instead: ride });
    done();
  };
  return <Confirm choices={choices} wish={wish} change={change} ask={ask} back={done} />;
}
