import { type Hex, darker, lighter } from '../../colour.js';
import { line, num, rect, shape } from '../../drawing.js';
import { type Stage, standingIcon, tone } from '../../stage.js';

function shelf(stage: Stage, x: number, stock: readonly [Hex, ...Hex[]], kind: 'bottles' | 'books'): string {
  const random = stage.random.fork(`shelf ${kind} ${Math.round(x)}`);
  const wood = tone(stage, '#6a4530');
  const top = stage.horizon - 500;
  const rows = [0, 1, 2, 3].map((row) => {
    const y = top + 96 + row * 104;
    const items: string[] = [];
    for (let at = x - 116; at < x + 104;) {
      const w = kind === 'books' ? random.between(11, 22) : random.between(18, 27);
      const h = random.between(52, 80);
      const colour = tone(stage, random.pick(stock));
      items.push(
        kind === 'books'
          ? rect([at, y - h, w - 2, h], colour) + rect([at, y - h + 10, w - 2, 5], lighter(colour, 0.3))
          : rect([at, y - h * 0.62, w - 5, h * 0.62], colour, 'rx="5"') +
              rect([at + w * 0.22, y - h, w * 0.36, h * 0.42], colour, 'rx="3"'),
      );
      at += w + (kind === 'books' ? 0 : 9);
    }
    return items.join('') + rect([x - 124, y, 248, 13], lighter(wood, 0.1));
  });
  return (
    rect([x - 134, top, 268, stage.horizon - top + 4], darker(wood, 0.3)) +
    rect([x - 134, top, 12, stage.horizon - top + 4], wood) +
    rect([x + 122, top, 12, stage.horizon - top + 4], wood) +
    rect([x - 142, top - 14, 284, 20], wood) +
    rows.join('')
  );
}

export function bookshelf(stage: Stage, x: number): string {
  return shelf(stage, x, ['#a8443c', '#3f6f8a', '#5a7a4a', '#c08a3e', '#6f4a86', '#8a5a44'], 'books');
}

export function bottleShelf(stage: Stage, x: number): string {
  return shelf(stage, x, ['#4f8a5a', '#a8583a', '#d9b25a', '#7a9ab0', '#8a4a5a'], 'bottles');
}

export function potionShelf(stage: Stage, x: number): string {
  return shelf(stage, x, ['#5ad0a0', '#d05ab8', '#5aa0e0', '#e0c24a', '#9a6ae0'], 'bottles');
}

export function barrels(stage: Stage, x: number): string {
  return (
    barrel(stage, x - 62, stage.horizon + 26, 128) +
    barrel(stage, x + 62, stage.horizon + 26, 128) +
    barrel(stage, x, stage.horizon - 88, 120)
  );
}

function barrel(stage: Stage, x: number, y: number, size: number): string {
  const wood = tone(stage, '#a5713f');
  const hoop = tone(stage, '#4c4a55');
  const w = size * 0.42;
  return (
    shape(
      `M${num(x - w * 0.8)} ${num(y)}Q${num(x - w * 1.2)} ${num(y - size / 2)} ${num(x - w * 0.8)} ${num(y - size)}L${num(x + w * 0.8)} ${num(y - size)}Q${num(x + w * 1.2)} ${num(y - size / 2)} ${num(x + w * 0.8)} ${num(y)}Z`,
      wood,
    ) +
    line(
      `M${num(x - w * 0.35)} ${num(y - 4)}Q${num(x - w * 0.5)} ${num(y - size / 2)} ${num(x - w * 0.35)} ${num(y - size + 4)}M${num(x + w * 0.35)} ${num(y - 4)}Q${num(x + w * 0.5)} ${num(y - size / 2)} ${num(x + w * 0.35)} ${num(y - size + 4)}`,
      darker(wood, 0.25),
      4,
    ) +
    [0.2, 0.8]
      .map((part) =>
        line(
          `M${num(x - w * 0.95)} ${num(y - size * part)}Q${num(x)} ${num(y - size * part + 8)} ${num(x + w * 0.95)} ${num(y - size * part)}`,
          hoop,
          9,
        ),
      )
      .join('')
  );
}

export function bed(stage: Stage, x: number): string {
  const y = stage.horizon + 60;
  const cloth = tone(stage, stage.random.fork('bed').pick(['#6f8fc0', '#b0708f', '#7aa087'] as const));
  const wood = tone(stage, '#7a5238');
  return (
    rect([x - 190, y - 210, 22, 214], wood, 'rx="8"') +
    rect([x + 170, y - 130, 20, 134], wood, 'rx="8"') +
    rect([x - 176, y - 92, 350, 70], tone(stage, '#f4efe6'), 'rx="14"') +
    shape(
      `M${num(x - 70)} ${y - 108}Q${num(x + 60)} ${y - 132} ${num(x + 176)} ${y - 100}L${num(x + 176)} ${y - 18}L${num(x - 70)} ${y - 18}Z`,
      cloth,
    ) +
    rect([x - 164, y - 128, 96, 48], '#ffffff', 'rx="20"') +
    rect([x - 176, y - 30, 350, 20], wood)
  );
}

export function desk(stage: Stage, x: number): string {
  const y = stage.horizon + 40;
  const wood = tone(stage, '#9a6c44');
  return (
    standingIcon(stage, 'desktop-computer', { x: x - 30, y: y - 116, height: 130 }) +
    rect([x - 140, y - 120, 280, 18], wood, 'rx="4"') +
    rect([x - 130, y - 104, 16, 108], darker(wood, 0.2)) +
    rect([x + 114, y - 104, 16, 108], darker(wood, 0.2)) +
    rect([x + 40, y - 104, 76, 70], darker(wood, 0.1))
  );
}

export function counter(stage: Stage, x: number): string {
  const y = stage.horizon + 36;
  const wood = tone(stage, '#8f6240');
  return (
    rect([x - 220, y - 150, 440, 24], lighter(wood, 0.2), 'rx="6"') +
    rect([x - 206, y - 128, 412, 132], wood) +
    [-140, -50, 40, 130]
      .map((dx) => rect([x + dx - 30, y - 108, 70, 90], darker(wood, 0.12), 'rx="4"'))
      .join('') +
    standingIcon(stage, 'teapot', { x: x - 130, y: y - 148, height: 60 }) +
    standingIcon(stage, 'shortcake', { x: x + 60, y: y - 148, height: 52 }) +
    standingIcon(stage, 'potted-plant', { x: x + 160, y: y - 148, height: 84 })
  );
}

export function plant(stage: Stage, x: number): string {
  return standingIcon(stage, 'potted-plant', { x, y: stage.horizon + 50, height: 190 });
}

export function sofa(stage: Stage, x: number): string {
  return standingIcon(stage, 'couch-and-lamp', { x, y: stage.horizon + 60, height: 330 });
}

export function consoles(stage: Stage, x: number): string {
  const y = stage.horizon + 30;
  return (
    shape(
      `M${num(x - 260)} ${y}L${num(x - 220)} ${y - 130}L${num(x + 220)} ${y - 130}L${num(x + 260)} ${y}Z`,
      tone(stage, '#56627a'),
    ) +
    Array.from({ length: 12 }, (_, index) =>
      rect(
        [x - 190 + (index % 6) * 66, y - 108 + Math.floor(index / 6) * 42, 46, 26],
        ['#5ad0e8', '#e8c24a', '#e85a6a', '#6ae08a'][index % 4] ?? '#5ad0e8',
        'rx="5"',
      ),
    ).join('')
  );
}
