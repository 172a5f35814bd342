/** Commands with their ids: what was sent, what was answered first, and whether every later answer is the same (ST4). */
import { NoAnswer, ProblemError, type ProblemCode, type Unknown } from '@passaggio/contracts';
import type { Journal } from './journal.ts';
import type { Verdict } from './verdict.ts';

export type CommandKind = 'book' | 'staffBook' | 'cancel' | 'plan' | 'publish' | 'facts' | 'setUp';

export interface Command {
  readonly id: string;
  readonly kind: CommandKind;
  /** The same id and body, each time. */
  send(): Promise<unknown>;
  /** The same id with another body; answers whether it was refused as it must be. */
  sendOther?(): Promise<boolean>;
  /** What of an answer must never change; all of it unless given. */
  stable?(answer: unknown): unknown;
  /** Told the first answer, once it is on the judge's disk. */
  took?(answer: never): void;
}

export interface Commands {
  readonly acknowledged: number;
  readonly replayed: number;
  /** Problems that commands were answered with, by code. */
  readonly problems: ReadonlyMap<string, number>;
  /** Sends a command, for the first time or again. */
  deliver(command: Command): Promise<Delivery>;
  /** Sent, and nobody said what became of them. */
  open(): Command[];
  /** Nobody will ever say. */
  giveUp(id: string): void;
  answered(): readonly Command[];
  answerOf(id: string): string | undefined;
  /** Resolves when so many are acknowledged. */
  reached(count: number): Promise<void>;
}

/** `open`: nobody knows; `away`: no connection at all. */
export type Delivery = 'answered' | 'refused' | 'open' | 'away';

/** Nothing was decided: the same id is sent again. */
const UNDECIDED: readonly (ProblemCode | Unknown)[] = ['store-away', 'outcome-unknown', 'not-signed-in', 'fault'];

export function openCommands(journal: Journal, verdict: Verdict): Commands {
  const first = new Map<string, string>();
  const open = new Map<string, Command>();
  const done: Command[] = [];
  const problems = new Map<string, number>();
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let replayed = 0;

  const acknowledge = async (command: Command, answer: unknown): Promise<Delivery> => {
    const text = JSON.stringify(command.stable?.(answer) ?? answer);
    const before = first.get(command.id);
    if (before !== undefined) {
      replayed += 1;
      if (before !== text) verdict.charge('changedAnswers', `${command.kind} ${command.id} was answered ${before} and then ${text}`);
      return 'answered';
    }
    first.set(command.id, text);
    await journal.keep({ id: command.id, answer: text });
    open.delete(command.id);
    done.push(command);
    command.took?.(answer as never);
    for (const one of waiting.splice(0)) {
      if (done.length >= one.count) one.resolve();
      else waiting.push(one);
    }
    return 'answered';
  };

  const refused = (command: Command, code: ProblemCode | Unknown): Delivery => {
    problems.set(code, (problems.get(code) ?? 0) + 1);
    if (UNDECIDED.includes(code)) return 'open';
    if (first.has(command.id)) verdict.charge('changedAnswers', `${command.kind} ${command.id} was acknowledged and is now a problem: ${code}`);
    open.delete(command.id);
    return 'refused';
  };

  return {
    get acknowledged() {
      return done.length;
    },
    get replayed() {
      return replayed;
    },
    problems,
    async deliver(command) {
      if (!first.has(command.id)) open.set(command.id, command);
      try {
        return await acknowledge(command, await command.send());
      } catch (cause) {
        if (cause instanceof ProblemError) return refused(command, cause.problem.code);
        if (cause instanceof NoAnswer) return 'away';
        throw cause;
      }
    },
    open: () => [...open.values()],
    giveUp: (id) => void open.delete(id),
    answered: () => done,
    answerOf: (id) => first.get(id),
    reached: (count) => (done.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }))),
  };
}
