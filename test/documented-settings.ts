import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf } from '@fusionbridge/settings';

const REPOSITORY = join(import.meta.dirname, '..');

/** A variable that the bridge reads and what it has when nobody sets it; null for nothing. */
export interface Variable {
  readonly name: string;
  readonly default: string | null;
}

/** Every variable that the code reads: the fields of the section classes, and what is read by its name. */
export async function variablesOfCode(): Promise<Variable[]> {
  const files = [...sourcesIn('libs'), ...sourcesIn('apps/gateway')];
  const sections = await Promise.all(files.filter(isSectionFile).map(variablesOfSections));
  return [...sections.flat(), ...files.flatMap(variablesByName)].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  );
}

/** What `env.example` says: `# NAME=value`, or `# NAME=` where nothing is the default. */
export function variablesOfExample(): Variable[] {
  const text = readFileSync(join(REPOSITORY, 'env.example'), 'utf8');
  return [...text.matchAll(/^# ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({
    name,
    default: value === '' ? null : value,
  }));
}

/**
 * The rows of a page's tables of settings: `| `NAME` | `default` | …`.
 * @param page Path from the root of the repository
 */
export function variablesOfPage(page: string): Variable[] {
  const text = readFileSync(join(REPOSITORY, page), 'utf8');
  return [...text.matchAll(/^\| `([A-Z][A-Z0-9_]+)`\s*\| (?:`([^`]*)`)?\s*\|/gm)].map(
    ([, name = '', value]) => ({
      name,
      default: value ?? null,
    }),
  );
}

/** The example of `config/models.json` in docs/models.md. */
export function documentedModels(): string {
  const text = readFileSync(join(REPOSITORY, 'docs/models.md'), 'utf8');
  return /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('src/') && file.endsWith('.ts') && !file.endsWith('spec.ts'))
    .filter((file) => !file.startsWith('testing/'))
    .map((file) => join(REPOSITORY, folder, file));
}

function isClass(value: unknown): value is new () => object {
  return typeof value === 'function';
}

function isSectionFile(file: string): boolean {
  return file.endsWith('.env.ts');
}

async function variablesOfSections(file: string): Promise<Variable[]> {
  const exported: Record<string, unknown> = await import(file);
  return Object.values(exported)
    .filter(isClass)
    .filter((value) => value.name.endsWith('Env'))
    .flatMap((Section) => {
      const section: unknown = Reflect.construct(Section, []);
      return Object.entries(section ?? {}).flatMap(([name, value]) => [
        { name, default: textOf(value) },
        ...otherNames(Section, name),
      ]);
    });
}

/** What a replaced system calls it; nothing is set under that name by default. */
function otherNames(Section: new () => object, name: string): Variable[] {
  const other = factsOf(Section, name)?.also ?? null;
  return other === null ? [] : [{ name: other, default: null }];
}

/** As it stands in `.env`. */
function textOf(value: unknown): string | null {
  const text = Array.isArray(value) ? value.join() : JSON.stringify(value ?? '').replaceAll('"', '');
  return text === '' ? null : text;
}

/** `process.env['NAME'] ?? 'default'` and `settings.secret('NAME')`. */
function variablesByName(file: string): Variable[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:\benv\[|\.secret\()'([A-Z][A-Z0-9_]+)'[\])](?: \?\? '([^']*)')?/g)].map(
    ([, name = '', value]) => ({ name, default: value ?? null }),
  );
}
