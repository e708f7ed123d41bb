import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { withoutCredentials } from './operator-address.js';
import { SettingsError, type SettingsMistake } from './settings-error.js';

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|AUTH|DATABASE_URL/i;

/** Whether a variable of this name holds something that must never be printed. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * Makes an instance of `Shape` from `plain` and checks it by its class-validator decorators. Unknown keys are
 * mistakes too: a mistyped key that is silently ignored costs an operator an evening.
 * @throws SettingsError that lists every mistake
 */
export function validated<T extends object>(Shape: new () => T, plain: object, file: string): T {
  const instance = plainToInstance(Shape, plain, { exposeDefaultValues: true });
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: false,
    validationError: { target: false },
  });
  if (errors.length > 0) {
    throw new SettingsError(errors.flatMap((error) => mistakesOf(error, '', file)));
  }
  return instance;
}

function mistakesOf(error: ValidationError, parent: string, file: string): SettingsMistake[] {
  const key = joinKey(parent, error.property);
  const own = Object.values(error.constraints ?? {});
  const here = own.length > 0 ? [{ file, key, found: show(key, error.value), allowed: own.join(', ') }] : [];
  return [...here, ...(error.children ?? []).flatMap((child) => mistakesOf(child, key, file))];
}

function joinKey(parent: string, property: string): string {
  if (parent === '') {
    return property;
  }
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
}

function show(key: string, value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  return isSecretName(key) ? '(hidden)' : withoutCredentials(JSON.stringify(value));
}
