import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

/** What an address is completed to. */
export interface AddressForm {
  /** Added where the address names no version: `v1`, as all OpenAI-compatible servers have one, or `api/v3`. */
  readonly version?: string;
  /** What follows "an http(s) address" in the message about a bad one, such as where user and password belong. */
  readonly hint?: string;
}

/** Routes that are copied from a manual together with the address. */
const ROUTE =
  /\/(?:chat\/completions|images\/(?:generations|edits|variations)|moderations|sdapi\/v1(?:\/.*)?)$/;

/**
 * Property decorator of a setting that holds a server's address. People type it with or without a trailing slash, a
 * version, or a route behind it; the property holds one spelling of it. User and password are refused: messages about
 * the server name its address.
 */
export function OperatorAddress({ version, hint = '' }: AddressForm = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (isHttpAddress(value) ? completed(value, version) : value)),
    ValidateBy({
      name: 'isOperatorAddress',
      validator: {
        validate: isHttpAddress,
        defaultMessage: () => `an http(s) address without user and password${hint}; IPv6 in brackets`,
      },
    }),
  );
}

/**
 * The address of an OpenAI-compatible service up to and including its version: `https://host` and
 * `http://host:11434/` get the `/v1` that all of them have; an address with a version (`/v1`, `/v1beta/openai`,
 * `/api/v3`) stays. A route behind it is cut off.
 */
export function serviceAddress(configured: string): string {
  return completed(configured, 'v1');
}

/** `text` with the user and password of an address in it blanked out. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/?#"']*@/gi, '$1***@');
}

function completed(address: string, version?: string): string {
  const bare = address.trim().replace(/\/+$/, '').replace(ROUTE, '').replace(/\/+$/, '');
  return version === undefined || hasVersion(bare) ? bare : `${bare}/${version}`;
}

function hasVersion(address: string): boolean {
  return /(^|\/)v\d+\w*(\/|$)/.test(new URL(address).pathname);
}

function isHttpAddress(value: unknown): value is string {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value.trim()) || !URL.canParse(value)) {
    return false;
  }
  const { username, password, search, hash } = new URL(value);
  return `${username}${password}${search}${hash}` === '';
}
