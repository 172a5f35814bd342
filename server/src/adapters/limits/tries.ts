/** Failed tries in memory. Addresses count failures only: a whole camp shares one. */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Tries } from '../../ports/tries.ts';

const DAY_S = 86_400;

/** 10 tries an account and day from anywhere; 100 failures an address and hour. */
export function triesInMemory(): Tries {
  const accounts = new RateLimiterMemory({ points: 10, duration: DAY_S });
  const addresses = new RateLimiterMemory({ points: 100, duration: 3_600 });
  const left = (limiter: RateLimiterMemory, seen: RateLimiterRes | null) => (seen !== null && seen.consumedPoints >= limiter.points ? seen.msBeforeNext : 0);
  return {
    async begin(account, address) {
      const closed = Math.max(left(accounts, await accounts.get(account)), left(addresses, await addresses.get(address)));
      if (closed > 0) return closed;
      const begun = await accounts.penalty(account); // counts and tells in one step, so that of two at the limit one is refused
      return begun.consumedPoints > accounts.points ? begun.msBeforeNext : 0;
    },
    async failed(address) {
      await addresses.penalty(address);
    },
    async giveBack(account) {
      await accounts.reward(account);
    },
  };
}
