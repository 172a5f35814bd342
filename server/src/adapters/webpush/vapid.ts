/** The key pair that signs our news (VAPID, RFC 8292), made of the installation's secret: servers of one store have the same, and nothing more is to be kept. */
import { createECDH, hkdfSync } from 'node:crypto';

export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Order of P-256 (SEC 2, 2.4.2). */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
/** 64 bits more than the order has, so that the bias is beyond measure (FIPS 186-5, A.2.1). */
const BYTES = 40;

export function keysFrom(secret: string): KeyPair {
  const drawn = Buffer.from(hkdfSync('sha256', secret, '', 'passaggio web push 1', BYTES)).toString('hex');
  const scalar = (BigInt(`0x${drawn}`) % (ORDER - 1n)) + 1n;
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex'));
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').toString('base64url');
  return { privateKey, publicKey: pair.getPublicKey().toString('base64url') };
}
