import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path/posix';

const REPOSITORY = join(import.meta.dirname, '..');

/** A link from one page to a file of the repository, and maybe to a heading in it. */
interface PageLink {
  readonly page: string;
  readonly target: string;
  readonly heading: string | null;
}

/** Paths of the pages in a folder, from the root of the repository. */
function pagesIn(folder: string): string[] {
  return readdirSync(join(REPOSITORY, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

function pages(): string[] {
  return ['.', 'docs', 'docs/decisions'].flatMap(pagesIn);
}

function linksOf(page: string): PageLink[] {
  const text = readFileSync(join(REPOSITORY, page), 'utf8').replace(/```.*?```/gs, '');
  return [...text.matchAll(/\]\((?!\w+:)([^)\s]*)\)/g)].map(([, link = '']) => {
    const [path = '', heading = null] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    return { page, target, heading };
  });
}

/** Headings by the names that GitHub gives them in links. */
function headingsOf(page: string): string[] {
  const text = readFileSync(join(REPOSITORY, page), 'utf8').replace(/```.*?```/gs, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isBroken({ target, heading }: PageLink): boolean {
  const isThere = existsSync(join(REPOSITORY, target));
  return !isThere || (heading !== null && !headingsOf(target).includes(heading));
}

describe('the pages', () => {
  it('link only to files and headings that exist', () => {
    const links = pages().flatMap(linksOf);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter(isBroken)).toEqual([]);
  });

  it.each(['docs', 'docs/decisions'])('in %s are all in the index of that folder', (folder) => {
    const listed = linksOf(join(folder, 'README.md')).map(({ target }) => target);
    const others = pagesIn(folder).filter((page) => basename(page) !== 'README.md');
    expect(others.filter((page) => !listed.includes(page))).toEqual([]);
  });
});
