import { Injectable } from '@nestjs/common';
import type { SectionClass } from './declare/setting.js';
import type { Environment } from './env-section.js';
import type { Settings } from './settings.js';

/** Puts what was prepared for new settings into effect. Must not fail. */
export type Commit = () => void;

/**
 * Rebuilds what depends on the settings, without using it yet.
 * @throws SettingsError if the settings are invalid: then nothing is replaced
 */
export type Prepare = (next: Settings) => Commit;

/** A value built from the current settings. */
export interface Derived<T> {
  readonly value: T;
}

/**
 * The settings in force. Rooms read what may change while the bridge runs from here, at the moment they need it; who holds
 * something that was built from settings follows their replacement. What is marked `restart` in its declaration may be
 * read from `Settings`, once.
 */
@Injectable()
export class CurrentSettings {
  private readonly followers: Prepare[] = [];

  constructor(private settings: Settings) {}

  /** The current settings. */
  get now(): Settings {
    return this.settings;
  }

  /** @throws SettingsError */
  section<T extends object>(Section: SectionClass<T>): T {
    return this.settings.section(Section);
  }

  /** `text` with every secret blanked out, those of replaced settings included. */
  redact(text: string): string {
    return this.settings.redact(text);
  }

  /** Calls `prepare` before each replacement, and what it returns once all followers are prepared. */
  follow(prepare: Prepare): void {
    this.followers.push(prepare);
  }

  /** A value built from the settings now, and rebuilt at each replacement. @throws SettingsError */
  derive<T>(build: (settings: Settings) => T): Derived<T> {
    let value = build(this.settings);
    this.follow((next) => {
      const renewed = build(next);
      return () => {
        value = renewed;
      };
    });
    return {
      get value(): T {
        return value;
      },
    };
  }

  /**
   * Puts other variables into force, all of them or none. Running jobs keep the providers that they began with.
   * @param changes Variables by name; undefined unsets one, and the others stay
   * @returns the variables whose new values take effect after a restart
   * @throws SettingsError that lists the mistakes; the settings in force stay
   */
  replace(changes: Environment): readonly string[] {
    const { settings: next, afterRestart } = this.settings.withVariables(changes);
    const commits = this.followers.map((prepare) => prepare(next));
    this.settings = next;
    commits.forEach((commit) => commit());
    return afterRestart;
  }
}
