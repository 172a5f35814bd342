/** What is told of one person: the same words to whoever listens, and to compare with what they heard last. */
import type { Person, RideCard, ServiceDate } from '@passaggio/contracts';

export const cardNews = (card: RideCard) => ({ v: 1, type: 'card', card });

export const personNews = (serviceDate: ServiceDate, person: Person) => ({ v: 1, type: 'person', serviceDate, person });
