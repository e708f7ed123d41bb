import 'reflect-metadata';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import type { SettingKind } from './setting-kind.js';

export interface SettingOptions {
  /** What another program calls the variable. That name counts if ours is not set. */
  readonly also?: string;
  /** The variable is read once, at the start: a change takes effect after a restart. */
  readonly restart?: true;
}

/** What a declaration says about a variable, for the generated documentation and for whoever changes settings. */
export interface SettingFacts {
  /** What it does. Markdown, without a full stop at the end. */
  readonly about: string;
  readonly allowed: string;
  readonly also: string | null;
  readonly restart: boolean;
}

const FACTS = 'fusionbridge:setting';
const TITLE = 'fusionbridge:section-title';

/** A class whose properties are variables. */
export type SectionClass<T extends object = object> = new () => T;

/**
 * Property decorator that declares a variable of the environment: the property's name is the variable's name, its
 * value the default, and `undefined` means that nothing is set.
 * @param about What it does. Markdown, without a full stop at the end
 */
export function Setting(about: string, kind: SettingKind, options: SettingOptions = {}): PropertyDecorator {
  const facts: SettingFacts = {
    about,
    allowed: kind.allowed,
    also: options.also ?? null,
    restart: options.restart ?? false,
  };
  const { normalise } = kind;
  const rule = ValidateBy(
    { name: 'isAllowed', validator: { validate: kind.accepts, defaultMessage: () => kind.allowed } },
    { each: kind.isList === true },
  );
  return (section, property) => {
    Reflect.defineMetadata(FACTS, facts, section, property);
    if (normalise !== undefined) {
      Transform(({ value }: { value: unknown }) => normalise(value))(section, property);
    }
    IsOptional()(section, property);
    rule(section, property);
  };
}

const declared = new Set<SectionClass>();

/** Class decorator: the heading of a section in the generated documentation. The start checks every section that has one. */
export function SettingsSection(title: string): (section: SectionClass) => void {
  return (section) => {
    Reflect.defineMetadata(TITLE, title, section);
    declared.add(section);
  };
}

/** Every section of the rooms that are loaded. */
export function declaredSections(): readonly SectionClass[] {
  return [...declared];
}

/** The heading of a section; null for a class that has none. */
export function titleOf(Section: SectionClass): string | null {
  const title: unknown = Reflect.getMetadata(TITLE, Section);
  return typeof title === 'string' ? title : null;
}

/** The declaration of a section's variable; null for a property that is not declared by `Setting`. */
export function factsOf(Section: SectionClass, name: string): SettingFacts | null {
  const facts: unknown = Reflect.getMetadata(FACTS, Section.prototype, name);
  return isFacts(facts) ? facts : null;
}

function isFacts(value: unknown): value is SettingFacts {
  return typeof value === 'object' && value !== null && 'about' in value && 'allowed' in value;
}
