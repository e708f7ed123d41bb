import type { Row } from './row.js';

/** Of one experiment by its name: medians over the rounds. */
export type Results = ReadonlyMap<string, readonly Row[]>;

type Cell = string | number | undefined;

/** The tables of docs/benchmarks.md. */
export function tablesOf(results: Results): string {
  return [
    startTable(results.get('start') ?? []),
    throughputTables(results.get('throughput') ?? []),
    memoryTable(results.get('memory') ?? []),
    burstTable(results.get('burst') ?? []),
    matchingTable(results.get('matching') ?? []),
    picturesTable(results.get('pictures') ?? []),
    galleryTable(results.get('gallery') ?? []),
    editsTable(results.get('edits') ?? []),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function startTable(rows: readonly Row[]): string {
  return section(
    'Start and idle memory',
    ['', 'start to first answer, s', 'idle memory, MB'],
    rows.map(({ labels, figures }) => [
      labels['target'],
      fixed((figures['start_ms'] ?? NaN) / 1000, 2),
      fixed(figures['idle_mb'], 0),
    ]),
  );
}

function throughputTables(rows: readonly Row[]): string {
  const payloads = [...new Set(rows.map((row) => row.labels['payload']))];
  return payloads
    .map((payload) => {
      const ofPayload = rows.filter((row) => row.labels['payload'] === payload);
      return section(
        `Pictures of ${payload}`,
        [
          'at once',
          '',
          'upstream → client',
          'answers/s',
          'MB/s',
          'p50 ms',
          'p99 ms',
          'CPU ms each',
          '× Portkey',
          'CPU ÷ raw',
        ],
        ofPayload
          .toSorted((a, b) => Number(a.labels['concurrency']) - Number(b.labels['concurrency']))
          .map((row) => throughputCells(row, ofPayload)),
      );
    })
    .join('\n\n');
}

function throughputCells(row: Row, others: readonly Row[]): Cell[] {
  const { labels, figures } = row;
  const portkey = peer(others, row, 'portkey')?.figures['requests_per_s'] ?? NaN;
  const raw = peer(others, row, 'raw')?.figures['cpu_ms_per_request'] ?? NaN;
  return [
    labels['concurrency'],
    labels['target'],
    `${labels['upstream']} → ${labels['dialect']}`,
    fixed(figures['requests_per_s'], 0),
    fixed(figures['mb_per_s'], 0),
    fixed(figures['p50_ms'], 1),
    fixed(figures['p99_ms'], 0),
    fixed(figures['cpu_ms_per_request'], 2),
    fixed((figures['requests_per_s'] ?? NaN) / portkey, 1),
    fixed((figures['cpu_ms_per_request'] ?? NaN) / raw, 1),
  ];
}

/** The other target at the same concurrency, whatever it converts. */
function peer(rows: readonly Row[], row: Row, target: string): Row | undefined {
  return rows.find(
    (one) => one.labels['target'] === target && one.labels['concurrency'] === row.labels['concurrency'],
  );
}

function memoryTable(rows: readonly Row[]): string {
  return section(
    '200 waiting requests, pictures of 1.5 MB',
    ['', 'upstream → client', 'idle MB', 'peak MB', 'growth per request, MB', 'all done after, s'],
    rows.map(({ labels, figures }) => [
      labels['target'],
      `${labels['upstream']} → ${labels['dialect']}`,
      fixed(figures['idle_mb'], 0),
      fixed(figures['peak_mb'], 0),
      fixed(figures['growth_mb_per_request'], 2),
      fixed(figures['all_done_s'], 1),
    ]),
  );
}

function burstTable(rows: readonly Row[]): string {
  return section(
    '1,000 requests at once, pictures of 200 KB: the health page meanwhile',
    [
      '',
      'upstream answers after',
      'jobs at once',
      'p50 ms',
      'p99 ms',
      'longest ms',
      'all done after, s',
      'peak MB',
    ],
    rows.map(({ labels, figures }) => [
      labels['target'],
      `${Number(labels['upstream_delay_ms']) / 1000} s`,
      jobsAtOnce(labels),
      fixed(figures['health_p50_ms'], 1),
      fixed(figures['health_p99_ms'], 0),
      fixed(figures['health_max_ms'], 0),
      fixed(figures['all_done_s'], 1),
      fixed(figures['peak_mb'], 0),
    ]),
  );
}

function matchingTable(rows: readonly Row[]): string {
  return section(
    'Finding LoRAs in a prompt',
    ['LoRAs', 'keywords', 'characters', 'matches', 'automaton built in, ms', 'p50 ms', 'p99 ms'],
    rows.map(({ labels, figures }) => [
      labels['loras'],
      labels['keywords'],
      labels['prompt_characters'],
      fixed(figures['matches'], 0),
      fixed(figures['build_ms'], 0),
      fixed(figures['p50_ms'], 2),
      fixed(figures['p99_ms'], 2),
    ]),
  );
}

function galleryTable(rows: readonly Row[]): string {
  return section(
    'A page of 50 out of a gallery of 100,000 pictures, over HTTP',
    ['database', 'looked for', 'pictures on the page', 'p50 ms', 'p99 ms'],
    rows.map(({ labels, figures }) => [
      labels['database'],
      labels['what'],
      fixed(figures['pictures'], 0),
      fixed(figures['p50_ms'], 1),
      fixed(figures['p99_ms'], 1),
    ]),
  );
}

function picturesTable(rows: readonly Row[]): string {
  return section(
    'Pictures by their addresses, and thumbnails of 256 pixels, from 1.5 MB',
    ['', 'at once', 'pictures/s', 'KB each', 'p50 ms', 'p99 ms', 'CPU ms each'],
    rows.map(({ labels, figures }) => [
      labels['what'],
      labels['concurrency'],
      fixed(figures['pictures_per_s'], 0),
      fixed(figures['kb_each'], 1),
      fixed(figures['p50_ms'], 1),
      fixed(figures['p99_ms'], 0),
      fixed(figures['cpu_ms_each'], 2),
    ]),
  );
}

function editsTable(rows: readonly Row[]): string {
  return section(
    '16 edits at once, uploads of 4 MB',
    ['', 'upload', 'MB each', 'idle MB', 'peak MB', 'growth for each byte in flight', 'all done after, s'],
    rows.map(({ labels, figures }) => [
      labels['target'],
      labels['way'],
      fixed(figures['upload_mb'], 1),
      fixed(figures['idle_mb'], 0),
      fixed(figures['peak_mb'], 0),
      fixed(figures['growth_by_bytes_in_flight'], 2),
      fixed(figures['all_done_s'], 1),
    ]),
  );
}

/** Only the bridge has a limit. */
function jobsAtOnce(labels: Row['labels']): Cell {
  if (labels['target'] !== 'fusionbridge') {
    return 'all';
  }
  return labels['set_up'] === 'bench' ? 1000 : 8;
}

function section(title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) {
    return '';
  }
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `### ${title}\n\n${lines.join('\n')}`;
}

function fixed(figure: number | undefined, digits: number): string {
  return figure === undefined || Number.isNaN(figure) ? '' : figure.toFixed(digits);
}
