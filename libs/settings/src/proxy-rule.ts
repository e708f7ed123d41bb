import { isIP } from 'node:net';
import type { ValidateByOptions } from 'class-validator';

const NETWORKS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** For `@ValidateBy`: a proxy as Express's `trust proxy` takes it. */
export const PROXY: ValidateByOptions = {
  name: 'isProxy',
  validator: {
    validate: (value: unknown) => typeof value === 'string' && isProxy(value),
    defaultMessage: () =>
      `addresses or networks such as 10.0.0.0/8, or ${NETWORKS.join(', ')}, separated by commas`,
  },
};

function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  const isNetwork =
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  return NETWORKS.includes(text) || (family !== 0 && isNetwork && more.length === 0);
}
