/** What a map is asked to show. */
import type { LonLat } from '@passaggio/contracts';
import type { ReactNode } from 'react';

export interface MapStop {
  readonly id: string;
  readonly name: string;
  /** Null: an informal settlement. It keeps its number in the list and is drawn on no map. */
  readonly at: LonLat | null;
  readonly kind: 'boarding' | 'site';
  /** Beside the name in the list, e.g. a time. */
  readonly note?: ReactNode;
}

/** A place to find one's way by. */
export interface Landmark {
  readonly name: string;
  readonly at: LonLat;
  readonly kind: 'boarding' | 'site';
}

export interface RideMapProps {
  /** In the order of the run: numbered from 1. */
  readonly stops: readonly MapStop[];
  /** Other places that people here know; never an informal settlement. */
  readonly around?: readonly Landmark[];
  /** A line through the stops. */
  readonly isRun?: boolean;
  /** At the stop that it left last or stands at; never between stops, never a rider. */
  readonly bus?: { readonly plate: number; readonly at: LonLat } | undefined;
}
