/**
 * Reading what a later release sends. A schema of ours says to the letter what the server sends, and its answers are held to it on their way out.
 * A page that is installed on a phone lives longer than a release: it reads the same schemas with tolerance, so that a value, an event or an item
 * it does not know takes nothing else along. What was left out is counted.
 */
import * as z from 'zod/mini';

/** Stands for a value that this release does not know. It is never sent. */
export type Unknown = 'unknown';
const UNKNOWN: Unknown = 'unknown';

type Instead = (raw: unknown) => unknown;
const stands = new WeakMap<z.ZodMiniType, Instead>();
const parted = new WeakSet<z.ZodMiniType>();

/**
 * What a page reads where `schema` says no; what is sent must still fit `schema`. Holds wherever this very schema stands: a member of a union, which
 * is to say no to the others, is given as `ownOf` it.
 *
 * @param instead  undefined where that cannot be read either
 */
export function orElse<S extends z.ZodMiniType, F>(schema: S, instead: (raw: unknown) => F | undefined): z.ZodMiniType<z.output<S> | F> {
  stands.set(schema, instead);
  return schema as z.ZodMiniType<z.output<S> | F>;
}

/** The same schema, as one of its own. */
export const ownOf = <S extends z.ZodMiniType>(schema: S): S => z.clone(schema, schema._zod.def);

/** An enum to which a later release may add: a page reads a value that it does not know as `unknown`, and has a general word for it. */
export const open = <S extends z.ZodMiniType<string>>(schema: S): z.ZodMiniType<z.output<S> | Unknown> =>
  orElse(schema, (raw) => (typeof raw === 'string' ? UNKNOWN : undefined));

/** A list of things that stand by themselves: one that cannot be read is left out, and the others are shown. */
export function each<S extends z.ZodMiniType>(item: S): z.ZodMiniArray<S> {
  const list = z.array(item);
  parted.add(list);
  return list;
}

/**
 * The schema as an installed page reads it.
 *
 * @param skipped  called for every value, event or item that this release does not know
 */
export function tolerant<S extends z.ZodMiniType>(schema: S, skipped: () => void): z.ZodMiniType<z.output<S>> {
  const known = new Map<z.ZodMiniType, z.ZodMiniType>();
  const read = (one: z.ZodMiniType): z.ZodMiniType => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const instead = stands.get(one);
    const made = instead === undefined ? inner(one) : replaced(inner(one), instead, skipped);
    known.set(one, made);
    return made;
  };
  const inner = (one: z.ZodMiniType): z.ZodMiniType => {
    const { type, shape, element, innerType, options } = one._zod.def as Parts;
    if (type === 'object') return z.object(Object.fromEntries(Object.entries(shape!).map(([name, part]) => [name, read(part)])));
    if (type === 'array') return parted.has(one) ? readable(read(element!), skipped) : z.array(read(element!));
    if (type === 'nullable') return z.nullable(read(innerType!));
    if (type === 'optional') return z.optional(read(innerType!));
    if (type === 'union') return z.union(options!.map(read));
    return one;
  };
  return read(schema) as z.ZodMiniType<z.output<S>>;
}

/** What our schemas are made of, by `type`. */
interface Parts {
  readonly type: string;
  readonly shape?: { readonly [name: string]: z.ZodMiniType };
  readonly element?: z.ZodMiniType;
  readonly innerType?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
}

const replaced = (schema: z.ZodMiniType, instead: Instead, skipped: () => void): z.ZodMiniType =>
  z.pipe(
    z.unknown(),
    z.transform((raw, context) => {
      const found = schema.safeParse(raw);
      if (found.success) return found.data;
      const other = instead(raw);
      if (other === undefined) context.issues.push(...(found.error.issues as never[]));
      else skipped();
      return other;
    }),
  );

const readable = (item: z.ZodMiniType, skipped: () => void): z.ZodMiniType =>
  z.pipe(
    z.array(z.unknown()),
    z.transform((list) =>
      list.flatMap((raw) => {
        const found = item.safeParse(raw);
        if (!found.success) skipped();
        return found.success ? [found.data] : [];
      }),
    ),
  );
