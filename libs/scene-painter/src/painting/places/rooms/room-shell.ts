import { type Hex, darker, lighter } from '../../colour.js';
import { circle, line, num, rect, shape } from '../../drawing.js';
import { type Stage, tone } from '../../stage.js';

export interface Shell {
  readonly wall: Hex;
  readonly wallKind: 'planks' | 'bricks' | 'plain' | 'panels' | 'metal';
  readonly floor: Hex;
  readonly floorKind: 'planks' | 'tiles' | 'stone' | 'plain';
  readonly beams?: boolean;
  readonly carpet?: Hex;
}

/** Walls and floor. */
export function paintShell(stage: Stage, shell: Shell): string {
  const wall = tone(stage, shell.wall);
  const floor = tone(stage, shell.floor);
  const h = stage.horizon;
  const w = stage.width;
  const shade = rect(
    [0, 0, w, h],
    stage.drawing.vertical([
      [0, '#140a18', 0.38],
      [0.7, '#140a18', 0],
    ]),
  );
  const board = rect([0, h - 20, w, 24], darker(wall, 0.3));
  const beams =
    shell.beams === true
      ? rect([0, 0, w, 46], darker(wall, 0.45)) +
        [0.02, 0.98].map((share) => rect([w * share - 24, 0, 48, h], darker(wall, 0.38))).join('')
      : '';
  const under = rect(
    [0, h, w, 1000 - h],
    stage.drawing.vertical([
      [0, darker(floor, 0.22)],
      [1, lighter(floor, 0.04)],
    ]),
  );
  return (
    rect([0, 0, w, h + 4], wall) +
    wallPattern(stage, shell, wall) +
    shade +
    beams +
    board +
    under +
    floorPattern(stage, shell, floor) +
    carpet(stage, shell.carpet)
  );
}

function wallPattern(stage: Stage, shell: Shell, wall: Hex): string {
  const h = stage.horizon;
  const dark = darker(wall, 0.16);
  switch (shell.wallKind) {
    case 'planks':
      return Array.from({ length: Math.ceil(stage.width / 74) }, (_, index) =>
        line(`M${index * 74} 0L${index * 74} ${h}`, dark, 4),
      ).join('');
    case 'panels':
      return (
        Array.from(
          { length: Math.ceil(stage.width / 150) },
          (_, index) =>
            `<rect x="${index * 150 + 16}" y="${num(h - 150)}" width="118" height="112" fill="none" stroke="${dark}" stroke-width="4" rx="3"/>`,
        ).join('') + rect([0, h - 180, stage.width, 10], dark)
      );
    case 'metal':
      return (
        Array.from(
          { length: Math.ceil(stage.width / 190) },
          (_, index) =>
            line(`M${index * 190} 0L${index * 190} ${h}`, dark, 8) +
            circle(index * 190 + 24, 40, 6, dark) +
            circle(index * 190 + 24, h - 60, 6, dark),
        ).join('') + rect([0, 110, stage.width, 12], '#5ad0e8', 'opacity=".5"')
      );
    case 'bricks':
      return bricks(stage, dark);
    case 'plain':
      return '';
  }
}

function bricks(stage: Stage, colour: Hex): string {
  const random = stage.random.fork('bricks');
  const stones: string[] = [];
  for (let y = 0; y < stage.horizon; y += 54) {
    for (let x = (y / 54) % 2 === 0 ? -40 : 0; x < stage.width; x += 108) {
      if (random.chance(0.6)) {
        stones.push(
          `<rect x="${num(x + 3)}" y="${num(y + 3)}" width="102" height="48" rx="7" fill="none" stroke="${colour}" stroke-width="3"/>`,
        );
      } else if (random.chance(0.4)) {
        stones.push(rect([x + 3, y + 3, 102, 48], colour, 'rx="7" opacity=".6"'));
      }
    }
  }
  return stones.join('');
}

function floorPattern(stage: Stage, shell: Shell, floor: Hex): string {
  if (shell.floorKind === 'plain') {
    return '';
  }
  const h = stage.horizon;
  const w = stage.width;
  const dark = darker(floor, 0.24);
  const lines = Array.from({ length: 19 }, (_, index) => {
    const share = (index - 9) / 9;
    return line(`M${num(w * (0.5 + share * 0.62))} ${h + 4}L${num(w * (0.5 + share * 1.5))} 1000`, dark, 3.4);
  }).join('');
  const across =
    shell.floorKind === 'planks'
      ? ''
      : [0.12, 0.3, 0.56, 0.86]
          .map((share) =>
            line(`M0 ${num(h + share * (1000 - h))}L${num(w)} ${num(h + share * (1000 - h))}`, dark, 3.4),
          )
          .join('');
  return lines + across;
}

function carpet(stage: Stage, colour: Hex | undefined): string {
  if (colour === undefined) {
    return '';
  }
  const cloth = tone(stage, colour);
  const w = stage.width;
  const half = Math.min(0.1, 120 / w);
  const y = stage.horizon + 4;
  return (
    shape(
      `M${num(w * (0.5 - half))} ${y}L${num(w * (0.5 + half))} ${y}L${num(w * (0.5 + half * 2.3))} 1000L${num(w * (0.5 - half * 2.3))} 1000Z`,
      cloth,
    ) +
    line(
      `M${num(w * (0.5 - half))} ${y}L${num(w * (0.5 - half * 2.3))} 1000M${num(w * (0.5 + half))} ${y}L${num(w * (0.5 + half * 2.3))} 1000`,
      tone(stage, '#e3b84a'),
      9,
    )
  );
}
