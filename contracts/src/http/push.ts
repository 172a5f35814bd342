/** News to a phone whose app is closed (web push, RFC 8030, 8291, 8292). */
import * as z from 'zod/mini';
import { named } from '../units.ts';

/** Languages with words of their own; a phone sends the first one along its chain. */
export const PushLanguage = z.enum(['it', 'en', 'fr', 'ar', 'ur']);
export type PushLanguage = z.infer<typeof PushLanguage>;

/** What a browser gives for a subscription. The endpoint is personal data: whoever has it can be told apart. */
export const PutPush = named(
  z.strictObject({
    endpoint: z.string().check(z.minLength(10), z.maxLength(1000), z.regex(/^https?:\/\/[!-~]+$/)),
    /** Public key of the phone, 65 bytes. */
    p256dh: z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/)),
    /** Shared secret, 16 bytes. */
    auth: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)),
    language: PushLanguage,
    /** Place and time may stand on the lock screen. */
    details: z.boolean(),
  }),
  'PutPush',
);
export type PutPush = z.infer<typeof PutPush>;

/** The server's public key, which a browser asks for. */
export const PushKey = named(z.object({ key: z.string() }), 'PushKey');

export const NewsKind = z.enum(['seat', 'changed', 'near', 'missed', 'left-out', 'moved-up']);
export type NewsKind = z.infer<typeof NewsKind>;

/** What a service worker shows; encrypted on its way. */
export const PushMessage = z.object({
  v: z.literal(1),
  kind: NewsKind,
  title: z.string(),
  body: z.string(),
  language: PushLanguage,
  /** Newer news with the same tag takes the place of older. */
  tag: z.string(),
});
export type PushMessage = z.infer<typeof PushMessage>;
