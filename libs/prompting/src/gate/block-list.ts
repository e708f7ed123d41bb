import {
  CurrentSettings,
  type Derived,
  readTextFile,
  SettingsError,
  type SettingsMistake,
} from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { plain } from './fold.js';
import { GateEnv } from './gate.env.js';

const REGEX = /^\/(.+)\/([imsu]*)$/;

/** The operator's own list of blocked terms. Empty without CONTENT_BLOCKLIST_PATH. */
@Injectable()
export class BlockList {
  private readonly rules: Derived<readonly RegExp[]>;

  /** @throws SettingsError for an unreadable file or an invalid regular expression */
  constructor(settings: CurrentSettings) {
    this.rules = settings.derive((now) => {
      const { CONTENT_BLOCKLIST_PATH: path } = now.section(GateEnv);
      return path === undefined ? [] : rulesIn(read(path));
    });
  }

  /** True if an entry of the list matches the text. */
  blocks(text: string): boolean {
    const folded = plain(text).replace(/[\s_-]+/g, ' ');
    return this.rules.value.some((rule) => rule.test(text) || rule.test(folded));
  }
}

function read(path: string): string {
  const text = readTextFile(path, 'CONTENT_BLOCKLIST_PATH');
  if (text === null) {
    const allowed = 'a file with one phrase or /regular expression/ a line';
    throw new SettingsError([
      { file: 'environment or .env', key: 'CONTENT_BLOCKLIST_PATH', found: JSON.stringify(path), allowed },
    ]);
  }
  return text;
}

function rulesIn(text: string): RegExp[] {
  const mistakes: SettingsMistake[] = [];
  const rules = text.split(/\r?\n/).flatMap((line, index) => {
    const entry = line.trim();
    if (entry === '' || entry.startsWith('#')) {
      return [];
    }
    const rule = ruleOf(entry);
    if (rule === null) {
      mistakes.push({
        file: 'CONTENT_BLOCKLIST_PATH',
        key: `line ${index + 1}`,
        found: entry,
        allowed: 'a phrase, or a /regular expression/ with the flags i, m, s, u',
      });
    }
    return rule ?? [];
  });
  if (mistakes.length > 0) {
    throw new SettingsError(mistakes);
  }
  return rules;
}

/** null for an invalid regular expression. */
function ruleOf(entry: string): RegExp | null {
  const [, source, flags] = REGEX.exec(entry) ?? [];
  if (source === undefined) {
    const phrase = plain(entry)
      .replace(/[\s_-]+/g, ' ')
      .replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
    return new RegExp(String.raw`(?<![\p{L}\p{N}])${phrase}(?![\p{L}\p{N}])`, 'u');
  }
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
