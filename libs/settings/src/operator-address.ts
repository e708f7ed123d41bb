import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { SettingKind } from './declare/setting-kind.js';

/** Options for completing an address. */
export interface AddressForm {
  /** Added where the address names no version: `v1`, as all OpenAI-compatible servers have one, or `api/v3`. */
  readonly version?: string;
  /** What follows "an http(s) address" in the message about a bad one, such as where user and password belong. */
  readonly hint?: string;
}

/** Routes that are copied from a manual together with the address. */
const ROUTE =
  /\/(?:chat\/completions|images\/(?:generations|edits|variations)|moderations|sdapi\/v1(?:\/.*)?)$/;

/** Property decorator of an address in a file of the configuration. */
export function OperatorAddress(form: AddressForm = {}): PropertyDecorator {
  const { accepts, allowed, normalise } = address(form);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => normalise(value)),
    ValidateBy({
      name: 'isOperatorAddress',
      validator: { validate: accepts, defaultMessage: () => allowed },
    }),
  );
}

/**
 * The kind of a variable that holds a server's address. People type it with or without a trailing slash, a version, or a
 * route behind it; the property holds one spelling of it. User and password are refused: messages about the server name
 * its address.
 */
export function address({ version, hint = '' }: AddressForm = {}): Required<Omit<SettingKind, 'isList'>> {
  return {
    allowed: `an http(s) address without user and password${hint}; IPv6 in brackets`,
    accepts: isHttpAddress,
    normalise: (value) => (isHttpAddress(value) ? completed(value, version) : value),
  };
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

function completed(typed: string, version?: string): string {
  const bare = typed.trim().replace(/\/+$/, '').replace(ROUTE, '').replace(/\/+$/, '');
  return version === undefined || hasVersion(bare) ? bare : `${bare}/${version}`;
}

function hasVersion(typed: string): boolean {
  return /(^|\/)v\d+\w*(\/|$)/.test(new URL(typed).pathname);
}

function isHttpAddress(value: unknown): value is string {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value.trim()) || !URL.canParse(value)) {
    return false;
  }
  const { username, password, search, hash } = new URL(value);
  return `${username}${password}${search}${hash}` === '';
}
